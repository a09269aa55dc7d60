"""SIGKILL for the worker and all it started, while it reads; the next worker goes on from there."""

from __future__ import annotations

import time
from collections.abc import Callable

from celery import current_app
from django.utils import timezone

import pmg.celery  # noqa: F401 - the queue as web and worker know it
from grants.enums import CbsDeliveryState as State
from grants.enums import CheckState, UploadKind
from grants.models import Verdict
from grants.queries.cbs import progress_of
from grants.services.uploads import upload
from tests.files import packages as p
from tests.grants.cbs.test_turns import hand_in
from tests.grants.justifications.conftest import make_gouda
from tests.harness import site
from tests.harness.killing import family, kill_hard

PATIENCE = 90


def wait_for(happened: Callable[[], object], *, sweep: str = "") -> None:
    """Until it happened; meanwhile beat's sweep is sent each second."""
    until = time.monotonic() + PATIENCE
    swept = 0.0
    while not happened():
        assert time.monotonic() < until, "it did not happen"
        if sweep and time.monotonic() - swept > 1:
            current_app.send_task(sweep)
            swept = time.monotonic()
        time.sleep(0.01)


def test_while_it_reads_a_delivery_of_the_cbs(clone_db: str) -> None:
    count = 20
    with site.running_worker(clone_db) as first:
        delivery = hand_in(count)
        wait_for(lambda: delivery.packages.exclude(state=CheckState.ASKED).count() >= 2)
        kill_hard(first)
    so_far = progress_of(delivery)
    assert so_far is not None
    assert 2 <= so_far.done < count
    assert delivery.lines.count() == so_far.done

    def is_read() -> bool:
        delivery.refresh_from_db()
        return delivery.state != State.RECEIVED

    with site.running_worker(clone_db):
        wait_for(is_read, sweep="grants.sweep_cbs_deliveries")
    assert delivery.state == State.READ
    assert delivery.lines.values("digits").distinct().count() == delivery.lines.count() == count


def test_while_it_reads_a_package(clone_db: str) -> None:
    gouda = make_gouda()
    with site.running_worker(clone_db) as first:
        idle = len(family(first.pid))
        row = upload(
            justification=gouda.case,
            kind=UploadKind.PACKAGE,
            name="sisa_2025_060513.zip",
            chunks=[p.good()],
            by=gouda.sisa,
            on=timezone.now(),
        )
        # What strangers made is read in a child of the worker: there it is.
        wait_for(lambda: len(family(first.pid)) > idle)
        kill_hard(first)
    check = row.check_run
    check.refresh_from_db()
    assert (check.state, Verdict.objects.count()) == (CheckState.ASKED, 0)
    with site.running_worker(clone_db):
        wait_for(Verdict.objects.exists, sweep="grants.sweep_checks")
    assert Verdict.objects.get().ok
