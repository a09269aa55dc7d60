"""Regeling laden: a scheme is data, so a new one comes in without a line of code."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Model

from grants.models import (
    AccountingYear,
    Activity,
    ApplicationTerms,
    Ceiling,
    ChecklistItem,
    Criterion,
    GrantYear,
    Indicator,
    PackageDocument,
    PaymentPlan,
    Recipient,
    ReminderRule,
    Scheme,
    Sector,
    StandardReason,
)
from municipalities.models import Municipality

from .letter_texts import load_letter_texts

SCHEMES = Path(__file__).resolve().parents[1] / "data"
ROWS: dict[str, type[Model]] = {
    "grant_years": GrantYear,
    "activities": Activity,
    "ceilings": Ceiling,
    "reminder_rules": ReminderRule,
    "indicators": Indicator,
    "application_terms": ApplicationTerms,
}
"""Parts of a scheme that are rows of their own."""
PLACED: dict[str, type[Model]] = {
    "sectors": Sector,
    "standard_reasons": StandardReason,
    "checklist_items": ChecklistItem,
    "criteria": Criterion,
}
"""The same, in an order that people see."""
PARTS = {*ROWS, *PLACED, "accounting_years", "documents", "payment_plan", "recipients"}


@transaction.atomic
def load_scheme(path: Path) -> Scheme:
    """Add the scheme of a JSON file, or of a known one the kinds of parts that it has none of.

    A row that is there is never touched: what differs since was decided by people. A kind without
    a row came with a newer version of the application. Amounts in euros.
    Raises Municipality.DoesNotExist for a recipient that is not in the list of municipalities.
    """
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    scheme = Scheme.objects.filter(code=data["code"]).first()
    if scheme is None:
        scheme = Scheme.objects.create(**{k: v for k, v in data.items() if k not in PARTS})
        _take_on(scheme, data["recipients"])
    if not scheme.accounting_years.exists():
        _plan_years(scheme, data["accounting_years"], documents=data["documents"])
    for name, model in (ROWS | PLACED).items():
        rows = model._default_manager.filter(scheme=scheme)
        if rows.exists():
            continue
        for place, row in enumerate(data.get(name, ()), start=1):
            rows.create(scheme=scheme, **row, **({"place": place} if name in PLACED else {}))
    if not PaymentPlan.objects.filter(grant_year__scheme=scheme).exists():
        _plan_payments(scheme, data.get("payment_plan", []))
    _remind_of_new_tasks(scheme, data.get("reminder_rules", ()))
    load_letter_texts(scheme)
    return scheme


def _remind_of_new_tasks(scheme: Scheme, rules: Iterable[dict[str, Any]]) -> None:
    """Each kind of task is a kind of part: one without a rule came later."""
    known = set(scheme.reminder_rules.values_list("kind", flat=True))
    for row in rules:
        if row["kind"] not in known:
            ReminderRule.objects.create(scheme=scheme, **row)


def _take_on(scheme: Scheme, cbs_codes: list[str]) -> None:
    for cbs_code in cbs_codes:
        Recipient.objects.create(
            scheme=scheme, municipality=Municipality.objects.get(cbs_code=cbs_code)
        )


def _plan_years(scheme: Scheme, years: list[Any], *, documents: list[Any]) -> None:
    for row in years:
        year = AccountingYear.objects.create(scheme=scheme, **row)
        for place, document in enumerate(documents, start=1):
            PackageDocument.objects.create(accounting_year=year, place=place, **document)


def _plan_payments(scheme: Scheme, rows: list[Any]) -> None:
    for row in rows:
        grant_year = scheme.grant_years.get(label=row["grant_year"])
        PaymentPlan.objects.create(grant_year=grant_year, due_on=row["due_on"], share=row["share"])
