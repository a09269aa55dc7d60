"""Een rol of mandaat beëindigen, and answering an invitation."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from pmg.accounts.enums import MUNICIPAL_ROLES, Role, Standing
from pmg.accounts.errors import ActRefused, LastHolder
from pmg.accounts.forms.people import EndRoleForm, ReasonForm, WelcomeForm
from pmg.accounts.models import Mandate, RoleAssignment, RoleOffer
from pmg.accounts.permissions import may_end, open_to
from pmg.accounts.requests import SignedInRequest
from pmg.accounts.services.arriving import arrive
from pmg.accounts.services.mandates import end_mandate
from pmg.accounts.services.offers import accept, decline, offer_of
from pmg.accounts.services.roles import end_role

BACKEND = "django.contrib.auth.backends.ModelBackend"


@open_to(Role.ADMINISTRATOR, *MUNICIPAL_ROLES)
def role_end(request: SignedInRequest, pk: int) -> HttpResponse:
    """Rol beëindigen; warns where nobody of the municipality is left with it."""
    today = timezone.localdate()
    held = get_object_or_404(
        RoleAssignment.objects.held_on(today).select_related("user", "municipality"), pk=pk
    )
    if not request.user.is_ministry and held.municipality_id not in request.user.municipality_ids:
        raise Http404
    warned = "warned" in request.POST
    form = EndRoleForm(request.POST or None, warned=warned, initial={"last_day": today})
    back = _place_of(held)
    if request.method == "POST" and form.is_valid():
        try:
            end_role(held, by=request.user, on=timezone.now(), **form.cleaned_data)
        except LastHolder as warning:
            messages.warning(request, str(warning))
            warned = True
            form = EndRoleForm(request.POST, warned=True)
        except ActRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "De laatste dag van de rol is vastgelegd.")
            return redirect(back)
    context = {
        "form": form,
        "held": held,
        "warned": warned,
        "back": back,
        "may": may_end(request.user, held),
    }
    return render(request, "people/role_end.html", context)


def _place_of(held: RoleAssignment) -> str:
    if held.municipality:
        return reverse("municipalities:people", args=[held.municipality.cbs_code])
    return reverse("people:person", args=[held.user_id])


@open_to(Role.ADMINISTRATOR)
def mandate_end(request: SignedInRequest, pk: int) -> HttpResponse:
    """Mandaat beëindigen."""
    mandate = get_object_or_404(Mandate.objects.select_related("user"), pk=pk)
    form = EndRoleForm(request.POST or None, initial={"last_day": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            end_mandate(mandate, by=request.user, on=timezone.now(), **form.cleaned_data)
        except ActRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "De laatste dag van het mandaat is vastgelegd.")
            return redirect("people:person", pk=mandate.user_id)
    return render(request, "people/mandate_end.html", {"form": form, "mandate": mandate})


@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Uitnodiging: from the link in the mail; open, since who is invited may have no account yet.

    Whoever has an account signs in first; whoever has none makes it here, by accepting.
    """
    offer = offer_of(token)
    if offer is None:
        raise Http404
    standing = offer.standing(timezone.now())
    signed_in = request.user.is_authenticated
    context: dict[str, Any] = {
        "offer": offer,
        "standing": standing,
        "sign_in": f"{reverse('account_login')}?next={request.path}",
        "other_user": signed_in and request.user != offer.user,
        "needs_sign_in": offer.user.has_account and not signed_in,
    }
    refusal_form = ReasonForm()
    may_answer = (
        standing == Standing.INVITED
        and not context["other_user"]
        and not context["needs_sign_in"]
        and offer.user.is_active
    )
    context["may_answer"] = may_answer
    is_new = may_answer and not offer.user.has_account
    form = WelcomeForm(request.POST or None, user=offer.user) if is_new else None
    if request.method == "POST" and standing == Standing.ACCEPTED and request.user == offer.user:
        return redirect(settings.LOGIN_REDIRECT_URL)  # the second of two clicks
    if request.method == "POST" and may_answer:
        if request.POST.get("act") == "decline":
            form = WelcomeForm(user=offer.user) if is_new else None
            refusal_form = ReasonForm(request.POST)
            if _declined(request, offer, refusal_form):
                return redirect(request.path)
        elif form is None or form.is_valid():
            try:
                if form is None:
                    accept(offer, by=offer.user, on=timezone.now())
                else:
                    user = arrive(offer, on=timezone.now(), **form.account())
                    login(request, user, backend=BACKEND)
            except ActRefused as refusal:
                messages.error(request, str(refusal))
            else:
                messages.success(request, f"Welkom. U bent nu {offer.get_role_display()}.")
                return redirect(settings.LOGIN_REDIRECT_URL)
    context |= {"form": form, "refusal_form": refusal_form}
    return render(request, "people/invitation.html", context)


def _declined(request: HttpRequest, offer: RoleOffer, form: ReasonForm) -> bool:
    if not form.is_valid():
        return False
    try:
        decline(offer, by=offer.user, on=timezone.now(), **form.cleaned_data)
    except ActRefused as refusal:
        messages.error(request, str(refusal))
        return False
    return True
