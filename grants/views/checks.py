"""Alle controles: what is looked at, in plain Dutch, for everybody who works here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from grants.checks import (
    cbs_rules,
    outcome_rules,
    package,
    reconciliation_rules,
    selection_rules,
    statement,
    takeover_rules,
    virus,
)
from grants.checks.exempting import may_be_exempted
from grants.checks.findings import ERROR
from grants.checks.register import RULES, Rule
from grants.forms.checks import DELIVERIES, SEVERITIES, CatalogueFilter
from pmg.accounts.permissions import EVERYONE, open_to
from pmg.accounts.requests import SignedInRequest

JUDGES = (
    cbs_rules,
    package,
    outcome_rules,
    reconciliation_rules,
    selection_rules,
    statement,
    takeover_rules,
    virus,
)
"""Imported so that every rule is in the register."""


@dataclass(frozen=True)
class Entry:
    """One check as the page shows it."""

    rule: Rule
    severity: str
    is_error: bool
    may_be_exempted: bool
    years: str


@dataclass(frozen=True)
class Group:
    """The checks of one kind of delivery."""

    anchor: str
    title: str
    entries: tuple[Entry, ...]


@open_to(*EVERYONE)
@require_GET
def catalogue(request: SignedInRequest) -> HttpResponse:
    """Alle controles, errors first, grouped by what they look at."""
    form = CatalogueFilter(request.GET)
    found = [rule for rule in RULES.values() if _fits(rule, form)]
    groups = [
        Group(delivery, title, _entries(rule for rule in found if rule.delivery == delivery))
        for delivery, title in DELIVERIES.items()
    ]
    return render(
        request,
        "grants/checks/catalogue.html",
        {
            "filter": form,
            "groups": [group for group in groups if group.entries],
            "found": len(found),
            "total": len(RULES),
        },
    )


def _fits(rule: Rule, form: CatalogueFilter) -> bool:
    words = f"{rule.code} {rule.title} {rule.why} {rule.mend} {rule.source}".casefold()
    return (
        all(word in words for word in form.chosen("zoek").casefold().split())
        and form.chosen("zwaarte") in ("", rule.severity)
        and form.chosen("soort") in ("", rule.delivery)
    )


def _entries(rules: Iterable[Rule]) -> tuple[Entry, ...]:
    entries = [
        Entry(
            rule=rule,
            severity=SEVERITIES[rule.severity],
            is_error=rule.severity == ERROR,
            may_be_exempted=may_be_exempted(rule),
            years=_years(rule),
        )
        for rule in rules
    ]
    return tuple(sorted(entries, key=lambda entry: not entry.is_error))


def _years(rule: Rule) -> str:
    """`alle jaren`, `vanaf 2021`, `tot en met 2020` or both."""
    first = f"vanaf {rule.first_year}" if rule.first_year else ""
    last = f"tot en met {rule.last_year}" if rule.last_year < 9999 else ""
    return " ".join(filter(None, (first, last))) or "alle jaren"
