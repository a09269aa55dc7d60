"""Zinnen over geld: what was justified, accepted, settled, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pmg.design.formatting import share
from reporting.disclosure.publication import PublicMunicipality
from reporting.figures import Figures
from reporting.quotes.named import own_name, slug
from reporting.quotes.references import plain, to
from reporting.snapshot import Status
from reporting.wording import lower, names

MOST_NAMES = 8
MUCH = 25
"""Percent of what was paid: from here on it is worth a sentence that it is not spent."""


def justified_total(f: Figures) -> str:
    total = f.this_year
    if not total.delivered:
        return f"Over {to('verslagjaar')} is nog niets verantwoord."
    verb = "verantwoordde" if total.delivered == 1 else "verantwoordden"
    who = "gemeente" if total.delivered == 1 else "gemeenten samen"
    return (
        f"Over {to('verslagjaar')} {verb} {to('gemeenten_verantwoord')} {who} {to('verantwoord')}."
    )


def first_year(f: Figures) -> str | None:
    if f.last_year is not None:
        return None
    return (
        f"{to('verslagjaar')} is het eerste jaar van de regeling; er is geen eerder jaar om mee te "
        "vergelijken."
    )


def rise(f: Figures) -> str | None:
    if f.last_year is None or f.this_year.justified <= f.last_year.justified:
        return None
    return _change(f, "meer")


def decline(f: Figures) -> str | None:
    if f.last_year is None or f.this_year.justified >= f.last_year.justified:
        return None
    return _change(f, "minder")


def _change(f: Figures, word: str) -> str:
    last = f.last_year
    assert last is not None
    text = f"Dat is {to('verschil_vorig_jaar')} {word} dan over {to('vorig_jaar')}"
    if f.scheme.starts.year == last.year and f.scheme.starts.month > 1:
        return f"{text}; {to('vorig_jaar')} telde geen vol jaar, want de regeling begon pas in de zomer."
    return f"{text} ({to('deel_verschil_vorig_jaar')})." if last.justified else f"{text}."


def unchanged(f: Figures) -> str | None:
    if f.last_year is None or f.this_year.justified != f.last_year.justified:
        return None
    return f"Dat is evenveel als over {to('vorig_jaar')}."


def nothing_spent(f: Figures) -> str | None:
    if not f.spent_nothing:
        return None
    verb = "gaf" if len(f.spent_nothing) == 1 else "gaven"
    return f"{names(f.spent_nothing)} {verb} in {to('verslagjaar')} niets uit."


def statements_missing(f: Figures) -> str | None:
    if not f.without_statement:
        return None
    who = "gemeente" if len(f.without_statement) == 1 else "gemeenten"
    return (
        f"Van {to('gemeenten_ontbreekt')} {who} is de verantwoording niet binnen"
        f"{which(f.without_statement)}."
    )


def statements_complete(f: Figures) -> str | None:
    if f.without_statement:
        return None
    return f"Alle {to('gemeenten')} gemeenten hebben zich over {to('verslagjaar')} verantwoord."


def all_on_time(f: Figures) -> str | None:
    """Silent where somebody is missing, or where it is not known when a statement came."""
    if not f.on_time or len(f.on_time) != len(f.own_rows):
        return None
    return f"Alle {to('gemeenten')} gemeenten dienden hun opgave op tijd in."


def some_late(f: Figures) -> str | None:
    if not f.too_late:
        return None
    if len(f.too_late) == 1:
        return f"{names(f.too_late)} diende de opgave na de uiterste datum in."
    who = "" if len(f.too_late) > MOST_NAMES else f": {names(f.too_late)}"
    return f"{to('gemeenten_te_laat')} gemeenten dienden hun opgave na de uiterste datum in{who}."


def not_yet_firm(f: Figures) -> str | None:
    if not f.not_firm:
        return None
    what = "gemeente is het cijfer" if len(f.not_firm) == 1 else "gemeenten zijn de cijfers"
    return (
        f"Van {to('gemeenten_voorlopig')} {what} nog voorlopig of niet door een accountant "
        "gecontroleerd."
    )


def all_judged(f: Figures) -> str | None:
    if len(f.with_status(Status.JUDGED)) != len(f.own_rows):
        return None
    return f"Het oordeel over {to('verslagjaar')} is voor alle gemeenten vastgesteld."


def accepted_total(f: Figures) -> str | None:
    total = f.this_year
    if not total.judged or total.judged == len(f.own_rows):
        return None
    verb, what = ("is", "verantwoording") if total.judged == 1 else ("zijn", "verantwoordingen")
    return (
        f"Tot nu toe {verb} {to('gemeenten_beoordeeld')} {what} beoordeeld; daarvan is "
        f"{to('geaccepteerd')} geaccepteerd."
    )


def outlier(f: Figures) -> str | None:
    """One municipality that spent at least twice, or at most half of what is usual."""
    if f.this_year.delivered < 5 or not f.usual:
        return None
    high = [own for own, row in f.own_rows if (row.justified or 0) >= 2 * f.usual]
    low = [
        own
        for own, row in f.own_rows
        if row.justified is not None and 0 < 2 * row.justified <= f.usual
    ]
    if len(high) + len(low) != 1:
        return None
    [own] = high or low
    what = "ten minste het dubbele" if high else "ten hoogste de helft"
    return (
        f"{own.name} valt op: {to(own_name(f, own.cbs_code))} is {what} van het middelste bedrag "
        f"({to('gebruikelijk')})."
    )


def differs_from_sisa(f: Figures) -> str | None:
    if not f.differing_from_sisa:
        return None
    found = [own for own, _ in f.differing_from_sisa]
    who = f"{len(found)} gemeenten" if len(found) > MOST_NAMES else names(found)
    return (
        f"Bij {who} wijkt de aanvullende opgave af van het bedrag in SiSa, samen "
        f"{to('afwijking_sisa')}. Het verschil staat op de bladzijde van de gemeente."
    )


def left_over(f: Figures) -> str | None:
    """Much of what was paid is not spent yet; says nothing of the reason."""
    part = share(f.unspent, f.paid)
    if part is None or part < Decimal(MUCH):
        return None
    return (
        f"Van het betaalde geld is {to('nog_niet_besteed')} ({to('deel_nog_niet_besteed')}) nog niet "
        "als besteding verantwoord."
    )


def recovered(f: Figures) -> str | None:
    if not f.to_recover:
        return None
    who = "gemeente" if len(f.settlements) == 1 else "gemeenten"
    return (
        f"Van {to('gemeenten_vastgesteld')} {who} is de uitkering vastgesteld. Daarbij is "
        f"{to('teruggevorderd')} teruggevorderd; daarvan is {to('terugontvangen')} terugontvangen."
    )


def largest_activity(f: Figures) -> str | None:
    if not f.spent:
        return None
    best = max(f.scheme.activities, key=lambda term: f.spent_on(activity=term.code))
    name = f"activiteit_{slug(best.code)}"
    return (
        f"Het grootste deel, {to(name)} ({to(f'deel_{name}')}), ging naar de activiteit "
        f"“{plain(best.label)}”."
    )


def largest_sector(f: Figures) -> str | None:
    if not f.spent:
        return None
    best = max(f.scheme.sectors, key=lambda term: f.spent_on(sector=term.code))
    name = f"sector_{slug(best.code)}"
    return (
        f"Van alle sectoren ontving {lower(plain(best.label))} het meest: {to(name)} "
        f"({to(f'deel_{name}')})."
    )


def correction(f: Figures) -> str | None:
    if f.year.version == 1:
        return None
    return f"Dit is versie {to('versie')} van dit verslagjaar. Reden: {plain(f.year.reason)}."


def which(municipalities: Sequence[PublicMunicipality]) -> str:
    """Their names, or, when these are many, where they are named."""
    if len(municipalities) > MOST_NAMES:
        return "; zie “Wat ontbreekt”"
    return f": {names(municipalities)}"
