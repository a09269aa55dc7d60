"""Two people at once, each with a connection of their own, on committed rows."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from grants.enums import EntryKind
from grants.enums import JustificationState as State
from grants.models import Justification, LedgerEntry
from grants.services import assessment
from pmg.accounts.enums import Role
from pmg.accounts.services.machines import machine
from pmg.casework.errors import MoveRefused, StaleRevision
from pmg.casework.models import Event
from pmg.casework.moves import Door, events_of
from tests.factories import (
    accounting_year,
    at,
    make_award,
    make_figure,
    make_justification,
    make_scheme,
    make_user,
    municipality,
    submit,
    weigh,
)

pytestmark = pytest.mark.usefixtures("clone_db")


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Runs each act in a thread and connection of its own; gives results, or what was raised."""
    start = threading.Barrier(len(acts))
    outcomes: list[object] = [None] * len(acts)

    def run(place: int, act: Callable[[], object]) -> None:
        start.wait()
        try:
            outcomes[place] = act()
        except MoveRefused as refused:
            outcomes[place] = refused
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
        assert not thread.is_alive()
    return outcomes


def submitted() -> Justification:
    case = make_justification(make_award(make_scheme(), municipality()))
    submit(case)
    make_figure(case)
    return case


def take(case: Justification, key: uuid.UUID | None = None) -> Callable[[], object]:
    assessor = make_user(Role.ASSESSOR)
    seen = case.revision

    def act() -> Event:
        return assessment.take(
            justification=Justification.objects.get(pk=case.pk),
            by=assessor,
            on=at(2026, 8, 3),
            seen_revision=seen,
            key=key,
            door=Door.DEMO,
        )

    return act


def test_of_two_who_press_the_same_button_one_is_told_it_was_done() -> None:
    case = submitted()
    outcomes = at_once(take(case), take(case))
    assert {type(outcome) for outcome in outcomes} == {Event, StaleRevision}
    assert events_of(case).filter(name="take").count() == 1


def test_a_double_click_is_one_event_for_both() -> None:
    case, key = submitted(), uuid.uuid4()
    first, second = at_once(take(case, key), take(case, key))
    assert isinstance(first, Event)
    assert first == second


def test_the_second_waits_until_the_first_is_through() -> None:
    case = submitted()
    waits = threading.Event()
    second = take(case)
    outcome: list[object] = []

    def late() -> None:
        try:
            outcome.append(second())
        except StaleRevision as refused:
            outcome.append(refused)
        finally:
            waits.set()
            connection.close()

    with transaction.atomic():
        take(case)()
        thread = threading.Thread(target=late)
        thread.start()
        assert not waits.wait(timeout=0.5), "the case was not locked"
    thread.join(timeout=30)
    assert isinstance(outcome[0], StaleRevision)


def test_what_was_opened_by_two_clocks_is_there_once() -> None:
    scheme = make_scheme()
    for code in ("GM0513", "GM0748"):
        make_award(scheme, municipality(code))
    clock, year = machine(), accounting_year(scheme)

    def sweep() -> list[Justification]:
        return assessment.open_justifications(
            accounting_year=year, by=clock, on=at(2026, 1, 15), door=Door.DEMO
        )

    opened = at_once(sweep, sweep)
    assert sorted(len(cases) for cases in opened) == [0, 2]  # type: ignore[arg-type]
    assert Justification.objects.count() == 2


def test_two_judges_book_one_amount() -> None:
    case = submitted()
    take(case)()
    case.refresh_from_db()
    assessor = make_user(Role.ASSESSOR)
    weigh(case, by=assessor)
    assessment.propose(
        justification=case,
        motivation="Akkoord.",
        by=assessor,
        on=at(2026, 8, 4),
        seen_revision=case.revision,
        door=Door.DEMO,
    )
    seen = case.revision

    def judge() -> Callable[[], object]:
        judge = make_user(Role.BUDGET_HOLDER)
        return lambda: assessment.judge(
            justification=Justification.objects.get(pk=case.pk),
            by=judge,
            on=at(2026, 8, 5),
            seen_revision=seen,
            door=Door.DEMO,
        )

    outcomes = at_once(judge(), judge())
    assert {type(outcome) for outcome in outcomes} == {Event, StaleRevision}
    case.refresh_from_db()
    assert case.state == State.JUDGED
    assert LedgerEntry.objects.filter(kind=EntryKind.ACCEPTED).count() == 1
