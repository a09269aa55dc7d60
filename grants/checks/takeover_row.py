"""Overname beoordelen, regel voor regel: each beside the scheme and what is here. Pure; euros."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from grants.enums import TakeOverKind
from pmg.design.formatting import euro

from .register import Problem, Rule
from .takeover_content import Standing, TakenRow, amount_in, day_in
from .takeover_layout import AMOUNT_OF, TakeOverSubject
from .takeover_rules import CUMULATIVE, DATE, JUDGEMENT, LIMIT, NOT_OURS, TWICE

ZERO = Decimal(0)
Found = Iterator[tuple[Rule, Problem]]


def row_problems(row: TakenRow, subject: TakeOverSubject, standing: Standing) -> Found:
    """The checks of a single row."""
    checks: Mapping[str, Sequence[Callable[[TakenRow, TakeOverSubject, Standing], Found]]] = {
        TakeOverKind.AWARDS: (_recipient, _maximum, _reference),
        TakeOverKind.PAYMENTS: (_own_award, _pays),
        TakeOverKind.SISA: (_has_award, _judgement),
        TakeOverKind.PROGRESS: (_has_award, _year_is_over),
    }
    for check in checks[subject.kind]:
        yield from check(row, subject, standing)
    for key in ("decided_on", "paid_on", "plausible_on", "judged_on", "on"):
        if row.values.get(key) and day_in(row.values, key) > subject.today:
            yield (
                DATE,
                row.problem(key, "Deze datum ligt in de toekomst.", "Controleer de datum."),
            )


def _recipient(row: TakenRow, subject: TakeOverSubject, standing: Standing) -> Found:
    if row.values["municipality"] not in subject.recipients:
        yield (
            NOT_OURS,
            row.problem(
                "municipality",
                f"De regeling noemt gemeente {row.values['municipality']} niet als ontvanger.",
                "Controleer de gemeentecode, of voeg de ontvanger toe aan de regeling.",
            ),
        )


def _maximum(row: TakenRow, subject: TakeOverSubject, standing: Standing) -> Found:
    amounts = {label: amount_in(row.values, f"{AMOUNT_OF}{label}") for label in subject.grant_years}
    maxima = subject.maxima.get(row.values["municipality"], {})
    for label, amount in amounts.items():
        # Whoever is no recipient has no maximum, and is told so by another finding.
        if amount > maxima.get(label, amount):
            yield (
                LIMIT,
                row.problem(
                    f"{AMOUNT_OF}{label}",
                    f"{euro(amount)} is meer dan de regeling deze gemeente toestaat: "
                    f"{euro(maxima[label])}.",
                    "Controleer het bedrag op het besluit.",
                ),
            )
    if not any(amounts.values()):
        yield (
            LIMIT,
            row.problem(
                f"{AMOUNT_OF}{next(iter(amounts), '')}",
                "In geen enkel jaar is geld toegekend.",
                "Vul voor ten minste één uitkeringsjaar een bedrag in.",
            ),
        )


def _reference(row: TakenRow, subject: TakeOverSubject, standing: Standing) -> Found:
    reference = row.values["reference"]
    owner = standing.awards.get(reference)
    if reference in standing.taken_references or owner not in (None, row.values["municipality"]):
        yield (
            TWICE,
            row.problem(
                "reference",
                f"Beschikkingsnummer ‘{reference}’ is hier al van een andere toekenning.",
                "Controleer het nummer op het besluit.",
            ),
        )


def _own_award(row: TakenRow, subject: TakeOverSubject, standing: Standing) -> Found:
    if row.values["award"] not in standing.awards:
        yield (
            NOT_OURS,
            row.problem(
                "award",
                f"Wij kennen geen toekenning met nummer ‘{row.values['award']}’ in deze regeling.",
                "Controleer het nummer, of neem eerst de toekenningen over.",
            ),
        )
    if row.values["reference"] in standing.taken_references:
        yield (
            TWICE,
            row.problem(
                "reference",
                "Dit betalingskenmerk is hier al van een betaling in een andere regeling.",
                "Controleer het kenmerk in het financiële systeem.",
            ),
        )


def _pays(row: TakenRow, subject: TakeOverSubject, standing: Standing) -> Found:
    if not amount_in(row.values, "amount"):
        yield (
            LIMIT,
            row.problem("amount", "Het bedrag is nul.", "Vul in wat er is betaald, of haal weg."),
        )


def _has_award(row: TakenRow, subject: TakeOverSubject, standing: Standing) -> Found:
    if row.values["municipality"] not in standing.awards.values():
        yield (
            NOT_OURS,
            row.problem(
                "municipality",
                f"Gemeente {row.values['municipality']} heeft hier geen toekenning.",
                "Controleer de gemeentecode, of neem eerst de toekenningen over.",
            ),
        )


def _judgement(row: TakenRow, subject: TakeOverSubject, standing: Standing) -> Found:
    spent, cumulative = amount_in(row.values, "spent"), amount_in(row.values, "cumulative")
    if cumulative < spent:
        yield (
            CUMULATIVE,
            row.problem(
                "cumulative",
                "De cumulatieve besteding is lager dan de besteding in het jaar.",
                "Controleer beide bedragen in de SiSa-bijlage.",
            ),
        )
    year_ends = datetime.date(int(row.values["year"]), 12, 31)
    if row.values["accepted"] is None:
        if row.values["judged_on"]:
            yield (
                JUDGEMENT,
                row.problem(
                    "judged_on",
                    "Er staat een datum van het oordeel, maar geen geaccepteerd bedrag.",
                    "Vul het geaccepteerde bedrag in, of laat de datum leeg.",
                ),
            )
        return
    accepted = amount_in(row.values, "accepted")
    if not ZERO <= accepted <= max(spent, ZERO):
        yield (
            JUDGEMENT,
            row.problem(
                "accepted",
                f"Geaccepteerd is {euro(accepted)}; dat ligt niet tussen nul en de "
                f"besteding van {euro(spent)}.",
                "Controleer het bedrag in de brief met het oordeel.",
            ),
        )
    if not row.values["judged_on"]:
        yield (
            JUDGEMENT,
            row.problem(
                "judged_on",
                "Er is een bedrag geaccepteerd, maar de datum van het oordeel ontbreekt.",
                "Vul de datum van de brief met het oordeel in.",
            ),
        )
    elif day_in(row.values, "judged_on") <= year_ends:
        yield (
            DATE,
            row.problem(
                "judged_on",
                f"Het oordeel over {year_ends.year} kan pas na {year_ends.year} zijn gegeven.",
                "Controleer de datum en het jaar.",
            ),
        )


def _year_is_over(row: TakenRow, subject: TakeOverSubject, standing: Standing) -> Found:
    if row.values["grant_year"] not in subject.ended:
        yield (
            DATE,
            row.problem(
                "grant_year",
                f"Het uitkeringsjaar {row.values['grant_year']} is nog niet voorbij.",
                "Een rapportage over dit jaar komt later, op het scherm.",
            ),
        )
