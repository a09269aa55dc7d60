"""Resultaten, borging en lessen: described, not attributed. Each is a chapter of its own."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median_low

from pmg.design.formatting import percent
from reporting.charts.points import Span, spans
from reporting.disclosure.publication import PublicProgress
from reporting.document import texts
from reporting.document.blocks import (
    Block,
    Chapter,
    Heading,
    Picture,
    Table,
    Text,
    row,
    whole,
    words,
)
from reporting.document.chapters.sources import source
from reporting.document.words import Words
from reporting.figures import Figures


def results(f: Figures, told: Words) -> Chapter:
    """Resultaten: what municipalities saw change."""
    return Chapter(
        "resultaten",
        "Resultaten",
        (
            *told.blocks("resultaten"),
            Text(texts.ATTRIBUTION, "note"),
            *_indicators(f),
        ),
    )


def securing(f: Figures, told: Words) -> Chapter:
    """Borging: how municipalities go on after the scheme has ended."""
    return Chapter(
        "borging",
        "Borging",
        (
            Text(texts.SECURING),
            *told.blocks("borging"),
            _by_municipality(
                f, "Hoe gemeenten de aanpak borgen", "Borging", lambda one: one.securing
            ),
        ),
    )


def lessons(f: Figures, told: Words) -> Chapter:
    """Lessen uit de praktijk (lerende aanpak)."""
    return Chapter(
        "lessen",
        "Lessen uit de praktijk",
        (
            Text(texts.LEARNING),
            *told.blocks("lessen"),
            _by_municipality(f, "Wat gemeenten leerden", "Les", lambda one: one.lesson),
        ),
    )


def _by_municipality(
    f: Figures, caption: str, subject: str, text: Callable[[PublicProgress], str]
) -> Table:
    """What each municipality wrote about a subject; who wrote nothing stays out."""
    rows = [
        (own.name, text(own.progress)) for own in f.year.municipalities if own.progress is not None
    ]
    return Table(
        caption,
        ("Gemeente", subject),
        tuple(row(words(name), words(told)) for name, told in rows if told),
        kind="prose",
    )


def _indicators(f: Figures) -> tuple[Block, ...]:
    """Indicatoren: how far the municipalities came, from baseline to target."""
    if not f.indicators:
        return ()
    best = max(f.indicators, key=lambda one: one.nearer)
    picture = Picture(
        "Afgelegde weg van nulmeting naar doel",
        spans(
            [
                Span(
                    one.name,
                    one.covered[0],
                    median_low(one.covered),
                    one.covered[-1],
                    percent(median_low(one.covered)),
                )
                for one in f.indicators
            ],
            f"Bij “{best.name.lower()}” kwamen de meeste gemeenten dichter bij hun doel.",
        ),
        f"{source(f)} Rechts: de middelste gemeente. Kleine aantallen tellen niet mee.",
    )
    table = Table(
        "Gemeenten dichter bij en verder van hun doel",
        ("Indicator", "Eenheid", "Gemeten", "Dichterbij", "Gelijk", "Verder weg"),
        tuple(
            row(
                words(one.name),
                words(one.unit),
                whole(len(one.covered)),
                whole(one.nearer),
                whole(one.unchanged),
                whole(one.further),
            )
            for one in f.indicators
        ),
        name="indicatoren",
        note="Aantallen gemeenten, ten opzichte van hun eigen nulmeting.",
    )
    return Heading("Indicatoren", "indicatoren"), picture, table
