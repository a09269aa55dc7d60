"""Vier ogen: one asks, another decides, about neither of them."""

from __future__ import annotations

import datetime
from typing import TypeVar

from pmg.accounts.errors import ActRefused
from pmg.accounts.models import TwoPersons, User
from pmg.accounts.permissions import may_decide

T = TypeVar("T", bound=TwoPersons)

NOT_YOURS = "Dit kan alleen iemand anders bevestigen: niet wie het vroeg, en niet wie het krijgt."
NO_REASON = "Schrijf op waarom. Zonder reden kan dit niet."


def decide(request: T, *, granted: bool, by: User, on: datetime.datetime) -> tuple[T, bool]:
    """Besluit over een verzoek, inside a transaction; whether it is new, or was the same already.

    Raises ActRefused for who may not decide it, and for one that was decided otherwise.
    """
    row = type(request)._default_manager.select_for_update(of=("self",)).get(pk=request.pk)
    if row.granted is not None:
        if row.granted == granted and row.decided_by_id == by.pk:
            return row, False
        raise ActRefused("Iemand anders heeft hier al over besloten.")
    if not may_decide(by, row):
        raise ActRefused(NOT_YOURS)
    row.granted, row.decided_by, row.decided_on = granted, by, on
    row.save(update_fields=["granted", "decided_by", "decided_on"])
    return row, True


def need_reason(reason: str) -> str:
    """The reason without blanks around it, or a NUL. Raises ActRefused without one."""
    why = reason.replace("\0", "").strip()
    if not why:
        raise ActRefused(NO_REASON)
    return why
