"""The last day counts until midnight in Amsterdam; a second later is late, and says so."""

import datetime

import pytest

from grants.queries.deliveries import delivery_of
from grants.queries.receipts import receipt_sheet
from grants.services.checking import run_check
from grants.services.submitting import submit
from pmg.casework.moves import Door
from tests.factories import at
from tests.grants.justifications.conftest import Gouda
from tests.grants.justifications.test_uploads import hand_in

LAST_MOMENT = at(2026, 7, 15, 23, 59) + datetime.timedelta(seconds=59)


def submit_at(gouda: Gouda, moment: datetime.datetime) -> None:
    run_check(hand_in(gouda, gouda.form(), on=at(2026, 7, 1)).check_run.pk)
    gouda.case.refresh_from_db()
    submit(
        justification=gouda.case,
        by=gouda.signatory,
        on=moment,
        seen_revision=gouda.case.revision,
        door=Door.PAPER,
    )


@pytest.mark.parametrize(("seconds", "in_time"), [(0, True), (1, False)])
def test_one_second_makes_the_difference(gouda, seconds, in_time):
    submit_at(gouda, LAST_MOMENT + datetime.timedelta(seconds=seconds))
    assert receipt_sheet(gouda.case.receipts.get()).in_time == in_time
    assert gouda.case.__class__.objects.get().state == "submitted"


def test_late_is_never_stored(gouda):
    before = delivery_of(gouda.case, now=LAST_MOMENT)
    after = delivery_of(gouda.case, now=LAST_MOMENT + datetime.timedelta(seconds=1))
    assert (before.days_late, before.days_left) == (0, 0)
    assert (after.days_late, after.days_left) == (1, -1)
    assert gouda.case.state == "open"
