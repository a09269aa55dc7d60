"""Zinsregels: what the figures say, in plain Dutch. A rule proposes a sentence or keeps silent.

Results are described, never attributed to the scheme. Source of that habit: the decision note of
4 April 2024, 4.2 (theory of change).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from pmg.design.formatting import dutch_number, euro, percent, share
from reporting.disclosure.publication import PublicCount, PublicMunicipality
from reporting.disclosure.suppression import Shown
from reporting.figures import Figures, names
from reporting.snapshot import Status

Rule = Callable[[Figures], str | None]
MOST_NAMES = 8


@dataclass(frozen=True)
class Sentence:
    """A proposed sentence and the rule it comes from."""

    rule: str
    text: str


def number(value: int) -> str:
    """`1234` as `1.234`."""
    return dutch_number(Decimal(value))


def counted(count: PublicCount) -> str:
    """A count in a sentence: `1.234`, `minder dan 5`, `ten minste 1.230`."""
    if count.shown is Shown.EXACT:
        return number(count.number or 0)
    if count.shown is Shown.BELOW_FIVE:
        return "minder dan 5"
    return f"ten minste {number(count.at_least or 0)}"


def some(count: int, one: str, more: str) -> str:
    """`1 gemeente`, `3 gemeenten`."""
    return f"{count} {one if count == 1 else more}"


def justified_total(f: Figures) -> str:
    total = f.this_year
    if not total.delivered:
        return f"Over {total.year} is nog niets verantwoord."
    who = some(total.delivered, "gemeente", "gemeenten samen")
    verb = "verantwoordde" if total.delivered == 1 else "verantwoordden"
    return f"Over {total.year} {verb} {who} {euro(total.justified)}."


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
    difference = abs(f.this_year.justified - last.justified)
    text = f"Dat is {euro(difference)} {word} dan over {last.year}"
    if f.scheme.starts.year == last.year and f.scheme.starts.month > 1:
        return f"{text}; {last.year} telde geen vol jaar, want de regeling begon pas in de zomer."
    part = share(difference, last.justified)
    return f"{text} ({percent(part)})." if part is not None else f"{text}."


def unchanged(f: Figures) -> str | None:
    if f.last_year is None or f.this_year.justified != f.last_year.justified:
        return None
    return f"Dat is evenveel als over {f.last_year.year}."


def nothing_spent(f: Figures) -> str | None:
    found = [own for own, row in f.own_rows if row.justified == 0]
    if not found:
        return None
    verb = "gaf" if len(found) == 1 else "gaven"
    return f"{names(found)} {verb} in {f.reporting_year} niets uit."


def statements_missing(f: Figures) -> str | None:
    if not f.without_statement:
        return None
    count = some(len(f.without_statement), "gemeente", "gemeenten")
    return f"Van {count} is de verantwoording niet binnen{_which(f.without_statement)}."


def statements_complete(f: Figures) -> str | None:
    if f.without_statement:
        return None
    return f"Alle {len(f.own_rows)} gemeenten hebben zich over {f.reporting_year} verantwoord."


def not_yet_firm(f: Figures) -> str | None:
    found = f.with_status(Status.PROVISIONAL, Status.STATEMENT)
    if not found:
        return None
    verb = "is het cijfer" if len(found) == 1 else "zijn de cijfers"
    return (
        f"Van {some(len(found), 'gemeente', 'gemeenten')} {verb} nog voorlopig of niet door een "
        "accountant gecontroleerd."
    )


def all_judged(f: Figures) -> str | None:
    if len(f.with_status(Status.JUDGED)) != len(f.own_rows):
        return None
    return f"Het oordeel over {f.reporting_year} is voor alle gemeenten vastgesteld."


def accepted_total(f: Figures) -> str | None:
    total = f.this_year
    if not total.judged or total.judged == len(f.own_rows):
        return None
    verb = "is" if total.judged == 1 else "zijn"
    return (
        f"Tot nu toe {verb} {some(total.judged, 'verantwoording', 'verantwoordingen')} beoordeeld; "
        f"daarvan is {euro(total.accepted)} geaccepteerd."
    )


def outlier(f: Figures) -> str | None:
    """One municipality that spent at least twice, or at most half of what is usual."""
    amounts = [row.justified for _, row in f.own_rows if row.justified is not None]
    if len(amounts) < 5:
        return None
    usual = int(median(amounts))
    high = [(own, row) for own, row in f.own_rows if (row.justified or 0) >= 2 * usual > 0]
    low = [
        (own, row)
        for own, row in f.own_rows
        if row.justified is not None and 0 < 2 * row.justified <= usual
    ]
    if len(high) + len(low) != 1:
        return None
    [(own, row)] = high or low
    what = "meer dan het dubbele" if high else "minder dan de helft"
    return (
        f"{own.name} valt op: {euro(row.justified)} is {what} van wat gebruikelijk is "
        f"({euro(usual)})."
    )


def differs_from_sisa(f: Figures) -> str | None:
    found = f.differing_from_sisa
    if not found:
        return None
    total = sum(abs(difference) for _, difference in found)
    return (
        f"Bij {names(own for own, _ in found)} wijkt de aanvullende opgave af van het bedrag in "
        f"SiSa, samen {euro(total)}. Het verschil staat op de bladzijde van de gemeente."
    )


def largest_activity(f: Figures) -> str | None:
    if not f.spent:
        return None
    best = max(f.scheme.activities, key=lambda term: f.spent_on(activity=term.code))
    amount = f.spent_on(activity=best.code)
    return (
        f"Het grootste deel, {euro(amount)} ({percent(share(amount, f.spent))}), ging naar de "
        f"activiteit “{best.label}”."
    )


def largest_sector(f: Figures) -> str | None:
    if not f.spent:
        return None
    best = max(f.scheme.sectors, key=lambda term: f.spent_on(sector=term.code))
    amount = f.spent_on(sector=best.code)
    return (
        f"Van alle sectoren ontving {_lower(best.label)} het meest: {euro(amount)} "
        f"({percent(share(amount, f.spent))})."
    )


def reached(f: Figures) -> str | None:
    count = len(f.own_rows) - len(f.without_progress)
    if not count:
        return None
    return (
        f"{some(count, 'gemeente bereikte', 'gemeenten bereikten samen')} "
        f"{counted(f.year.youths_total)} unieke jongeren, met "
        f"{counted(f.year.participations)} deelnames aan interventies."
    )


def largest_band(f: Figures) -> str | None:
    exact = [
        (count.number or 0, term.label)
        for count, term in zip(f.year.youths, f.scheme.age_bands, strict=True)
        if count.shown is Shown.EXACT
    ]
    if len(exact) < len(f.scheme.age_bands) or not any(count for count, _ in exact):
        return None
    best, label = max(exact)
    return f"De grootste groep is {label}: {number(best)} jongeren."


def progress_missing(f: Figures) -> str | None:
    if not f.without_progress:
        return None
    count = some(len(f.without_progress), "gemeente", "gemeenten")
    return f"De voortgangsrapportage ontbreekt van {count}{_which(f.without_progress)}."


def counts_hidden(f: Figures) -> str | None:
    if not f.hidden:
        return None
    found = some(len(f.hidden), "aantal is", "aantallen zijn")
    return f"{found} niet precies getoond, zodat niemand te herkennen is."


def with_evidence(f: Figures) -> str | None:
    """How many interventions have at least first indications of effect."""
    total = len(f.interventions)
    if not total:
        return None
    known = sum(one.interventions for one in f.evidence[2:])
    if total == 1:
        return f"Er is één interventie, {'met' if known else 'zonder'} aanwijzingen voor effect."
    return (
        f"Van de {number(total)} interventies hebben er {number(known)} ten minste eerste "
        f"aanwijzingen voor effect ({percent(share(known, total))})."
    )


def indicators_move(f: Figures) -> str | None:
    """For how many figures municipalities came nearer to their target; says nothing of the cause."""
    measured = sum(len(one.covered) for one in f.indicators)
    if not measured:
        return None
    nearer = sum(one.nearer for one in f.indicators)
    return (
        f"Van de {number(measured)} metingen die gemeenten deden, ligt de waarde er {number(nearer)} "
        f"keer dichter bij het doel dan bij de nulmeting ({percent(share(nearer, measured))})."
    )


def correction(f: Figures) -> str | None:
    if f.year.version == 1:
        return None
    return f"Dit is versie {f.year.version} van dit verslagjaar. Reden: {f.year.reason}."


RULES: dict[str, tuple[Rule, ...]] = {
    "summary": (
        correction,
        justified_total,
        accepted_total,
        all_judged,
        largest_activity,
        reached,
        with_evidence,
        statements_missing,
        progress_missing,
    ),
    "money": (
        justified_total,
        rise,
        decline,
        unchanged,
        accepted_total,
        all_judged,
        statements_complete,
        statements_missing,
        nothing_spent,
        not_yet_firm,
        outlier,
        differs_from_sisa,
    ),
    "spending": (largest_activity, largest_sector),
    "reach": (reached, largest_band, progress_missing, counts_hidden),
    "interventions": (with_evidence,),
    "results": (indicators_move,),
}


def sentences(chapter: str, figures: Figures) -> list[Sentence]:
    """The sentences that the figures support, in the order of the chapter."""
    found = [(rule.__name__, rule(figures)) for rule in RULES[chapter]]
    return [Sentence(name, text) for name, text in found if text]


def _which(municipalities: Sequence[PublicMunicipality]) -> str:
    """Their names, or, when these are many, where they are named."""
    if len(municipalities) > MOST_NAMES:
        return "; zie “Wat ontbreekt”"
    return f": {names(municipalities)}"


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]
