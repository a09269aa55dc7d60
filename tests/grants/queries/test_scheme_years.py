"""What a delivery is held against, with and without an award."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from grants.queries.scheme_years import find_scheme_year, scheme_year, scheme_year_for
from tests.factories import (
    make_award,
    make_justification,
    make_scheme,
    municipality,
    submit,
)

pytestmark = pytest.mark.django_db


def test_without_an_award_the_scheme_alone_tells_enough() -> None:
    subject = scheme_year(make_scheme(), municipality(), 2025)
    assert (subject.scheme, subject.year, subject.cbs_digits) == ("pmg-2024", 2025, "0513")
    assert [choice.code for choice in subject.activities] == ["a", "b", "c"]
    assert subject.awarded is None
    assert subject.accepted_before is None
    assert (subject.months_last_year, subject.months) == (6, 12)


def test_of_the_first_year_nothing_came_before() -> None:
    subject = scheme_year(make_scheme(), municipality(), 2024)
    assert subject.accepted_before == 0
    assert (subject.months_last_year, subject.months) == (0, 6)


def test_with_an_award_come_its_amounts_and_last_year() -> None:
    award = make_award(make_scheme(), municipality())
    spent = submit(make_justification(award, 2024)).spent
    subject = scheme_year_for(make_justification(award, 2025))
    assert subject.awarded == Decimal(1_500_000)
    assert subject.award_reference == award.reference
    assert subject.spent_last_year == spent
    assert subject.accepted_before is None
    assert subject.statement_total is None


def test_a_municipality_outside_the_scheme_has_no_subject() -> None:
    make_scheme()
    assert find_scheme_year(2025, "GM0363") is None
    assert find_scheme_year(2023, "GM0513") is None
    assert find_scheme_year(2025, "GM0513", "other") is None
    assert find_scheme_year(2025, "GM0513") is not None


def test_the_number_of_queries_is_fixed() -> None:
    case = make_justification(make_award(make_scheme(), municipality()))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        scheme_year_for(type(case).objects.get(pk=case.pk))
    assert len(queries) <= 17
