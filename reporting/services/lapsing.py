"""Parafen laten vervallen: what was signed before a part changed stands no more."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db import transaction

from pmg.accounts.services.machines import machine
from pmg.casework.hints import hint
from pmg.casework.moves import Door
from reporting.enums import ReportYearState, SignOffState
from reporting.models import ReportYear, SignOff
from reporting.queries.parts import fingerprints
from reporting.services.sign_off_notices import tell_signers
from reporting.services.sign_offs import held, open_again

LAPSE = "reporting.lapse_sign_offs"


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


@transaction.atomic
def lapse_sign_offs(
    *, case: ReportYear, on: datetime.datetime, door: Door | None = None
) -> list[SignOff]:
    """Parafen laten vervallen of parts that changed since, and ask for them again.

    Doing it again changes nothing: what is asked is not decided. What was sent stays signed.
    """
    case = held(case)
    if case.state == ReportYearState.PUBLISHED:
        return []
    current = fingerprints(case)
    lapsed = []
    for sign_off in case.sign_offs.select_related("party", "report_year").exclude(
        state=SignOffState.ASKED
    ):
        if sign_off.sha256 == current[sign_off.part]:
            continue
        event = open_again(
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
