"""De werkbank van de beoordelaar: everything one judgement needs, on one page."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, Sum

from grants.enums import EntryKind, UploadKind
from grants.enums import JustificationState as State
from grants.models import (
    Allocation,
    Justification,
    LedgerEntry,
    SisaFigure,
    StatementVersion,
    Upload,
)
from grants.reckoning.acceptance import acceptable
from grants.reckoning.comparison import Difference, difference
from grants.reckoning.deadlines import days_late, days_until
from grants.reckoning.signals import Delivered, Others, Signal, signals
from grants.reckoning.steps import Step, steps
from pmg.casework.models import Event
from pmg.casework.moves import events_of
from pmg.design.formatting import date_nl, days_left, euro

from .corrections import events_of_corrections
from .findings import ToldFinding, told_findings
from .side_by_side import SideBySide, others_than, side_by_side
from .timeline import Happening, timeline_of

ZERO = Decimal(0)


@dataclass(frozen=True)
class Judgement:
    """Oordeel zoals de gemeente het leest; whole euros."""

    accepted: Decimal
    justified: Decimal
    motivation: str
    on: datetime.datetime
    is_decision: bool
    article: str


@dataclass(frozen=True)
class WholePeriod:
    """Bedragen over de hele periode: only these totals may stand beside each other."""

    awarded: Decimal
    paid: Decimal
    justified: Decimal
    accepted: Decimal


@dataclass(frozen=True)
class Workbench:
    """Werkbank: one justification with all that is known about it at a moment."""

    case: Justification
    due_on: datetime.date
    days_late: int
    days_to_judge: int
    statement: StatementVersion | None
    amounts: SideBySide
    figure: SisaFigure | None
    rested_on: SisaFigure | None
    gap: Difference | None
    cumulative_gap: Difference | None
    justified: Decimal
    signals: tuple[Signal, ...]
    uploads: tuple[Upload, ...]
    findings: tuple[ToldFinding, ...]
    period: WholePeriod
    timeline: tuple[Happening, ...]
    steps: tuple[Step, ...]
    proposal: Event | None
    asked: Event | None
    sent_back: Event | None

    @property
    def can_decide(self) -> bool:
        """Of er iets ligt om over te oordelen: a statement or a SiSa figure."""
        return bool(self.statement or self.figure)

    @property
    def error_rows(self) -> tuple[ToldFinding, ...]:
        """Wat de tabel van fouten en onzekerheden over deze uitkering zegt."""
        return tuple(row for row in self.findings if row.code == "foutentabel-noemt-ons")

    @property
    def figure_came_later(self) -> bool:
        """Of er na het voorstel een ander SiSa-cijfer kwam dan waar het op rust; not another date."""
        if self.proposal is None or self.figure is None:
            return False
        told = [
            (one.spent, one.cumulative, one.is_final)
            for one in (self.figure, self.rested_on)
            if one is not None
        ]
        return len(set(told)) > 1 or self.rested_on is None

    @property
    def last_year(self) -> int:
        """Het jaar ervoor."""
        return self.case.accounting_year.year - 1


HANDED_IN = ("submit", "receive_on_paper")


def workbench(case: Justification, *, now: datetime.datetime) -> Workbench:
    """Read everything about `case`; `now` decides how late it is.

    The number of queries does not depend on the number of lines, files or events.
    """
    year, statement = case.accounting_year, case.submitted
    events = list(events_of(case).select_related("by"))
    last = {event.name: event for event in events}
    uploads = tuple(
        case.uploads.select_related("file", "check_run__verdict", "by").order_by("-on", "-pk")
    )
    figures = list(case.sisa_figures.select_related("by").order_by("recorded_at", "pk"))
    figure = figures[-1] if figures else None
    earlier = _earlier_years(case)
    before = next(
        (one.submitted for one in earlier if one.accounting_year.year == year.year - 1), None
    )
    amounts = side_by_side(case, before=before)
    due = case.due_on
    submissions = [event.on for event in events if event.name in (*HANDED_IN, "correct")]
    period = _whole_period(case)
    told = statement or figure
    delivered = Delivered(
        jump=year.scheme.jump_percentage,
        activities=amounts.by_activity,
        sectors=amounts.by_sector,
        spent=told.spent if told else None,
        cumulative=told.cumulative if told else None,
        cumulative_before=_cumulative_before(earlier),
        sisa_spent=figure.spent if figure else None,
        names_us_in_errors=bool(figure and figure.names_us_in_errors),
        awarded=period.awarded,
        lines=tuple(line.amount for line in amounts.lines),
        days_late=days_late(due, submissions[0]) if submissions else 0,
        deliveries=len(submissions),
        first_spent=_first_spent(case, events),
        last_late=days_late(due, submissions[-1]) if submissions else 0,
        first_figure=figures[0].spent if figures else None,
        others=others_than(case) if statement else Others(),
    )
    return Workbench(
        case=case,
        due_on=due,
        days_late=days_late(due, submissions[0] if submissions else now),
        days_to_judge=days_until(year.judge_by, now),
        statement=statement,
        amounts=amounts,
        figure=figure,
        rested_on=next((one for one in figures if one.pk == _rested_on(last)), None),
        gap=difference(statement.spent, figure.spent) if statement and figure else None,
        cumulative_gap=(
            difference(statement.cumulative, figure.cumulative) if statement and figure else None
        ),
        justified=acceptable(
            stated=statement.spent if statement else None, audited=figure.spent if figure else None
        ),
        signals=signals(delivered, euro=euro),
        uploads=uploads,
        findings=_findings(uploads, statement),
        period=period,
        timeline=timeline_of([*events, *events_of_corrections(case)], uploads, figures),
        steps=steps(case.state, done=_done(last), notes=_notes(case, last, due, now)),
        proposal=last.get("propose") if case.state in (State.PROPOSED, State.JUDGED) else None,
        asked=last.get("return") if case.state == State.RETURNED else None,
        sent_back=events[-1] if events[-1].name == "send_back" else None,
    )


def judgement_on(case: Justification) -> Judgement | None:
    """Het oordeel over een verantwoording; None as long as there is none."""
    if case.state != State.JUDGED or case.accepted is None:
        return None
    scheme = case.accounting_year.scheme
    event = events_of(case).filter(name__in=("judge", "take_over")).order_by("-seq")[0]
    return Judgement(
        accepted=case.accepted,
        justified=Decimal(event.data["justified"]),
        motivation=case.motivation,
        on=event.on,
        is_decision=scheme.judgement_is_decision,
        article=scheme.judgement_article,
    )


def _earlier_years(case: Justification) -> list[Justification]:
    """Verantwoordingen van dezelfde toekenning over de jaren ervoor, the oldest first."""
    return list(
        Justification.objects.filter(
            award=case.award_id, accounting_year__year__lt=case.accounting_year.year
        )
        .select_related("submitted", "accounting_year")
        .order_by("accounting_year__year")
    )


def _cumulative_before(earlier: Sequence[Justification]) -> Decimal | None:
    """Accepted over the earlier years, or what was stated where that is not judged yet.

    None when a year is neither: then the sum is not known.
    """
    total = ZERO
    for case in earlier:
        if case.state == State.JUDGED and case.accepted is not None:
            total += case.accepted
        elif case.submitted:
            total += case.submitted.spent
        else:
            return None
    return total


def _first_spent(case: Justification, events: Sequence[Event]) -> Decimal | None:
    """Besteding volgens de opgave die het eerst is ingediend."""
    numbers = [event.data.get("version") for event in events if event.name in HANDED_IN]
    spent = dict(case.versions.values_list("number", "spent"))
    return spent.get(numbers[0]) if numbers else None


def _findings(
    uploads: Sequence[Upload], statement: StatementVersion | None
) -> tuple[ToldFinding, ...]:
    """Bevindingen of the submitted statement and of the newest package, read from their verdicts."""
    wanted = {statement.upload_id} if statement else set()
    package = next((upload for upload in uploads if upload.kind == UploadKind.PACKAGE), None)
    if package:
        wanted.add(package.pk)
    return told_findings({key for key in wanted if key is not None})


def _rested_on(last: Mapping[str, Event]) -> int | None:
    """Key of the figure that the last proposal looked at; None where there was none yet."""
    proposal = last.get("propose")
    key: int | None = proposal.data.get("sisa_figure") if proposal else None
    return key


def _whole_period(case: Justification) -> WholePeriod:
    def total(*kinds: EntryKind) -> Sum:
        return Sum("amount", filter=Q(kind__in=kinds), default=ZERO)

    booked = LedgerEntry.objects.filter(award=case.award_id).aggregate(
        paid=total(EntryKind.PAYMENT, EntryKind.RETURN),
        justified=total(EntryKind.JUSTIFIED),
        accepted=total(EntryKind.ACCEPTED),
    )
    awarded = Allocation.objects.filter(award=case.award_id).aggregate(
        total=Sum("amount", default=ZERO)
    )
    return WholePeriod(awarded=awarded["total"], **booked)


def _done(last: Mapping[str, Event]) -> dict[str, datetime.datetime]:
    done = {name: event.on for name, event in last.items()}
    if "take_without_statement" in done:
        done.setdefault("take", done["take_without_statement"])
    if "take_over" in done:
        done.setdefault("judge", done["take_over"])
    return done


def _notes(
    case: Justification, last: Mapping[str, Event], due: datetime.date, now: datetime.datetime
) -> dict[str, list[str]]:
    judge_by = case.accounting_year.judge_by
    notes = {
        "Opgave indienen": [f"Uiterlijk {date_nl(due)}"],
        "Oordeel": [f"Uiterlijk {date_nl(judge_by)}"],
        "Tweede beoordelaar": ["Vier ogen: een ander dan wie het oordeel voorstelt"],
    }
    if case.state == State.OPEN:
        notes["Opgave indienen"].append(days_left(days_until(due, now)))
    if case.state == State.IN_ASSESSMENT:
        taken = last.get("take") or last["take_without_statement"]
        notes["Beoordelen"] = [f"Behandelaar: {taken.by}"]
    return notes
