"""Activiteiten en sectoren: where the money went and who profits."""

from __future__ import annotations

from pmg.design.formatting import euro, percent, share
from reporting.charts.bars import Bar, Series, bars, stacked
from reporting.document.blocks import (
    Chapter,
    Heading,
    Picture,
    Table,
    money,
    part,
    row,
    words,
)
from reporting.document.chapters.sources import source
from reporting.document.words import Words
from reporting.figures import Figures


def activities_picture(f: Figures) -> Picture:
    """Where the money went, by activity."""
    terms = f.scheme.activities
    amounts = [f.spent_on(activity=term.code) for term in terms]
    best = max(range(len(terms)), key=lambda place: amounts[place])
    return Picture(
        f"Besteed per activiteit in {f.reporting_year}",
        bars(
            [
                Bar(term.label, amount, f"{euro(amount)} ({percent(share(amount, f.spent))})")
                for term, amount in zip(terms, amounts, strict=True)
            ],
            f"Het meeste geld ging naar de activiteit “{terms[best].label}”."
            if f.spent
            else "Er is nog niets besteed.",
        ),
        f"{source(f)} Niet gecontroleerd door een accountant.",
    )


def sectors_table(f: Figures) -> Table:
    """Besteed per sector en activiteit, with all sums."""
    activities, sectors = f.scheme.activities, f.scheme.sectors
    return Table(
        f"Besteed per sector en activiteit in {f.reporting_year}",
        ("Sector", *(term.label for term in activities), "Samen", "Deel"),
        (
            *(
                row(
                    words(sector.label),
                    *(
                        money(f.spent_on(activity=term.code, sector=sector.code))
                        for term in activities
                    ),
                    money(f.spent_on(sector=sector.code)),
                    part(share(f.spent_on(sector=sector.code), f.spent)),
                )
                for sector in sectors
            ),
            row(
                words("Totaal"),
                *(money(f.spent_on(activity=term.code)) for term in activities),
                money(f.spent),
                part(share(f.spent, f.spent)),
                total=True,
            ),
        ),
        name="sectoren",
        note="Aanvullende opgave van de gemeenten, niet gecontroleerd door een accountant.",
    )


def sectors_picture(f: Figures) -> Picture:
    """Which sectors profit, and by which activity."""
    activities, sectors = f.scheme.activities, f.scheme.sectors
    largest = max(sectors, key=lambda term: f.spent_on(sector=term.code), default=None)
    amounts = {
        term.code: tuple(f.spent_on(activity=term.code, sector=one.code) for one in sectors)
        for term in activities
    }
    return Picture(
        f"Besteed per sector in {f.reporting_year}",
        stacked(
            [sector.label for sector in sectors],
            [
                Series(term.label, amounts[term.code], tuple(map(euro, amounts[term.code])))
                for term in activities
            ],
            f"{largest.label} ontving het meeste geld."
            if largest and f.spent
            else "Er is nog niets besteed.",
        ),
        source(f),
    )


def spending(f: Figures, told: Words) -> Chapter:
    """Activiteiten en sectoren: where the money went and who profits."""
    return Chapter(
        "sectoren",
        "Activiteiten en sectoren",
        (
            *told.blocks("sectoren"),
            Heading("Waaraan het geld is besteed", "activiteiten"),
            activities_picture(f),
            Heading("Welke sectoren profiteren", "wie-profiteert"),
            sectors_picture(f),
            sectors_table(f),
        ),
    )
