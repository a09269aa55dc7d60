"""Overname beoordelen: all that is wrong with a workbook, row by row and as a whole. Pure; euros."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from grants.enums import TakeOverKind
from grants.reckoning.takeover import Outcome, compare, key_of
from pmg.design.formatting import euro

from .findings import Finding, in_order
from .register import Problem, Rule
from .takeover_content import Standing, TakenRow, TakeOverReading, amount_in, day_in
from .takeover_documents import document_problems
from .takeover_layout import AMOUNT_OF, TakeOverSubject
from .takeover_row import row_problems
from .takeover_rules import LIMIT, TWICE

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
    found += [problem for row in rows for problem in row_problems(row, subject, standing)]
    found += _limits(rows, subject, standing)
    if subject.kind == TakeOverKind.AWARDS:
        found += document_problems(rows, documents)
    return in_order([*reading.findings, *(rule.at(problem, name) for rule, problem in found)])


def _twice(rows: Sequence[TakenRow], subject: TakeOverSubject) -> Found:
    seen: dict[str, TakenRow] = {}
    references: Counter[str] = Counter()
    for row in rows:
        key = key_of(subject.kind, row.values)
        if first := seen.get(key):
            yield (
                TWICE,
                row.problem(
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
                    row.problem(
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
                    row.problem(
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
