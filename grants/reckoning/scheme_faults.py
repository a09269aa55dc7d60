"""Wat in een regeling niet bij elkaar past. Pure: a document of the whole scheme comes in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any

Rows = list[dict[str, Any]]
Document = Mapping[str, Rows]
WHOLE = Decimal(100)


def faults(document: Document) -> list[str]:
    """A Dutch sentence for each fault; empty when the scheme can be approved."""
    return [sentence for rule in RULES for sentence in rule(document)]


def _period(document: Document) -> Iterator[str]:
    terms, general = document["terms"][0], document["general"][0]
    if not terms["legal_basis"] or not general["regulation"]:
        yield "Vul de regeling en haar wettelijke grondslag in."
    if terms["ends_on"] <= terms["starts_on"]:
        yield "De bestedingsperiode eindigt voordat zij begint."
    if terms["lapses_on"] <= terms["in_force_on"]:
        yield "De regeling vervalt voordat zij in werking treedt."
    if int(terms["age_to"]) <= int(terms["age_from"]):
        yield "De hoogste leeftijd is niet hoger dan de laagste."


def _grant_years(document: Document) -> Iterator[str]:
    years = sorted(document["grant_years"], key=lambda row: row["starts_on"])
    if not years:
        yield "Een regeling heeft ten minste één uitkeringsjaar."
        return
    terms = document["terms"][0]
    for year in years:
        if year["ends_on"] <= year["starts_on"]:
            yield f"Uitkeringsjaar {year['label']} eindigt voordat het begint."
    for one, other in pairwise(years):
        if other["starts_on"] <= one["ends_on"]:
            yield f"Uitkeringsjaren {one['label']} en {other['label']} overlappen elkaar."
    if years[0]["starts_on"] < terms["starts_on"] or years[-1]["ends_on"] > terms["ends_on"]:
        yield "Een uitkeringsjaar valt buiten de bestedingsperiode."


def _payment_plan(document: Document) -> Iterator[str]:
    shares: defaultdict[str, Decimal] = defaultdict(Decimal)
    for row in document["payment_plan"]:
        shares[row["grant_year"]] += Decimal(row["share"])
    for year in document["grant_years"]:
        total = shares[year["label"]]
        if total != WHOLE:
            said = f"{total.normalize():f}".replace(".", ",")
            yield f"Het betaalplan van {year['label']} telt op tot {said} procent, niet tot 100."


def _ceilings(document: Document) -> Iterator[str]:
    """Later budget years may follow; without any ceiling there is no money at all."""
    known = {row["kind"] for row in document["ceilings"]}
    if "commitment" not in known:
        yield "Er is geen plafond voor verplichtingen, dus er kan niets worden toegekend."
    if "cash" not in known:
        yield "Er is geen kasplafond, dus er kan niets worden betaald."


def _accounting_years(document: Document) -> Iterator[str]:
    terms = document["terms"][0]
    if terms["accountability"] == "none":
        return
    years = sorted(document["accounting_years"], key=lambda row: int(row["year"]))
    wanted = range(int(terms["starts_on"][:4]), int(terms["ends_on"][:4]) + 1)
    if missing := sorted(set(wanted) - {int(row["year"]) for row in years}):
        yield f"Er is geen verantwoordingsjaar {' en '.join(map(str, missing))}."
    if years and [int(row["year"]) for row in years if row["is_last"]] != [int(years[-1]["year"])]:
        yield "Alleen het laatste verantwoordingsjaar is de eindverantwoording."
    for row in years:
        dates = [row["form_out_on"], row["remind_on"], row["due_on"], row["judge_by"]]
        if dates != sorted(dates):
            yield f"De termijnen van {row['year']} staan niet in volgorde."
        codes = ("sisa_code", "indicator_spent", "indicator_cumulative", "indicator_final")
        if terms["accountability"] == "sisa" and not all(row[name] for name in codes):
            yield f"Vul voor {row['year']} de uitkeringscode en de drie indicatoren in."


def _links(document: Document) -> Iterator[str]:
    """Rows that point to a row that is not, or no longer, in the scheme."""
    labels = {row["label"] for row in document["grant_years"]}
    recipients = {row["municipality"] for row in document["recipients"]}
    purposes = {row["code"] for row in document["sub_purposes"]}
    years = {str(row["year"]) for row in document["accounting_years"]}
    if not recipients:
        yield "Een regeling heeft ten minste één ontvanger."
    for name, link, known, title in (
        ("payment_plan", "grant_year", labels, "Het betaalplan"),
        ("recipient_maxima", "grant_year", labels, "Een afwijkend bedrag"),
        ("recipient_maxima", "recipient", recipients, "Een afwijkend bedrag"),
        ("sub_purpose_recipients", "sub_purpose", purposes, "Een deelopgave"),
        ("sub_purpose_recipients", "recipient", recipients, "Een deelopgave"),
        ("documents", "accounting_year", years, "Een document"),
    ):
        for value in sorted({str(row[link]) for row in document[name]} - known):
            yield f"{title} noemt {value}, en dat staat niet (meer) in de regeling."


def _no_more_than_one_set_of_terms(document: Document) -> Iterator[str]:
    if len(document["application_terms"]) > 1:
        yield "Er is hoogstens één regel met aanvraagtermijnen."
    for row in document["application_terms"]:
        if row["closes_on"] and row["closes_on"] < row["opens_on"]:
            yield "De aanvraagtermijn eindigt voordat hij begint."


def _activities(document: Document) -> Iterator[str]:
    if not document["activities"]:
        yield "Een regeling heeft ten minste één activiteit."
    if not document["sectors"] and document["terms"][0]["accountability"] != "none":
        yield "Een regeling heeft ten minste één sector: gemeenten verantwoorden per sector."


def _reminders(document: Document) -> Iterator[str]:
    for row in document["reminder_rules"]:
        if row["anchor"] != "due" and int(row["days"]):
            yield f"Herinnering {row['code']}: dagen tellen alleen vanaf de uiterste datum."


RULES: tuple[Callable[[Document], Iterator[str]], ...] = (
    _period,
    _grant_years,
    _payment_plan,
    _ceilings,
    _accounting_years,
    _links,
    _no_more_than_one_set_of_terms,
    _activities,
    _reminders,
)
