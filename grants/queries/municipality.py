"""Alles van één gemeente: money per grant year, justification per accounting year, what happened.

The two kinds of year never stand in one row; only totals of the whole period compare.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery, Sum

from grants.enums import AwardState, EntryKind
from grants.models import AccountingYear, Award, GrantYear, LedgerEntry, Scheme, SisaFigure
from grants.transitions.account_changes import ACCOUNT_CHANGE_MOVES
from grants.transitions.applications import APPLICATION_MOVES
from grants.transitions.awards import AWARD_MOVES
from grants.transitions.changes import CHANGE_MOVES
from grants.transitions.corrections import CORRECTION_MOVES
from grants.transitions.interventions import PROPOSAL_MOVES
from grants.transitions.justifications import JUSTIFICATION_MOVES
from grants.transitions.objections import OBJECTION_MOVES
from grants.transitions.payments import PAYMENT_MOVES
from grants.transitions.progress import PROGRESS_MOVES
from grants.transitions.settlements import RECOVERY_MOVES, SETTLEMENT_MOVES
from grants.transitions.vat_shares import VAT_SHARE_MOVES
from municipalities.models import Municipality
from pmg.accounts.models import User
from pmg.casework.models import Event

from .visibility import awards_visible_to, justifications_visible_to

ZERO = Decimal(0)
TABLES = {
    table.kind: table
    for table in (
        APPLICATION_MOVES,
        ACCOUNT_CHANGE_MOVES,
        AWARD_MOVES,
        CHANGE_MOVES,
        OBJECTION_MOVES,
        PROPOSAL_MOVES,
        PAYMENT_MOVES,
        JUSTIFICATION_MOVES,
        CORRECTION_MOVES,
        PROGRESS_MOVES,
        SETTLEMENT_MOVES,
        RECOVERY_MOVES,
        VAT_SHARE_MOVES,
    )
}
# What the ministry prepares is its own until it is decided: of these kinds a municipality only
# sees the moves named here.
TOLD_TO_MUNICIPALITY = {
    # `award` comes with `grant` of the toekenning, which says it.
    APPLICATION_MOVES.kind: (
        "open",
        "submit",
        "return",
        "complete",
        "question",
        "withdraw_question",
        "answer",
        "award",
        "refuse",
        "set_aside",
        "withdraw",
    ),
    ACCOUNT_CHANGE_MOVES.kind: ("request", "report", "confirm", "refuse", "withdraw"),
    AWARD_MOVES.kind: ("grant", "take_over", "change_account"),
    CHANGE_MOVES.kind: ("decide",),
    OBJECTION_MOVES.kind: (
        "receive",
        "postpone",
        "withdraw",
        "inadmissible",
        "unfounded",
        "founded",
    ),
    PROPOSAL_MOVES.kind: ("propose", "accept", "accept_changed", "refuse", "withdraw"),
    PAYMENT_MOVES.kind: ("confirm", "return", "take_over"),
    VAT_SHARE_MOVES.kind: ("approve", "deposit", "release"),
    JUSTIFICATION_MOVES.kind: (
        "open",
        "ask_postponement",
        "postpone",
        "refuse_postponement",
        "submit",
        "receive_on_paper",
        "decline",
        "take_up",
        "correct",
        "take",
        "question",
        "withdraw_question",
        "answer",
        "return",
        "judge",
        "take_over",
    ),
    # `send` comes with `correct` of the verantwoording, which says it.
    CORRECTION_MOVES.kind: ("request", "ask", "consent", "refuse", "withdraw", "end"),
    PROGRESS_MOVES.kind: (
        "open",
        "decline",
        "take_up",
        "submit",
        "return",
        "accept",
        "take_over",
        "take_over_accepted",
    ),
    SETTLEMENT_MOVES.kind: ("settle",),
    RECOVERY_MOVES.kind: tuple(move.name for move in RECOVERY_MOVES),
}


@dataclass(frozen=True)
class GrantYearRow:
    """Uitkeringsjaar: allocated and paid, in euros; None where nothing was decided."""

    year: GrantYear
    allocated: Decimal | None
    paid: Decimal

    @property
    def open(self) -> Decimal | None:
        """Nog te betalen."""
        return None if self.allocated is None else self.allocated - self.paid


@dataclass(frozen=True)
class AccountingYearRow:
    """Verantwoordingsjaar: justified and accepted, in whole euros; None where nobody told."""

    year: AccountingYear
    case: Any
    justified: Decimal | None
    accepted: Decimal | None


@dataclass(frozen=True)
class Dossier:
    """Wat er van een gemeente in een regeling bekend is."""

    award: Award | None
    grant_years: list[GrantYearRow]
    accounting_years: list[AccountingYearRow]

    @property
    def allocated(self) -> Decimal:
        return sum((row.allocated or ZERO for row in self.grant_years), ZERO)

    @property
    def paid(self) -> Decimal:
        return sum((row.paid for row in self.grant_years), ZERO)

    @property
    def justified(self) -> Decimal:
        return sum((row.justified or ZERO for row in self.accounting_years), ZERO)

    @property
    def accepted(self) -> Decimal:
        return sum((row.accepted or ZERO for row in self.accounting_years), ZERO)


@dataclass
class _Booked:
    """Sums of the ledger rows of an award, by year."""

    paid: defaultdict[Any, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    justified: dict[Any, Decimal] = field(default_factory=dict)
    accepted: dict[Any, Decimal] = field(default_factory=dict)


def dossier(user: User, municipality: Municipality, scheme: Scheme) -> Dossier:
    """Dossier: both kinds of year of one municipality in one scheme, in six queries."""
    award = (
        awards_visible_to(user)
        .filter(municipality=municipality, scheme=scheme)
        .exclude(state=AwardState.WITHDRAWN)
        .first()
    )
    booked = _booked(award)
    allocated: Mapping[Any, Decimal] = (
        dict(award.allocations.values_list("grant_year", "amount"))
        if award and award.state == AwardState.GRANTED
        else {}
    )
    cases = {
        case.accounting_year_id: case for case in _cases(user, municipality).filter(award=award)
    }
    return Dossier(
        award=award,
        grant_years=[
            GrantYearRow(year, allocated.get(year.pk), booked.paid[year.pk])
            for year in scheme.grant_years.all()
        ],
        accounting_years=[
            AccountingYearRow(
                year,
                cases.get(year.pk),
                booked.justified.get(year.pk),
                booked.accepted.get(year.pk),
            )
            for year in scheme.accounting_years.all()
        ],
    )


def _cases(user: User, municipality: Municipality) -> QuerySet[Any]:
    figures = SisaFigure.objects.filter(justification=OuterRef("pk")).order_by(
        "-recorded_at", "-pk"
    )
    cases: QuerySet[Any] = (
        justifications_visible_to(user)
        .filter(municipality=municipality)
        .annotate(figure_spent=Subquery(figures.values("spent")[:1]))
    )
    return cases


def _booked(award: Award | None) -> _Booked:
    booked = _Booked()
    rows = (
        LedgerEntry.objects.filter(award=award)
        .values_list("kind", "grant_year", "accounting_year")
        .annotate(total=Sum("amount"))
        .order_by()
    )
    for kind, grant_year, accounting_year, total in rows:
        match kind:
            case EntryKind.PAYMENT | EntryKind.RETURN:
                booked.paid[grant_year] += total
            case EntryKind.JUSTIFIED:
                booked.justified[accounting_year] = total
            case EntryKind.ACCEPTED:
                booked.accepted[accounting_year] = total
    return booked


@dataclass(frozen=True)
class Happening:
    """Gebeurtenis: what happened, when, by somebody in which function, and why."""

    title: str
    on: datetime.datetime
    who: str
    municipality: Municipality | None
    reason: str
    state: str = "done"

    @property
    def lines(self) -> tuple[str, ...]:
        """What the timeline writes below the title."""
        return tuple(line for line in (self.who, self.reason) if line)


def happenings(
    user: User, municipality: Municipality | None = None, limit: int = 15
) -> list[Happening]:
    """Gebeurtenissen that `user` may see, the newest first; of one municipality, or of all."""
    events = Event.objects.filter(case_kind__in=TABLES).select_related("by", "municipality")
    if municipality:
        events = events.filter(municipality=municipality)
    if not user.is_ministry:
        events = events.filter(municipality__in=user.municipality_ids).filter(_told())
    by_name = user.is_ministry
    return [happening(event, by_name=by_name) for event in events.order_by("-on", "-seq")[:limit]]


def _told() -> Q:
    told = Q()
    for kind, names in TOLD_TO_MUNICIPALITY.items():
        told |= Q(case_kind=kind, name__in=names)
    return told


def happening(event: Event, *, by_name: bool) -> Happening:
    """Eén gebeurtenis: functions before names; a name at most within the ministry."""
    nameless = str(event.by) if by_name else "een medewerker"
    return Happening(
        title=TABLES[event.case_kind][event.name].event,
        on=event.on,
        who="systeem" if event.by.is_system else event.by.function or nameless,
        municipality=event.municipality,
        reason=event.reason,
    )
