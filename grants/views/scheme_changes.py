"""Regelingen wijzigen: the parts of a scheme, its changes, and a new scheme."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from grants.enums import SchemeChangeState
from grants.forms.awards import ReasonForm
from grants.forms.scheme_parts import NewSchemeForm, part_form
from grants.forms.seen import Seen
from grants.models import Scheme, SchemeChange
from grants.queries import scheme_changes as queries
from grants.queries.history import history
from grants.queries.scheme_document import Document, blank_document, document_of, edition_of
from grants.queries.scheme_sections import BY_NAME, SECTIONS, Section
from grants.services import scheme_changes as services
from pmg.accounts.enums import MINISTRY_ROLES, Role
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from pmg.casework.errors import MoveRefused
from pmg.paging import page_by

from .acting import INCOMPLETE, Act, offers, perform, waits_for_colleague

ACTS = {
    "propose": Act(services.propose_change),
    "approve": Act(services.approve_change),
    "reject": Act(services.reject_change, ReasonForm),
    "reopen": Act(services.reopen_change),
    "withdraw": Act(services.withdraw_change, ReasonForm),
}
SCHEMES = ("Regelingen", "/regelingen/")
MOST_SHOWN = 10


@open_to(*MINISTRY_ROLES)
def scheme_parts(request: SignedInRequest, code: str) -> HttpResponse:
    """Alle gegevens van een regeling, part by part, with what was changed."""
    scheme = get_object_or_404(Scheme, code=code)
    return render(
        request,
        "grants/schemes/parts.html",
        {
            "scheme": scheme,
            "tables": queries.tables(document_of(scheme)),
            "edits": request.user.has_role(Role.ADMINISTRATOR),
            "open_change": queries.open_change_of(scheme),
            "changes": queries.titled(queries.changes_of_scheme(request.user, scheme)[:MOST_SHOWN]),
            "crumbs": [SCHEMES, (scheme.name, reverse("grants:scheme", args=[code]))],
        },
    )


@open_to(Role.ADMINISTRATOR)
def scheme_part(request: SignedInRequest, code: str, part: str) -> HttpResponse:
    """Eén onderdeel wijzigen: at once, or into the proposal for the budget holder."""
    scheme, section = get_object_or_404(Scheme, code=code), _section(part)
    draft = queries.open_change_of(scheme) if section.weighty else None
    if draft is not None:
        return redirect("grants:scheme_change_part", pk=draft.pk, part=part)
    back = reverse("grants:scheme_parts", args=[code]) + f"#{part}"

    def save(rows: Any, seen: str) -> str:
        change = services.change_section(
            scheme=scheme,
            section=section,
            rows=rows,
            by=request.user,
            on=timezone.now(),
            seen_edition=seen,
        )
        if change is None:
            messages.info(request, "Er is niets gewijzigd.")
        elif change.state == SchemeChangeState.SAVED:
            messages.success(request, f"{section.title}: opgeslagen. Dit geldt vanaf nu.")
        else:
            messages.success(request, "Opgeslagen als concept. Leg het voor aan de budgethouder.")
            return reverse("grants:scheme_change", args=[change.pk])
        return back

    crumbs = [SCHEMES, (scheme.name, reverse("grants:scheme_parts", args=[code]))]
    return _part(
        request, section, document_of(scheme), save, name=scheme.name, back=back, crumbs=crumbs
    )


@open_to(Role.ADMINISTRATOR)
def scheme_change_part(request: SignedInRequest, pk: uuid.UUID, part: str) -> HttpResponse:
    """Eén onderdeel van een concept wijzigen; what does not fit yet is kept."""
    change, section = _change(request, pk), _section(part)
    back = reverse("grants:scheme_change", args=[pk])
    if change.state != SchemeChangeState.DRAFT:
        messages.error(request, "Dit is geen concept meer. Bekijk de stand op deze pagina.")
        return redirect(back)
    current = document_of(change.scheme) if change.scheme else None

    def save(rows: Any, seen: str) -> str:
        services.change_draft(
            change=change, section=section, rows=rows, by=request.user, seen_edition=seen
        )
        messages.success(request, f"{section.title}: opgeslagen in het concept.")
        return back

    return _part(
        request,
        section,
        queries.whole_after(change, current),
        save,
        name=change.name,
        back=back,
        crumbs=[SCHEMES, (change.name, back)],
    )


def _part(
    request: SignedInRequest,
    section: Section,
    document: Document,
    save: Callable[[Any, str], str],
    **shown: Any,
) -> HttpResponse:
    form = part_form(section, document, request.POST or None)
    asked_for_more = "more" in request.POST
    # An old page keeps its own edition, so that what was typed on it cannot write over the new one.
    edition = request.POST.get("revision") or edition_of(document[section.name])
    if request.method == "POST" and not asked_for_more and form.is_valid():
        try:
            return redirect(save(form.rows(), edition))
        except MoveRefused as refusal:
            messages.error(request, str(refusal))
    return render(
        request,
        "grants/schemes/part.html",
        {
            "section": section,
            "form": form,
            "edition": edition,
            "key": request.POST.get("key") or uuid.uuid4(),
            **shown,
        },
    )


@open_to(*MINISTRY_ROLES)
def scheme_changes(request: SignedInRequest) -> HttpResponse:
    """Wijzigingen van regelingen, de nieuwste eerst."""
    page = page_by(
        queries.scheme_changes_visible_to(request.user),
        "-started_on",
        "-id",
        after=request.GET.get("na", ""),
        before=request.GET.get("voor", ""),
    )
    return render(
        request,
        "grants/schemes/changes.html",
        {
            "page": page,
            "rows": queries.titled(page.rows),
            "edits": request.user.has_role(Role.ADMINISTRATOR),
            "crumbs": [SCHEMES],
        },
    )


@open_to(*MINISTRY_ROLES)
def scheme_change(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Eén wijziging: old and new, what does not fit yet, and the next step."""
    case = _change(request, pk)
    typed = None
    if request.method == "POST":
        typed = perform(request, case, ACTS, on=timezone.now())
        if typed is None:
            return redirect("grants:scheme_change", pk=pk)
        case = _change(request, pk)
    offered = offers(case, ACTS, by=request.user, typed=typed)
    is_open = case.state in queries.OPEN
    facts = queries.facts_of(case) if is_open else None
    return render(
        request,
        "grants/schemes/change.html",
        {
            "case": case,
            "is_new": queries.is_new(case),
            "shown": [] if queries.is_new(case) else queries.shown(case),
            "tables": queries.tables(queries.whole_after(case)) if queries.is_new(case) else [],
            "facts": facts,
            "sections": [s for s in SECTIONS if s.weighty or not case.scheme],
            "edits": case.state == SchemeChangeState.DRAFT
            and request.user.has_role(Role.ADMINISTRATOR),
            "steps": history(case, user=request.user, coming=("propose", "approve")),
            "offers": offered,
            "colleague": waits_for_colleague(case, offered),
            "key": uuid.uuid4(),
            "crumbs": [SCHEMES, ("Wijzigingen", reverse("grants:scheme_changes"))],
        },
    )


@open_to(Role.ADMINISTRATOR)
def scheme_new(request: SignedInRequest) -> HttpResponse:
    """Nieuwe regeling: a draft, on no list until a budget holder approved it."""
    form = NewSchemeForm(request.POST or None)
    if request.method == "POST":
        made = _made(request, form)
        if made:
            messages.success(request, "Het concept is gemaakt. Vul de onderdelen in.")
            return redirect("grants:scheme_change", pk=made.pk)
    return render(
        request,
        "grants/schemes/new.html",
        {"form": form, "key": request.POST.get("key") or uuid.uuid4(), "crumbs": [SCHEMES]},
    )


def _made(request: SignedInRequest, form: NewSchemeForm) -> SchemeChange | None:
    seen = Seen(request.POST)
    if not seen.is_valid():
        messages.error(request, INCOMPLETE)
        return None
    if not form.is_valid():
        return None
    typed = form.cleaned_data
    try:
        return services.start_scheme(
            code=typed["code"],
            document=blank_document(
                typed["name"], typed["starts_on"], typed["ends_on"], like=typed["like"]
            ),
            by=request.user,
            on=timezone.now(),
            key=seen.cleaned_data["key"],
        )
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
        return None


def _section(name: str) -> Section:
    if name not in BY_NAME:
        raise Http404
    return BY_NAME[name]


def _change(request: SignedInRequest, pk: uuid.UUID) -> SchemeChange:
    return get_object_or_404(queries.scheme_changes_visible_to(request.user), pk=pk)
