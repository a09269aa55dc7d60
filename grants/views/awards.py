"""Toekenningen: the list, one award, and preparing one."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from grants.forms.awards import AwardFilter, AwardForm, ReasonForm
from grants.forms.seen import Seen
from grants.models import Award, Scheme
from grants.queries.account_changes import waiting_change
from grants.queries.award_room import room_for
from grants.queries.awards import award_rows, money_per_grant_year, recipients_without_award
from grants.queries.changes import changes_visible_to
from grants.queries.history import history
from grants.queries.overview import current_scheme, schemes
from grants.queries.settlements import settlement_to_show
from grants.queries.visibility import awards_visible_to, payments_visible_to
from grants.services import awards as services
from pmg.accounts.enums import Role
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from pmg.casework.errors import MoveRefused
from pmg.paging import page_by

from .account_changes import ASKERS as ACCOUNT_ASKERS
from .acting import INCOMPLETE, Act, offers, perform, waits_for_colleague
from .applications import READERS as APPLICATION_READERS
from .award_room import room_shown
from .letters import DESK
from .readers import MINISTRY_READERS, MUNICIPAL_READERS

PREPARERS = (Role.POLICY_OFFICER, Role.ASSESSOR)
ACTS = {
    "grant": Act(services.grant_award),
    "withdraw": Act(services.withdraw_award, ReasonForm),
}


@open_to(*MINISTRY_READERS)
def award_list(request: SignedInRequest) -> HttpResponse:
    """Toekenningen by municipality, with what was paid."""
    known = schemes()
    chosen = AwardFilter(request.GET, schemes=known)
    page = page_by(
        award_rows(request.user, **chosen.chosen()),
        "municipality__name",
        "id",
        after=request.GET.get("na", ""),
        before=request.GET.get("voor", ""),
    )
    return render(
        request,
        "grants/awards/list.html",
        {
            "filter": chosen,
            "page": page,
            "several_schemes": len(known) > 1,
            "can_prepare": request.user.has_role(*PREPARERS),
        },
    )


@open_to(*MINISTRY_READERS, *MUNICIPAL_READERS)
def award(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Eén toekenning: amounts, what was paid, the timeline and the next step."""
    case = _award(request, pk)
    typed = None
    if request.method == "POST":
        typed = perform(request, case, ACTS, on=timezone.now())
        if typed is None:
            return redirect("grants:award", pk=case.pk)
        case = _award(request, pk)
    offered = offers(case, ACTS, by=request.user, typed=typed)
    money = money_per_grant_year(case)
    changes = list(changes_visible_to(request.user).filter(award=case).order_by("pk"))
    return render(
        request,
        "grants/awards/award.html",
        {
            "case": case,
            "money": money,
            "allocated": sum(line.allocated for line in money),
            "waiting": sum(line.waiting for line in money),
            "paid": sum(line.paid for line in money),
            "left": sum(line.left for line in money),
            "asked": case.application_id if request.user.has_role(*APPLICATION_READERS) else None,
            "payments": payments_visible_to(request.user)
            .filter(award=case)
            .select_related("grant_year")
            .order_by("due_on", "reference"),
            "steps": history(case, user=request.user, coming=("grant",)),
            "offers": offered,
            "colleague": waits_for_colleague(case, offered) if request.user.is_ministry else None,
            "settlement": settlement_to_show(request.user, case),
            "can_settle": request.user.has_role(Role.ASSESSOR, Role.FINANCIAL_OFFICER),
            "can_pay": case.state == "granted"
            and request.user.has_role(Role.FINANCIAL_OFFICER)
            and any(line.left > 0 for line in money),
            "can_set_vat_aside": request.user.has_role(Role.FINANCIAL_OFFICER),
            "changes": changes,
            "can_change": case.state == "granted"
            and request.user.has_role(*PREPARERS)
            and not any(change.state == "prepared" for change in changes),
            "can_preview": request.user.has_role(*DESK),
            "waiting_account": waiting_change(case),
            "can_change_account": case.state == "granted"
            and request.user.has_role(*ACCOUNT_ASKERS),
            "key": uuid.uuid4(),
        },
    )


@open_to(*PREPARERS)
def award_prepare(request: SignedInRequest) -> HttpResponse:
    """Toekenning voorbereiden for a municipality that the scheme names."""
    now = timezone.now()
    known = schemes()
    scheme = current_scheme(known, request.GET.get("regeling", ""), today=timezone.localdate(now))
    if scheme is None:
        messages.error(request, "Er is nog geen regeling.")
        return redirect("grants:award_list")
    recipients = list(recipients_without_award(scheme))
    years = list(scheme.grant_years.all())
    # The first is the field itself, of who chooses another one with htmx.
    asked = request.GET.get("municipality") or request.GET.get("gemeente", "")
    form = AwardForm(
        request.POST or None,
        municipalities=[recipient.municipality for recipient in recipients],
        grant_years=years,
        initial={"municipality": asked},
    )
    if request.method == "POST":
        made = _prepared(request, scheme, form)
        if made:
            messages.success(
                request, "De toekenning is voorbereid. Een budgethouder moet haar nu toekennen."
            )
            return redirect("grants:award", pk=made.pk)
    room = room_for(scheme, years, municipality=form.chosen, on=timezone.localdate(now))
    return render(
        request,
        "grants/awards/prepare.html",
        {
            **room_shown(room, form),
            "scheme": scheme,
            "schemes": known,
            "recipients": recipients,
            "form": form,
            # A key that was refused was not used: the same page may try again with it.
            "key": request.POST.get("key") or uuid.uuid4(),
        },
    )


def _prepared(request: SignedInRequest, scheme: Scheme, form: AwardForm) -> Award | None:
    seen = Seen(request.POST)
    if not seen.is_valid():
        messages.error(request, INCOMPLETE)
        return None
    key = seen.cleaned_data["key"]
    # A second click finds the municipality no longer on offer: the first one made the award.
    if made := awards_visible_to(request.user).filter(pk=key).first():
        return made
    if not form.is_valid():
        return None
    try:
        return services.prepare_award(
            scheme=scheme, by=request.user, on=timezone.now(), key=key, **form.award()
        )
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
        return None


def _award(request: SignedInRequest, pk: uuid.UUID) -> Award:
    return get_object_or_404(
        awards_visible_to(request.user).select_related("municipality", "scheme"), pk=pk
    )
