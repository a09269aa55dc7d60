"""A report as typed becomes clean content, or findings that say where, what and how to mend."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as cases
from hypothesis import strategies as st

from grants.checks.progress import Reading, read_report
from grants.checks.progress_content import FEW, Reach
from grants.checks.progress_findings import PERSONAL_DATA
from grants.checks.progress_typed import as_typed, with_row
from grants.checks.section_findings import Severity
from grants.checks.typed_rows import digest, rows_in, without_row
from grants.checks.typed_values import number_as_typed, read_day, read_number, read_reach
from grants.enums import AgeBand, ProgressSection

from .contents import CHOICES, make_content

Where = tuple[ProgressSection, str]


def read_with(where: Where, text: str) -> Reading:
    """Reads a complete report in which one field was typed differently."""
    typed = as_typed(make_content())
    section, name = where
    typed[section][name] = text
    return read_report(typed, CHOICES)


def test_what_is_typed_from_content_reads_back_the_same() -> None:
    reading = read_report(as_typed(make_content()), CHOICES)
    assert reading.findings == ()
    assert reading.content == make_content()


@pytest.mark.parametrize(
    ("where", "text", "code", "place"),
    [
        ((ProgressSection.ANALYSIS, "state"), "", "geen-keuze", "stand"),
        ((ProgressSection.ANALYSIS, "text"), " ", "niet-ingevuld", "toelichting"),
        (
            (ProgressSection.INTERVENTIONS, "1-intervention"),
            "x",
            "geen-keuze",
            "rij 1, interventie",
        ),
        ((ProgressSection.INTERVENTIONS, "1-activity"), "z", "geen-keuze", "rij 1, activiteit"),
        ((ProgressSection.INTERVENTIONS, "1-area"), "w" * 101, "te-lang", "rij 1, wijk"),
        (
            (ProgressSection.INTERVENTIONS, "1-started_on"),
            "herfst",
            "onleesbare-datum",
            "rij 1, begonnen op",
        ),
        (
            (ProgressSection.INTERVENTIONS, "1-started_on"),
            "1-7-2025",
            "begonnen-na-het-jaar",
            "rij 1, begonnen op",
        ),
        (
            (ProgressSection.INTERVENTIONS, "1-reach-12-17"),
            "veel",
            "onleesbaar-aantal",
            "rij 1, deelnames 12-17 jaar",
        ),
        (
            (ProgressSection.INTERVENTIONS, "1-reach-8-11"),
            "",
            "geen-aantal",
            "rij 1, deelnames 8-11 jaar",
        ),
        (
            (ProgressSection.INTERVENTIONS, "1-risk_factors"),
            "f" * 81,
            "factor-te-lang",
            "rij 1, risicofactoren",
        ),
        ((ProgressSection.YOUTHS, "12-17"), "-3", "onleesbaar-aantal", "12 tot en met 17 jaar"),
        (
            (ProgressSection.INDICATORS, "verdachten-value"),
            "12.5",
            "onleesbaar-getal",
            "Jeugdige verdachten, waarde",
        ),
        (
            (ProgressSection.INDICATORS, "verdachten-source"),
            "",
            "bron-ontbreekt",
            "Jeugdige verdachten, bron",
        ),
        ((ProgressSection.SECURING, "state"), "later", "geen-keuze", "stand"),
        ((ProgressSection.BOTTLENECKS, "text"), "", "niet-ingevuld", "toelichting"),
        ((ProgressSection.LESSONS, "text"), "", "niet-ingevuld", "toelichting"),
        ((ProgressSection.OUTLOOK, "text"), "", "niet-ingevuld", "toelichting"),
    ],
)
def test_fault_is_told_with_place_and_remedy(
    where: Where, text: str, code: str, place: str
) -> None:
    reading = read_with(where, text)
    (finding,) = reading.errors
    assert (finding.code, finding.section, finding.field) == (code, *where)
    assert finding.place == place
    assert finding.message
    assert finding.remedy
    assert reading.content is None
    assert reading.unfinished == (where[0].label,)


def test_empty_report_tells_everything_at_once() -> None:
    reading = read_report({}, CHOICES)
    assert set(reading.unfinished) == {
        section.label
        for section in ProgressSection
        if section not in {ProgressSection.INTERVENTIONS, ProgressSection.INDICATORS}
    }
    assert {f.code for f in reading.warnings} == {"geen-interventies", "geen-waarde"}


def test_same_intervention_twice_would_count_double() -> None:
    (row,) = make_content().interventions
    twice = make_content(interventions=(row, row))
    (finding,) = read_report(as_typed(twice), CHOICES).errors
    assert (finding.code, finding.place) == ("dubbele-rij", "rij 2, interventie")
    elsewhere = make_content(interventions=(row, replace(row, area="West")))
    assert read_report(as_typed(elsewhere), CHOICES).errors == ()


def test_more_youths_than_participations_is_worth_a_look() -> None:
    youths = {**make_content().youths, "12-17": Reach(35)}
    reading = read_report(as_typed(make_content(youths=youths)), CHOICES)
    (finding,) = reading.findings
    assert (finding.severity, finding.field) == (Severity.WARNING, "12-17")
    assert reading.content is not None


def test_few_youths_of_few_participations_is_well() -> None:
    youths = {**make_content().youths, "18-22": FEW}
    assert read_report(as_typed(make_content(youths=youths)), CHOICES).findings == ()


def test_personal_data_is_looked_at_in_free_text_only() -> None:
    reading = read_with((ProgressSection.LESSONS, "text"), "Bel J. op 06-12345678.")
    (finding,) = reading.personal_data
    assert (finding.code, finding.severity) == (PERSONAL_DATA, Severity.WARNING)
    assert "06-12345678" in finding.message
    assert read_with((ProgressSection.INTERVENTIONS, "1-reach-12-17"), "111222333").warnings == ()


def test_rows_keep_their_numbers_when_one_goes() -> None:
    typed = with_row(with_row(with_row({})))
    left = without_row(typed, 2)
    assert rows_in(left) == (1, 3)
    assert rows_in(with_row(left)) == (1, 3, 4)
    finding = read_report({ProgressSection.INTERVENTIONS: left}, CHOICES).errors
    assert {f.place.split(",")[0] for f in finding if f.field.startswith("3-")} == {"rij 2"}


def test_fingerprint_sees_an_empty_row_but_no_empty_field() -> None:
    assert digest({}) == digest({"text": ""})
    assert digest({}) != digest(with_row({}))
    assert digest({"text": "a"}) != digest({"text": "b"})


@given(st.decimals(min_value=-(10**8), max_value=10**8, places=2))
@cases(max_examples=settings.RANDOM_CASES, deadline=None)
def test_number_reads_back_as_it_is_typed(number: Decimal) -> None:
    assert read_number(number_as_typed(number)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [("1.234,5", "1234.5"), ("12,5 %", "12.5"), ("0", "0"), ("−3", "-3"), ("1.234", "1234")],
)
def test_dutch_numbers_are_read(text: str, number: str) -> None:
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize("text", ["12.5", "1,234.5", "1,234", "1e5", "tien", "€ 5", ""])
def test_other_numbers_are_refused(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize("text", ["<5", "< 5", "minder dan 5", "Minder dan vijf"])
def test_few_may_be_entered(text: str) -> None:
    assert read_reach(text) == FEW


@given(st.integers(min_value=0, max_value=999_999))
@cases(max_examples=settings.RANDOM_CASES, deadline=None)
def test_count_reads_back(count: int) -> None:
    assert read_reach(str(Reach(count))) == Reach(count)


@pytest.mark.parametrize("text", ["1-9-2024", "01-09-2024", "1 september 2024", "2024-09-01"])
def test_day_is_read(text: str) -> None:
    day = read_day(text)
    assert day is not None
    assert day.isoformat() == "2024-09-01"


def test_every_age_band_is_asked_for() -> None:
    names = {f.field for f in read_report({}, CHOICES).errors}
    assert set(AgeBand.values) <= names


def test_indicator_of_another_scheme_is_refused() -> None:
    reading = read_with((ProgressSection.INDICATORS, "recidive-value"), "3")
    (finding,) = reading.errors
    assert (finding.code, finding.field) == ("onbekende-indicator", "recidive-value")


def test_more_cannot_be_completed_than_took_part() -> None:
    (row,) = make_content().interventions
    for completed, codes in (
        (Reach(45), []),
        (FEW, []),
        (Reach(46), ["meer-afgerond-dan-deelnames"]),
    ):
        content = make_content(interventions=(replace(row, completed=completed),))
        reading = read_report(as_typed(content), CHOICES)
        assert [finding.code for finding in reading.errors] == codes
