"""Termijnen as a page shows them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from grants.models import AccountingYear, GrantYear


@dataclass(frozen=True)
class Deadline:
    """Termijn: what must be done by when, and where."""

    on: datetime.date
    label: str
    days_left: int
    url: str = ""


def scheme_deadlines(
    accounting_years: Iterable[AccountingYear],
    grant_years: Iterable[GrantYear],
    *,
    today: datetime.date,
    limit: int = 5,
) -> list[Deadline]:
    """The next dates of a scheme's calendar."""
    dates = [(year.progress_due_on, f"Voortgangsrapportage {year.label}") for year in grant_years]
    for year in accounting_years:
        dates += [
            (year.form_out_on, f"Formulier over {year.year} beschikbaar"),
            (year.remind_on, f"Herinnering verantwoording {year.year}"),
            (year.due_on, f"Verantwoording {year.year} indienen"),
            (year.judge_by, f"Oordelen over {year.year} meedelen"),
        ]
    ahead = sorted(date for date in dates if date[0] >= today)
    return [Deadline(on, label, (on - today).days) for on, label in ahead[:limit]]


def submission_deadlines(cases: Iterable[Any], *, today: datetime.date) -> list[Deadline]:
    """Which municipality must submit when; cases carry `due_on`."""
    return [
        Deadline(
            on=case.due_on,
            label=f"{case.municipality}, {case.accounting_year}",
            days_left=(case.due_on - today).days,
            url=reverse("grants:municipality", args=[case.municipality.cbs_code]),
        )
        for case in cases
    ]
