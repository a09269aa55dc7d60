"""Wat al is besloten, en een wijziging van een regeling dus niet meer mag raken.

Pure: a change comes in as two documents (see grants/queries/scheme_document.py). Euros.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from grants.reckoning.scheme_amounts import highest

Rows = list[dict[str, Any]]
Document = Mapping[str, Rows]
ZERO = Decimal(0)


@dataclass(frozen=True)
class Decided:
    """Wat vaststaat. Grant years by label, municipalities by CBS code.

    `booked` is per kind of ceiling and budget year, with what was approved; `used` holds per section
    the keys of rows that something else rests on. `planned_until` is the last date of a payment.
    """

    booked: Mapping[tuple[str, int], Decimal] = field(default_factory=dict)
    allocated: Mapping[tuple[str, str], Decimal] = field(default_factory=dict)
    used: Mapping[str, frozenset[tuple[str, ...]]] = field(default_factory=dict)
    planned_until: Mapping[str, datetime.date] = field(default_factory=dict)
    opened: frozenset[int] = frozenset()
    judged: frozenset[int] = frozenset()


def refusals(
    before: Document, after: Document, decided: Decided, keys: Mapping[str, tuple[str, ...]]
) -> list[str]:
    """A Dutch sentence for each thing that the change would alter; `keys` per section.

    Both documents are of the whole scheme.
    """
    return [
        *_rows_in_use(before, after, decided, keys),
        *(sentence for rule in RULES for sentence in rule(before, after, decided)),
    ]


def _rows_in_use(
    before: Document, after: Document, decided: Decided, keys: Mapping[str, tuple[str, ...]]
) -> Iterator[str]:
    for section, used in decided.used.items():
        kept = {tuple(str(row[name]) for name in keys[section]) for row in after[section]}
        for row in before[section]:
            key = tuple(str(row[name]) for name in keys[section])
            if key in used and key not in kept:
                yield f"‘{' '.join(key)}’ wordt al gebruikt en kan niet weg of anders heten."


def _ceilings(before: Document, after: Document, decided: Decided) -> Iterator[str]:
    allowed = {
        (row["kind"], int(row["budget_year"])): Decimal(row["amount"]) for row in after["ceilings"]
    }
    names = {"commitment": "verplichtingenplafond", "cash": "kasplafond"}
    for (kind, year), booked in sorted(decided.booked.items()):
        if booked > allowed.get((kind, year), ZERO):
            yield (
                f"Het {names[kind]} van {year} kan niet lager zijn dan {_euro(booked)}: "
                "zoveel is al vastgelegd."
            )


def _maxima(before: Document, after: Document, decided: Decided) -> Iterator[str]:
    for (label, municipality), amount in sorted(decided.allocated.items()):
        maximum = maximum_of(after, label, municipality)
        if maximum is not None and amount > maximum:
            yield (
                f"Het hoogste bedrag voor {label} kan niet lager zijn dan {_euro(amount)}: "
                f"zoveel is al toegekend ({municipality})."
            )


def maximum_of(document: Document, label: str, municipality: str) -> Decimal | None:
    """Hoogste bedrag of one recipient in one year; None where the scheme has no such year."""
    year = next((row for row in document["grant_years"] if row["label"] == label), None)
    if year is None:
        return None
    own = next(
        (
            Decimal(row["maximum"])
            for row in document["recipient_maxima"]
            if (row["recipient"], row["grant_year"]) == (municipality, label)
        ),
        None,
    )
    joins = {
        row["sub_purpose"]
        for row in document["sub_purpose_recipients"]
        if row["recipient"] == municipality
    }
    extras = [Decimal(row["maximum"]) for row in document["sub_purposes"] if row["code"] in joins]
    return highest(Decimal(year["maximum"]), own, extras, Decimal(year["indexation"]))


def _dates_of_years(before: Document, after: Document, decided: Decided) -> Iterator[str]:
    granted = {label for label, _ in decided.allocated}
    later = {row["label"]: row for row in after["grant_years"]}
    for row in before["grant_years"]:
        now = later.get(row["label"])
        if row["label"] in granted and now and _period(row) != _period(now):
            yield f"Begin en einde van uitkeringsjaar {row['label']} staan vast: er is al toegekend."


def _period_of_scheme(before: Document, after: Document, decided: Decided) -> Iterator[str]:
    old, new = before["terms"][0], after["terms"][0]
    if decided.allocated and (
        new["starts_on"] > old["starts_on"] or new["ends_on"] < old["ends_on"]
    ):
        yield "De bestedingsperiode kan niet korter: er is al toegekend."
    if decided.opened and new["accountability"] != old["accountability"]:
        yield "De wijze van verantwoorden staat vast: er is al een verantwoording gevraagd."


def _plan(before: Document, after: Document, decided: Decided) -> Iterator[str]:
    for label, day in sorted(decided.planned_until.items()):
        if _due_until(before, label, day) != _due_until(after, label, day):
            yield (
                f"Het betaalplan van {label} staat vast tot en met {_date(day)}: "
                "daarvoor is al een betaling klaargezet."
            )


def _due_until(document: Document, label: str, day: datetime.date) -> set[tuple[str, str]]:
    return {
        (row["due_on"], row["share"])
        for row in document["payment_plan"]
        if row["grant_year"] == label and row["due_on"] <= day.isoformat()
    }


def _judged_years(before: Document, after: Document, decided: Decided) -> Iterator[str]:
    for year in sorted(decided.judged):
        if _all_of(before, year) != _all_of(after, year):
            yield f"Over {year} is al geoordeeld: wat voor dat jaar gold, verandert niet meer."


def _all_of(document: Document, year: int) -> list[Any]:
    return [
        [row for row in document["accounting_years"] if row["year"] == year],
        [row for row in document["documents"] if int(row["accounting_year"]) == year],
    ]


def _period(row: Mapping[str, Any]) -> tuple[str, str]:
    return row["starts_on"], row["ends_on"]


def _euro(amount: Decimal) -> str:
    whole, cents = f"{amount:,.2f}".split(".")
    return "€ " + whole.replace(",", ".") + ("" if cents == "00" else f",{cents}")


MONTHS = ["jan", "feb", "mrt", "apr", "mei", "juni", "juli", "aug", "sep", "okt", "nov", "dec"]


def _date(day: datetime.date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


RULES: tuple[Callable[[Document, Document, Decided], Iterator[str]], ...] = (
    _ceilings,
    _maxima,
    _dates_of_years,
    _period_of_scheme,
    _plan,
    _judged_years,
)
