"""Where a field stands on the page, in the words of the page."""

from __future__ import annotations

from collections.abc import Mapping

from grants.enums import AgeBand, ProgressSection

from .typed_rows import Typed, rows_in

ROW_LABELS = {
    "intervention": "interventie",
    "activity": "activiteit",
    "area": "wijk",
    "partners": "partners",
    "planned_start_on": "gepland begin",
    "started_on": "begonnen op",
    "planned": "geplande deelnames",
    **{f"reach-{band}": f"deelnames {band} jaar" for band in AgeBand.values},
    "completed": "afgeronde deelnames",
    "risk_factors": "risicofactoren",
    "protective_factors": "beschermende factoren",
    "experience": "ervaring",
    "share": "delen",
}
INDICATOR_LABELS = {
    "baseline": "nulmeting",
    "value": "waarde",
    "target": "streefwaarde",
    "source": "bron",
}
FREE_TEXT = frozenset(
    {"text", "area", "partners", "risk_factors", "protective_factors", "experience", "source"}
)


def is_free_text(name: str) -> bool:
    """Whether one may type anything in this field."""
    return name.rpartition("-")[2] in FREE_TEXT


def place_of(
    section: ProgressSection, name: str, typed: Typed, indicators: Mapping[str, str]
) -> str:
    """'rij 2, wijk': the rows are counted as the page shows them, whatever their numbers are."""
    if section == ProgressSection.INTERVENTIONS:
        number, _, rest = name.partition("-")
        return f"rij {rows_in(typed).index(int(number)) + 1}, {ROW_LABELS[rest]}"
    if section == ProgressSection.INDICATORS:
        code, _, rest = name.rpartition("-")
        return f"{indicators.get(code, code)}, {INDICATOR_LABELS.get(rest, rest)}"
    if section == ProgressSection.YOUTHS:
        return str(AgeBand(name).label)
    return {"state": "stand", "share": "delen"}.get(name, "toelichting")
