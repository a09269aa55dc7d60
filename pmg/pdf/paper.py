"""Papier: a letter, receipt or list as one accessible PDF, from a template and what it shows.

A template extends `paper/paper.html`. It uses blocks and tables only, and knows no clock: the same
template, context and moment give the same bytes under the same libraries.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

from django.template.loader import render_to_string

from pmg.pdf.engine import library_versions, render_pdf
from pmg.pdf.metadata import Metadata

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (
    ROOT / "static" / "paper",
    ROOT / "static" / "reporting",  # the fonts, as the report has them
    ROOT / "node_modules" / "@fontsource" / "fira-sans" / "files",
)
STYLESHEETS = ("asset:///fonts.css", "asset:///paper.css")
AUTHOR = "Ministerie van Justitie en Veiligheid"
EDITION = "1"
"""Counts the changes in templates and style sheet that change a paper's bytes."""


def make_paper(
    template: str,
    context: Mapping[str, object],
    *,
    title: str,
    moment: datetime.datetime,
    subject: str = "",
    mark: str = "",
    stylesheets: tuple[str, ...] = (),
) -> bytes:
    """Draw a template as PDF/A-2a and PDF/UA-1.

    `moment` is what the paper is about, never the clock; `mark` (FICTIEF) stands on every page.
    `stylesheets` are names of files in static/paper, after the common one.
    Raises pmg.pdf.engine.RenderingFault for a paper that cannot be made as it should be.
    """
    html = render_to_string(
        template,
        {
            **context,
            "title": title,
            "mark": mark,
            "stylesheets": (*STYLESHEETS, *(f"asset:///{name}" for name in stylesheets)),
        },
    )
    marked = f"{title} ({mark})" if mark else title
    metadata = Metadata(
        title=marked,
        author=AUTHOR,
        subject=subject or marked,
        keywords=("Preventie met Gezag", *([mark] if mark else [])),
        moment=moment,
    )
    return render_pdf(html, metadata=metadata, folders=FOLDERS)


def paper_edition() -> dict[str, str]:
    """What the bytes depend on beside template and context; stored with each paper."""
    return {"edition": EDITION, **library_versions()}
