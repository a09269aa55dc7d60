"""Bereik en interventies: for whom, and with what evidence."""

from __future__ import annotations

from reporting.charts.bars import Bar, bars
from reporting.document import texts
from reporting.document.blocks import (
    Cell,
    Chapter,
    Heading,
    Picture,
    Table,
    Text,
    count,
    money,
    row,
    whole,
    words,
)
from reporting.document.chapters.sources import source
from reporting.document.words import Words
from reporting.figures import EvidenceTotal, Figures
from reporting.wording import counted, number, some


def youths_table(f: Figures) -> Table:
    """Unieke jongeren per gemeente and age band, small counts hidden."""
    bands = f.scheme.age_bands
    delivered = [own for own in f.year.municipalities if own.progress]
    return Table(
        "Unieke jongeren per leeftijdsgroep",
        ("Gemeente", *(term.label for term in bands), "Samen"),
        (
            *(
                row(
                    words(own.name),
                    *(count(one) for one in own.progress.youths),
                    count(own.progress.youths_total),
                )
                for own in delivered
                if own.progress
            ),
            row(
                words("Totaal"),
                *(count(one) for one in f.year.youths),
                count(f.year.youths_total),
                total=True,
            ),
        ),
        name="bereik",
        note=texts.SMALL_NUMBERS,
        kind="counts",
    )


def youths_picture(f: Figures) -> Picture:
    """Unieke jongeren per age band, all municipalities together."""
    return Picture(
        "Unieke jongeren per leeftijdsgroep, alle gemeenten samen",
        bars(
            [
                Bar(
                    term.label, one.number if one.number is not None else one.at_least, counted(one)
                )
                for term, one in zip(f.scheme.age_bands, f.year.youths, strict=True)
            ],
            f"De gemeenten bereikten {counted(f.year.youths_total)} unieke jongeren.",
        ),
        source(f),
    )


def reach(f: Figures, told: Words) -> Chapter:
    """Bereik: unique youths per age band, never summed over interventions."""
    return Chapter(
        "bereik",
        "Bereik",
        (
            *told.blocks("bereik"),
            Text(texts.PARTICIPATIONS),
            Heading("Unieke jongeren", "unieke-jongeren"),
            youths_picture(f),
            youths_table(f),
        ),
    )


def evidence_table(f: Figures) -> Table:
    """What was bought with the money, by level of evidence."""
    return Table(
        "Interventies naar bewijs van effect",
        ("Bewijs", "Interventies", "Gemeenten", "Kosten", "Deelnames"),
        tuple(
            row(
                words(total.level.label),
                whole(total.interventions),
                whole(total.municipalities),
                money(total.cost),
                _participations(total),
            )
            for total in f.evidence
        ),
        name="bewijs",
        note="“Ten minste”: kleine aantallen tellen niet mee. Kosten: opgave van de gemeenten.",
        kind="counts",
    )


def interventions(f: Figures, told: Words) -> Chapter:
    """Interventies by level of evidence."""
    chosen: dict[str, list[str]] = {}
    labels = {term.code: term.label for term in f.scheme.evidence_levels}
    for own, one in f.interventions:
        chosen.setdefault(one.name, []).append(own.name)
    levels = {one.name: labels.get(one.evidence_level, "") for _, one in f.interventions}
    often = sorted(chosen, key=lambda name: (-len(chosen[name]), name))
    return Chapter(
        "interventies",
        "Interventies",
        (
            *told.blocks("interventies"),
            Heading("Naar bewijs van effect", "bewijs"),
            Picture(
                "Interventies naar bewijs van effect",
                bars(
                    [
                        Bar(
                            total.level.label,
                            total.interventions,
                            some(total.interventions, "interventie", "interventies"),
                        )
                        for total in f.evidence
                    ],
                    _most_evidence(f),
                ),
                source(f),
            ),
            evidence_table(f),
            Heading("Welke interventies", "welke-interventies"),
            Table(
                "Interventies en de gemeenten die ermee werken",
                ("Interventie", "Bewijs", "Gemeenten"),
                tuple(
                    row(words(name), words(levels[name]), words(", ".join(sorted(chosen[name]))))
                    for name in often
                ),
                name="interventies",
            ),
        ),
    )


def _participations(total: EvidenceTotal) -> Cell:
    text = number(total.participations)
    if total.complete:
        return Cell(text, total.participations, is_number=True)
    return Cell(f"ten minste {text}", f"ten minste {text}", is_number=True)


def _most_evidence(f: Figures) -> str:
    if not f.interventions:
        return "Er zijn nog geen interventies gemeld."
    best = max(f.evidence, key=lambda total: total.interventions)
    return f"De meeste interventies vallen onder “{best.level.label.lower()}”."
