"""A form of ten thousand lines, against the bare read of the same file."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import python_calamine

from grants.services.prechecks import check_statement
from grants.workbook.form import make_form
from tests.bench.ratio import Line, seconds
from tests.files.statements import SUBJECT, many_lines

LINES = 10_000


def read_bare(data: bytes) -> None:
    book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(data))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


def measure() -> Iterator[Line]:
    right = many_lines(LINES)
    wrong = replace(
        right, lines=tuple(line._replace(activity="z", sector="nergens") for line in right.lines)
    )
    for name, statement in (("right", right), ("all wrong", wrong)):
        data = make_form(SUBJECT, statement)
        bare = seconds(lambda data=data: read_bare(data))  # type: ignore[misc]
        whole = seconds(lambda data=data: check_statement(data, "form.xlsx", SUBJECT))  # type: ignore[misc]
        findings = len(check_statement(data, "form.xlsx", SUBJECT).findings)
        yield Line(
            f"check of {LINES} lines, {name} ({findings} findings) / bare read",
            f"{whole:.2f} s / {bare:.2f} s",
            whole / bare,
            most=3,
        )
