"""Cijfers met een naam: every figure that a text may refer to, as readers see it.

Counts of youths come from the public year, so a text can show no more than the tables do.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from pmg.design.formatting import date_nl, euro, percent, share
from reporting.disclosure.publication import PublicCount
from reporting.disclosure.suppression import Shown
from reporting.figures import Figures
from reporting.wording import counted, number


@dataclass(frozen=True)
class Quote:
    """Een cijfer met een naam: what writers choose it by, and what readers see."""

    name: str
    group: str
    label: str
    text: str


def quotes(f: Figures) -> dict[str, Quote]:
    """All figures with a name, in the order of the report."""
    groups = (
        ("Dit verslag", _report(f)),
        ("Geld over de hele periode", _period(f)),
        (f"Geld over {f.reporting_year}", _year(f)),
        ("Activiteiten en sectoren", _spending(f)),
        ("Bereik", _reach(f)),
        ("Interventies en metingen", _interventions(f)),
        (f"Verantwoord over {f.reporting_year}, per gemeente", _municipalities(f)),
    )
    return {
        name: Quote(name, group, label, text)
        for group, rows in groups
        for name, label, text in rows
    }


def shown(f: Figures) -> dict[str, str]:
    """What stands in a text in place of each reference."""
    return {name: one.text for name, one in quotes(f).items()}


Row = tuple[str, str, str]
"""Name, label and text."""


def _report(f: Figures) -> Iterator[Row]:
    yield "verslagjaar", "Verslagjaar", str(f.reporting_year)
    if f.last_year:
        yield "vorig_jaar", "Verantwoordingsjaar daarvoor", str(f.last_year.year)
    yield "versie", "Versie van de vastlegging", str(f.year.version)
    yield "bevroren_op", "Dag van de vastlegging", date_nl(f.year.moment)
    yield "regeling", "Regeling", f.scheme.legal_basis
    period = f"{date_nl(f.scheme.starts)} tot en met {date_nl(f.scheme.ends)}"
    yield "looptijd", "Looptijd van de regeling", period
    yield "gemeenten", "Aantal gemeenten", number(len(f.own_rows))


def _period(f: Figures) -> Iterator[Row]:
    yield "budget", "Begroot", euro(f.scheme.budget)
    yield "toegekend", "Toegekend", euro(f.allocated)
    yield "betaald", "Betaald", euro(f.paid)
    yield "nog_te_betalen", "Toegekend en nog niet betaald", euro(f.allocated - f.paid)
    yield "verantwoord_totaal", "Verantwoord, alle jaren samen", euro(f.justified)
    yield "geaccepteerd_totaal", "Geaccepteerd, alle jaren samen", euro(f.accepted)
    yield "nog_niet_besteed", "Betaald en nog niet als besteding verantwoord", euro(f.unspent)
    yield "deel_nog_niet_besteed", "Dat is van het betaalde bedrag", _part(f.unspent, f.paid)
    yield "voorschotten_open", "Openstaande voorschotten", euro(f.outstanding)
    yield "vastgesteld", "Vastgesteld", euro(f.settled)
    yield "gemeenten_vastgesteld", "Gemeenten met een vaststelling", number(len(f.settlements))
    yield "teruggevorderd", "Teruggevorderd", euro(f.to_recover)
    yield "terugontvangen", "Daarvan terugontvangen", euro(f.recovered)
    yield "kwijtgescholden", "Daarvan kwijtgescholden", euro(f.written_off)


def _year(f: Figures) -> Iterator[Row]:
    total = f.this_year
    yield "verantwoord", "Verantwoord", euro(total.justified)
    yield "geaccepteerd", "Geaccepteerd", euro(total.accepted)
    yield "gemeenten_verantwoord", "Gemeenten die zich verantwoordden", number(total.delivered)
    yield "gemeenten_ontbreekt", "Gemeenten waarvan het ontbreekt", number(len(f.without_statement))
    yield "gemeenten_beoordeeld", "Gemeenten met een oordeel", number(total.judged)
    yield "gemeenten_voorlopig", "Gemeenten met een voorlopig cijfer", number(len(f.not_firm))
    yield "gemeenten_op_tijd", "Gemeenten die op tijd indienden", number(len(f.on_time))
    yield "gemeenten_te_laat", "Gemeenten die later indienden", number(len(f.too_late))
    yield "gemeenten_nul", "Gemeenten die niets uitgaven", number(len(f.spent_nothing))
    yield "gebruikelijk", "Middelste bedrag van de gemeenten", euro(f.usual)
    yield "afwijking_sisa", "Verschil met SiSa, samen", euro(f.sisa_difference)
    if f.last_year:
        last = f.last_year.justified
        difference = abs(total.justified - last)
        yield "verantwoord_vorig_jaar", f"Verantwoord over {f.last_year.year}", euro(last)
        yield "verschil_vorig_jaar", "Verschil met dat jaar", euro(difference)
        yield "deel_verschil_vorig_jaar", "Dat verschil als deel", _part(difference, last)


def _spending(f: Figures) -> Iterator[Row]:
    yield "besteed", "Besteed volgens de aanvullende opgaven", euro(f.spent)
    for term in f.scheme.activities:
        amount, name = f.spent_on(activity=term.code), slug(term.code)
        yield f"activiteit_{name}", term.label, euro(amount)
        yield f"deel_activiteit_{name}", f"{term.label}, als deel", _part(amount, f.spent)
    for term in f.scheme.sectors:
        amount, name = f.spent_on(sector=term.code), slug(term.code)
        yield f"sector_{name}", term.label, euro(amount)
        yield f"deel_sector_{name}", f"{term.label}, als deel", _part(amount, f.spent)


def _reach(f: Figures) -> Iterator[Row]:
    yield "unieke_jongeren", "Unieke jongeren", _count(f.year.youths_total)
    for term, count in zip(f.scheme.age_bands, f.year.youths, strict=True):
        yield f"jongeren_{slug(term.code)}", f"Unieke jongeren, {term.label}", _count(count)
    yield "deelnames", "Deelnames", _count(f.year.participations)
    delivered = len(f.own_rows) - len(f.without_progress)
    yield "rapportages", "Ontvangen voortgangsrapportages", number(delivered)
    missing = number(len(f.without_progress))
    yield "rapportages_ontbreken", "Voortgangsrapportages die ontbreken", missing
    yield "niet_getoond", "Aantallen die niet precies zijn getoond", number(len(f.hidden))


def _interventions(f: Figures) -> Iterator[Row]:
    total = len(f.interventions)
    yield "interventies", "Interventies", number(total)
    for one in f.evidence:
        yield f"interventies_{slug(one.level.label)}", one.level.label, number(one.interventions)
    yield "met_aanwijzingen", "Met ten minste eerste aanwijzingen", number(f.with_indications)
    yield "deel_met_aanwijzingen", "Dat is van alle", _part(f.with_indications, total)
    yield "metingen", "Metingen van indicatoren", number(f.measured)
    yield "metingen_dichterbij", "Daarvan dichter bij het doel", number(f.nearer)
    yield "deel_metingen_dichterbij", "Dat is van alle metingen", _part(f.nearer, f.measured)


def _municipalities(f: Figures) -> Iterator[Row]:
    taken = _distinct((own.name, own.cbs_code) for own, _ in f.own_rows)
    for name, (own, row) in zip(taken, f.own_rows, strict=True):
        yield f"verantwoord_{name}", own.name, euro(row.justified)


def own_name(f: Figures, cbs_code: str) -> str:
    """The name of the figure of one municipality."""
    taken = _distinct((own.name, own.cbs_code) for own, _ in f.own_rows)
    return next(
        f"verantwoord_{name}"
        for name, (own, _) in zip(taken, f.own_rows, strict=True)
        if own.cbs_code == cbs_code
    )


def _distinct(pairs: Iterable[tuple[str, str]]) -> list[str]:
    """A name for each municipality; who shares one is told apart by its code."""
    found: list[str] = []
    for label, code in pairs:
        name = slug(label)
        found.append(f"{name}_{slug(code)}" if name in found else name)
    return found


def _count(count: PublicCount) -> str:
    """A count in a sentence; of a hidden one nothing may be known."""
    is_unknown = count.shown is Shown.HIDDEN and not count.at_least
    return str(count) if is_unknown else counted(count)


def _part(one: Decimal | int, whole: Decimal | int) -> str:
    return percent(share(one, whole))


def slug(text: str) -> str:
    """`Goed onderbouwd` as `goed_onderbouwd`: small letters, digits and underscores."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
