"""Regeling laden: a scheme is data, so a new one comes in without a line of code."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import transaction

from grants.models import ReminderRule, Scheme
from grants.queries.scheme_sections import SECTIONS

from .letter_texts import load_letter_texts
from .scheme_rows import make_scheme_of, write_sections

SCHEMES = Path(__file__).resolve().parents[1] / "data"
DRAFTS = SCHEMES / "drafts"
"""Schemes that nobody approved yet; the demo shows them as a draft."""


def read_scheme(path: Path) -> dict[str, Any]:
    """The document of a scheme (see grants/queries/scheme_document.py) with its `code`."""
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data


@transaction.atomic
def load_scheme(path: Path) -> Scheme:
    """Add the scheme of a JSON file, or to a known one the kinds of parts that it has none of.

    A row that is there is never touched: what differs since was decided by people. A kind without
    a row came with a newer version of the application. Amounts in euros.
    Raises KeyError for a recipient that is not in the list of municipalities.
    """
    data = read_scheme(path)
    scheme = Scheme.objects.filter(code=data["code"]).first()
    if scheme is None:
        scheme = make_scheme_of(data["code"], data)
    else:
        write_sections(
            scheme,
            {
                section.name: data.get(section.name, [])
                for section in SECTIONS
                if not section.is_scheme
                and not section.model._default_manager.filter(**{section.owner: scheme}).exists()
            },
        )
        _remind_of_new_tasks(scheme, data.get("reminder_rules", ()))
    load_letter_texts(scheme)
    return scheme


def _remind_of_new_tasks(scheme: Scheme, rules: Iterable[dict[str, Any]]) -> None:
    """Each kind of task is a kind of part: one without a rule came later."""
    known = set(scheme.reminder_rules.values_list("kind", flat=True))
    for row in rules:
        if row["kind"] not in known:
            ReminderRule.objects.create(scheme=scheme, **row)
