"""Aanvraag invullen en indienen: colleagues draft it together, the signatory submits it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from grants.checks.application_typed import digest_of_application
from grants.checks.typed_rows import Typed
from grants.enums import ApplicationSection
from grants.forms.application_page import ApplicationPosted, draw, read_post, row_change
from grants.forms.applications import AttachmentForm, ConfirmForm, KeepForm
from grants.forms.seen import INCOMPLETE, Seen
from grants.models import Application, Scheme
from grants.queries.applications import (
    application_choices,
    attachments_of,
    check_application,
    drafts_of,
    named,
    typed_in,
)
from grants.queries.visibility import applications_visible_to
from grants.services.applications import (
    MAY_WRITE,
    ApplicationSaved,
    may_write,
    open_application,
    save_page,
    submit_application,
)
from grants.services.attachments import attach, keep_attachment
from grants.transitions.applications import APPLICATION_MOVES
from pmg.accounts.enums import MUNICIPAL_ROLES
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from pmg.casework.errors import MoveRefused
from pmg.casework.moves import allowed_moves


@open_to(*MAY_WRITE)
@require_POST
def application_open(request: SignedInRequest, code: str) -> HttpResponse:
    """Aanvraag beginnen; pressing twice begins one."""
    scheme = get_object_or_404(Scheme, code=code)
    municipality = request.user.municipality
    seen = Seen(request.POST)
    if not seen.is_valid() or municipality is None:
        messages.error(request, INCOMPLETE)
        return redirect("grants:application_list")
    try:
        made = open_application(
            scheme=scheme,
            municipality=municipality,
            by=request.user,
            on=timezone.now(),
            key=seen.cleaned_data["key"],
        )
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("grants:application_list")
    return redirect("grants:application_fill_in", pk=made.pk)


@open_to(*MAY_WRITE)
@require_http_methods(["GET", "POST"])
def application_fill_in(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Invullen: all sections on one page, saved each by itself, also while one types."""
    case = _case(request, pk)
    if not may_write(case, by=request.user):
        return redirect("grants:application", pk=pk)
    if request.method == "GET":
        return _draw(request, case, typed_in(case))
    choices = application_choices(case)
    page = read_post(request.POST, choices)
    if change := row_change(request.POST):
        rows = change.section
        page = page.with_section(rows, change.apply(page.typed[rows], choices))
    try:
        saved = save_page(application=case, sections=page.to_save(), by=request.user)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
        return _draw(request, case, page.typed, status=409)
    if request.headers.get("HX-Request"):
        return render(request, "grants/progress/_saved.html", _saved_fragment(case, saved))
    if saved.conflicts:
        return _draw_conflict(request, case, page, saved)
    if "submit" in request.POST:
        return redirect("grants:application_submit", pk=pk)
    messages.success(request, "Opgeslagen.")
    place = f"#{change.section}" if change else ""
    return redirect(reverse("grants:application_fill_in", args=[pk]) + place)


@open_to(*MAY_WRITE)
@require_POST
def application_attach(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Bijlagen toevoegen; each is kept at once."""
    case = _case(request, pk)
    if not may_write(case, by=request.user):
        messages.error(request, "Deze aanvraag is ingediend en kan nu niet worden gewijzigd.")
        return redirect("grants:application", pk=pk)
    form = AttachmentForm(request.POST, request.FILES)
    if not form.is_valid():
        return _draw(request, case, typed_in(case), attachment=form)
    try:
        for file in form.cleaned_data["file"]:
            name = file.name or "bestand"
            attach(
                application=case,
                name=name,
                chunks=file.chunks(),
                by=request.user,
                on=timezone.now(),
            )
            messages.success(request, f"‘{name}’ is bewaard als bijlage.")
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    return redirect(reverse("grants:application_fill_in", args=[pk]) + "#bijlagen")


@open_to(*MAY_WRITE)
@require_POST
def application_keep(
    request: SignedInRequest, pk: uuid.UUID, attachment: uuid.UUID
) -> HttpResponse:
    """Bijlage weghalen of terugzetten."""
    case = _case(request, pk)
    row = get_object_or_404(case.attachments, pk=attachment)
    form = KeepForm(request.POST)
    if not form.is_valid():
        messages.error(request, INCOMPLETE)
    else:
        keep = form.cleaned_data["keep"]
        try:
            keep_attachment(attachment=row, keep=keep, by=request.user)
        except MoveRefused as refusal:
            messages.error(request, str(refusal))
        else:
            said = "hoort weer bij de aanvraag" if keep else "is weggehaald en blijft bewaard"
            messages.success(request, f"‘{row.name}’ {said}.")
    return redirect(reverse("grants:application_fill_in", args=[pk]) + "#bijlagen")


@open_to(*sorted(MUNICIPAL_ROLES))
@require_http_methods(["GET", "POST"])
def application_submit(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Controleren, and for the signatory: read it all and submit."""
    case = _case(request, pk)
    if case.state not in APPLICATION_MOVES.drafts:
        return redirect("grants:application", pk=pk)
    now = timezone.now()
    may_submit = "submit" in {row.name for row in allowed_moves(case, by=request.user)}
    attachments = [row for row in attachments_of(case) if not row.is_removed]
    typed = typed_in(case)
    fingerprint = digest_of_application(typed, (row.file_id for row in attachments))
    form = ConfirmForm(
        request.POST or None, initial={"digest": fingerprint}, municipality=str(case.municipality)
    )
    if request.method == "POST" and may_submit:
        seen = Seen(request.POST)
        if not seen.is_valid():
            messages.error(request, INCOMPLETE)
        elif form.is_valid():
            try:
                submit_application(
                    application=case,
                    by=request.user,
                    on=now,
                    seen_digest=form.cleaned_data["digest"],
                    **seen.act(),
                )
            except MoveRefused as refusal:
                messages.error(request, str(refusal))
                return redirect("grants:application_submit", pk=pk)
            messages.success(request, "De aanvraag is ingediend. Uw ontvangstbewijs staat klaar.")
            return redirect("grants:application", pk=pk)
    choices = application_choices(case)
    reading = check_application(case, on=now, typed=typed, choices=choices)
    return render(
        request,
        "grants/applications/submit.html",
        {
            "case": case,
            "key": uuid.uuid4(),
            "reading": reading,
            "content": reading.content,
            "choices": choices,
            **named(reading.content, choices),
            "attachments": attachments,
            "form": form,
            "may_submit": may_submit,
            "may_write": may_write(case, by=request.user),
            "crumbs": _crumbs(case),
        },
    )


def _case(request: SignedInRequest, pk: uuid.UUID) -> Application:
    cases = applications_visible_to(request.user).select_related("municipality", "scheme")
    return get_object_or_404(cases, pk=pk)


def _crumbs(case: Application) -> list[tuple[str, str]]:
    return [
        ("Aanvragen", reverse("grants:application_list")),
        (str(case.municipality), reverse("grants:application", args=[case.pk])),
    ]


def _draw(
    request: SignedInRequest,
    case: Application,
    typed: Mapping[ApplicationSection, Typed],
    *,
    saved: ApplicationSaved | None = None,
    attachment: AttachmentForm | None = None,
    status: int = 200,
) -> HttpResponse:
    choices = application_choices(case)
    reading = check_application(case, on=timezone.now(), typed=typed, choices=choices)
    show = "controle" in request.GET
    parts = draw(
        typed,
        drafts_of(case),
        choices=choices,
        reading=reading,
        show_findings=show,
        conflicts=saved.conflicts if saved else {},
    )
    context = {
        "case": case,
        "parts": parts,
        "choices": choices,
        "reading": reading,
        "show_findings": show and reading.errors,
        "attachments": attachments_of(case),
        "attachment_form": attachment or AttachmentForm(),
        "crumbs": _crumbs(case),
    }
    return render(request, "grants/applications/fill_in.html", context, status=status)


def _draw_conflict(
    request: SignedInRequest, case: Application, page: ApplicationPosted, saved: ApplicationSaved
) -> HttpResponse:
    """Both texts: the own one in its fields, the colleague's beside it."""
    for stale in saved.conflicts.values():
        messages.error(request, str(stale))
    stored = typed_in(case)
    typed = {s: page.typed[s] if s in saved.conflicts else stored.get(s, {}) for s in page.typed}
    return _draw(request, case, typed, saved=saved, status=409)


def _saved_fragment(case: Application, saved: ApplicationSaved) -> dict[str, object]:
    choices = application_choices(case)
    drafts = drafts_of(case)
    typed = {section: draft.raw for section, draft in drafts.items()}
    reading = check_application(case, on=timezone.now(), typed=typed, choices=choices)
    parts = draw(typed, drafts, choices=choices, reading=reading, show_findings=False)
    return {
        "parts": [part for part in parts if part.section not in saved.conflicts],
        "conflicts": list(saved.conflicts.values()),
        "saved_at": timezone.localtime(),
    }
