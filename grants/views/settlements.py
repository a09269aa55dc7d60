"""Vaststellingen: the list, drawing one up, and one settlement."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from grants.enums import AwardState, SettlementState
from grants.forms.awards import ReasonForm
from grants.forms.seen import INCOMPLETE, Seen
from grants.forms.settlements import RevisionForm, SettlementForm
from grants.letters.paper import letter_pdf
from grants.models import Award, Settlement
from grants.queries.history import history
from grants.queries.mandates import mandate_on
from grants.queries.overview import current_scheme, schemes
from grants.queries.recoveries import recoveries_of
from grants.queries.revisions import settled_now, to_revise
from grants.queries.settlement_letters import act_of
from grants.queries.settlement_lines import letter_of, lines_of, shown
from grants.queries.settlements import (
    can_be_settled,
    follow_up_of,
    open_to_pay,
    reckoning_of,
    settlement_of,
    settlement_rows,
    unjudged_years,
)
from grants.queries.visibility import awards_visible_to, settlements_visible_to
from grants.services import settlements as services
from grants.services.letters import NoLetter, draft_letter
from pmg.accounts.enums import Role
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from pmg.casework.errors import MoveRefused
from pmg.paging import page_by

from .acting import Act, offers, perform, waits_for_colleague
from .letters import PDF
from .readers import MINISTRY_READERS, MUNICIPAL_READERS

PREPARERS = (Role.ASSESSOR, Role.FINANCIAL_OFFICER)
ACTS = {
    "settle": Act(services.settle),
    "reckon_again": Act(services.reckon_again),
    "withdraw": Act(services.withdraw_settlement, ReasonForm),
}
READY = 12
"""Awards that can be settled, as many as the list names at once."""


@open_to(*MINISTRY_READERS)
def settlement_list(request: SignedInRequest) -> HttpResponse:
    """Vaststellingen, and the awards of which the last year was judged."""
    page = page_by(
        settlement_rows(request.user),
        "municipality__name",
        "id",
        after=request.GET.get("na", ""),
        before=request.GET.get("voor", ""),
    )
    return render(
        request,
        "grants/settlements/list.html",
        {
            "page": page,
            "ready": can_be_settled(request.user)[:READY],
            "to_revise": to_revise(request.user)[:READY],
            "can_draw_up": request.user.has_role(*PREPARERS),
            "scheme": current_scheme(schemes(), "", today=timezone.localdate()),
        },
    )


@open_to(*PREPARERS)
def settlement_draw_up(request: SignedInRequest, award: uuid.UUID) -> HttpResponse:
    """Vaststelling opstellen: the reckoning as the ledger stands, and why when it ends early.

    Where one stands this is its herziening, which asks for the reason.
    """
    case = get_object_or_404(
        awards_visible_to(request.user)
        .filter(state=AwardState.GRANTED)
        .select_related("municipality", "scheme"),
        pk=award,
    )
    standing = settlement_of(case)
    form = (RevisionForm if standing else SettlementForm)(request.POST or None)
    if request.method == "POST" and (made := _drawn_up(request, case, form)):
        messages.success(
            request, "De vaststelling is opgesteld. Een budgethouder moet haar nu vaststellen."
        )
        return redirect("grants:settlement", pk=made.pk)
    reckoning = reckoning_of(case)
    return render(
        request,
        "grants/settlements/draw_up.html",
        {
            "award": case,
            "form": form,
            "reckoning": reckoning,
            "parts": shown(line.as_dict() for line in lines_of(case, reckoning, standing)),
            "unjudged": unjudged_years(case, until=None),
            "standing": standing,
            "existing": case.settlements.filter(state=SettlementState.DRAWN_UP).first(),
            "key": request.POST.get("key") or uuid.uuid4(),
        },
    )


def _drawn_up(
    request: SignedInRequest, award: Award, form: SettlementForm | RevisionForm
) -> Settlement | None:
    seen = Seen(request.POST)
    if not seen.is_valid():
        messages.error(request, INCOMPLETE)
        return None
    if not form.is_valid():
        return None
    try:
        return services.draw_up_settlement(
            award=award,
            by=request.user,
            on=timezone.now(),
            key=seen.cleaned_data["key"],
            **form.cleaned_data,
        )
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
        return None


@open_to(*MINISTRY_READERS, *MUNICIPAL_READERS)
def settlement(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Eén vaststelling: the reckoning line by line, what follows from it, and the next step."""
    now = timezone.now()
    case = _settlement(request, pk)
    typed = None
    if request.method == "POST":
        typed = perform(request, case, ACTS, on=now)
        if typed is None:
            return redirect("grants:settlement", pk=case.pk)
        case = _settlement(request, pk)
    offered = offers(case, ACTS, by=request.user, typed=typed)
    may_settle = any(offer.move.name == "settle" for offer in offered)
    return render(
        request,
        "grants/settlements/settlement.html",
        {
            "case": case,
            "parts": shown(case.lines),
            "open_to_pay": open_to_pay(case),
            "payments": case.payments.select_related("grant_year").order_by("reference")
            if request.user.is_ministry
            else (),
            "can_pay": request.user.has_role(Role.FINANCIAL_OFFICER),
            "steps": history(case, user=request.user, coming=("settle",)),
            "offers": offered,
            "may_settle": may_settle,
            "recoveries": recoveries_of(case, user=request.user),
            "settled_now": settled_now(case) if request.user.is_ministry else None,
            "can_revise": request.user.has_role(*PREPARERS),
            "follow_up": follow_up_of(case, user=request.user),
            "mandate": mandate_on(request.user, timezone.localdate(now)) if may_settle else None,
            "colleague": waits_for_colleague(case, offered) if request.user.is_ministry else None,
            "key": uuid.uuid4(),
        },
    )


@open_to(*MINISTRY_READERS)
@require_GET
def settlement_letter_preview(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Voorbeeld van de brief over de vaststelling, as it would go out now. Nothing is stored."""
    case = _settlement(request, pk)
    now = timezone.now()
    try:
        draft = draft_letter(
            act=act_of(case),
            case=case,
            on=now,
            replaces=letter_of(case.replaces) if case.replaces else None,
        )
    except NoLetter as refusal:
        messages.error(request, str(refusal))
        return redirect("grants:settlement", pk=case.pk)
    response = HttpResponse(letter_pdf(draft, moment=now), content_type=PDF)
    response["Content-Disposition"] = 'attachment; filename="voorbeeld_vaststelling.pdf"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _settlement(request: SignedInRequest, pk: uuid.UUID) -> Settlement:
    return get_object_or_404(
        settlements_visible_to(request.user).select_related(
            "municipality", "award__scheme", "replaces"
        ),
        pk=pk,
    )
