"""Schrijven: the texts of a year, and one of them with all that a writer needs beside it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grants.forms.seen import INCOMPLETE, Seen
from grants.models import Scheme
from grants.services.drafting import Posted, StaleText
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from pmg.casework.errors import MoveRefused
from reporting.enums import Paper
from reporting.forms.writing import posted, with_addition, with_figure
from reporting.permissions import READERS, WRITERS
from reporting.queries import texts
from reporting.quotes.named import quotes
from reporting.sentences import sentences
from reporting.services.texts import UnreadyText, confirm_text, keep_text, save_text_draft
from reporting.views.finding import crumbs_of, scheme_of_year
from reporting.views.text_page import draw_text, field_named, may_write
from reporting.writing.fields import Field

STANDARD, BEFORE = "standaard", "vorig-jaar"
"""What may be taken over beside the sentences of the rules."""


@open_to(*READERS)
@require_safe
def writing(request: SignedInRequest, code: str, year: int) -> HttpResponse:
    """Teksten: every field of report, letter and note, and what asks for attention."""
    scheme = scheme_of_year(code, year)
    known = quotes(texts.figures_now(scheme, year, moment=timezone.now()))
    rows = texts.text_rows(scheme.pk, year, known)
    papers = [(paper, [row for row in rows if row.field.paper == paper]) for paper in Paper]
    return render(
        request,
        "reporting/writing/list.html",
        {
            "crumbs": crumbs_of(code, year),
            "scheme": scheme,
            "year": year,
            "papers": papers,
            "points": texts.open_points(rows),
            "may_write": may_write(request, scheme, year),
        },
    )


@open_to(*READERS)
@require_http_methods(["GET", "POST"])
def write(request: SignedInRequest, code: str, year: int, name: str) -> HttpResponse:
    """Tekst schrijven: kept while one types, made a version by a button."""
    scheme, field = scheme_of_year(code, year), field_named(name)
    if request.method == "GET":
        return draw_text(request, scheme, year, field)
    if not request.user.has_role(*WRITERS):
        raise Http404
    typed = _with_buttons(request, scheme, year, field)
    try:
        if "keep" in request.POST:
            seen = Seen(request.POST)
            if not seen.is_valid():
                messages.error(request, INCOMPLETE)
                return draw_text(request, scheme, year, field, typed=typed, status=409)
            version = keep_text(
                scheme=scheme,
                year=year,
                name=name,
                posted=typed,
                by=request.user,
                on=timezone.now(),
                key=seen.cleaned_data["key"],
            )
            messages.success(request, f"‘{field.title}’ is vastgelegd als versie {version.number}.")
            return redirect("reporting:write", code=code, year=year, name=name)
        draft = save_text_draft(scheme=scheme, year=year, name=name, posted=typed, by=request.user)
    except StaleText as stale:
        return draw_text(request, scheme, year, field, typed=typed, stale=stale, status=409)
    except UnreadyText:  # the page names each fault at the box
        return draw_text(request, scheme, year, field, typed=typed, status=422)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
        return draw_text(request, scheme, year, field, typed=typed, status=409)
    if request.headers.get("HX-Request"):
        return render(request, "reporting/writing/_saved.html", _saved(draft.revision))
    messages.success(
        request, "Concept opgeslagen. Het staat pas in het verslag als u het vastlegt."
    )
    return redirect("reporting:write", code=code, year=year, name=name)


@open_to(*WRITERS)
@require_POST
def write_confirm(request: SignedInRequest, code: str, year: int, name: str) -> HttpResponse:
    """Bevestigen: the text still holds, although a figure in it changed."""
    scheme, field = scheme_of_year(code, year), field_named(name)
    seen = Seen(request.POST)
    if not seen.is_valid():
        messages.error(request, INCOMPLETE)
        return redirect("reporting:write", code=code, year=year, name=name)
    try:
        confirm_text(
            scheme=scheme,
            year=year,
            name=name,
            seen_number=seen.cleaned_data["revision"],
            by=request.user,
            on=timezone.now(),
            key=seen.cleaned_data["key"],
        )
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, f"U hebt bevestigd dat ‘{field.title}’ klopt met de cijfers van nu."
        )
    return redirect("reporting:write", code=code, year=year, name=name)


def _with_buttons(request: SignedInRequest, scheme: Scheme, year: int, field: Field) -> Posted:
    """What was typed, with what a button beside the box adds to it."""
    typed = posted(request.POST)
    if "insert" in request.POST:
        return with_figure(typed, request.POST["insert"])
    taken = request.POST.get("take", "")
    if taken == STANDARD:
        return with_addition(typed, field.standard)
    if taken == BEFORE:
        before = texts.last_year(scheme.pk, year, field.name)
        return with_addition(typed, before.source) if before else typed
    if taken:
        figures = texts.figures_now(scheme, year, moment=timezone.now())
        shown = {name: one.text for name, one in quotes(figures).items()}
        found = [one for one in sentences(field.rules, figures, shown) if one.rule == taken]
        return with_addition(typed, found[0].source) if found else typed
    return typed


def _saved(revision: int) -> dict[str, object]:
    return {"revision": revision, "saved_at": timezone.localtime(), "conflicts": ()}
