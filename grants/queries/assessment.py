"""De werkbank van de beoordelaar: everything one judgement needs, on one page."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, Q, Sum

from grants.enums import EntryKind, UploadKind
from grants.enums import JustificationState as State
from grants.models import (
    Allocation,
    FindingRow,
    Justification,
    LedgerEntry,
    SisaFigure,
    StatementLine,
    StatementVersion,
    Upload,
)
from grants.reckoning.acceptance import acceptable
from grants.reckoning.comparison import Comparison, Difference, compare, difference
from grants.reckoning.deadlines import days_late, days_until, due_date
from grants.reckoning.signals import Delivered, Signal, signals
from grants.reckoning.steps import Step, steps
from pmg.casework.models import Event
from pmg.casework.moves import events_of
from pmg.design.formatting import date_nl, days_left, euro

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
    submitted_on: datetime.datetime | None
    statement: StatementVersion | None
    lines: tuple[StatementLine, ...]
    by_activity: Comparison
    by_sector: Comparison
    figure: SisaFigure | None
    gap: Difference | None
    cumulative_gap: Difference | None
    justified: Decimal
    signals: tuple[Signal, ...]
    uploads: tuple[Upload, ...]
    findings: tuple[FindingRow, ...]
    period: WholePeriod
    timeline: tuple[Happening, ...]
    steps: tuple[Step, ...]
    proposal: Event | None
    asked: Event | None
    sent_back: Event | None

    @property
    def last_year(self) -> int:
        """Het jaar ervoor."""
        return self.case.accounting_year.year - 1


def workbench(case: Justification, *, now: datetime.datetime) -> Workbench:
    """Read everything about `case`; `now` decides how late it is.

    The number of queries does not depend on the number of lines, files or events.
    """
    award, year = case.award, case.accounting_year
    scheme = year.scheme
    statement = case.submitted
    events = list(events_of(case).select_related("by"))
    last = {event.name: event for event in events}
    uploads = tuple(
        case.uploads.select_related("file", "check_run__verdict", "by").order_by("-on", "-pk")
    )
    figures = list(case.sisa_figures.order_by("recorded_at", "pk"))
    figure = figures[-1] if figures else None
    earlier = list(
        Justification.objects.filter(award=award, accounting_year__year__lt=year.year)
        .select_related("submitted", "accounting_year")
        .order_by("accounting_year__year")
    )
    year_before = next((c for c in earlier if c.accounting_year.year == year.year - 1), None)
    delivered = [
        version for version in (statement, year_before and year_before.submitted) if version
    ]
    lines_of = _lines_of(delivered)
    lines = lines_of[statement.pk] if statement else []
    before = lines_of[year_before.submitted_id] if year_before and year_before.submitted else None
    plan = list(award.plan_lines.filter(accounting_year=year).select_related("activity", "sector"))
    by_activity = compare(
        dict(scheme.activities.values_list("code", "label")),
        plan=_totals((line.activity.code, line.amount) for line in plan) if plan else None,
        last_year=_by("activity", before),
        this_year=_by("activity", lines if statement else None),
        jump=scheme.jump_percentage,
    )
    by_sector = compare(
        dict(scheme.sectors.values_list("code", "label")),
        plan=_totals((line.sector.code, line.amount) for line in plan) if plan else None,
        last_year=_by("sector", before),
        this_year=_by("sector", lines if statement else None),
        jump=scheme.jump_percentage,
    )
    due = due_date(year.due_on, list(case.postponements.values_list("due_on", flat=True)))
    submitted_on = last["submit"].on if "submit" in last else None
    first_submitted = next((event.on for event in events if event.name == "submit"), None)
    late = days_late(due, first_submitted or now)
    period = _whole_period(case)
    told = statement or figure
    return Workbench(
        case=case,
        due_on=due,
        days_late=late,
        days_to_judge=days_until(year.judge_by, now),
        submitted_on=submitted_on,
        statement=statement,
        lines=tuple(lines),
        by_activity=by_activity,
        by_sector=by_sector,
        figure=figure,
        gap=difference(statement.spent, figure.spent) if statement and figure else None,
        cumulative_gap=(
            difference(statement.cumulative, figure.cumulative) if statement and figure else None
        ),
        justified=acceptable(
            stated=statement.spent if statement else None, audited=figure.spent if figure else None
        ),
        signals=signals(
            Delivered(
                jump=scheme.jump_percentage,
                activities=by_activity,
                sectors=by_sector,
                spent=told.spent if told else None,
                cumulative=told.cumulative if told else None,
                cumulative_before=_cumulative_before(earlier),
                sisa_spent=figure.spent if figure else None,
                names_us_in_errors=bool(figure and figure.names_us_in_errors),
                awarded=period.awarded,
                lines=tuple(line.amount for line in lines),
                days_late=late if first_submitted else 0,
                deliveries=Counter(event.name for event in events)["submit"],
                shares_of_others=_shares_of_others(case) if statement else None,
            ),
            euro=euro,
        ),
        uploads=uploads,
        findings=_findings(uploads, statement),
        period=period,
        timeline=timeline_of(events, uploads, figures),
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
    event = events_of(case).filter(name="judge").last()
    figure = case.sisa_figures.order_by("recorded_at", "pk").last()
    return Judgement(
        accepted=case.accepted,
        justified=acceptable(
            stated=case.submitted.spent if case.submitted else None,
            audited=figure.spent if figure else None,
        ),
        motivation=case.motivation,
        on=event.on,
        is_decision=scheme.judgement_is_decision,
        article=scheme.judgement_article,
    )


def _lines_of(versions: Sequence[StatementVersion]) -> Mapping[object, list[StatementLine]]:
    found: dict[object, list[StatementLine]] = defaultdict(list)
    for line in StatementLine.objects.filter(version__in=versions).order_by("version_id", "place"):
        found[line.version_id].append(line)
    return found


def _totals(amounts: Iterable[tuple[str, Decimal]]) -> dict[str, Decimal]:
    totals: dict[str, Decimal] = defaultdict(Decimal)
    for code, amount in amounts:
        totals[code] += amount
    return totals


def _by(name: str, lines: Sequence[StatementLine] | None) -> dict[str, Decimal] | None:
    """Totals per activity or sector; None where nothing was delivered."""
    if lines is None:
        return None
    return _totals((getattr(line, name), line.amount) for line in lines)


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


def _shares_of_others(case: Justification) -> dict[str, list[Decimal]]:
    """Per activity the percentages that other municipalities spent on it in the same year."""
    rows = (
        StatementLine.objects.filter(
            version__justification__accounting_year=case.accounting_year_id,
            version=F("version__justification__submitted"),
        )
        .exclude(version__justification=case.pk)
        .values("version_id", "activity")
        .annotate(total=Sum("amount"))
        .order_by()
    )
    spent: dict[object, dict[str, Decimal]] = defaultdict(dict)
    for row in rows:
        spent[row["version_id"]][row["activity"]] = row["total"]
    codes = {code for amounts in spent.values() for code in amounts}
    return {
        code: [
            amounts.get(code, ZERO) * 100 / total
            for amounts in spent.values()
            if (total := sum(amounts.values(), ZERO)) > 0
        ]
        for code in codes
    }


def _findings(
    uploads: Sequence[Upload], statement: StatementVersion | None
) -> tuple[FindingRow, ...]:
    """Bevindingen of the submitted statement and of the newest package, read from their verdicts."""
    wanted = {statement.upload_id} if statement else set()
    package = next((upload for upload in uploads if upload.kind == UploadKind.PACKAGE), None)
    if package:
        wanted.add(package.pk)
    return tuple(
        FindingRow.objects.filter(verdict__check_run__upload__in=wanted - {None}).order_by(
            "verdict_id", "place"
        )
    )


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
