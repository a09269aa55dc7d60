"""Gedeelde lessen zoeken, intrekken en bundelen."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from grants.forms.lessons import BundleForm, LessonFilter, WithdrawForm
from grants.models import LessonBundle
from grants.queries.lessons import (
    bundles,
    found_lessons,
    is_waiting,
    lessons_in,
    pieces_of,
    shared_lessons,
)
from grants.services.files import open_file
from grants.services.lessons import (
    BUNDLERS,
    FICTIONAL,
    ask_for_bundle,
    is_fictional,
    may_withdraw,
    withdraw_lesson,
)
from pmg.accounts.enums import Role
from pmg.accounts.permissions import EVERYONE, open_to
from pmg.accounts.requests import SignedInRequest
from pmg.casework.errors import MoveRefused
from pmg.paging import page_by

PAGE_SIZE = 12
CRUMB = ("Lessen", "grants:lessons")


@open_to(*EVERYONE)
@require_safe
def lesson_list(request: SignedInRequest) -> HttpResponse:
    """Gedeelde lessen, the newest first."""
    chosen = LessonFilter(request.GET)
    choice = chosen.chosen()
    found = found_lessons(choice)
    page = page_by(
        found,
        "-accepted_on",
        "id",
        after=request.GET.get("na", ""),
        before=request.GET.get("voor", ""),
        size=PAGE_SIZE,
    )
    count = found.count()
    may_bundle = request.user.has_role(*BUNDLERS)
    return render(
        request,
        "grants/lessons/list.html",
        {
            "filter": chosen,
            "page": page,
            "count": count,
            "lessons": [
                (lesson, pieces_of(lesson), may_withdraw(lesson, request.user))
                for lesson in page.rows
            ],
            "bundle_form": BundleForm(initial={"key": uuid.uuid4()}) if may_bundle else None,
            "chosen": choice.in_words if may_bundle else "",
        },
    )


@open_to(Role.PROJECT_LEADER, Role.POLICY_OFFICER)
@require_http_methods(["GET", "POST"])
def lesson_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Les intrekken, with the reason."""
    lesson = get_object_or_404(shared_lessons(), pk=pk)
    if not may_withdraw(lesson, request.user):
        raise Http404
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_lesson(
                lesson=lesson,
                reason=form.cleaned_data["reason"],
                by=request.user,
                on=timezone.now(),
            )
        except MoveRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "De les is ingetrokken. Niemand vindt haar meer.")
            return redirect("grants:lessons")
    context = {"lesson": lesson, "form": form, "crumbs": [(CRUMB[0], reverse(CRUMB[1]))]}
    return render(request, "grants/lessons/withdraw.html", context)


@open_to(*BUNDLERS)
@require_http_methods(["GET", "POST"])
def lesson_bundles(request: SignedInRequest) -> HttpResponse:
    """Lessenbundels; a POST asks for one of what the filter in the address finds."""
    if request.method == "POST":
        form = BundleForm(request.POST)
        if not form.is_valid():
            messages.error(request, "Er is geen bundel gevraagd. Probeer het opnieuw.")
            return redirect(_list_with(request))
        try:
            ask_for_bundle(
                choice=LessonFilter(request.GET).chosen(),
                title=form.cleaned_data["title"],
                by=request.user,
                on=timezone.now(),
                key=form.cleaned_data["key"],
            )
        except MoveRefused as refusal:
            messages.error(request, str(refusal))
            return redirect(_list_with(request))
        messages.success(request, "De bundel wordt gemaakt. Dit duurt meestal kort.")
        return redirect("grants:lesson_bundles")
    context = _bundles(request) | {"crumbs": [(CRUMB[0], reverse(CRUMB[1]))]}
    return render(request, "grants/lessons/bundles.html", context)


@open_to(*BUNDLERS)
@require_GET
def lesson_bundles_progress(request: SignedInRequest) -> HttpResponse:
    """The part of the page that follows the worker."""
    return render(request, "grants/lessons/_bundles.html", _bundles(request))


@open_to(*BUNDLERS)
@require_GET
def lesson_bundle(request: SignedInRequest, pk: uuid.UUID) -> FileResponse:
    """De bundel, as it was made."""
    bundle = get_object_or_404(LessonBundle.objects.select_related("file"), pk=pk)
    if bundle.file is None:
        raise Http404
    mark = f"{FICTIONAL}_" if is_fictional(lessons_in(bundle)) else ""
    return FileResponse(
        open_file(bundle.file),
        as_attachment=True,
        filename=f"{mark}{slugify(bundle.title) or 'lessen'}.pdf",
        content_type="application/pdf",
    )


def _list_with(request: SignedInRequest) -> str:
    query = request.GET.urlencode()
    return reverse(CRUMB[1]) + (f"?{query}" if query else "")


def _bundles(request: SignedInRequest) -> dict[str, Any]:
    page = page_by(
        bundles(),
        "-asked_on",
        "id",
        after=request.GET.get("na", ""),
        before=request.GET.get("voor", ""),
        size=PAGE_SIZE,
    )
    return {"page": page, "waiting": is_waiting(page.rows)}
