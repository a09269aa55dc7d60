"""De openbare pagina's: what was sent to the Kamer, for anybody, without signing in.

Nothing is here before the moment of sending. A file never changes under its address; it is asked
for anew each time all the same, so that a version that is withdrawn is gone at once.
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from pmg.pdf.engine import MEDIA_TYPES
from reporting.enums import FileKind
from reporting.models import RenditionFile
from reporting.queries.publications import in_order, public_file, public_year, public_years

ASK_EACH_TIME = "public, no-cache"
SHOWN = frozenset({".pdf", ".html"})
"""Files that a browser shows; the others it saves."""
STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)


@require_safe
def public_list(request: HttpRequest) -> HttpResponse:
    """Openbare rapporten: every year of which something was sent."""
    return _page(request, "list", {"years": public_years()})


@require_safe
def public_page(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Openbaar verslagjaar: the files of the version that counts, and the versions before it."""
    found = public_year(code, year)
    if found is None:
        raise Http404
    standing = found.standing
    context = {
        "scheme": found.newest.report_year.scheme,
        "year": year,
        "standing": standing,
        "files": in_order(standing.rendition.files.all()) if standing else [],
        "earlier": [(one, in_order(one.rendition.files.all())) for one in found.earlier],
        "others": [one for one in public_years() if one.newest.report_year.year != year],
    }
    return _page(request, "year", context)


@require_safe
def public_download(
    request: HttpRequest, code: str, year: int, number: int, name: str
) -> HttpResponseBase:
    """Bestand op zijn vaste adres, as it was sent; of a withdrawn version only that it was (410)."""
    found = public_file(code, year, number, name)
    if found is None:
        raise Http404
    publication, file = found
    if publication.is_withdrawn:
        context = {"publication": publication, "file": file, "code": code, "year": year}
        response = render(request, "reporting/public/withdrawn.html", context, status=410)
        response["Cache-Control"] = "no-store"
        return response
    answer, sent = _answer(file), int(publication.sent_on.timestamp())
    answer["ETag"], answer["Last-Modified"] = f'"{file.sha256}"', http_date(sent)
    given = get_conditional_response(request, answer["ETag"], sent, answer) or answer
    if file.kind == FileKind.HTML:
        # The page carries its own look, so that it reads the same in ten years. A browser takes the
        # policy of a 304 for the page that it kept.
        styles = STYLE.findall(answer.content)
        given._csp_update = {"style-src": [_source(style) for style in styles]}  # type: ignore[attr-defined]
    return given


def _page(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    """A page that visitors ask for anew; for who is signed in it is stored nowhere, as any page."""
    response = render(request, f"reporting/public/{name}.html", context)
    if not request.user.is_authenticated:
        response["Cache-Control"] = ASK_EACH_TIME
    return response


def _answer(file: RenditionFile) -> HttpResponse:
    kind = Path(file.name).suffix
    way = "inline" if kind in SHOWN else "attachment"
    return HttpResponse(
        bytes(file.content),
        headers={
            "Content-Type": MEDIA_TYPES[kind],
            "Content-Disposition": f'{way}; filename="{file.name}"',
            "Cache-Control": ASK_EACH_TIME,
        },
    )


def _source(style: bytes) -> str:
    """The words by which a content policy allows one style and no other."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(style).digest()).decode()}'"
