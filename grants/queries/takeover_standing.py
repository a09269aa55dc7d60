"""Wat er hier al staat van wat een overname brengt, in the shape of its rows. Euros."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils import timezone

from grants.checks.takeover_content import Standing, Values
from grants.checks.takeover_layout import ACCEPTED, AMOUNT_OF, SUBMITTED, YOUTHS_OF
from grants.enums import (
    AwardState,
    JustificationState,
    PaymentState,
    ProgressState,
    TakeOverKind,
)
from grants.models import (
    Allocation,
    Award,
    Justification,
    Payment,
    ProgressReport,
    Scheme,
    SisaFigure,
    UniqueYouths,
)
from grants.reckoning.takeover import key_of
from pmg.casework.models import Case, Event

from .ceilings import ON_ITS_WAY, cash_left, commitment_left

NOT_JUDGED_HERE = "in behandeling"


def standing_of(scheme: Scheme, kind: str) -> Standing:
    """What stands here already of this kind, and what limits still allow."""
    awards = scheme.awards.filter(state=AwardState.GRANTED).select_related("municipality")
    taken: Iterable[str] = ()
    match TakeOverKind(kind):
        case TakeOverKind.AWARDS:
            here = _awards(scheme)
            taken = Award.objects.exclude(scheme=scheme).values_list("reference", flat=True)
        case TakeOverKind.PAYMENTS:
            here = _payments(scheme)
            elsewhere = Payment.objects.exclude(award__scheme=scheme)
            taken = elsewhere.values_list("reference", flat=True)
        case TakeOverKind.SISA:
            here = _sisa(scheme)
        case TakeOverKind.PROGRESS:
            here = _progress(scheme)
    is_money = kind in (TakeOverKind.AWARDS, TakeOverKind.PAYMENTS)
    room = commitment_left if kind == TakeOverKind.AWARDS else cash_left
    years = set(scheme.ceilings.values_list("budget_year", flat=True)) if is_money else set()
    return Standing(
        here=here,
        awards={award.reference: _digits(award) for award in awards},
        taken_references=frozenset(taken),
        left=_left(scheme) if kind == TakeOverKind.PAYMENTS else {},
        ceilings={year: room(scheme, year) for year in sorted(years)},
    )


def _awards(scheme: Scheme) -> dict[str, Values]:
    amounts: defaultdict[Any, dict[str, str]] = defaultdict(dict)
    for award, label, amount in Allocation.objects.filter(award__scheme=scheme).values_list(
        "award", "grant_year__label", "amount"
    ):
        amounts[award][f"{AMOUNT_OF}{label}"] = f"{amount:.2f}"
    days = _days("award", ("grant", "take_over"))
    return {
        _digits(award): {
            "municipality": _digits(award),
            "reference": award.reference,
            "iban": award.iban,
            "commitment_number": award.commitment_number,
            "creditor_number": award.creditor_number,
            "decided_on": days.get(award.pk, "nog niet toegekend"),
            **amounts[award.pk],
        }
        for award in scheme.awards.exclude(state=AwardState.WITHDRAWN).select_related(
            "municipality"
        )
    }


def _payments(scheme: Scheme) -> dict[str, Values]:
    paid = {
        event.case_id: event.data["paid_on"]
        for event in Event.objects.filter(case_kind="payment", name__in=("confirm", "take_over"))
    }
    return {
        key_of(TakeOverKind.PAYMENTS, {"reference": payment.reference}): {
            "award": payment.award.reference,
            "grant_year": payment.grant_year.label,
            "amount": f"{payment.amount:.2f}",
            "paid_on": paid.get(payment.pk, PaymentState(payment.state).label),
        }
        for payment in Payment.objects.filter(award__scheme=scheme).select_related(
            "award", "grant_year"
        )
    }


def _sisa(scheme: Scheme) -> dict[str, Values]:
    """Only cases of which a figure is known; without a judgement `accepted` is None."""
    newest = {
        figure.justification_id: figure
        for figure in SisaFigure.objects.filter(justification__award__scheme=scheme).order_by(
            "recorded_at", "pk"
        )
    }
    found: dict[str, Values] = {}
    cases = Justification.objects.filter(award__scheme=scheme).select_related(
        "municipality", "accounting_year"
    )
    for case in cases:
        figure = newest.get(case.pk)
        if figure is None and case.state == JustificationState.OPEN:
            continue
        values = {"municipality": _digits(case), "year": str(case.accounting_year.year)}
        accepted: str | None = None
        if case.state == JustificationState.JUDGED and case.accepted is not None:
            accepted = f"{case.accepted:.2f}"
        elif case.state != JustificationState.OPEN:
            accepted = NOT_JUDGED_HERE
        found[key_of(TakeOverKind.SISA, values)] = {
            **values,
            "spent": f"{figure.spent:.2f}" if figure else None,
            "cumulative": f"{figure.cumulative:.2f}" if figure else None,
            "is_final": figure.is_final if figure else None,
            "accepted": accepted,
        }
    return found


def _progress(scheme: Scheme) -> dict[str, Values]:
    reports = ProgressReport.objects.filter(award__scheme=scheme).exclude(state=ProgressState.OPEN)
    youths: defaultdict[Any, dict[str, str]] = defaultdict(dict)
    for row in UniqueYouths.objects.filter(report__in=reports):
        count = "<5" if row.under_five else str(row.count)
        youths[row.report_id][f"{YOUTHS_OF}{row.age_band}"] = count
    found: dict[str, Values] = {}
    for report in reports.select_related("municipality", "grant_year"):
        values = {"municipality": _digits(report), "grant_year": report.grant_year.label}
        is_accepted = report.state == ProgressState.ACCEPTED
        found[key_of(TakeOverKind.PROGRESS, values)] = {
            **values,
            "status": ACCEPTED if is_accepted else SUBMITTED,
            "analysis_state": report.analysis_state,
            "securing_state": report.securing_state,
            **youths[report.pk],
        }
    return found


def _days(case_kind: str, names: Sequence[str]) -> dict[UUID, str]:
    """The day in Amsterdam on which the named moves were made, by case."""
    return {
        event.case_id: timezone.localdate(event.on).isoformat()
        for event in Event.objects.filter(case_kind=case_kind, name__in=names)
    }


def _left(scheme: Scheme) -> dict[tuple[str, str], Decimal]:
    """Per award and grant year: allocated, less what is on its way or paid."""
    left: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    allocated = Allocation.objects.filter(award__scheme=scheme, award__state=AwardState.GRANTED)
    on_its_way = Payment.objects.filter(award__scheme=scheme, state__in=ON_ITS_WAY)
    names = ("award__reference", "grant_year__label", "amount")
    for reference, label, amount in allocated.values_list(*names):
        left[reference, label] += amount
    for reference, label, amount in on_its_way.values_list(*names):
        left[reference, label] -= amount
    return dict(left)


def _digits(case: Case) -> str:
    assert case.municipality is not None, "a constraint says so"
    return case.municipality.digits
