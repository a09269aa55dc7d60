"""Regeling laden: a scheme is data, so a new one comes in without a line of code."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.db import transaction

from grants.models import (
    AccountingYear,
    Activity,
    Ceiling,
    ChecklistItem,
    GrantYear,
    Indicator,
    PackageDocument,
    Recipient,
    ReminderRule,
    Scheme,
    Sector,
    StandardReason,
)
from municipalities.models import Municipality

from .letter_texts import load_letter_texts

SCHEMES = Path(__file__).resolve().parents[1] / "data"
PARTS = {
    "grant_years",
    "accounting_years",
    "documents",
    "activities",
    "sectors",
    "ceilings",
    "indicators",
    "recipients",
    "standard_reasons",
    "checklist_items",
    "reminder_rules",
}


@transaction.atomic
def load_scheme(path: Path) -> Scheme:
    """Add the scheme of a JSON file, unless one with its code is there; amounts in euros.

    A scheme that is there is never touched: what differs since was decided by people.
    Raises Municipality.DoesNotExist for a recipient that is not in the list of municipalities.
    """
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    if known := Scheme.objects.filter(code=data["code"]).first():
        return known
    scheme = Scheme.objects.create(**{k: v for k, v in data.items() if k not in PARTS})
    for row in data["grant_years"]:
        GrantYear.objects.create(scheme=scheme, **row)
    for row in data["accounting_years"]:
        year = AccountingYear.objects.create(scheme=scheme, **row)
        for place, document in enumerate(data["documents"], start=1):
            PackageDocument.objects.create(accounting_year=year, place=place, **document)
    for row in data["activities"]:
        Activity.objects.create(scheme=scheme, **row)
    for place, row in enumerate(data["sectors"], start=1):
        Sector.objects.create(scheme=scheme, place=place, **row)
    for row in data["ceilings"]:
        Ceiling.objects.create(scheme=scheme, **row)
    for row in data["reminder_rules"]:
        ReminderRule.objects.create(scheme=scheme, **row)
    for row in data["indicators"]:
        Indicator.objects.create(scheme=scheme, **row)
    for model, name in ((StandardReason, "standard_reasons"), (ChecklistItem, "checklist_items")):
        for place, row in enumerate(data.get(name, ()), start=1):
            model.objects.create(scheme=scheme, place=place, **row)
    for cbs_code in data["recipients"]:
        Recipient.objects.create(
            scheme=scheme, municipality=Municipality.objects.get(cbs_code=cbs_code)
        )
    load_letter_texts(scheme)
    return scheme
