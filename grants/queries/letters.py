"""Brieven: what a letter tells, and which letters somebody may read."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import QuerySet

from grants.enums import JustificationState as State
from grants.enums import LetterAct
from grants.letters.contents import Column, Table
from grants.models import (
    Award,
    Justification,
    Letter,
    Scheme,
    SisaFigure,
    StatementVersion,
)
from grants.reckoning.acceptance import acceptable
from municipalities.models import Municipality
from pmg.accounts.models import User
from pmg.casework.models import Case, Event
from pmg.casework.moves import events_of
from pmg.design.formatting import date_nl, euro, signed_euro

from .lines import JudgedLine, Weighing, weighing_of

YES = "ja"
"""Value of what is only there or not: a text names it in brackets and never prints it."""

AMOUNTS = (Column("Onderdeel"), Column("Bedrag", is_number=True))
LINES = (
    Column("Regel"),
    Column("Opgave", is_number=True),
    Column("Geaccepteerd", is_number=True),
    Column("Reden"),
)


@dataclass(frozen=True)
class Matter:
    """Waarover een brief gaat: the values and tables that its text may name.

    `about` is the reference of the award; letters on it are numbered one after the other.
    """

    act: LetterAct
    scheme: Scheme
    municipality: Municipality
    about: str
    year: int
    values: Mapping[str, str]
    tables: Mapping[str, Table] = field(default_factory=dict)


def letters_visible_to(user: User) -> QuerySet[Letter]:
    """Brieven die `user` mag lezen: the ministry all, a municipality those it was sent."""
    letters = Letter.objects.select_related("paper__file", "work")
    if user.is_ministry:
        return letters
    return letters.filter(municipality__in=user.municipality_ids, paper__isnull=False)


def letters_of(case: Case, *, user: User) -> QuerySet[Letter]:
    """Brieven in een zaak, the newest first."""
    return letters_visible_to(user).filter(case_kind=case.moves.kind, case_id=case.pk)


def judgement_matter(case: Justification) -> Matter:
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
    submitted = events_of(case).filter(name__in=["submit", "correct"]).last()
    return _matter(
        LetterAct.JUDGEMENT,
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
    )


def postponement_matter(case: Justification, decision: Event) -> Matter:
    """Brief over uitstel van de aanvullende opgave: granted or refused by this event.

    `decision.data` names the new date where there is one.
    """
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
        return _matter(LetterAct.NOT_POSTPONED, case, values)
    until = datetime.date.fromisoformat(decision.data["due_on"])
    return _matter(LetterAct.POSTPONED, case, {**values, "uiterlijk_wordt": date_nl(until)})


def _matter(
    act: LetterAct,
    case: Justification,
    values: Mapping[str, str],
    tables: Mapping[str, Table] | None = None,
) -> Matter:
    municipality = case.municipality
    assert municipality is not None, "a constraint says so"
    award: Award = case.award
    return Matter(
        act=act,
        scheme=case.accounting_year.scheme,
        municipality=municipality,
        about=award.reference,
        year=case.accounting_year.year,
        values=values,
        tables=tables or {},
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
