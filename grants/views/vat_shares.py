"""Btw-delen: the list, preparing one of an award, and one with its next step."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from grants.enums import AwardState
from grants.forms.awards import ReasonForm
from grants.forms.seen import INCOMPLETE, Seen
from grants.forms.vat_shares import DepositedForm, VatShareForm
from grants.models import Award, VatShare
from grants.queries.history import history
from grants.queries.mandates import mandate_on
from grants.queries.vat_shares import room_for_vat, vat_shares_visible_to
from grants.queries.visibility import awards_visible_to
from grants.services import vat_shares as services
from pmg.accounts.enums import Role
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from pmg.casework.errors import MoveRefused
from pmg.paging import page_by

from .acting import Act, offers, perform, waits_for_colleague
from .readers import MINISTRY_READERS, MUNICIPAL_READERS

ACTS = {
    "approve": Act(services.approve_vat_share),
    "deposit": Act(services.deposit_vat_share, DepositedForm),
    "cancel": Act(services.cancel_vat_share, ReasonForm),
    "release": Act(services.release_vat_share, ReasonForm),
}


@open_to(*MINISTRY_READERS)
def vat_share_list(request: SignedInRequest) -> HttpResponse:
    """Btw-delen, the newest first."""
    page = page_by(
        vat_shares_visible_to(request.user),
        "-budget_year",
        "-reference",
        after=request.GET.get("na", ""),
        before=request.GET.get("voor", ""),
    )
    return render(request, "grants/vat_shares/list.html", {"page": page})


@open_to(Role.FINANCIAL_OFFICER)
def vat_share_prepare(request: SignedInRequest, award: uuid.UUID) -> HttpResponse:
    """Btw-deel klaarzetten, of a granted award."""
    case = get_object_or_404(
        awards_visible_to(request.user)
        .filter(state=AwardState.GRANTED)
        .select_related("municipality", "scheme"),
        pk=award,
    )
    rooms = [(year, room_for_vat(case, year)) for year in case.scheme.grant_years.all()]
    form = VatShareForm(request.POST or None, rooms=rooms)
    if request.method == "POST" and (made := _prepared(request, case, form)):
        messages.success(request, "Het btw-deel is klaargezet. Een collega moet het goedkeuren.")
        return redirect("grants:vat_share", pk=made.pk)
    return render(
        request,
        "grants/vat_shares/prepare.html",
        {
            "award": case,
            "form": form,
            "rooms": rooms,
            "has_room": any(room > 0 for _, room in rooms),
            "shares": vat_shares_visible_to(request.user).filter(award=case).order_by("reference"),
            # A key that was refused was not used: the same page may try again with it.
            "key": request.POST.get("key") or uuid.uuid4(),
        },
    )


def _prepared(request: SignedInRequest, award: Award, form: VatShareForm) -> VatShare | None:
    seen = Seen(request.POST)
    if not seen.is_valid():
        messages.error(request, INCOMPLETE)
        return None
    key = seen.cleaned_data["key"]
    # A second click may find no room left: the first one took it.
    if made := vat_shares_visible_to(request.user).filter(pk=key, award=award).first():
        return made
    if not form.is_valid():
        return None
    try:
        return services.prepare_vat_share(
            award=award, by=request.user, on=timezone.now(), key=key, **form.share()
        )
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
        return None


@open_to(*MINISTRY_READERS, *MUNICIPAL_READERS)
def vat_share(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Eén btw-deel: amount, timeline and the next step."""
    now = timezone.now()
    case = _share(request, pk)
    typed = None
    if request.method == "POST":
        typed = perform(request, case, ACTS, on=now)
        if typed is None:
            return redirect("grants:vat_share", pk=pk)
        case = _share(request, pk)
    offered = offers(case, ACTS, by=request.user, typed=typed)
    may_approve = any(offer.move.name == "approve" for offer in offered)
    return render(
        request,
        "grants/vat_shares/vat_share.html",
        {
            "case": case,
            "steps": history(case, user=request.user, coming=("approve", "deposit")),
            "offers": offered,
            "mandate": mandate_on(request.user, timezone.localdate(now)) if may_approve else None,
            "may_approve": may_approve,
            "colleague": waits_for_colleague(case, offered) if request.user.is_ministry else None,
            "key": uuid.uuid4(),
            "crumbs": [("Btw-delen", reverse("grants:vat_shares"))]
            if request.user.is_ministry
            else [],
        },
    )


def _share(request: SignedInRequest, pk: uuid.UUID) -> VatShare:
    return get_object_or_404(vat_shares_visible_to(request.user), pk=pk)
