"""De onderdelen van het beeld: each a question, a chart, the table behind it and its source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from pmg.design.formatting import date_nl, euro, percent, share
from reporting.charts.bars import Bar, bars
from reporting.charts.points import Place, point_map
from reporting.charts.svg import DARK, GREY, LIGHT, MIDDLE
from reporting.disclosure.publication import PublicCount, PublicMunicipality
from reporting.disclosure.suppression import Shown
from reporting.document.blocks import (
    HIDDEN,
    Picture,
    Row,
    Table,
    count,
    money,
    part,
    row,
    whole,
    words,
)
from reporting.document.chapters.reach import evidence_table, youths_picture, youths_table
from reporting.document.chapters.sources import source
from reporting.document.chapters.spending import (
    activities_picture,
    sectors_picture,
    sectors_table,
)
from reporting.figures import Figures
from reporting.seeing.securing import COLOURS, LABELS, Risk, Stand, months_between, risk_of
from reporting.seeing.sight import Sight
from reporting.seeing.trends import money_trend, reach_trend
from reporting.wording import counted, some

HALF, MOST = 50, 90
"""Percent of the money received that a municipality accounted for, on the map."""


@dataclass(frozen=True)
class Exhibit:
    """Onderdeel van het beeld; `key` is its address."""

    key: str
    question: str
    picture: Picture
    table: Table


@dataclass(frozen=True)
class Question:
    """Vraag aan het beeld: its address, and how it is drawn; nothing is drawn that nobody asks."""

    key: str
    text: str
    draw: Callable[[Sight], tuple[Picture, Table]]

    def answer(self, sight: Sight) -> Exhibit:
        """The chart and its table, of one year."""
        return Exhibit(self.key, self.text, *self.draw(sight))


def exhibits(sight: Sight) -> tuple[Exhibit, ...]:
    """Everything there is to see of a year."""
    return tuple(question.answer(sight) for question in QUESTIONS)


def question_at(key: str) -> Question | None:
    """The question at an address."""
    return next((one for one in QUESTIONS if one.key == key), None)


def _sectors(sight: Sight) -> tuple[Picture, Table]:
    return sectors_picture(sight.figures), sectors_table(sight.figures)


def _activities(sight: Sight) -> tuple[Picture, Table]:
    return activities_picture(sight.figures), _activities_table(sight.figures)


def _youths(sight: Sight) -> tuple[Picture, Table]:
    return youths_picture(sight.figures), youths_table(sight.figures)


def _activities_table(f: Figures) -> Table:
    return Table(
        f"Besteed per activiteit in {f.reporting_year}",
        ("Activiteit", "Besteed", "Deel"),
        tuple(
            row(words(term.label), money(amount), part(share(amount, f.spent)))
            for term in f.scheme.activities
            for amount in (f.spent_on(activity=term.code),)
        ),
        note="Aanvullende opgave van de gemeenten, niet gecontroleerd door een accountant.",
    )


def _evidence(sight: Sight) -> tuple[Picture, Table]:
    f = sight.figures
    costs = sum(total.cost for total in f.evidence)
    proven = sum(total.cost for total in f.evidence[2:])
    return (
        Picture(
            "Kosten van interventies naar bewijs van effect",
            bars(
                [Bar(total.level.label, total.cost, euro(total.cost)) for total in f.evidence],
                f"Van de kosten van interventies ging {percent(share(proven, costs))} naar "
                "interventies met ten minste eerste aanwijzingen voor effect."
                if costs
                else "Er zijn nog geen kosten van interventies bekend.",
            ),
            source(f),
        ),
        evidence_table(f),
    )


def _participations(sight: Sight) -> tuple[Picture, Table]:
    f = sight.figures
    bands = list(zip(f.scheme.age_bands, sight.bands, strict=True))
    delivered = [own for own in f.year.municipalities if own.progress]
    return (
        Picture(
            "Deelnames per leeftijdsgroep, alle gemeenten samen",
            bars(
                [Bar(term.label, one.number or one.at_least, _told(one)) for term, one in bands],
                f"Er waren {counted(f.year.participations)} deelnames. Wie twee keer meedeed, telt "
                "twee keer.",
            ),
            source(f),
        ),
        Table(
            "Deelnames per leeftijdsgroep en per gemeente",
            ("Groep", "Deelnames"),
            (
                *(row(words(term.label), count(one)) for term, one in bands),
                *(
                    row(words(own.name), count(own.progress.participations))
                    for own in delivered
                    if own.progress
                ),
                row(words("Totaal"), count(f.year.participations), total=True),
            ),
            note="Eerst de leeftijdsgroepen, dan de gemeenten. Kleine aantallen zijn verborgen.",
        ),
    )


def _told(one: PublicCount) -> str:
    return counted(one) if one.at_least or one.shown is not Shown.HIDDEN else HIDDEN


def _map(sight: Sight) -> tuple[Picture, Table]:
    f = sight.figures
    rows = [(own, _paid(own), _justified(own)) for own in f.year.municipalities]
    shares = [share(justified, paid) for _, paid, justified in rows]
    legend = [
        (DARK, f"{MOST}% of meer verantwoord"),
        (MIDDLE, f"{HALF}% tot {MOST}%"),
        (LIGHT, f"minder dan {HALF}%"),
        (GREY, "nog niets"),
    ]
    far = sum(one is not None and one >= MOST for one in shares)
    picture = Picture(
        "Verantwoord van wat is betaald, hele periode tot nu",
        point_map(
            [
                Place(place, own.latitude, own.longitude, _colour(one, justified))
                for place, ((own, _, justified), one) in enumerate(
                    zip(rows, shares, strict=True), 1
                )
                if own.latitude is not None and own.longitude is not None
            ],
            f"{some(far, 'gemeente verantwoordde', 'gemeenten verantwoordden')} ten minste {MOST}% "
            "van het ontvangen geld.",
            legend,
        ),
        "Bron: betalingen van het ministerie, verantwoording van de gemeenten. De nummers staan in "
        "de tabel. Omtrek: Natural Earth.",
    )
    table = Table(
        "Betaald en verantwoord per gemeente, hele periode tot nu",
        ("Gemeente", "Nr.", "Betaald", "Verantwoord", "Deel"),
        tuple(
            row(words(own.name), whole(place), money(paid), money(justified), part(one))
            for place, ((own, paid, justified), one) in enumerate(zip(rows, shares, strict=True), 1)
        ),
        note="Een uitkeringsjaar loopt van juli tot en met juni, een verantwoordingsjaar van januari "
        "tot en met december: alleen totalen over de hele periode staan naast elkaar.",
    )
    return picture, table


def _paid(own: PublicMunicipality) -> int:
    return int(sum(one.paid for one in own.grant_years))


def _justified(own: PublicMunicipality) -> int:
    return sum(one.justified or 0 for one in own.accounting_years)


def _colour(percentage: Decimal | None, justified: int) -> str:
    if not justified or percentage is None:
        return GREY
    if percentage >= MOST:
        return DARK
    return MIDDLE if percentage >= HALF else LIGHT


def _securing(sight: Sight) -> tuple[Picture, Table]:
    f = sight.figures
    today = f.year.moment.date()
    months = months_between(today, f.scheme.ends)
    order = list(Risk)
    judged = sorted(
        (
            (own, sight.securing.get(own.cbs_code), *risk_of(stand, months_left=months))
            for own in f.year.municipalities
            for stand in (sight.securing.get(own.cbs_code),)
        ),
        key=lambda one: (order.index(one[2]), one[0].name),
    )
    numbers = {risk: sum(one[2] is risk for one in judged) for risk in order}
    picture = Picture(
        "Gemeenten naar risico voor de borging",
        bars(
            [
                Bar(
                    LABELS[risk].capitalize(),
                    numbers[risk],
                    some(numbers[risk], "gemeente", "gemeenten"),
                    COLOURS[risk],
                )
                for risk in order
            ],
            f"Bij {some(numbers[Risk.HIGH], 'gemeente', 'gemeenten')} is het risico hoog dat de "
            "aanpak stopt als de regeling eindigt.",
        ),
        f"Bron: voortgangsrapportages. De regeling eindigt op {date_nl(f.scheme.ends)}, over "
        f"{some(months, 'maand', 'maanden')}.",
    )
    table = Table(
        "Risicobord voor de borging, het hoogste risico eerst",
        ("Gemeente", "Risico", "Stand volgens de gemeente", "Waarom"),
        tuple(_board_row(own, stand, risk, why) for own, stand, risk, why in judged),
        note="Het risico volgt uit de stand die de gemeente opgaf en de tijd tot het einde van de "
        "regeling. Het is een signaal en beslist niets.",
        kind="prose",
    )
    return picture, table


def _board_row(own: PublicMunicipality, stand: Stand | None, risk: Risk, why: str) -> Row:
    label = stand.label if stand else ""
    return row(words(own.name), words(LABELS[risk]), words(label), words(why))


QUESTIONS = (
    Question("sectoren", "Welke sectoren krijgen het geld?", _sectors),
    Question("activiteiten", "Waaraan gaat het geld?", _activities),
    Question("bewijs", "Hoeveel bewijs is er voor wat het geld koopt?", _evidence),
    Question("jongeren", "Hoeveel jongeren zijn bereikt?", _youths),
    Question("deelnames", "Hoe vaak deden jongeren mee?", _participations),
    Question("kaart", "Hoe ver zijn de gemeenten met hun geld?", _map),
    Question("geld-per-jaar", "Hoe loopt het geld door de jaren?", money_trend),
    Question("bereik-per-jaar", "Hoe loopt het bereik door de jaren?", reach_trend),
    Question("borging", "Waar kan de aanpak stoppen na de regeling?", _securing),
)
