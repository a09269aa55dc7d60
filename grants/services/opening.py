"""Openen wat aan de beurt is: the clock opens cases on the dates of the scheme."""

from __future__ import annotations

import datetime

from grants.models import AccountingYear, GrantYear
from grants.reckoning.deadlines import day_in_amsterdam
from pmg.accounts.models import User
from pmg.casework.moves import Door

from .assessment import open_justifications
from .progress_opening import open_progress_reports


def open_what_is_due(*, by: User, on: datetime.datetime, door: Door | None = None) -> int:
    """Open the justifications whose form is out and the reports whose grant year has ended.

    May be repeated, also after days without a worker: nothing is opened twice, nothing skipped.
    Returns how many cases were opened.
    """
    today = day_in_amsterdam(on)
    opened = 0
    for year in AccountingYear.objects.filter(form_out_on__lte=today).select_related("scheme"):
        opened += len(open_justifications(accounting_year=year, by=by, on=on, door=door))
    for grant_year in GrantYear.objects.filter(ends_on__lt=today).select_related("scheme"):
        opened += len(open_progress_reports(grant_year=grant_year, by=by, on=on, door=door))
    return opened
