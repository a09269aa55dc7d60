"""How the status of a case looks: its Dutch word, a colour, and whether it is late."""

from __future__ import annotations

import datetime

from django import template
from django.utils.safestring import SafeString

from grants.enums import (
    AwardState,
    ChangeState,
    CorrectionState,
    JustificationState,
    ObjectionState,
    PaymentState,
    ProgressState,
    RecoveryState,
    SettlementState,
    VatShareState,
)
from grants.models import Payment, VatShare
from grants.queries.overview import YearStanding
from pmg.design.templatetags.design import badge

register = template.Library()

WORDS: dict[str, str] = {
    str(state.value): str(state.label)
    for states in (
        SettlementState,
        RecoveryState,
        ObjectionState,
        ChangeState,
        CorrectionState,
        AwardState,
        ProgressState,
        JustificationState,
    )
    for state in states
}
TONES: dict[str, str] = {
    JustificationState.OPEN: "neutral",
    JustificationState.SUBMITTED: "info",
    JustificationState.IN_ASSESSMENT: "info",
    JustificationState.RETURNED: "warning",
    JustificationState.PROPOSED: "info",
    JustificationState.JUDGED: "success",
    CorrectionState.REQUESTED: "warning",
    CorrectionState.CONSENTED: "info",
    CorrectionState.SENT: "success",
    ProgressState.ACCEPTED: "success",
    AwardState.PREPARED: "info",
    ObjectionState.RECEIVED: "info",
    ObjectionState.FOUNDED: "success",
    ChangeState.DECIDED: "success",
    AwardState.GRANTED: "success",
    SettlementState.DRAWN_UP: "info",
    SettlementState.SETTLED: "success",
    RecoveryState.DEMANDED: "warning",
    RecoveryState.REPAID: "success",
    SettlementState.REPLACED: "neutral",
    RecoveryState.LAPSED: "neutral",
}
PAYMENT_TONES: dict[str, str] = {
    PaymentState.APPROVED: "info",
    PaymentState.PAID: "success",
    PaymentState.RETURNED: "danger",
    PaymentState.FAILED: "danger",
}


VAT_SHARE_TONES: dict[str, str] = {
    VatShareState.APPROVED: "info",
    VatShareState.DEPOSITED: "success",
}


@register.simple_tag
def case_status(
    state: str | None, due_on: datetime.date | None = None, today: datetime.date | None = None
) -> SafeString | str:
    """The status as a badge. What is still to be submitted after `due_on` shows as late."""
    if not state:
        return "–"
    is_late = state == JustificationState.OPEN and due_on and today and due_on < today
    if is_late:
        return badge("Te laat", "danger")
    return badge(WORDS[state].capitalize(), TONES.get(state, "neutral"))


@register.simple_tag
def payment_status(payment: Payment) -> SafeString:
    """The status of a payment as a badge; other kinds of cases have states of the same names."""
    return badge(
        payment.get_state_display().capitalize(), PAYMENT_TONES.get(payment.state, "neutral")
    )


@register.simple_tag
def vat_share_status(share: VatShare) -> SafeString:
    """The status of a btw-deel as a badge; other kinds of cases have states of the same names."""
    return badge(
        share.get_state_display().capitalize(), VAT_SHARE_TONES.get(share.state, "neutral")
    )


@register.filter
def days_until(due_on: datetime.date, today: datetime.date) -> int:
    """Days left; negative once it has passed."""
    return (due_on - today).days


@register.simple_tag
def standing_of(standing: YearStanding, state: str) -> int:
    """How many justifications of a year are in `state`."""
    return standing.by_state.get(state, 0)
