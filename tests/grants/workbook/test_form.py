"""The form: same bytes for the same subject, everything a municipality needs at its place."""

from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook

from grants.checks.form_mark import mark_of, read_mark
from grants.checks.statement_typed import TypedLine, typed_of
from grants.workbook.form import make_form
from tests.files.statements import LINES, STATEMENT, SUBJECT, many_lines


def opened(data: bytes, *, values: bool = False) -> Any:
    return load_workbook(BytesIO(data), data_only=values)


def named(book: Any, name: str) -> Any:
    ((sheet, cell),) = book.defined_names[name].destinations
    return book[sheet][cell.replace("$", "")]


def test_the_same_subject_gives_the_same_bytes() -> None:
    assert make_form(SUBJECT) == make_form(replace(SUBJECT))
    assert make_form(SUBJECT, STATEMENT) == make_form(SUBJECT, STATEMENT)


def test_cells_to_fill_have_names_and_are_empty_and_open() -> None:
    book = opened(make_form(SUBJECT))
    for name in (
        "besteding_jaar_t",
        "cumulatieve_besteding",
        "eindverantwoording",
        "toelichting",
    ):
        assert named(book, name).value is None
        assert not named(book, name).protection.locked
        assert named(book, name).comment


def test_what_we_know_is_filled_in() -> None:
    values = [cell.value for row in opened(make_form(SUBJECT))["Opgave"]["B4:B8"] for cell in row]
    assert values == [
        "Preventie met Gezag 2024-2027",
        "2025",
        "Gouda (GM0513)",
        "PMG-2024-0513",
        120_000,
    ]


def test_the_table_has_its_columns_room_and_lists() -> None:
    sheet = opened(make_form(SUBJECT))["Bestedingen"]
    table = sheet.tables["bestedingen"]
    assert table.ref == "A5:E205"
    assert table.column_names == ["activiteit", "sector", "interventie", "omschrijving", "bedrag"]
    chosen = [row for row in sheet.data_validations.dataValidation if row.type == "list"]
    assert [str(row.sqref) for row in chosen] == ["A6:A205", "B6:B205", "C6:C205"]
    # Whoever comes by keyboard hears what every column asks; nothing is refused but other choices.
    assert all(row.prompt for row in sheet.data_validations.dataValidation)


def test_the_total_is_a_formula_with_the_right_value_stored() -> None:
    data = make_form(SUBJECT, STATEMENT)
    assert named(opened(data), "totaal_bestedingen").value == "=SUM(bestedingen[bedrag])"
    values = opened(data, values=True)
    assert named(values, "totaal_bestedingen").value == sum(line.amount for line in LINES)
    assert named(values, "nog_te_verdelen").value == 0


def test_a_long_statement_lies_wholly_in_the_table() -> None:
    sheet = opened(make_form(SUBJECT, many_lines(450)))["Bestedingen"]
    assert sheet.tables["bestedingen"].ref == "A5:E455"


def test_what_was_typed_never_becomes_a_formula() -> None:
    trap = '=HYPERLINK("http://example.org";"klik")'
    book = opened(make_form(SUBJECT, replace(STATEMENT, explanation=trap)))
    assert named(book, "toelichting").data_type == "s"


def test_a_demo_says_so_on_every_sheet() -> None:
    form = opened(make_form(replace(SUBJECT, is_fictional=True)))
    assert all(sheet["A2"].value.startswith("FICTIEF") for sheet in form.worksheets)
    real = ZipFile(BytesIO(make_form(SUBJECT)))
    assert not any(b"FICTIEF" in real.read(name) for name in real.namelist())


def test_the_mark_rests_on_the_scheme_alone() -> None:
    mark = mark_of(SUBJECT)
    other_database = replace(
        SUBJECT,
        is_fictional=True,
        awarded=None,
        award_reference="",
        accepted_before=None,
        spent_last_year=None,
        planned=frozenset(),
    )
    assert mark_of(other_database) == mark
    assert read_mark(str(mark)) == mark
    for other in (
        replace(SUBJECT, scheme="pmg-2026"),
        replace(SUBJECT, year=2024),
        replace(SUBJECT, cbs_digits="0141"),
        replace(SUBJECT, form_version=2),
        replace(SUBJECT, activities=SUBJECT.activities[:2]),
    ):
        assert mark_of(other).digest != mark.digest


def test_the_total_stays_in_sight_above_the_lines() -> None:
    values = opened(make_form(SUBJECT, STATEMENT), values=True)["Bestedingen"]
    assert values["E3"].value == sum(line.amount for line in LINES)
    assert values.freeze_panes == "A6"


def test_only_the_sheet_with_fixed_cells_is_protected_and_without_a_password() -> None:
    book = opened(make_form(SUBJECT))
    assert [sheet.protection.sheet for sheet in book] == [True, False, False]
    assert book["Opgave"].protection.password is None


def test_what_cannot_be_an_amount_stays_and_leaves_the_sums_right() -> None:
    typed = replace(typed_of(STATEMENT), spent="veel", lines=(TypedLine(amount="weinig"),))
    values = opened(make_form(SUBJECT, typed), values=True)
    assert named(values, "besteding_jaar_t").value == "veel"
    assert values["Bestedingen"]["E6"].value == "weinig"
    assert named(values, "nog_te_verdelen").value == 0
