"""De bladzijde van één gemeente."""

from __future__ import annotations

from decimal import Decimal

from pmg.design.formatting import dutch_number, euro, signed_euro
from reporting.charts.bars import Bar, bars
from reporting.disclosure.publication import PublicIndicator, PublicMunicipality, PublicProgress
from reporting.document.blocks import (
    Block,
    Cell,
    Chapter,
    Pair,
    Picture,
    Row,
    Table,
    Text,
    count,
    money,
    row,
    words,
)
from reporting.document.statuses import LABELS
from reporting.figures import Figures
from reporting.snapshot import AccountingYearMoney
from reporting.wording import counted


def municipality_page(f: Figures, own: PublicMunicipality) -> Chapter:
    """Everything the report shows of one municipality, on its own page."""
    blocks: list[Block] = [Text(_opening(f, own)), _money(own), *_spending(f, own)]
    if own.progress:
        blocks += _progress(f, own.progress)
    blocks += [Text(f"Ontbreekt: {gap.item}. Reden: {gap.reason}.", "note") for gap in own.missing]
    return Chapter(f"gemeente-{own.cbs_code.lower()}", own.name, tuple(blocks), "", 2, "page")


def _opening(f: Figures, own: PublicMunicipality) -> str:
    one = own.in_year(f.reporting_year)
    if one is None or one.justified is None:
        first = f"Van {own.name} ({own.province}) is over {f.reporting_year} geen verantwoording binnen."
    else:
        first = (
            f"{own.name} ({own.province}) verantwoordde over {f.reporting_year} "
            f"{euro(one.justified)} (status: {LABELS[one.status]})."
        )
        if one.sisa is not None and one.sisa != one.justified:
            difference = signed_euro(one.justified - one.sisa)
            first += f" In SiSa staat {euro(one.sisa)}: een verschil van {difference}."
    if own.progress is None:
        return first
    return (
        f"{first} De gemeente bereikte {counted(own.progress.youths_total)} unieke jongeren met "
        f"{counted(own.progress.participations)} deelnames."
    )


def _money(own: PublicMunicipality) -> Pair:
    return Pair(
        Table(
            f"{own.name}: toegekend en betaald",
            ("Uitkeringsjaar", "Toegekend", "Betaald"),
            tuple(
                row(words(one.grant_year), money(one.allocated), money(one.paid))
                for one in own.grant_years
            ),
        ),
        Table(
            f"{own.name}: verantwoord en geaccepteerd",
            ("Kalenderjaar", "Verantwoord", "Geaccepteerd", "Status"),
            tuple(_year(one) for one in own.accounting_years),
        ),
    )


def _year(one: AccountingYearMoney) -> Row:
    return row(
        words(str(one.accounting_year)),
        money(one.justified),
        money(one.accepted),
        words(LABELS[one.status]),
    )


def _spending(f: Figures, own: PublicMunicipality) -> list[Block]:
    if not own.spending:
        return []
    by_sector = [
        (term.label, sum(line.amount for line in own.spending if line.sector == term.code))
        for term in f.scheme.sectors
    ]
    best = max(by_sector, key=lambda pair: pair[1])
    return [
        Picture(
            f"{own.name}: besteed per sector in {f.reporting_year}",
            bars(
                [Bar(label, amount, euro(amount)) for label, amount in by_sector if amount],
                f"In {own.name} ging het meeste geld naar {best[0].lower()}, {euro(best[1])}.",
            ),
            "Aanvullende opgave van de gemeente, niet gecontroleerd door een accountant.",
        )
    ]


def _progress(f: Figures, progress: PublicProgress) -> list[Block]:
    evidence = {term.code: term.label for term in f.scheme.evidence_levels}
    blocks: list[Block] = []
    if progress.interventions:
        blocks.append(
            Table(
                f"Interventies in uitkeringsjaar {progress.grant_year}",
                ("Interventie", "Gebied", "Bewijs", "Kosten", "Deelnames"),
                tuple(
                    row(
                        words(one.name),
                        words(one.area),
                        words(evidence.get(one.evidence_level, one.evidence_level)),
                        money(one.cost),
                        count(one.participations),
                    )
                    for one in progress.interventions
                ),
            )
        )
    if progress.indicators:
        blocks.append(_indicators(progress.indicators))
    told = (
        ("Probleemanalyse", progress.problem_analysis),
        ("Borging", progress.securing),
        ("Knelpunten", progress.bottlenecks),
        ("Vooruitblik", progress.outlook),
        ("Les", progress.lesson),
    )
    blocks.append(
        Table(
            "In de woorden van de gemeente",
            ("Onderwerp", "Toelichting"),
            tuple(row(words(label), words(text)) for label, text in told if text),
            kind="prose",
        )
    )
    return blocks


def _indicators(indicators: tuple[PublicIndicator, ...]) -> Table:
    return Table(
        "Indicatoren",
        ("Indicator", "Eenheid", "Nulmeting", "Doel", "Nu"),
        tuple(
            row(
                words(one.name),
                words(one.unit),
                _measured(one.baseline, one.baseline_below_five),
                _measured(one.target, below_five=False),
                _measured(one.value, one.value_below_five),
            )
            for one in indicators
        ),
        kind="counts",
    )


def _measured(value: Decimal | None, below_five: bool) -> Cell:
    if below_five:
        return words("<5")
    if value is None:
        return words("")
    return words(dutch_number(value, 0 if value == value.to_integral_value() else 1))
