"""One PDF from one HTML page: the same bytes wherever and whenever it is made.

The bytes depend on the versions in `library_versions()`; store these with each file.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from warnings import catch_warnings, simplefilter

import pydyf
import weasyprint
import weasyprint.pdf
from cffi import FFI
from weasyprint.text.ffi import harfbuzz_subset
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from pmg.pdf.metadata import Metadata
from pmg.pdf.structure import add_tags

# Our tag tree takes the place of WeasyPrint's; made for exactly this version.
TAGGED_VERSION = "70.0"
if weasyprint.__version__ != TAGGED_VERSION:
    raise ImportError(f"pmg.pdf needs WeasyPrint {TAGGED_VERSION}.")
weasyprint.pdf.add_tags = add_tags

ASSET = "asset"
MEDIA_TYPES = {
    ".css": "text/css",
    ".csv": "text/csv",
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".woff2": "font/woff2",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

Progress = Callable[[str, int], None]


class RenderingFault(Exception):
    """The report cannot be made as it should be: a warning counts as a fault."""


@dataclass(frozen=True)
class Attached:
    """A file embedded in the PDF, such as the open data."""

    name: str
    content: bytes
    description: str
    relationship: str = "Data"

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[Path(self.name).suffix]


class AssetFetcher(URLFetcher):
    """Reads `asset:NAME` from the given folders; anything else is refused, the network too."""

    def __init__(self, folders: Sequence[Path]) -> None:
        super().__init__(allowed_protocols=())
        self._folders = [folder.resolve() for folder in folders]

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        parts = urlsplit(url)
        name = unquote(parts.path).lstrip("/")
        for folder in self._folders:
            path = (folder / name).resolve()
            if parts.scheme == ASSET and path.is_relative_to(folder) and path.is_file():
                media_type = MEDIA_TYPES[path.suffix]
                return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": media_type})
        raise FatalURLFetchingError(f"The report may not read {url}.")


def library_versions() -> dict[str, str]:
    """The libraries on which the bytes depend."""
    return {
        "weasyprint": weasyprint.__version__,
        "pydyf": pydyf.__version__,
        "pango": _c_version("libpango-1.0.so.0", "pango_version_string"),
        "harfbuzz": _c_version("libharfbuzz.so.0", "hb_version_string"),
        "harfbuzz-subset": "yes" if harfbuzz_subset else "no",
    }


def _c_version(library: str, function: str) -> str:
    ffi = FFI()
    ffi.cdef(f"const char * {function}(void);")
    return bytes(ffi.string(getattr(ffi.dlopen(library), function)())).decode()


def render_pdf(
    html: str,
    *,
    metadata: Metadata,
    folders: Sequence[Path],
    attachments: Sequence[Attached] = (),
    progress: Progress = lambda step, percent: None,
) -> bytes:
    """Make the PDF: PDF/A-3a with its attachments, or PDF/A-2a without; PDF/UA-1 always.

    Raises RenderingFault on anything WeasyPrint warns about.
    """
    part = 3 if attachments else 2
    with _Warnings() as warnings:
        try:
            content = _render(html, metadata, folders, attachments, part, progress)
        except FatalURLFetchingError as fault:  # not an Exception: WeasyPrint would swallow it
            raise RenderingFault(str(fault)) from None
    if warnings:
        raise RenderingFault("; ".join(warnings))
    return content


def _render(
    html: str,
    metadata: Metadata,
    folders: Sequence[Path],
    attachments: Sequence[Attached],
    part: int,
    progress: Progress,
) -> bytes:
    variant = f"pdf/a-{part}a"
    progress("opmaken", 10)
    page = weasyprint.HTML(string=html, base_url=f"{ASSET}:///", url_fetcher=AssetFetcher(folders))
    document = page.render(pdf_variant=variant, optimize_images=False)
    progress("schrijven", 70)
    _describe(document.metadata, metadata)
    document.metadata.attachments = [_attachment(file, metadata) for file in attachments]
    with catch_warnings():
        # WeasyPrint leaves the file with its colour profile to the garbage collector.
        simplefilter("ignore", ResourceWarning)
        content: bytes = document.write_pdf(
            pdf_variant=variant,
            finisher=lambda _, pdf: _finish(pdf, metadata, part, attachments),
        )
    return content


def _describe(own: Any, metadata: Metadata) -> None:
    own.title = metadata.title
    own.authors = [metadata.author]
    own.description = metadata.subject
    own.keywords = list(metadata.keywords)
    own.generator = metadata.tool
    own.created = own.modified = metadata.w3c_moment
    own.lang = metadata.language


def _attachment(file: Attached, metadata: Metadata) -> weasyprint.Attachment:
    return weasyprint.Attachment(
        file_obj=BytesIO(file.content),
        name=file.name,
        description=file.description,
        created=metadata.moment,
        modified=metadata.moment,
        relationship=file.relationship,
    )


def _finish(pdf: Any, metadata: Metadata, part: int, attachments: Sequence[Attached]) -> None:
    """Mend what WeasyPrint leaves undone, just before the file is written."""
    stream = _object(pdf, pdf.catalog["Metadata"])
    packet = metadata.xmp(producer=f"WeasyPrint {weasyprint.__version__}", pdfa_part=part)
    stream.stream, stream.compress = [packet], False
    if attachments:
        _finish_attachments(pdf, {file.name: file for file in attachments})


def _finish_attachments(pdf: Any, files: dict[str, Attached]) -> None:
    """Name each file once, in order of name, with the media type we gave it."""
    specs = {}
    for item in pdf.objects:
        if isinstance(item, pydyf.Dictionary) and item.get("Type") == "/Filespec":
            file = files[item["UF"].string]
            media_type = file.media_type.replace("/", "#2f")
            _object(pdf, item["EF"]["F"]).extra["Subtype"] = f"/{media_type}"
            specs[file.name] = item
    names = _object(pdf, pdf.catalog["Names"]["EmbeddedFiles"])
    names["Names"] = pydyf.Array()
    for name in sorted(specs):
        names["Names"].extend([pydyf.String(name), specs[name].reference])
    pdf.catalog["AF"] = pydyf.Array(specs[name].reference for name in sorted(specs))


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


class _Warnings(logging.Handler):
    """Collects WeasyPrint's warnings of this thread while a report is made."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())

    def __enter__(self) -> list[str]:
        weasyprint.LOGGER.addHandler(self)
        return self.messages

    def __exit__(self, *exc: object) -> None:
        weasyprint.LOGGER.removeHandler(self)
