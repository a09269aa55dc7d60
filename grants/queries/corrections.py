"""Correcties: who asked for which, what changes, and what stood before."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet, Sum

from grants.checks.findings import ERROR
from grants.checks.subject import Line, Statement
from grants.enums import CorrectionState as State
from grants.enums import EntryKind
from grants.models import (
    Correction,
    FindingRow,
    Justification,
    LedgerEntry,
    SisaFigure,
    StatementVersion,
    Upload,
)
from grants.reckoning.corrections import Change, Effect, Figures, Totals, changes, summed
from grants.transitions.corrections import CORRECTION_MOVES
from pmg.accounts.models import User
from pmg.casework.models import Event
from pmg.casework.moves import events_of

from .deliveries import Newest, indicator, newest_uploads

UNDER_WAY = (State.REQUESTED, State.CONSENTED)
MOST_SHOWN = 12


@dataclass(frozen=True)
class Happened:
    """Stap in een correctie, by function: it names no person."""

    title: str
    on: datetime.datetime
    function: str
    reason: str


@dataclass(frozen=True)
class CorrectionSheet:
    """Correctie zoals beide kanten haar lezen, up to what may be sent now."""

    correction: Correction
    newest: Newest
    version: StatementVersion | None
    changes: tuple[Change, ...]
    reasons: Mapping[str, str]
    effect: Effect
    happened: tuple[Happened, ...]

    @property
    def has_errors(self) -> bool:
        return bool(self.newest.statement_errors)

    @property
    def named(self) -> int:
        """Gewijzigde cijfers met een reden."""
        return sum(bool(self.reasons.get(change.figure, "").strip()) for change in self.changes)


def corrections_visible_to(user: User) -> QuerySet[Correction]:
    """Correcties die `user` mag zien."""
    cases = Correction.objects.select_related(
        "municipality",
        "justification__municipality",
        "justification__accounting_year__scheme",
        "justification__award",
        "before",
        "after",
        "figure_before",
    )
    return cases if user.is_ministry else cases.filter(municipality__in=user.municipality_ids)


def correction_under_way(case: Justification) -> Correction | None:
    """De correctie die loopt; there is one at most."""
    return case.corrections.filter(state__in=UNDER_WAY).first()


def events_of_corrections(case: Justification) -> list[Event]:
    """Gebeurtenissen van alle correcties, for the timeline; sending is told by the case itself."""
    return list(
        Event.objects.filter(
            case_kind=CORRECTION_MOVES.kind, case_id__in=case.corrections.values("pk")
        )
        .exclude(name="send")
        .select_related("by")
        .order_by("on", "seq")
    )


def requests_waiting(user: User) -> QuerySet[Correction]:
    """Aangevraagde correcties waarover het ministerie nog beslist, the oldest first."""
    return (
        corrections_visible_to(user)
        .filter(state=State.REQUESTED)
        # Of all that a correction leads to, a list tells the municipality and the year only.
        .select_related(None)
        .select_related("municipality", "justification__accounting_year")
        .order_by("opened_on", "pk")[:MOST_SHOWN]
    )


def sheet_of(correction: Correction) -> CorrectionSheet:
    """Alles over één correctie; a fixed number of queries."""
    case = correction.justification
    newest = delivered_since(correction)
    version = _version_of(newest.statement)
    sent = correction.state == State.SENT
    found = (
        tuple(
            Change(row.figure, row.label, row.unit, row.old, row.new)
            for row in correction.figures.all()
        )
        if sent
        else changes_in(correction, newest, version)
    )
    reasons = dict(
        (correction.figures if sent else correction.drafts).values_list("figure", "reason")
    )
    return CorrectionSheet(
        correction=correction,
        newest=newest,
        version=correction.after if sent else version,
        changes=found,
        reasons=reasons,
        effect=effect_on(case, version or correction.before),
        happened=tuple(
            Happened(
                CORRECTION_MOVES[event.name].event,
                event.on,
                event.by.function or "medewerker",
                event.reason,
            )
            for event in events_of(correction).select_related("by").order_by("-seq")
        ),
    )


def delivered_since(correction: Correction) -> Newest:
    """Wat er sinds de toestemming is geüpload, the newest of each kind."""
    if correction.consented_on is None:
        return Newest(None, None)
    return newest_uploads(correction.justification, since=correction.consented_on)


def changes_in(
    correction: Correction, newest: Newest, version: StatementVersion | None
) -> tuple[Change, ...]:
    """De cijfers die veranderen met wat er nu is geüpload; nothing uploaded, nothing changes."""
    scheme = correction.justification.accounting_year.scheme
    before = correction.before
    sisa = _totals(correction.figure_before) if correction.figure_before else None
    return changes(
        Figures(_totals(before), _lines(before), sisa),
        Figures(
            _totals(version or before), _lines(version or before), _sisa(newest.package) or sisa
        ),
        activities=dict(scheme.activities.values_list("code", "label")),
        sectors=dict(scheme.sectors.values_list("code", "label")),
    )


def statement_in(version: StatementVersion) -> Statement:
    """De opgave van een versie, as the form takes it."""
    return Statement(
        spent=int(version.spent),
        cumulative=int(version.cumulative),
        is_final=version.is_final,
        explanation=version.explanation,
        lines=tuple(
            Line(line.activity, line.sector, line.intervention, line.description, int(line.amount))
            for line in version.lines.all()
        ),
    )


def effect_on(case: Justification, version: StatementVersion) -> Effect:
    """Wat de boekhouding nu zegt en straks, when this version is sent."""
    booked = dict(
        LedgerEntry.objects.filter(
            award=case.award_id,
            accounting_year=case.accounting_year_id,
            kind__in=(EntryKind.JUSTIFIED, EntryKind.ACCEPTED),
        )
        .values_list("kind")
        .annotate(total=Sum("amount"))
    )
    return Effect(
        justified_now=booked.get(EntryKind.JUSTIFIED, Decimal(0)),
        justified_then=version.spent,
        accepted=booked.get(EntryKind.ACCEPTED),
    )


def _version_of(upload: Upload | None) -> StatementVersion | None:
    """De versie die uit een upload is gelezen; none with errors."""
    if upload is None or any(row.severity == ERROR for row in _found(upload)):
        return None
    return upload.versions.first()


def _found(upload: Upload) -> list[FindingRow]:
    if not hasattr(upload.check_run, "verdict"):
        return []
    return list(upload.check_run.verdict.findings.all())


def _totals(of: StatementVersion | SisaFigure) -> Totals:
    return Totals(of.spent, of.cumulative, of.is_final)


def _lines(version: StatementVersion) -> dict[tuple[str, str, str], Decimal]:
    return summed(
        ((activity, sector, intervention), amount)
        for activity, sector, intervention, amount in version.lines.values_list(
            "activity", "sector", "intervention", "amount"
        )
    )


def _sisa(package: Upload | None) -> Totals | None:
    """Our three indicators of a package; None unless all of them were read."""
    if package is None or not hasattr(package.check_run, "verdict"):
        return None
    read = package.check_run.verdict.indicators
    spent, cumulative = indicator(package, "spent"), indicator(package, "cumulative")
    if spent is None or cumulative is None or read.get("is_final") is None:
        return None
    return Totals(Decimal(spent), Decimal(cumulative), bool(read["is_final"]))
