"""Van vastlegging naar bestanden: all files of the report from the bytes of one snapshot.

Output bytes are a function of the snapshot, the texts, the edition of look and fixed words, and
the versions of the libraries; nothing here reads the clock, the database or the settings.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.utils.safestring import mark_safe

from pmg.pdf.engine import Attached, library_versions, render_pdf
from pmg.pdf.metadata import Metadata
from reporting.disclosure.publication import PublicYear, publish
from reporting.document.contents import Document, make_document
from reporting.document.html import to_html
from reporting.document.texts import EDITION
from reporting.opendata.text import to_csv, to_json
from reporting.opendata.workbook import to_xlsx
from reporting.snapshot import from_bytes, sha256
from reporting.writing.texts import NOTHING, Texts

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = (
    ROOT / "static" / "reporting",
    ROOT / "node_modules" / "@fontsource" / "fira-sans" / "files",
)
STYLESHEETS = ("asset:///fonts.css", "asset:///report.css")
STYLES = tuple(FOLDERS[0] / name for name in ("report.css", "screen.css"))
"""The look of the page on a screen, which carries it inside."""
AUTHOR = "Ministerie van Justitie en Veiligheid"

Progress = Callable[[str, int], None]


@dataclass(frozen=True)
class Output:
    """A file as it will be served: its bytes and their fingerprint."""

    kind: str
    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        return sha256(self.content)


def public_year(content: bytes, earlier: PublicYear | None = None) -> PublicYear:
    """Read a snapshot and hide what may not be shown."""
    return publish(from_bytes(content), sha256(content), earlier)


def open_data(document: Document) -> tuple[Output, ...]:
    """CSV, JSON and XLSX of a document."""
    year, stem = document.year, document.file_stem
    return (
        Output("csv", f"{stem}.csv", to_csv(year)),
        Output("json", f"{stem}.json", to_json(year)),
        Output("xlsx", f"{stem}.xlsx", to_xlsx(document)),
    )


def web_page(document: Document) -> Output:
    """Het rapport als één webpagina, with its look inside: it needs no other file, now or later."""
    styles = mark_safe("\n".join(path.read_text(encoding="utf-8") for path in STYLES))  # noqa: S308 - our own
    html = to_html(
        document, stylesheets=(), template="reporting/page.html", styles=styles, on_screen=True
    )
    return Output("html", f"{document.file_stem}.html", html.encode())


def make_outputs(
    content: bytes,
    *,
    texts: Texts = NOTHING,
    earlier: PublicYear | None = None,
    archive: bool = False,
    progress: Progress = lambda step, percent: None,
) -> tuple[Output, ...]:
    """All files of a frozen year: the PDF with its open data inside, the page, the data beside it.

    `archive` adds a copy as PDF/A-2a without embedded files, as archives prefer.

    Raises UnknownSchema for a snapshot this version cannot read, UnknownReference for a text that
    names a figure which is not there, RenderingFault for a report that cannot be made as it should.
    """
    progress("Cijfers beschermen", 5)
    document = make_document(public_year(content, earlier), texts)
    progress("Open data maken", 10)
    data = open_data(document)
    html = to_html(document, stylesheets=STYLESHEETS)
    progress("Bladzijden opmaken", 20)
    attached = tuple(
        Attached(file.name, file.content, f"De cijfers van dit rapport als {file.kind.upper()}")
        for file in data
    )
    metadata = pdf_metadata(document)
    stem = document.file_stem
    pdf = render_pdf(
        html,
        metadata=metadata,
        folders=FOLDERS,
        attachments=attached,
        progress=lambda step, percent: progress(f"PDF {step}", 20 + percent * 7 // 10),
    )
    outputs = [Output("pdf", f"{stem}.pdf", pdf), web_page(document), *data]
    if archive:
        copy = render_pdf(html, metadata=metadata, folders=FOLDERS)
        outputs.append(Output("archive", f"{stem}-archief.pdf", copy))
    progress("Klaar", 100)
    return tuple(outputs)


def pdf_metadata(document: Document) -> Metadata:
    """What the PDF says about itself."""
    mark = f" ({document.mark})" if document.mark else ""
    return Metadata(
        title=f"{document.title}{mark}",
        author=AUTHOR,
        subject=f"{document.subtitle}{mark}",
        keywords=(
            "Preventie met Gezag",
            "jeugdcriminaliteit",
            "specifieke uitkering",
            document.mark,
        )
        if document.mark
        else ("Preventie met Gezag", "jeugdcriminaliteit", "specifieke uitkering"),
        moment=document.year.moment,
    )


def edition() -> dict[str, str]:
    """What the bytes depend on beside the snapshot; stored with each output."""
    return {"edition": EDITION, **library_versions()}
