"""De brief op papier: its PDF from its frozen contents; the same bytes on repeat."""

from __future__ import annotations

import datetime

from pmg.pdf.paper import make_paper

from .contents import Contents

TEMPLATE = "grants/letters/paper.html"


def letter_pdf(contents: Contents, *, moment: datetime.datetime) -> bytes:
    """PDF/A-2a and PDF/UA-1. `moment` is when the letter was asked for, never the clock."""
    return make_paper(
        TEMPLATE,
        {"letter": contents, "level": 1},
        title=contents.subject,
        subject=f"{contents.kind.capitalize()} {contents.reference}: {contents.subject}",
        moment=moment,
        mark=contents.mark,
        stylesheets=("letter.css",),
    )
