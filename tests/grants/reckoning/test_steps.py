"""Where a case stands, for each state there is."""

from __future__ import annotations

import pytest

from grants.enums import JustificationState as State
from grants.reckoning.steps import steps


@pytest.mark.parametrize("state", list(State))
def test_done_comes_before_what_is_going_on_and_that_before_what_is_to_come(state: State) -> None:
    states = [step.state for step in steps(state, done={}, notes={})]
    order = ["done", "current", "upcoming"]
    assert states == sorted(states, key=order.index)
    assert states.count("current") == (0 if state == State.JUDGED else 1)


def test_asked_again_it_is_the_turn_of_the_municipality() -> None:
    current = next(s for s in steps(State.RETURNED, done={}, notes={}) if s.state == "current")
    assert current.title == "Opgave indienen"
