"""Brieven bezorgen: laid ready on the portal, announced by mail, and opened there."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from grants.models import Letter, LetterOpening
from grants.queries.notices import contacts
from grants.reckoning.deadlines import day_in_amsterdam
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.casework.models import Notice
from pmg.casework.notices import notices_for, plan

from .notices_table import TOLD
from .notices_text import write

READERS = (Role.SISA_CONTACT, Role.PROJECT_LEADER, Role.SIGNATORY)
OLD_NEWS = datetime.timedelta(days=7)
"""A letter that was signed longer ago is no news: history that was taken over, or a demo."""
MOST_AT_ONCE = 50


@transaction.atomic
def tell_of_letter(letter: Letter, *, on: datetime.datetime) -> None:
    """Bericht dat een brief klaarligt, without a figure or a subject: that is read on the portal.

    Nobody is told twice; an act that has a notice of its own is not told here as well.
    """
    if _is_told_by_its_act(letter) or on - letter.asked_on > OLD_NEWS:
        return
    people = contacts(on=day_in_amsterdam(on))
    rows: dict[object, list[Notice]] = {}
    for role in READERS:
        for person in people.get((role, letter.municipality_id), ()):
            if person.pk not in rows:
                rows[person.pk] = notices_for(
                    write(
                        "brief-klaar",
                        kind="letter.ready",
                        to=person,
                        path=reverse("grants:letter_page", args=[letter.pk]),
                        needs_action=False,
                        municipality=letter.municipality,
                        scheme=letter.scheme,
                    ),
                    to=person,
                    role=role,
                    about=f"letter:{letter.pk}",
                    municipality_id=letter.municipality_id,
                    on=on,
                )
    plan(notice for notices in rows.values() for notice in notices)


def untold_letters(*, on: datetime.datetime) -> list[Letter]:
    """Brieven van de laatste dag die klaarliggen en waarover nog niets is gezegd."""
    told = Notice.objects.filter(
        deadline_key=Concat(
            Value("letter:"), Cast(OuterRef("pk"), TextField()), output_field=TextField()
        )
    )
    made: QuerySet[Letter] = Letter.objects.filter(
        paper__made_at__gte=on - datetime.timedelta(days=1), asked_on__gte=on - OLD_NEWS
    )
    return list(made.filter(~Exists(told)).select_related("municipality", "scheme", "event"))[
        :MOST_AT_ONCE
    ]


def note_opening(letter: Letter, *, by: User, on: datetime.datetime) -> None:
    """Eerste opening door de gemeente vastleggen; what the ministry reads does not count."""
    if not by.is_ministry:
        LetterOpening.objects.get_or_create(letter=letter, defaults={"by": by, "opened_on": on})


def _is_told_by_its_act(letter: Letter) -> bool:
    return (letter.event.case_kind, letter.event.name) in TOLD
