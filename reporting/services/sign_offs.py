"""Parafen vragen, geven, weigeren, terugnemen; and taking back what was signed before a change."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from grants.reckoning.calendar import working_days_from
from grants.reckoning.deadlines import day_in_amsterdam
from pmg.accounts.models import User
from pmg.accounts.services.machines import machine
from pmg.casework.errors import MoveRefused
from pmg.casework.hints import hint
from pmg.casework.models import Event
from pmg.casework.moves import Door, move
from reporting.enums import ReportYearState, SignOffState
from reporting.models import ReportYear, SignOff
from reporting.queries.parts import fingerprints, makers_of
from reporting.queries.sign_offs import (
    as_rule,
    parties_of,
    rules_of,
    sign_offs_of,
    signers_of,
    standing,
)
from reporting.services.sign_off_notices import tell_refusal, tell_signers
from reporting.signing import to_ask, waits_for
from reporting.transitions import SignOffFacts

LAPSE = "reporting.lapse_sign_offs"


@transaction.atomic
def ask_sign_offs(
    *, case: ReportYear, by: User, on: datetime.datetime, door: Door | None = None
) -> list[SignOff]:
    """Parafen vragen of every party whose turn it is. Asking twice asks nobody twice.

    Raises MoveRefused before the year was frozen, and where the scheme names no parties.
    """
    if not fingerprints(case):
        raise MoveRefused("Bevries het verslagjaar eerst. Dan is er iets om voor te tekenen.")
    if not any(party.is_asked for party in parties_of(case.scheme_id)):
        raise MoveRefused(
            "Voor deze regeling zijn nog geen partijen ingesteld. De beheerder doet dat."
        )
    return _ask_those_whose_turn_it_is(case, by=by, on=on, door=door)


def _ask_those_whose_turn_it_is(
    case: ReportYear, *, by: User, on: datetime.datetime, door: Door | None
) -> list[SignOff]:
    case = _held(case)
    parties = {str(party.pk): party for party in parties_of(case.scheme_id)}
    current, known = fingerprints(case), sign_offs_of(case)
    turns = to_ask(
        rules_of(list(parties.values())),
        standing(known, current),
        {(str(one.party_id), one.part) for one in known},
    )
    asked = []
    for key, part in turns:
        party = parties[key]
        sign_off = SignOff(
            report_year=case,
            party=party,
            part=part,
            sha256=current[part],
            due_on=working_days_from(day_in_amsterdam(on), party.term),
        )
        event = move(
            sign_off,
            "ask",
            by=by,
            on=on,
            seen_revision=0,
            data=_data(sign_off, current[part]),
            door=door,
        )
        asked.append((sign_off, event))
    tell_signers(asked, "paraaf-gevraagd", on=on, door=door)
    return [sign_off for sign_off, _ in asked]


@transaction.atomic
def give_sign_off(
    *,
    sign_off: SignOff,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    content: str,
    reason: str = "",
    key: UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Paraaf geven, with a remark if there is one; then it is the turn of who comes next.

    `content` is the fingerprint of the part as the page showed it. Raises MoveRefused or a kind.
    """
    event = _decide(
        sign_off,
        "give",
        by=by,
        on=on,
        seen_revision=seen_revision,
        content=content,
        reason=reason,
        key=key,
        door=door,
    )
    _ask_those_whose_turn_it_is(sign_off.report_year, by=machine("klok"), on=on, door=door)
    return event


@transaction.atomic
def refuse_sign_off(
    *,
    sign_off: SignOff,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    content: str,
    reason: str,
    key: UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Paraaf weigeren, with what must change. Raises MoveRefused or a kind."""
    event = _decide(
        sign_off,
        "refuse",
        by=by,
        on=on,
        seen_revision=seen_revision,
        content=content,
        reason=reason,
        key=key,
        door=door,
    )
    tell_refusal(sign_off, event, door=door)
    return event


def _decide(
    sign_off: SignOff,
    name: str,
    *,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    content: str,
    reason: str,
    key: UUID | None,
    door: Door | None,
) -> Event:
    facts = _facts(sign_off, by=by, content=content)
    signers = {one.user_id: one.is_deputy for one in signers_of(sign_off.party)}
    return move(
        sign_off,
        name,
        by=by,
        on=on,
        seen_revision=seen_revision,
        reason=reason,
        fields={"sha256": facts.current, "decided_by": by, "decided_on": on},
        data=_data(sign_off, facts.current) | {"as_deputy": signers.get(by.pk, False)},
        facts=facts,
        key=key,
        door=door,
    )


@transaction.atomic
def take_back_sign_off(
    *,
    sign_off: SignOff,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    reason: str,
    key: UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Paraaf terugnemen: it is open again, with the reason. Raises MoveRefused or a kind."""
    return _open_again(
        sign_off,
        "take_back",
        by=by,
        on=on,
        seen_revision=seen_revision,
        reason=reason,
        key=key,
        door=door,
    )


@transaction.atomic
def ask_sign_off_again(
    *,
    sign_off: SignOff,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    reason: str,
    key: UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Opnieuw vragen what was refused, saying what was done with it. Raises MoveRefused or a kind."""
    event = _open_again(
        sign_off,
        "ask_again",
        by=by,
        on=on,
        seen_revision=seen_revision,
        reason=reason,
        key=key,
        door=door,
    )
    tell_signers([(sign_off, event)], "paraaf-gevraagd", on=on, door=door)
    return event


@transaction.atomic
def lapse_sign_offs(
    *, case: ReportYear, on: datetime.datetime, door: Door | None = None
) -> list[SignOff]:
    """Parafen laten vervallen of parts that changed since, and ask for them again.

    Doing it again changes nothing: what is asked is not decided. What was sent stays signed.
    """
    case = _held(case)
    if case.state == ReportYearState.PUBLISHED:
        return []
    current = fingerprints(case)
    lapsed = []
    for sign_off in case.sign_offs.select_related("party", "report_year").exclude(
        state=SignOffState.ASKED
    ):
        if sign_off.sha256 == current[sign_off.part]:
            continue
        event = _open_again(
            sign_off,
            "lapse",
            by=machine("klok"),
            on=on,
            seen_revision=sign_off.revision,
            reason="",
            key=None,
            door=door,
        )
        lapsed.append((sign_off, event))
    tell_signers(
        [(one, event) for one, event in lapsed if one.party.is_asked],
        "paraaf-vervallen",
        on=on,
        door=door,
    )
    return [sign_off for sign_off, _ in lapsed]


def _open_again(
    sign_off: SignOff,
    name: str,
    *,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    reason: str,
    key: UUID | None,
    door: Door | None,
) -> Event:
    """The fingerprint that was decided about stays in the events; the term begins anew."""
    facts = _facts(sign_off, by=by, content=sign_off.sha256)
    due_on = working_days_from(day_in_amsterdam(on), sign_off.party.term)
    return move(
        sign_off,
        name,
        by=by,
        on=on,
        seen_revision=seen_revision,
        reason=reason,
        fields={"sha256": facts.current, "due_on": due_on},
        data=_data(sign_off, facts.current)
        | {"before": sign_off.sha256, "due_on": due_on.isoformat()},
        facts=facts,
        key=key,
        door=door,
    )


def note_changed_part(case: ReportYear | None) -> None:
    """Een onderdeel is gewijzigd: once that is stored, what was signed before it lapses."""
    if case is not None:
        hint(LAPSE, str(case.pk))


def years_to_look_at() -> Iterable[ReportYear]:
    """Years in which something was decided about a part that has changed since."""
    for case in ReportYear.objects.filter(
        state=ReportYearState.FROZEN,
        sign_offs__state__in=[SignOffState.GIVEN, SignOffState.REFUSED],
    ).distinct():
        current = fingerprints(case)
        decided = case.sign_offs.exclude(state=SignOffState.ASKED)
        if any(one.sha256 != current[one.part] for one in decided):
            yield case


def _facts(sign_off: SignOff, *, by: User, content: str) -> SignOffFacts:
    """Read with the year held, so that it is not sent meanwhile."""
    party, case = sign_off.party, _held(sign_off.report_year)
    current = fingerprints(case)
    return SignOffFacts(
        is_signer=any(one.user_id == by.pk for one in signers_of(party)),
        made_part=by.pk in makers_of(case, sign_off.part),
        seen=content,
        current=current[sign_off.part],
        is_sent=case.state == ReportYearState.PUBLISHED,
        waits_for=waits_for(
            rules_of(list(parties_of(case.scheme_id))),
            as_rule(party),
            sign_off.part,
            standing(sign_offs_of(case), current),
        ),
    )


def _held(case: ReportYear) -> ReportYear:
    """The year, locked before any of its sign-offs."""
    return ReportYear.objects.select_for_update(of=("self",)).get(pk=case.pk)


def _data(sign_off: SignOff, current: str) -> dict[str, object]:
    return {
        "part": sign_off.part,
        "sha256": current,
        "party": str(sign_off.party_id),
        "due_on": sign_off.due_on.isoformat(),
    }
