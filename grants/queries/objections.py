"""Bezwaren: who sees them, the worklist by the day on which a decision is due, and the letters."""

from __future__ import annotations

import datetime

from django.db.models import QuerySet

from grants.enums import ObjectionState as State
from grants.letters.kinds import kind_of
from grants.models import Letter, Objection
from grants.reckoning.deadlines import day_in_amsterdam
from grants.reckoning.objections import is_in_time, object_until
from grants.transitions.objections import ObjectionFacts
from pmg.accounts.models import User
from pmg.casework.models import Event
from pmg.design.formatting import date_nl

from .letters import YES, Matter

OPEN = (State.RECEIVED, State.PROPOSED)


def objections_visible_to(user: User) -> QuerySet[Objection]:
    """Bezwaren that `user` may see: the ministry all, a municipality its own."""
    objections = Objection.objects.select_related("letter__scheme", "municipality")
    if user.is_ministry:
        return objections
    return objections.filter(municipality_id__in=user.municipality_ids)


def objection_rows(user: User, *, only_open: bool) -> QuerySet[Objection]:
    """Bezwaren voor de werklijst."""
    objections = objections_visible_to(user)
    return objections.filter(state__in=OPEN) if only_open else objections


def is_open_to_objection(letter: Letter) -> bool:
    """Of tegen deze brief bezwaar openstaat: a beschikking that is no decision on an objection."""
    return letter.is_decision and kind_of(letter.act).remedy == "objection"


def objection_facts(objection: Objection, *, by: User, on: datetime.datetime) -> ObjectionFacts:
    """What the guards look at."""
    letter = objection.letter
    return ObjectionFacts(
        is_open_to_objection=is_open_to_objection(letter),
        sent_on=letter.dated_on,
        received_on=objection.received_on,
        decide_by=objection.decide_by,
        today=day_in_amsterdam(on),
        is_postponed=objection.is_postponed,
        proposed=objection.proposed,
        is_own_decision=letter.event.by_id == by.pk,
    )


def objection_matter(objection: Objection, event: Event | None = None) -> Matter:
    """Brief over een bezwaar: received, postponed, or decided."""
    letter = objection.letter
    municipality = objection.municipality
    assert municipality is not None, "a constraint says so"
    in_time = is_in_time(
        letter.dated_on, received_on=objection.received_on, posted_on=objection.posted_on
    )
    return Matter(
        scheme=letter.scheme,
        municipality=municipality,
        about=letter.contents["about"],
        about_is=letter.contents.get("about_is", "Uw toekenning"),
        year=None,
        values={
            "besluit": letter.reference,
            "besluit_van": date_nl(letter.dated_on),
            "ontvangen_op": date_nl(objection.received_on),
            "op_tijd_tot": date_nl(object_until(letter.dated_on)),
            "te_laat": "" if in_time else YES,
            "beslissen_voor": date_nl(objection.decide_by),
            "reden": event.reason if event else "",
            "gronden": objection.grounds,
            "motivering": objection.motivation,
            **{name: YES if objection.proposed == value else "" for name, value in OUTCOMES},
        },
    )


OUTCOMES = (
    ("niet_ontvankelijk", State.INADMISSIBLE),
    ("ongegrond", State.UNFOUNDED),
    ("gegrond", State.FOUNDED),
)
