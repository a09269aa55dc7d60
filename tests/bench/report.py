"""The whole report job, against the bare rendering of its HTML."""

import time
from collections.abc import Iterator

import weasyprint

from pmg.pdf.engine import AssetFetcher
from reporting import publisher
from reporting.document.contents import make_document
from reporting.document.html import to_html
from reporting.snapshot import to_bytes
from tests.bench.ratio import Line
from tests.reporting.years import make_year


def measure() -> Iterator[Line]:
    content = to_bytes(make_year(1))

    def bare() -> None:
        html = to_html(
            make_document(publisher.public_year(content)), stylesheets=publisher.STYLESHEETS
        )
        began.append(time.process_time())
        fetcher = AssetFetcher(publisher.FOLDERS)
        page = weasyprint.HTML(string=html, base_url="asset:///", url_fetcher=fetcher)
        page.write_pdf(pdf_variant="pdf/a-3a", optimize_images=False)

    def whole() -> None:
        began.append(time.process_time())
        publisher.make_outputs(content)

    taken: dict[str, list[float]] = {"whole": [], "bare": []}
    began: list[float] = []
    for _ in range(3):
        for name, work in (("bare", bare), ("whole", whole)):
            work()
            taken[name].append(time.process_time() - began[-1])
    fastest = {name: min(times) for name, times in taken.items()}
    yield Line(
        "report of twenty municipalities / bare WeasyPrint",
        f"{fastest['whole']:.1f} s / {fastest['bare']:.1f} s of processor",
        fastest["whole"] / fastest["bare"],
        most=1.15,
    )
