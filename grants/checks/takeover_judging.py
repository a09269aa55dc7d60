"""Overname beoordelen: every row beside the scheme and what is here already. Pure; euros."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from grants.enums import TakeOverKind
from grants.reckoning.takeover import Outcome, compare, key_of
from pmg.design.formatting import euro

from .findings import Finding, in_order
from .register import Problem, Rule
from .takeover_content import Standing, TakenRow, TakeOverReading, amount_in, day_in
from .takeover_layout import AMOUNT_OF, TakeOverSubject
from .takeover_rules import (
    CUMULATIVE,
    DATE,
    DOCUMENT,
    JUDGEMENT,
    LIMIT,
    LOOSE_DOCUMENT,
    NO_DOCUMENT,
    NOT_OURS,
    TWICE,
)

ZERO = Decimal(0)
Found = Iterator[tuple[Rule, Problem]]


def judged(
    reading: TakeOverReading,
    name: str,
    subject: TakeOverSubject,
    standing: Standing,
    documents: Mapping[str, bool],
) -> tuple[Finding, ...]:
    """Alle bevindingen: those of reading, then those of the rows.

    `documents` says of each PDF that came along, by its name, whether it is one.
    """
    rows = reading.rows
    found = [*_twice(rows, subject)]
    found += [problem for row in rows for problem in _row(row, subject, standing)]
    found += _limits(rows, subject, standing)
    if subject.kind == TakeOverKind.AWARDS:
        found += _documents(rows, documents)
    return in_order([*reading.findings, *(rule.at(problem, name) for rule, problem in found)])


def _row(row: TakenRow, subject: TakeOverSubject, standing: Standing) -> Found:
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
                _at(row, key, "Deze datum ligt in de toekomst.", "Controleer de datum."),
            )


def _recipient(row: TakenRow, subject: TakeOverSubject, standing: Standing) -> Found:
    if row.values["municipality"] not in subject.recipients:
        yield (
            NOT_OURS,
            _at(
                row,
                "municipality",
                f"De regeling noemt gemeente {row.values['municipality']} niet als ontvanger.",
                "Controleer de gemeentecode, of voeg de ontvanger toe aan de regeling.",
            ),
        )


def _maximum(row: TakenRow, subject: TakeOverSubject, standing: Standing) -> Found:
    amounts = {label: amount_in(row.values, f"{AMOUNT_OF}{label}") for label in subject.grant_years}
    for label, amount in amounts.items():
        if amount > subject.grant_years[label]:
            yield (
                LIMIT,
                _at(
                    row,
                    f"{AMOUNT_OF}{label}",
                    f"{euro(amount)} is meer dan de regeling per gemeente toestaat: "
                    f"{euro(subject.grant_years[label])}.",
                    "Controleer het bedrag op het besluit.",
                ),
            )
    if not any(amounts.values()):
        yield (
            LIMIT,
            _at(
                row,
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
            _at(
                row,
                "reference",
                f"Beschikkingsnummer ‘{reference}’ is hier al van een andere toekenning.",
                "Controleer het nummer op het besluit.",
            ),
        )


def _own_award(row: TakenRow, subject: TakeOverSubject, standing: Standing) -> Found:
    if row.values["award"] not in standing.awards:
        yield (
            NOT_OURS,
            _at(
                row,
                "award",
                f"Wij kennen geen toekenning met nummer ‘{row.values['award']}’ in deze regeling.",
                "Controleer het nummer, of neem eerst de toekenningen over.",
            ),
        )
    if row.values["reference"] in standing.taken_references:
        yield (
            TWICE,
            _at(
                row,
                "reference",
                "Dit betalingskenmerk is hier al van een betaling in een andere regeling.",
                "Controleer het kenmerk in het financiële systeem.",
            ),
        )


def _pays(row: TakenRow, subject: TakeOverSubject, standing: Standing) -> Found:
    if not amount_in(row.values, "amount"):
        yield (
            LIMIT,
            _at(row, "amount", "Het bedrag is nul.", "Vul in wat er is betaald, of haal weg."),
        )


def _has_award(row: TakenRow, subject: TakeOverSubject, standing: Standing) -> Found:
    if row.values["municipality"] not in standing.awards.values():
        yield (
            NOT_OURS,
            _at(
                row,
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
            _at(
                row,
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
                _at(
                    row,
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
            _at(
                row,
                "accepted",
                f"Geaccepteerd is {euro(accepted)}; dat ligt niet tussen nul en de "
                f"besteding van {euro(spent)}.",
                "Controleer het bedrag in de brief met het oordeel.",
            ),
        )
    if not row.values["judged_on"]:
        yield (
            JUDGEMENT,
            _at(
                row,
                "judged_on",
                "Er is een bedrag geaccepteerd, maar de datum van het oordeel ontbreekt.",
                "Vul de datum van de brief met het oordeel in.",
            ),
        )
    elif day_in(row.values, "judged_on") <= year_ends:
        yield (
            DATE,
            _at(
                row,
                "judged_on",
                f"Het oordeel over {year_ends.year} kan pas na {year_ends.year} zijn gegeven.",
                "Controleer de datum en het jaar.",
            ),
        )


def _year_is_over(row: TakenRow, subject: TakeOverSubject, standing: Standing) -> Found:
    if row.values["grant_year"] not in subject.ended:
        yield (
            DATE,
            _at(
                row,
                "grant_year",
                f"Het uitkeringsjaar {row.values['grant_year']} is nog niet voorbij.",
                "Een rapportage over dit jaar komt later, op het scherm.",
            ),
        )


def _twice(rows: Sequence[TakenRow], subject: TakeOverSubject) -> Found:
    seen: dict[str, TakenRow] = {}
    references: Counter[str] = Counter()
    for row in rows:
        key = key_of(subject.kind, row.values)
        if first := seen.get(key):
            yield (
                TWICE,
                _at(
                    row,
                    next(iter(row.cells), ""),
                    f"Deze regel staat ook in rij {first.row}.",
                    "Haal een van de twee weg.",
                ),
            )
            continue
        seen[key] = row
        if subject.kind == TakeOverKind.AWARDS:
            references[row.values["reference"]] += 1
            if references[row.values["reference"]] > 1:
                yield (
                    TWICE,
                    _at(
                        row,
                        "reference",
                        f"Beschikkingsnummer ‘{row.values['reference']}’ staat er vaker in.",
                        "Elk besluit heeft een eigen nummer. Controleer het nummer.",
                    ),
                )


def _limits(rows: Sequence[TakenRow], subject: TakeOverSubject, standing: Standing) -> Found:
    """What all new rows together take: of a budget year, and of what was allocated."""
    new = [
        row
        for row in rows
        if compare(
            subject.kind, row.values, standing.here.get(key_of(subject.kind, row.values))
        ).outcome
        == Outcome.NEW
    ]
    taken: defaultdict[int, Decimal] = defaultdict(Decimal)
    paid: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in new:
        if subject.kind == TakeOverKind.AWARDS:
            year = day_in(row.values, "decided_on").year
            taken[year] += sum(
                (amount_in(row.values, f"{AMOUNT_OF}{label}") for label in subject.grant_years),
                ZERO,
            )
        elif subject.kind == TakeOverKind.PAYMENTS:
            taken[day_in(row.values, "paid_on").year] += amount_in(row.values, "amount")
            part = row.values["award"], row.values["grant_year"]
            paid[part] += amount_in(row.values, "amount")
            left = standing.left.get(part, ZERO)
            if row.values["award"] in standing.awards and paid[part] > left:
                yield (
                    LIMIT,
                    _at(
                        row,
                        "amount",
                        f"Met deze betaling is er op {part[0]} in {part[1]} "
                        f"{euro(paid[part] - left)} meer betaald dan toegekend.",
                        "Controleer bedrag, beschikkingsnummer en uitkeringsjaar.",
                    ),
                )
    word = "verplichtingen" if subject.kind == TakeOverKind.AWARDS else "kas"
    for year, amount in sorted(taken.items()):
        room = standing.ceilings.get(year, ZERO)
        if amount > room:
            yield (
                LIMIT,
                Problem(
                    f"De nieuwe regels vragen in begrotingsjaar {year} {euro(amount)}; het "
                    f"plafond voor {word} laat {euro(room)} toe.",
                    "Controleer de datums en bedragen, of het plafond van de regeling.",
                    new[0].sheet,
                ),
            )


def _documents(rows: Sequence[TakenRow], documents: Mapping[str, bool]) -> Found:
    came = {name.casefold(): is_pdf for name, is_pdf in documents.items()}
    for row in rows:
        name = row.values["document"]
        if not name:
            yield (
                NO_DOCUMENT,
                _at(
                    row,
                    "document",
                    "Bij deze toekenning staat geen besluit.",
                    "Zet hier de naam van de PDF en upload haar erbij.",
                ),
            )
        elif name.casefold() not in came:
            yield (
                DOCUMENT,
                _at(
                    row,
                    "document",
                    f"‘{name}’ is er niet bij.",
                    "Upload de PDF erbij, of doe haar in dezelfde zip als de werkmap.",
                ),
            )
        elif not came[name.casefold()]:
            yield (
                DOCUMENT,
                _at(row, "document", f"‘{name}’ is geen PDF.", "Bewaar het besluit als PDF."),
            )
    named = {row.values["document"].casefold() for row in rows}
    for name in sorted(documents):
        if name.casefold() not in named:
            yield (
                LOOSE_DOCUMENT,
                Problem(
                    f"‘{name}’ hoort bij geen enkele regel.",
                    "Noem de PDF in de regel van de gemeente, of laat haar weg.",
                    document=name,
                ),
            )


def _at(row: TakenRow, key: str, message: str, remedy: str) -> Problem:
    return Problem(message, remedy, row.sheet, row.cells.get(key, f"A{row.row}"))
