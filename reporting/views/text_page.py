"""De bladzijde van één tekst: the box, and all that a writer needs beside it."""

from __future__ import annotations

import uuid
from itertools import groupby
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from grants.forms.drafts import Difference
from grants.models import Scheme
from grants.services.drafting import Posted, StaleText
from pmg.accounts.requests import SignedInRequest
from reporting.enums import ReportYearState
from reporting.forms.writing import RemarkForm, TextForm
from reporting.models import ReportYear
from reporting.permissions import WRITERS
from reporting.queries import texts
from reporting.quotes.named import Quote, quotes
from reporting.sentences import Sentence, sentences
from reporting.views.finding import crumbs_of
from reporting.writing.checks import faults_of, warnings_of
from reporting.writing.fields import FIELDS, Field


def field_named(name: str) -> Field:
    """The field of an address; 404 for one that does not exist."""
    if name not in FIELDS:
        raise Http404
    return FIELDS[name]


def may_write(request: SignedInRequest, scheme: Scheme, year: int) -> bool:
    """Whether the person writes, and the report is not out."""
    published = ReportYear.objects.filter(scheme=scheme, year=year, state=ReportYearState.PUBLISHED)
    return request.user.has_role(*WRITERS) and not published.exists()


def draw_text(
    request: SignedInRequest,
    scheme: Scheme,
    year: int,
    field: Field,
    *,
    typed: Posted | None = None,
    stale: StaleText | None = None,
    remark: RemarkForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a field: as it is kept, or with what was just typed and why that is not kept."""
    figures = texts.figures_now(scheme, year, moment=timezone.now())
    known = quotes(figures)
    draft = texts.draft_of(scheme.pk, year, field.name)
    version = texts.versions_of(scheme.pk, year, field.name).last()
    stored = draft.text if draft else version.text if version else ""
    text = typed.raw["text"] if typed else stored
    shown = {name: one.text for name, one in known.items()}
    context: dict[str, Any] = {
        "crumbs": [
            *crumbs_of(scheme.code, year),
            ("Teksten", f"/rapportage/{scheme.code}/{year}/teksten/"),
        ],
        "scheme": scheme,
        "year": year,
        "field": field,
        "form": TextForm(field, text, faults_of(field, text, known)),
        "warnings": warnings_of(field, text),
        "text": text,
        # After a conflict the page holds both texts: saving it then is a choice.
        "revision": draft.revision if draft else 0,
        "key": uuid.uuid4(),
        "version": version,
        "is_kept": version is not None and version.text == text,
        "changed": texts.changed_figures(version, known) if version else [],
        "proposals": _proposals(sentences(field.rules, figures, shown), text),
        "figures": _grouped(known),
        "before": texts.last_year(scheme.pk, year, field.name),
        "remarks": texts.remarks_on(scheme.pk, year, field.name),
        "remark_form": remark or RemarkForm(),
        "may_write": may_write(request, scheme, year),
        "part": {"conflict": stale, "differences": _differences(field, stale)},
    }
    return render(request, "reporting/writing/write.html", context, status=status)


def _proposals(found: list[Sentence], text: str) -> list[tuple[Sentence, bool]]:
    """Sentences of the rules, each with whether the text holds it already."""
    return [(one, one.source in text) for one in found]


def _grouped(known: dict[str, Quote]) -> list[tuple[str, list[Quote]]]:
    return [(group, list(rows)) for group, rows in groupby(known.values(), lambda one: one.group)]


def _differences(field: Field, stale: StaleText | None) -> list[Difference]:
    if stale is None:
        return []
    return [Difference(field.title, str(stale.stored.raw.get("text", "")), stale.typed["text"])]
