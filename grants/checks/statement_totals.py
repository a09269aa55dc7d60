"""Voorcontrole opgave: whether the amounts hang together, with each other and with earlier years."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from .findings import ERROR, WARNING
from .register import Problem
from .statement_content import Content, content_check
from .subject import SchemeYear

FORM = "Formulier voor de aanvullende opgave"


def _euro(amount: Decimal | int) -> str:
    return f"€ {int(amount):,}".replace(",", ".").replace("€ -", "-€ ")


@content_check(
    "opgave-telt-niet-op",
    severity=ERROR,
    title="De bestedingen tellen op tot de besteding in jaar T",
    source=FORM,
    why="De regels zijn de uitleg van het totaal. Samen moeten ze gelijk zijn.",
    mend="Pas de regels of de besteding aan, zodat de bedragen gelijk zijn.",
    example="Regels van 21.350, 64.275, 140.410 en 58.965, en een besteding van 285.000.",
)
def lines_add_up(content: Content, subject: SchemeYear) -> Iterator[Problem]:
    spent = content.spent
    if spent is None or spent.amount.euros is None or not content.has_lines:
        return
    total = 0
    for line in content.lines:
        if line.euros is None:
            return  # said at that line; any total would be a guess
        total += line.euros
    if total != spent.amount.euros:
        off = abs(spent.amount.euros - total)
        yield Problem(
            f"De besteding in {subject.year} is {_euro(spent.amount.euros)}, maar de regels op het "
            f"blad ‘{content.sheet}’ tellen op tot {_euro(total)}. Dat scheelt {_euro(off)}.",
            "Kijk of er een regel ontbreekt, dubbel staat of een verkeerd bedrag heeft. Pas de regels "
            "of de besteding aan, zodat de bedragen gelijk zijn.",
            spent.sheet,
            spent.cell,
        )


@content_check(
    "opgave-cumulatief",
    severity=WARNING,
    title="Cumulatief is wat eerder is geaccepteerd plus dit jaar",
    source="Regeling informatieverstrekking sisa",
    why=(
        "Cumulatief is alles tot en met dit jaar. Het ministerie telt door met wat eerder is "
        "geaccepteerd."
    ),
    mend="Vul het bedrag in dat wij noemen. Wijkt u bewust af, vertel dan bij Toelichting waarom.",
    example="Eerder geaccepteerd 120.000, dit jaar 285.000: cumulatief 405.000.",
)
def cumulative(content: Content, subject: SchemeYear) -> Iterator[Problem]:
    spent, total = content.spent, content.cumulative
    if (
        spent is None
        or total is None
        or spent.amount.euros is None
        or total.amount.euros is None
        or subject.accepted_before is None
    ):
        return
    expected = subject.accepted_before + spent.amount.euros
    if expected != total.amount.euros:
        yield Problem(
            f"De cumulatieve besteding is {_euro(total.amount.euros)}. Eerder is "
            f"{_euro(subject.accepted_before)} geaccepteerd; met dit jaar erbij is dat "
            f"{_euro(expected)}.",
            f"Vul {_euro(expected)} in. Wijkt u bewust af? Vertel dan bij Toelichting waarom.",
            total.sheet,
            total.cell,
        )


@content_check(
    "opgave-sisa-verschil",
    severity=WARNING,
    title="De besteding is gelijk aan die in SiSa",
    source="Nota van 4 april 2024; aanvullende opgave",
    why="Beide bedragen gaan over hetzelfde geld. Een verschil mag, als u het uitlegt.",
    mend=(
        "Verbeter het bedrag dat niet klopt. Kloppen ze allebei, leg het verschil dan uit bij "
        "Toelichting."
    ),
    example="In SiSa 285000, in de aanvullende opgave ook 285.000.",
)
def differs_from_sisa(content: Content, subject: SchemeYear) -> Iterator[Problem]:
    box = content.spent
    if box is None or box.amount.euros is None or subject.sisa_spent is None:
        return
    if difference := box.amount.euros - subject.sisa_spent:
        yield Problem(
            f"De besteding in {subject.year} is hier {_euro(box.amount.euros)}, in SiSa "
            f"{_euro(subject.sisa_spent)}. Hier staat {_euro(abs(difference))} "
            f"{'meer' if difference > 0 else 'minder'}.",
            f"Vul {_euro(subject.sisa_spent)} in, of verbeter SiSa. Kloppen ze allebei? Leg het "
            "verschil dan uit bij Toelichting.",
            box.sheet,
            box.cell,
        )


@content_check(
    "opgave-boven-toekenning",
    severity=WARNING,
    title="De besteding blijft binnen de toekenning",
    source="Toekenningsbeschikking",
    why="Boven de toekenning betaalt het ministerie niet. Dat deel draagt de gemeente zelf.",
    mend="Verbeter een typfout. Klopt het bedrag, dan betaalt de gemeente het meerdere zelf.",
    example="Toegekend 1.500.000, tot en met dit jaar besteed 1.405.000.",
)
def above_award(content: Content, subject: SchemeYear) -> Iterator[Problem]:
    box = content.cumulative
    if box is None or box.amount.euros is None or subject.awarded is None:
        return
    above = box.amount.euros - subject.awarded
    if above > 0:
        yield Problem(
            f"U hebt {_euro(box.amount.euros)} besteed. Dat is {_euro(above)} meer dan de toekenning "
            f"van {_euro(subject.awarded)}.",
            f"Klopt dit bedrag? Dan betaalt de gemeente {subject.municipality} het meerdere zelf. "
            "Is het een typfout? Verbeter dan het bedrag.",
            box.sheet,
            box.cell,
        )


@content_check(
    "opgave-sprong",
    severity=WARNING,
    title="De besteding verschilt niet veel van vorig jaar",
    source="Grens van de regeling (percentage)",
    why="Een grote sprong is vaak een typfout. Het percentage staat in de regeling.",
    mend="Verbeter een typfout. Klopt het bedrag, vertel dan bij Toelichting kort hoe het komt.",
    example="Vorig jaar 240.000, dit jaar 285.000: 18% meer.",
)
def jump(content: Content, subject: SchemeYear) -> Iterator[Problem]:
    box, last = content.spent, subject.spent_last_year
    if (
        box is None
        or box.amount.euros is None
        or not last
        or last < 0
        or not subject.months
        or not subject.months_last_year
    ):
        return
    # Years may be of unequal length: compare what was spent in a month.
    before = last / subject.months_last_year
    now = Decimal(box.amount.euros) / subject.months
    percentage = int((now - before) * 100 / before)
    if abs(percentage) > subject.jump_percentage:
        direction = "meer" if percentage > 0 else "minder"
        per_month = " per maand" if subject.months != subject.months_last_year else ""
        yield Problem(
            f"U besteedde{per_month} {abs(percentage)}% {direction} dan in {subject.year - 1} "
            f"(toen {_euro(last)}, nu {_euro(box.amount.euros)}).",
            "Klopt dit? Vertel dan bij Toelichting kort hoe het komt. Is het een typfout? Verbeter "
            "dan het bedrag.",
            box.sheet,
            box.cell,
        )
