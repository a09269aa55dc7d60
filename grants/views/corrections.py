"""Correctie na indienen: ask, allow, name each changed figure, see the effect, send."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from grants.checks.recognising import PART
from grants.codes import form_name
from grants.enums import DELIVERED_ONLINE, CorrectionState, UploadKind
from grants.forms.corrections import ReasonsForm, StopForm, WhyForm
from grants.forms.findings import WordsForm
from grants.forms.postponements import RefusalForm
from grants.forms.seen import INCOMPLETE, Seen
from grants.forms.uploads import UploadForm
from grants.models import Correction, Justification, StatementVersion
from grants.queries.corrections import (
    correction_under_way,
    corrections_visible_to,
    delivered_since,
    sheet_of,
    statement_in,
)
from grants.queries.findings import drafted_words, points_to_explain
from grants.queries.scheme_years import scheme_year_for
from grants.queries.visibility import justifications_visible_to
from grants.services import correcting
from grants.services.findings import keep_words
from grants.services.uploads import may_upload
from grants.transitions.corrections import CORRECTION_MOVES
from grants.workbook.form import make_form
from pmg.accounts.enums import MUNICIPAL_ROLES, Role
from pmg.accounts.models import User
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from pmg.casework.errors import MoveRefused
from pmg.casework.moves import allowed_moves, may
from pmg.casework.table import Move

from .acting import Act, offers, perform
from .uploads import take_file

READERS = (*MUNICIPAL_ROLES, Role.POLICY_OFFICER, Role.ASSESSOR, Role.BUDGET_HOLDER, Role.AUDITOR)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OPENINGS = {
    "request": correcting.request_correction,
    "ask": correcting.ask_for_correction,
}
ACTS = {
    "consent": Act(correcting.consent),
    "refuse": Act(correcting.refuse, RefusalForm),
    "withdraw": Act(correcting.withdraw, StopForm),
    "end": Act(correcting.end, StopForm),
}


@open_to(*READERS)
def corrections(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Correcties van een verantwoording: those there are, and the form that asks for one."""
    case = _case(request.user, pk)
    form = WhyForm(request.POST if request.method == "POST" else None)
    opening = _opening(case, request.user)
    if request.method == "POST":
        seen = Seen(request.POST)
        if not seen.is_valid() or opening is None:
            messages.error(request, INCOMPLETE)
        elif form.is_valid():
            try:
                correction = OPENINGS[opening.name](
                    justification=case,
                    by=request.user,
                    on=timezone.now(),
                    key=seen.cleaned_data["key"],
                    **form.cleaned_data,
                )
            except MoveRefused as refusal:
                messages.error(request, str(refusal))
            else:
                messages.success(request, f"{opening.event}. Dit staat nu op de tijdlijn.")
                return redirect("grants:correction", pk=correction.pk)
    return render(
        request,
        "grants/corrections/list.html",
        {
            "crumbs": _crumbs(case, request.user)[:2],
            "case": case,
            "corrections": case.corrections.order_by("-opened_on"),
            "versions": case.versions.order_by("-number"),
            "under_way": correction_under_way(case),
            "opening": opening,
            "form": form,
            "key": uuid.uuid4(),
        },
    )


@open_to(*READERS)
def correction(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Eén correctie: where it stands, old and new per figure, and what comes of it."""
    case = _correction(request.user, pk)
    typed = None
    if request.method == "POST":
        typed = perform(request, case, ACTS, on=timezone.now())
        if typed is None:
            return redirect("grants:correction", pk=case.pk)
        case = _correction(request.user, pk)
    return _draw(request, case, typed=typed)


@open_to(*sorted(MUNICIPAL_ROLES))
@require_POST
def correction_reasons(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Redenen bewaren, or send the correction with them: what was typed is kept either way.

    A signatory sends what colleagues wrote: reasons that come along are not looked at.
    """
    case = _correction(request.user, pk)
    if case.state != CorrectionState.CONSENTED:
        messages.info(request, "Deze correctie is al ingediend of gestopt.")
        return redirect("grants:correction", pk=case.pk)
    sends = "send" in request.POST
    sheet = sheet_of(case)
    types = may_upload(case.justification, by=request.user)
    form = None
    if types:
        form = ReasonsForm(request.POST, changes=sheet.changes, typed=sheet.reasons, required=sends)
        correcting.keep_reasons(correction=case, reasons=form.reasons(), by=request.user)
    words = _words(case, data=request.POST, required=sends)
    keep_words(justification=case.justification, words=words.words(), by=request.user)
    seen = Seen(request.POST)
    if not sends:
        messages.success(request, "Uw redenen zijn bewaard. De correctie is nog niet ingediend.")
        return redirect(reverse("grants:correction", args=[case.pk]) + "#cijfers")
    if not seen.is_valid():
        messages.error(request, INCOMPLETE)
    elif (form is None or form.is_valid()) & words.is_valid():
        try:
            correcting.send_correction(
                correction=case, by=request.user, on=timezone.now(), **seen.act()
            )
        except MoveRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "De correctie is ingediend. U krijgt een ontvangstbewijs.")
            return redirect("grants:justification_receipt", pk=case.justification_id)
    return _draw(request, _correction(request.user, pk), reasons=form, words=words)


@open_to(*sorted(MUNICIPAL_ROLES))
@require_POST
def correction_upload(request: SignedInRequest, pk: uuid.UUID, kind: str) -> HttpResponse:
    """Gecorrigeerd bestand uploaden: kept first, checked by the worker."""
    case = _correction(request.user, pk)
    form = UploadForm(UploadKind(kind), request.POST, request.FILES)
    if not form.is_valid():
        return _draw(request, case, upload_form=form)
    kinds = set()
    try:
        for file in form.cleaned_data["file"]:
            kinds.add(take_file(request, case.justification, file, chosen=kind))
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    if PART in kinds:
        # Loose documents become a package on the page of the verantwoording.
        return redirect(
            reverse("grants:justification", args=[case.justification_id]) + "#documenten"
        )
    return redirect(reverse("grants:correction", args=[case.pk]) + "#bestanden")


@open_to(*READERS)
@require_GET
def correction_form(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Het formulier, filled in as it was submitted: only what is wrong need be changed."""
    case = _correction(request.user, pk)
    subject = scheme_year_for(case.justification)
    name = form_name(subject.year, subject.cbs_digits)
    if subject.is_fictional:
        name = f"FICTIEF_{name}"
    response = HttpResponse(make_form(subject, filled=statement_in(case.before)), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@open_to(*READERS)
@require_GET
def statement_version(request: SignedInRequest, pk: uuid.UUID, number: int) -> HttpResponse:
    """Eén versie van de opgave, as it was: nothing is overwritten."""
    case = _case(request.user, pk)
    version: StatementVersion = get_object_or_404(
        case.versions.select_related("upload__file"), number=number
    )
    scheme = case.accounting_year.scheme
    sectors = dict(scheme.sectors.values_list("code", "label"))
    return render(
        request,
        "grants/corrections/version.html",
        {
            "crumbs": [
                *_crumbs(case, request.user)[:2],
                ("Correcties", reverse("grants:corrections", args=[case.pk])),
            ],
            "case": case,
            "version": version,
            "is_current": version.pk == case.submitted_id,
            "lines": [
                (line, sectors.get(line.sector, line.sector)) for line in version.lines.all()
            ],
        },
    )


def _draw(
    request: SignedInRequest,
    case: Correction,
    *,
    typed: forms.Form | None = None,
    reasons: ReasonsForm | None = None,
    words: WordsForm | None = None,
    upload_form: UploadForm | None = None,
) -> HttpResponse:
    """The page; what was refused keeps what was typed."""
    user, justification = request.user, case.justification
    sheet = sheet_of(case)
    works = case.state == CorrectionState.CONSENTED and user.has_role(
        *MUNICIPAL_ROLES, municipality_id=case.municipality_id
    )
    types = works and may_upload(justification, by=user)
    form = reasons or ReasonsForm(changes=sheet.changes, typed=sheet.reasons)
    uploads = {kind.value: UploadForm(kind) for kind in DELIVERED_ONLINE}
    if upload_form:
        uploads[upload_form.kind.value] = upload_form
    return render(
        request,
        "grants/corrections/correction.html",
        {
            "crumbs": [
                *_crumbs(justification, user)[:2],
                ("Correcties", reverse("grants:corrections", args=[justification.pk])),
            ],
            "case": case,
            "justification": justification,
            "sheet": sheet,
            "rows": form.beside(sheet.changes) if types else [],
            "works": works,
            "types": types,
            "words": (words or _words(case)) if works else None,
            "uploads": uploads if types else None,
            "may_send": any(move.name == "send" for move in allowed_moves(case, by=user)),
            "offers": offers(case, _acts(case), by=user, typed=typed),
            "form": typed or reasons or upload_form,
            "key": uuid.uuid4(),
        },
    )


def _acts(case: Correction) -> Mapping[str, Act]:
    """What the ministry asked for, the municipality does not withdraw."""
    if not case.asked_by_ministry:
        return ACTS
    return {name: act for name, act in ACTS.items() if name != "withdraw"}


def _words(case: Correction, data: object = None, *, required: bool = False) -> WordsForm:
    return WordsForm(
        data,
        points=points_to_explain(delivered_since(case)),
        typed=drafted_words(case.justification),
        required=required,
    )


def _opening(case: Justification, user: User) -> Move | None:
    """The move with which this person may open a correction; None for who may not."""
    new = Correction(justification=case, municipality_id=case.municipality_id)
    rows = (CORRECTION_MOVES[name] for name in OPENINGS)
    return next((row for row in rows if may(new, row, by=user)), None)


def _crumbs(case: Justification, user: User) -> list[tuple[str, str]]:
    if user.is_ministry:
        return [
            ("Beoordelen", reverse("grants:assessment_worklist")),
            (str(case.municipality), reverse("grants:assessment_workbench", args=[case.pk])),
        ]
    year = case.accounting_year.year
    return [
        ("Overzicht", "/"),
        (f"Verantwoording over {year}", reverse("grants:justification", args=[case.pk])),
    ]


def _case(user: User, pk: uuid.UUID) -> Justification:
    return get_object_or_404(
        justifications_visible_to(user).select_related(
            "municipality", "accounting_year__scheme", "award", "submitted"
        ),
        pk=pk,
    )


def _correction(user: User, pk: uuid.UUID) -> Correction:
    return get_object_or_404(corrections_visible_to(user), pk=pk)
