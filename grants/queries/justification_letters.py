"""Brieven over een verantwoording: its judgement, and its postponement; whole euros."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal

from grants.enums import JustificationState as State
from grants.letters.contents import Column, Table
from grants.models import Justification, SisaFigure, StatementVersion
from grants.reckoning.acceptance import acceptable
from pmg.casework.models import Event
from pmg.casework.moves import events_of
from pmg.design.formatting import date_nl, euro, signed_euro

from .letters import YES, Matter
from .lines import JudgedLine, Weighing, weighing_of

AMOUNTS = (Column("Onderdeel"), Column("Bedrag", is_number=True))
LINES = (
    Column("Regel"),
    Column("Opgave", is_number=True),
    Column("Geaccepteerd", is_number=True),
    Column("Reden"),
)


def judgement_matter(case: Justification, _event: Event | None = None) -> Matter:
    """Brief over het oordeel: as it was proposed, or with what was judged so far.

    Whole euros. The lower of statement and SiSa figure is what was justified.
    """
    weighing = weighing_of(case)
    statement = case.submitted
    figure = case.sisa_figures.order_by("-recorded_at", "-pk").first()
    proposed = case.accepted if case.state in (State.PROPOSED, State.JUDGED) else None
    taken = weighing.accepted_so_far if proposed is None else proposed
    justified = acceptable(
        stated=statement.spent if statement else None, audited=figure.spent if figure else None
    )
    refused = justified - taken
    gap = statement.spent - figure.spent if statement and figure else None
    last = case.accounting_year.scheme.accounting_years.order_by("year").last()
    submitted = events_of(case).filter(name__in=["submit", "receive_on_paper", "correct"]).last()
    return _matter(
        case,
        {
            "ingediend_op": date_nl(submitted.on) if submitted and statement else "",
            "zonder_opgave": "" if statement else YES,
            "verantwoord": euro(justified),
            "geaccepteerd": euro(taken),
            "niet_geaccepteerd": euro(refused) if refused else "",
            "alles_geaccepteerd": "" if refused else YES,
            "sisa_cijfer": euro(figure.spent) if figure else "",
            "sisa_verschil": euro(abs(gap)) if gap else "",
            "sisa_gelijk": YES if gap == 0 else "",
            "sisa_plausibel_op": (
                date_nl(figure.plausible_on) if figure and figure.plausible_on else ""
            ),
            "motivering": case.motivation,
            "laatste_jaar": str(last.year) if last else "",
        },
        {
            "bedragen": _amounts(case, statement, figure, justified, taken),
            "niet_geaccepteerde_regels": _refused_lines(weighing),
        },
        must_decide=case.accounting_year.scheme.judgement_is_decision,
    )


def postponement_matter(case: Justification, decision: Event | None) -> Matter:
    """Brief over uitstel van de aanvullende opgave: granted or refused by this event.

    `decision.data` names the new date where there is one. It cannot be had before the decision.
    """
    if decision is None:
        raise ValueError("a letter on postponement tells of an event")
    earlier = list(
        events_of(case).filter(seq__lt=decision.seq, name__in=("postpone", "ask_postponement"))
    )
    asked = earlier[-1] if earlier and earlier[-1].name == "ask_postponement" else None
    granted = [event.data["due_on"] for event in earlier if event.name == "postpone"]
    was = max([case.accounting_year.due_on, *map(datetime.date.fromisoformat, granted)])
    values = {
        "gevraagd_op": date_nl(asked.on) if asked else "",
        "uiterlijk_was": date_nl(was),
        "reden": decision.reason,
    }
    if decision.name != "postpone":
        return _matter(case, values)
    until = datetime.date.fromisoformat(decision.data["due_on"])
    return _matter(case, {**values, "uiterlijk_wordt": date_nl(until)})


def _matter(
    case: Justification,
    values: Mapping[str, str],
    tables: Mapping[str, Table] | None = None,
    *,
    must_decide: bool | None = None,
) -> Matter:
    municipality = case.municipality
    assert municipality is not None, "a constraint says so"
    return Matter(
        scheme=case.accounting_year.scheme,
        municipality=municipality,
        about=case.award.reference,
        year=case.accounting_year.year,
        values=values,
        tables=tables or {},
        must_decide=must_decide,
    )


def _amounts(
    case: Justification,
    statement: StatementVersion | None,
    figure: SisaFigure | None,
    justified: Decimal,
    accepted: Decimal,
) -> Table:
    year = case.accounting_year.year
    rows = []
    if statement:
        rows.append((f"Besteding in {year} volgens uw aanvullende opgave", euro(statement.spent)))
    if figure:
        rows.append((f"Besteding in {year} volgens SiSa", euro(figure.spent)))
    if statement and figure:
        rows.append(("Verschil tussen opgave en SiSa", signed_euro(statement.spent - figure.spent)))
    rows.append(("Verantwoord", euro(justified)))
    rows.append(("Niet geaccepteerd", euro(justified - accepted)))
    rows.append(("Geaccepteerd", euro(accepted)))
    return Table(f"Bedragen over {year}", AMOUNTS, tuple(rows), has_total=True)


def _refused_lines(weighing: Weighing) -> Table:
    """Regels die niet of deels zijn geaccepteerd, with the reason."""
    rows = tuple(
        (
            _line_name(line),
            euro(line.amount),
            euro(line.judgement.accepted),
            line.judgement.reason,
        )
        for line in weighing.reduced
        if line.judgement
    )
    return Table("Regels die ik niet of niet helemaal accepteer", LINES, rows)


def _line_name(judged: JudgedLine) -> str:
    if judged.line is None:
        return "SiSa-cijfer"
    said = judged.line.intervention or judged.line.description
    return f"{judged.number}. {said or f'Activiteit {judged.line.activity}'}"
