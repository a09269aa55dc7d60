"""Betalingen: the list, proposals, one payment, and preparing one."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from grants.enums import AwardState
from grants.forms.awards import ReasonForm
from grants.forms.payments import (
    PaidForm,
    PaymentFilter,
    PaymentForm,
    ReturnedForm,
    payment_initial,
)
from grants.forms.seen import Seen
from grants.models import Award, Payment
from grants.queries.awards import money_per_grant_year
from grants.queries.history import history
from grants.queries.mandates import mandate_on
from grants.queries.outcomes import booked_from_file
from grants.queries.payment_orders import order_of
from grants.queries.payments import count_per_state, payment_rows, proposals, proposed_payments
from grants.queries.visibility import awards_visible_to, payments_visible_to
from grants.services import payments as services
from pmg.accounts.enums import Role
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from pmg.casework.errors import MoveRefused
from pmg.paging import page_by

from .acting import INCOMPLETE, Act, offers, perform, waits_for_colleague
from .payment_orders import READERS as ORDER_READERS
from .readers import MINISTRY_READERS, MUNICIPAL_READERS

MOST_PROPOSED = 100
ACTS = {
    "prepare": Act(services.prepare_proposed),
    "approve": Act(services.approve_payment),
    "confirm": Act(services.confirm_payment, PaidForm),
    "fail": Act(services.fail_payment, ReasonForm),
    "return": Act(services.return_payment, ReturnedForm),
    "cancel": Act(services.cancel_payment, ReasonForm),
}


@open_to(*MINISTRY_READERS)
def payment_list(request: SignedInRequest) -> HttpResponse:
    """Betalingen, the newest first."""
    chosen = PaymentFilter(request.GET)
    page = page_by(
        payment_rows(request.user, **chosen.chosen()),
        "-due_on",
        "-reference",
        after=request.GET.get("na", ""),
        before=request.GET.get("voor", ""),
    )
    return render(
        request,
        "grants/payments/list.html",
        {
            "filter": chosen,
            "page": page,
            "counts": count_per_state(request.user),
            "can_prepare": request.user.has_role(Role.FINANCIAL_OFFICER),
            "can_read_orders": request.user.has_role(*ORDER_READERS),
        },
    )


@open_to(Role.FINANCIAL_OFFICER, Role.BUDGET_HOLDER, Role.AUDITOR)
def payment_proposals(request: SignedInRequest) -> HttpResponse:
    """Betaalvoorstellen: what granted awards still hold of grant years that have begun."""
    page = page_by(
        proposals(today=timezone.localdate()),
        "grant_year__starts_on",
        "id",
        after=request.GET.get("na", ""),
        before=request.GET.get("voor", ""),
    )
    return render(
        request,
        "grants/payments/proposals.html",
        {
            "page": page,
            "proposed": proposed_payments(request.user)[:MOST_PROPOSED],
            "can_prepare": request.user.has_role(Role.FINANCIAL_OFFICER),
        },
    )


@open_to(Role.FINANCIAL_OFFICER)
def payment_prepare(request: SignedInRequest, award: uuid.UUID) -> HttpResponse:
    """Betaling klaarzetten out of a granted award; what is due is filled in already."""
    case = get_object_or_404(
        awards_visible_to(request.user)
        .filter(state=AwardState.GRANTED)
        .select_related("municipality", "scheme"),
        pk=award,
    )
    money = money_per_grant_year(case)
    form = PaymentForm(
        request.POST or None,
        money=money,
        initial=payment_initial(money, request.GET.get("jaar", ""), today=timezone.localdate()),
    )
    if request.method == "POST":
        made = _prepared(request, case, form)
        if made:
            messages.success(
                request, "De betaling is klaargezet. Een collega moet haar goedkeuren."
            )
            return redirect("grants:payment", pk=made.pk)
    return render(
        request,
        "grants/payments/prepare.html",
        {
            "award": case,
            "money": money,
            "form": form,
            # A key that was refused was not used: the same page may try again with it.
            "key": request.POST.get("key") or uuid.uuid4(),
        },
    )


def _prepared(request: SignedInRequest, award: Award, form: PaymentForm) -> Payment | None:
    seen = Seen(request.POST)
    if not seen.is_valid():
        messages.error(request, INCOMPLETE)
        return None
    key = seen.cleaned_data["key"]
    # A second click finds nothing left to pay: the first one made the payment.
    if made := payments_visible_to(request.user).filter(pk=key, award=award).first():
        return made
    if not form.is_valid():
        return None
    try:
        return services.prepare_payment(
            award=award,
            grant_year=form.chosen_year(),
            amount=form.cleaned_data["amount"],
            due_on=form.cleaned_data["due_on"],
            by=request.user,
            on=timezone.now(),
            key=key,
        )
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
        return None


@open_to(*MINISTRY_READERS, *MUNICIPAL_READERS)
def payment(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Eén betaling: amount, account, timeline and the next step."""
    now = timezone.now()
    case = _payment(request, pk)
    typed = None
    if request.method == "POST":
        typed = perform(request, case, ACTS, on=now)
        if typed is None:
            return redirect("grants:payment", pk=case.pk)
        case = _payment(request, pk)
    offered = offers(case, ACTS, by=request.user, typed=typed)
    reads_orders = request.user.has_role(*ORDER_READERS)
    may_approve = any(offer.move.name == "approve" for offer in offered)
    return render(
        request,
        "grants/payments/payment.html",
        {
            "case": case,
            "steps": history(case, user=request.user, coming=("approve", "confirm")),
            "offers": offered,
            "mandate": mandate_on(request.user, timezone.localdate(now)) if may_approve else None,
            "may_approve": may_approve,
            "order": order_of(case) if reads_orders else None,
            "from_files": booked_from_file(case) if reads_orders else (),
            "colleague": waits_for_colleague(case, offered) if request.user.is_ministry else None,
            "key": uuid.uuid4(),
        },
    )


def _payment(request: SignedInRequest, pk: uuid.UUID) -> Payment:
    return get_object_or_404(
        payments_visible_to(request.user).select_related(
            "municipality", "grant_year", "award__scheme"
        ),
        pk=pk,
    )
