"""Two lists of payments laid side by side: pure, to the cent, every row exactly once."""

from __future__ import annotations

import datetime
from collections import Counter
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from grants.enums import MatchKind, MatchStanding
from grants.reckoning.reconciliation import Paid, reconcile, standing_beside

DAY = datetime.date(2024, 7, 15)


def paid(
    reference: str = "PMG-1",
    amount: str = "500000.00",
    on: datetime.date = DAY,
    creditor: str = "",
    place: int = 0,
) -> Paid:
    return Paid(reference=reference, amount=Decimal(amount), on=on, creditor=creditor, place=place)


def test_a_cent_is_a_difference() -> None:
    outcome = reconcile([paid()], [paid(amount="500000.01")])
    (match,) = outcome.matches
    assert match.kind == MatchKind.DIFFERENT
    assert match.difference == outcome.difference == Decimal("0.01")


def test_spaces_dashes_and_case_of_a_reference_do_not_matter() -> None:
    (match,) = reconcile([paid("PMG-2024-01")], [paid("pmg 2024 01")]).matches
    assert match.kind == MatchKind.MATCHED


def test_without_a_reference_creditor_and_amount_tell_the_nearest_first() -> None:
    later = DAY + datetime.timedelta(days=365)
    here = [paid("A", creditor="C1"), paid("B", on=later, creditor="C1")]
    there = [paid("", on=later, creditor="C1", place=2), paid("", creditor="c-1", place=3)]
    outcome = reconcile(here, there)
    assert outcome.counts == {MatchKind.MATCHED: 2}


def test_booked_twice_there_is_missing_here_once() -> None:
    outcome = reconcile([paid()], [paid(place=2), paid(place=3)])
    assert outcome.counts == {MatchKind.MATCHED: 1, MatchKind.MISSING_HERE: 1}


def test_a_difference_is_known_again_wherever_it_stands_in_the_file() -> None:
    (first,) = reconcile([], [paid(place=2)]).matches
    (again,) = reconcile([], [paid(place=40)]).matches
    assert standing_beside({first.identity}, again) == MatchStanding.STILL
    assert standing_beside((), again) == MatchStanding.NEW


payments = st.lists(
    st.builds(
        paid,
        reference=st.sampled_from(["A", "B", "C", ""]),
        amount=st.sampled_from(["1.00", "1.01", "-1.00"]),
        on=st.sampled_from([DAY, DAY + datetime.timedelta(days=1)]),
        creditor=st.sampled_from(["", "X"]),
        place=st.integers(1, 9),
    ),
    max_size=8,
)


@given(here=payments, there=payments)
def test_every_row_comes_back_once_and_the_differences_add_up(
    here: list[Paid], there: list[Paid]
) -> None:
    outcome = reconcile(here, there)
    assert Counter(m.here for m in outcome.matches if m.here) == Counter(here)
    assert Counter(m.there for m in outcome.matches if m.there) == Counter(there)
    assert sum((m.difference for m in outcome.matches), Decimal(0)) == outcome.difference
