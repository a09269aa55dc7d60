"""Parafen vragen, geven, weigeren en terugnemen."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db import transaction

from grants.reckoning.calendar import working_days_from
from grants.reckoning.deadlines import day_in_amsterdam
from pmg.accounts.models import User
from pmg.accounts.services.machines import machine
from pmg.casework.errors import MoveRefused
from pmg.casework.models import Event
from pmg.casework.moves import Door, move
from reporting.enums import ReportYearState
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
    case = held(case)
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
    return open_again(
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
    event = open_again(
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


def open_again(
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
    """Weer openzetten: what was decided about stays in the events; the term begins anew."""
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


def _facts(sign_off: SignOff, *, by: User, content: str) -> SignOffFacts:
    """Read with the year held, so that it is not sent meanwhile."""
    party, case = sign_off.party, held(sign_off.report_year)
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


def held(case: ReportYear) -> ReportYear:
    """Het jaar, locked before any of its sign-offs."""
    return ReportYear.objects.select_for_update(of=("self",)).get(pk=case.pk)


def _data(sign_off: SignOff, current: str) -> dict[str, object]:
    return {
        "part": sign_off.part,
        "sha256": current,
        "party": str(sign_off.party_id),
        "due_on": sign_off.due_on.isoformat(),
    }
