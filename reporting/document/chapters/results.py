"""Resultaten, borging en lessen: described, not attributed."""

from __future__ import annotations

from statistics import median_low

from pmg.design.formatting import percent
from reporting.charts.points import Span, spans
from reporting.document import texts
from reporting.document.blocks import (
    Block,
    Chapter,
    Heading,
    Picture,
    Table,
    Text,
    prose,
    row,
    whole,
    words,
)
from reporting.document.chapters.told import source, told
from reporting.figures import Figures


def results(f: Figures) -> Chapter:
    """Resultaten, borging en lessen: described, not attributed."""
    told_by = [(own, own.progress) for own in f.year.municipalities if own.progress]
    return Chapter(
        "resultaten",
        "Resultaten, borging en lessen",
        (
            *([prose(told("results", f))] if f.indicators else []),
            Text(texts.ATTRIBUTION, "note"),
            *_indicators(f),
            Heading("Borging na 2027", "borging-na-afloop"),
            Table(
                "Hoe gemeenten de aanpak borgen",
                ("Gemeente", "Borging"),
                tuple(row(words(own.name), words(progress.securing)) for own, progress in told_by),
                kind="prose",
            ),
            Heading("Lessen uit de praktijk", "lessen"),
            Table(
                "Wat gemeenten leerden",
                ("Gemeente", "Les"),
                tuple(row(words(own.name), words(progress.lesson)) for own, progress in told_by),
                kind="prose",
            ),
        ),
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
