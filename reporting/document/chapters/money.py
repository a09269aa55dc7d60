"""Geld: per grant year, per accounting year, and over the whole period."""

from __future__ import annotations

from pmg.design.formatting import euro, percent, share
from reporting.charts.bars import Bar, Series, bars, grouped
from reporting.document import texts
from reporting.document.blocks import (
    Chapter,
    Heading,
    Picture,
    Table,
    Text,
    money,
    part,
    row,
    whole,
    words,
)
from reporting.document.chapters.sources import source
from reporting.document.statuses import COLOURS, LABELS
from reporting.document.words import Words
from reporting.figures import Figures
from reporting.snapshot import Status


def money_chapter(f: Figures, told: Words) -> Chapter:
    """Geld: per grant year, per accounting year, and over the whole period."""
    return Chapter(
        "geld",
        "Geld",
        (
            *told.blocks("geld"),
            Text(texts.TWO_CALENDARS, "note"),
            Heading("Toegekend en betaald per uitkeringsjaar", "uitkeringsjaren"),
            *_grant_years(f),
            Heading("Verantwoord en geaccepteerd per verantwoordingsjaar", "verantwoordingsjaren"),
            *_accounting_years(f),
            Heading("De hele periode", "hele-periode"),
            *_whole_period(f),
        ),
    )


def _grant_years(f: Figures) -> tuple[Table, Picture]:
    totals = f.grant_years
    known = [total for total in totals if total.allocated or total.paid]
    paid = percent(share(f.paid, f.allocated))
    table = Table(
        "Begroot, toegekend en betaald per uitkeringsjaar",
        ("Uitkeringsjaar", "Begroot", "Toegekend", "Betaald", "Nog te betalen"),
        (
            *(
                row(
                    words(total.year.code),
                    money(total.year.budget),
                    money(total.allocated),
                    money(total.paid),
                    money(total.allocated - total.paid),
                )
                for total in totals
            ),
            row(
                words("Totaal"),
                money(f.scheme.budget),
                money(f.allocated),
                money(f.paid),
                money(f.allocated - f.paid),
                total=True,
            ),
        ),
        name="uitkeringsjaren",
    )
    picture = Picture(
        "Toegekend en betaald per uitkeringsjaar",
        grouped(
            [total.year.code for total in known],
            [
                Series(
                    label,
                    tuple(int(value(total)) for total in known),
                    tuple(euro(value(total)) for total in known),
                )
                for label, value in (
                    ("Toegekend", lambda total: total.allocated),
                    ("Betaald", lambda total: total.paid),
                )
            ],
            f"Van het toegekende geld is {paid} betaald.",
        ),
        "Bron: beschikkingen en betalingen van het ministerie.",
    )
    return table, picture


def _accounting_years(f: Figures) -> tuple[Table, Picture, Table]:
    statuses = [row for _, row in f.own_rows]
    used = [status for status in Status if any(one.status is status for one in statuses)]
    by_amount = sorted(f.own_rows, key=lambda pair: (-(pair[1].justified or 0), pair[0].name))
    picture = Picture(
        f"Verantwoord over {f.reporting_year}, per gemeente",
        bars(
            [
                Bar(
                    own.name,
                    one.justified,
                    "ontbreekt" if one.justified is None else euro(one.justified),
                    COLOURS[one.status],
                )
                for own, one in by_amount
            ],
            _highest(f),
            legend=[(COLOURS[status], LABELS[status]) for status in used],
        ),
        f"{source(f)} De kleur geeft de status van het cijfer.",
    )
    per_municipality = Table(
        f"Verantwoord en geaccepteerd over {f.reporting_year}, per gemeente",
        ("Gemeente", "Verantwoord", "SiSa", "Geaccepteerd", "Status"),
        (
            *(
                row(
                    words(own.name),
                    money(one.justified),
                    money(one.sisa),
                    money(one.accepted),
                    words(LABELS[one.status]),
                )
                for own, one in f.own_rows
            ),
            row(
                words("Totaal"),
                money(f.this_year.justified),
                money(sum(one.sisa or 0 for one in statuses)),
                money(f.this_year.accepted),
                words("voorlopig" if set(used) - {Status.JUDGED} else LABELS[Status.JUDGED]),
                total=True,
            ),
        ),
        name="gemeenten",
    )
    return accounting_years_table(f), picture, per_municipality


def accounting_years_table(f: Figures) -> Table:
    """Verantwoord en geaccepteerd per verantwoordingsjaar, all municipalities together."""
    return Table(
        "Verantwoord en geaccepteerd per verantwoordingsjaar",
        ("Verantwoordingsjaar", "Verantwoord", "Geaccepteerd", "Ingediend", "Beoordeeld"),
        tuple(
            row(
                words(str(total.year)),
                money(total.justified),
                money(total.accepted),
                whole(total.delivered),
                whole(total.judged),
            )
            for total in f.accounting_years
        ),
        name="verantwoordingsjaren",
        note=f"Ingediend en beoordeeld: aantal van {len(f.own_rows)} gemeenten.",
    )


def _whole_period(f: Figures) -> tuple[Table, Text]:
    rows = (
        ("Begroot", f.scheme.budget),
        ("Toegekend (verplicht)", f.allocated),
        ("Begroot en niet toegekend", f.scheme.budget - f.allocated),
        ("Betaald", f.paid),
        ("Verantwoord (besteed)", f.justified),
        ("Geaccepteerd", f.accepted),
        ("Betaald en nog niet als besteding verantwoord", f.unspent),
        ("Vastgesteld", f.settled),
        ("Teruggevorderd", f.to_recover),
        ("Daarvan terugontvangen", f.recovered),
        ("Daarvan kwijtgescholden", f.written_off),
        ("Openstaande voorschotten", f.outstanding),
    )
    return (
        Table(
            "Totalen over de hele periode tot nu",
            ("Wat", "Bedrag", "Deel van het budget"),
            tuple(
                row(words(label), money(amount), part(share(amount, f.scheme.budget)))
                for label, amount in rows
            ),
            name="hele_periode",
        ),
        Text(
            f"Van de betaalde voorschotten staat {euro(f.outstanding)} nog open: daarvoor is de "
            "uitkering nog niet vastgesteld. Na het laatste verantwoordingsjaar, of eerder als een "
            "gemeente stopt, wordt elke uitkering vastgesteld; wat te veel is betaald, wordt "
            "teruggevorderd."
        ),
    )


def _highest(f: Figures) -> str:
    """What the chart of amounts shows, in a sentence."""
    delivered = [(row.justified, own.name) for own, row in f.own_rows if row.justified is not None]
    if not delivered:
        return "Nog geen gemeente heeft een bedrag verantwoord."
    amount, name = max(delivered)
    return f"{name} verantwoordde het hoogste bedrag, {euro(amount)}."
