"""The document as one HTML page: the PDF is made from it, the preview shows it."""

from __future__ import annotations

from collections.abc import Sequence

from django.template.loader import render_to_string

from pmg.design.formatting import date_nl
from reporting.document.contents import Document


def to_html(
    document: Document,
    *,
    stylesheets: Sequence[str],
    template: str = "reporting/document.html",
    **extra: object,
) -> str:
    """Draw the document. `stylesheets` are addresses; `template` may extend the page."""
    context = {
        "document": document,
        "stylesheets": stylesheets,
        "frozen_on": date_nl(document.year.moment),
        **extra,
    }
    return render_to_string(template, context)
