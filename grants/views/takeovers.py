"""Overname uit de oude administratie: models, upload, overview, and four eyes."""

from __future__ import annotations

import uuid

from django import forms
from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from grants.enums import TakeOverKind
from grants.enums import TakeOverState as State
from grants.forms.awards import ReasonForm
from grants.forms.seen import INCOMPLETE, Seen
from grants.forms.takeovers import AgreeForm, TakeOverForm
from grants.models import Award, Scheme, TakeOver, TakeOverDocument
from grants.queries.history import history
from grants.queries.overview import current_scheme, schemes
from grants.queries.takeovers import Preview, preview, subject_of, take_overs
from grants.queries.visibility import awards_visible_to
from grants.services.files import open_file
from grants.services.taking_over.agreeing import approve, discard, propose, send_back
from grants.services.taking_over.faults import read_again
from grants.services.taking_over.handing_in import hand_in
from grants.transitions.takeovers import PREPARERS
from grants.workbook.takeover import make_model
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from pmg.casework.errors import MoveRefused
from pmg.paging import page_by

from .acting import Act, Offer, offers, perform, waits_for_colleague
from .exports import XLSX_TYPE
from .kept_uploads import keep_uploads, uploads_of
from .readers import MINISTRY_READERS, MUNICIPAL_READERS

CRUMB = ("Overname", "grants:take_overs")
ACTS = {
    "propose": Act(propose, AgreeForm),
    "approve": Act(approve, AgreeForm),
    "send_back": Act(send_back, ReasonForm),
    "discard": Act(discard, ReasonForm),
    "read_again": Act(read_again),
}
COMPARED = frozenset({State.READ, State.PROPOSED, State.APPROVED, State.NOTHING_NEW, State.DONE})
SHOWN = 50
"""Rows of one outcome that the page draws; the file holds them all."""


@open_to(*MINISTRY_READERS)
def take_over_list(request: SignedInRequest) -> HttpResponse:
    """Overnames, the newest first; the empty models, and the form to hand one in."""
    now = timezone.now()
    known = schemes()
    scheme = current_scheme(known, "", today=timezone.localdate(now))
    may_hand_in = request.user.has_role(*PREPARERS)
    sent = request.method == "POST" and may_hand_in
    form = TakeOverForm(
        request.POST if sent else None,
        request.FILES if sent else None,
        initial={"scheme": scheme, "kind": TakeOverKind.AWARDS},
        owner=request.user,
    )
    if sent and (made := _handed_in(request, form)):
        return redirect("grants:take_over", pk=made.pk)
    if sent:
        keep_uploads(form)
    return render(
        request,
        "grants/takeovers/list.html",
        {
            "form": form if may_hand_in else None,
            "schemes": known,
            "kinds": TakeOverKind.choices,
            "page": page_by(
                take_overs(),
                "-on",
                "-id",
                after=request.GET.get("na", ""),
                before=request.GET.get("voor", ""),
            ),
            # A key that was refused was not used: the same page may try again with it.
            "key": request.POST.get("key") or uuid.uuid4(),
        },
    )


def _handed_in(request: SignedInRequest, form: TakeOverForm) -> TakeOver | None:
    seen = Seen(request.POST)
    if not seen.is_valid():
        messages.error(request, INCOMPLETE)
        return None
    if not form.is_valid():
        return None
    (workbook,) = uploads_of(form, "file")
    try:
        made = hand_in(
            scheme=form.cleaned_data["scheme"],
            kind=TakeOverKind(form.cleaned_data["kind"]),
            workbook=workbook,
            documents=uploads_of(form, "documents"),
            by=request.user,
            on=timezone.now(),
            key=seen.cleaned_data["key"],
        )
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
        return None
    messages.success(request, f"‘{made.name}’ is bewaard en wordt gelezen.")
    return made


@open_to(*MINISTRY_READERS)
def take_over(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Overname: findings, what it would make, and the next step."""
    now = timezone.now()
    case = _take_over(pk)
    typed: forms.Form | None = None
    if request.method == "POST":
        typed = perform(request, case, ACTS, on=now)
        if typed is None:
            return redirect("grants:take_over", pk=pk)
        case = _take_over(pk)
    seen = preview(case, on=now) if case.state in COMPARED else None
    offered = _offers(request, case, seen, typed)
    return render(
        request,
        "grants/takeovers/take_over.html",
        {
            "case": case,
            "seen": seen,
            "shown": f":{SHOWN}",
            "most": SHOWN,
            "findings": list(case.findings.all()),
            "documents": list(case.documents.select_related("file")),
            "offers": offered,
            "colleague": waits_for_colleague(case, offered)
            if case.state == State.PROPOSED
            else None,
            "steps": history(case, user=request.user),
            "key": uuid.uuid4(),
            "crumbs": [(CRUMB[0], reverse(CRUMB[1]))],
        },
    )


@open_to(*MINISTRY_READERS)
@require_GET
def take_over_reading(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The part of the page that follows the worker; once it is done the page is drawn anew."""
    case = _take_over(pk)
    answer = render(request, "grants/takeovers/_working.html", {"case": case})
    if case.state not in (State.RECEIVED, State.APPROVED):
        answer["HX-Refresh"] = "true"
    return answer


@open_to(*MINISTRY_READERS)
@require_GET
def take_over_file(request: SignedInRequest, pk: uuid.UUID) -> FileResponse:
    """Het bestand zoals het kwam, always as a download."""
    case = _take_over(pk)
    return _download(case.file, case.name)


@open_to(*MINISTRY_READERS)
@require_GET
def take_over_document(request: SignedInRequest, pk: uuid.UUID, document: int) -> FileResponse:
    """Een stuk dat bij de overname kwam, always as a download."""
    found = get_object_or_404(
        TakeOverDocument.objects.select_related("file"), pk=document, take_over=pk
    )
    return _download(found.file, found.name)


@open_to(*MINISTRY_READERS, *MUNICIPAL_READERS)
@require_GET
def award_decision(request: SignedInRequest, pk: uuid.UUID) -> FileResponse:
    """Het oude besluit bij een overgenomen toekenning, for ministry and municipality."""
    award: Award = get_object_or_404(awards_visible_to(request.user), pk=pk)
    document = get_object_or_404(
        TakeOverDocument.objects.select_related("file"),
        taken_over__case_kind=award.moves.kind,
        taken_over__case_id=award.pk,
    )
    return _download(document.file, document.name)


@open_to(*MINISTRY_READERS)
@require_GET
def take_over_model(request: SignedInRequest, code: str, kind: str) -> HttpResponse:
    """Leeg model van een soort, made for the grant years and choices of the scheme."""
    scheme = get_object_or_404(Scheme, code=code)
    mark = "FICTIEF_" if scheme.is_fictional else ""
    return HttpResponse(
        make_model(subject_of(scheme, kind, on=timezone.now())),
        headers={
            "Content-Type": XLSX_TYPE,
            "Content-Disposition": f'attachment; filename="{mark}overname-{kind}-{code}.xlsx"',
        },
    )


def _download(stored: object, name: str) -> FileResponse:
    response = FileResponse(
        open_file(stored),  # type: ignore[arg-type]
        as_attachment=True,
        filename=name,
        content_type="application/octet-stream",
    )
    response["Content-Security-Policy"] = "sandbox"
    return response


def _take_over(pk: uuid.UUID) -> TakeOver:
    return get_object_or_404(take_overs(), pk=pk)


def _offers(
    request: SignedInRequest, case: TakeOver, seen: Preview | None, typed: forms.Form | None
) -> list[Offer]:
    """The buttons; the one that agrees carries what stands on this very page."""
    kept = typed if isinstance(typed, ReasonForm) else None
    found = offers(case, ACTS, by=request.user, typed=kept)
    can_agree = seen is not None and bool(seen.new) and not case.errors  # type: ignore[attr-defined]
    for offer in found:
        if seen is not None and offer.move.name in ("propose", "approve"):
            offer.form.fields["seen"].initial = seen.fingerprint
    return [one for one in found if can_agree or one.move.name not in ("propose", "approve")]
