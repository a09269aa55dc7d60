"""Zinnen over jongeren, interventies en metingen: described, and never credited to the scheme."""

from __future__ import annotations

from reporting.disclosure.suppression import Shown
from reporting.figures import Figures
from reporting.quotes.named import slug
from reporting.quotes.references import to
from reporting.sentences.money import which


def reached(f: Figures) -> str | None:
    count = len(f.own_rows) - len(f.without_progress)
    if not count:
        return None
    who = "gemeente bereikte" if count == 1 else "gemeenten bereikten samen"
    return (
        f"{to('rapportages')} {who} {to('unieke_jongeren')} unieke jongeren, met {to('deelnames')} "
        "deelnames aan interventies."
    )


def largest_band(f: Figures) -> str | None:
    exact = [
        (count.number or 0, term.label, term.code)
        for count, term in zip(f.year.youths, f.scheme.age_bands, strict=True)
        if count.shown is Shown.EXACT
    ]
    if len(exact) < len(f.scheme.age_bands) or not any(count for count, _, _ in exact):
        return None
    _, label, code = max(exact)
    return f"De grootste groep is {label}: {to(f'jongeren_{slug(code)}')} jongeren."


def progress_missing(f: Figures) -> str | None:
    if not f.without_progress:
        return None
    who = "gemeente" if len(f.without_progress) == 1 else "gemeenten"
    return (
        f"De voortgangsrapportage ontbreekt van {to('rapportages_ontbreken')} {who}"
        f"{which(f.without_progress)}."
    )


def counts_hidden(f: Figures) -> str | None:
    if not f.hidden:
        return None
    found = "aantal is" if len(f.hidden) == 1 else "aantallen zijn"
    return f"{to('niet_getoond')} {found} niet precies getoond, zodat niemand te herkennen is."


def none_hidden(f: Figures) -> str | None:
    if f.hidden or len(f.without_progress) == len(f.own_rows):
        return None
    return "Alle aantallen jongeren zijn precies getoond: geen enkel aantal is zo klein dat iemand te herkennen is."


def with_evidence(f: Figures) -> str | None:
    """How many interventions have at least first indications of effect."""
    total = len(f.interventions)
    if not total:
        return None
    if total == 1:
        known = "met" if f.with_indications else "zonder"
        return f"Er is één interventie, {known} aanwijzingen voor effect."
    return (
        f"Van de {to('interventies')} interventies hebben er {to('met_aanwijzingen')} ten minste "
        f"eerste aanwijzingen voor effect ({to('deel_met_aanwijzingen')})."
    )


def without_evidence(f: Figures) -> str | None:
    """Interventions that no register recognises, where there are any."""
    if not f.evidence or len(f.interventions) < 2 or not f.evidence[0].interventions:
        return None
    lowest = f.evidence[0]
    one = lowest.interventions == 1
    return (
        f"{to(f'interventies_{slug(lowest.level.label)}')} {'interventie is' if one else 'interventies zijn'} "
        "niet erkend; daarvan is niet bekend of zij werken."
    )


def indicators_move(f: Figures) -> str | None:
    """For how many figures municipalities came nearer to their target; says nothing of the cause."""
    if not f.measured:
        return None
    return (
        f"Van de {to('metingen')} metingen die gemeenten deden, ligt de waarde er "
        f"{to('metingen_dichterbij')} keer dichter bij het doel dan bij de nulmeting "
        f"({to('deel_metingen_dichterbij')})."
    )


def nothing_measured(f: Figures) -> str | None:
    if f.measured or len(f.without_progress) == len(f.own_rows):
        return None
    return "Er zijn nog geen metingen die met een nulmeting en een doel te vergelijken zijn."
