"""Having the report made: once per edition, by whichever worker, whatever happens to it."""

from __future__ import annotations

import datetime
import time

import pytest
from django.utils import timezone

import pmg.celery  # noqa: F401 - the queue as web and worker know it
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from reporting.enums import RenderState
from reporting.models import RenderJob, Rendition, Snapshot
from reporting.services import rendering
from reporting.services.freezing import freeze_year
from reporting.tasks.rendering import sweep_renders
from reporting.writing.texts import NOTHING
from tests.factories import make_user
from tests.reporting.stories import make_story


@pytest.fixture
def analyst(clone_db: str) -> User:
    return make_user(Role.ANALYST)


@pytest.fixture
def snapshot(analyst: User) -> Snapshot:
    scheme = make_story()
    return freeze_year(scheme_id=scheme.pk, year=2024, by=analyst, on=timezone.now())


def test_two_who_ask_get_one_order_and_one_file(snapshot: Snapshot, analyst: User) -> None:
    first = rendering.ask_for_report(snapshot=snapshot, by=analyst)
    assert rendering.ask_for_report(snapshot=snapshot, by=analyst) == first
    made = rendering.run_job(first.pk)
    assert made is not None
    assert rendering.run_job(first.pk) is None
    assert rendering.ask_for_report(snapshot=snapshot, by=analyst) == first
    first.refresh_from_db()
    assert (first.state, first.percent) == (RenderState.DONE, 100)
    assert Rendition.objects.get() == made
    assert {file.kind for file in made.files.all()} == {"pdf", "html", "csv", "json", "xlsx"}
    assert made.edition == rendering.edition_of(NOTHING)
    for file in made.files.all():
        assert file.size == len(file.content)


def test_without_a_hint_the_sweep_does_it(snapshot: Snapshot, analyst: User) -> None:
    job = rendering.ask_for_report(snapshot=snapshot, by=analyst)
    RenderJob.objects.update(asked_at=timezone.now() - datetime.timedelta(seconds=30))
    sweep_renders()
    job.refresh_from_db()
    assert job.state == RenderState.DONE


def test_an_order_of_a_killed_worker_is_taken_up_again(snapshot: Snapshot, analyst: User) -> None:
    job = rendering.ask_for_report(snapshot=snapshot, by=analyst)
    long_ago = timezone.now() - datetime.timedelta(minutes=10)
    RenderJob.objects.update(state=RenderState.RUNNING, seen_at=long_ago, asked_at=long_ago)
    sweep_renders()
    job.refresh_from_db()
    assert job.state == RenderState.DONE


def test_after_three_attempts_we_say_that_it_is_our_fault(
    snapshot: Snapshot, analyst: User
) -> None:
    job = rendering.ask_for_report(snapshot=snapshot, by=analyst)
    for attempts in (1, 2):
        RenderJob.objects.update(state=RenderState.RUNNING, attempts=attempts)
        rendering.note_failure(job.pk)
        job.refresh_from_db()
        assert job.state == RenderState.ASKED
    RenderJob.objects.update(state=RenderState.RUNNING, attempts=3)
    rendering.note_failure(job.pk)
    job.refresh_from_db()
    assert job.state == RenderState.FAILED
    assert rendering.ask_for_report(snapshot=snapshot, by=analyst) != job


def test_a_cancelled_order_stops_at_its_next_step(snapshot: Snapshot, analyst: User) -> None:
    job = rendering.ask_for_report(snapshot=snapshot, by=analyst)
    assert rendering.cancel(job=job)
    assert rendering.run_job(job.pk) is None
    assert not Rendition.objects.exists()
    assert not rendering.cancel(job=job)


def test_the_worker_makes_what_was_asked(snapshot: Snapshot, analyst: User, worker: None) -> None:
    job = rendering.ask_for_report(snapshot=snapshot, by=analyst)
    deadline = time.monotonic() + 90
    while job.is_active and time.monotonic() < deadline:
        time.sleep(0.3)
        job.refresh_from_db()
    assert job.state == RenderState.DONE


def test_a_new_edition_is_made_beside_the_old(snapshot: Snapshot) -> None:
    old = Rendition.objects.create(
        snapshot=snapshot, edition={"weasyprint": "69.0"}, edition_key="0" * 64
    )
    new = rendering.render(snapshot)
    assert new != old
    assert set(Rendition.objects.all()) == {old, new}
    assert rendering.render(snapshot) == new


def test_a_second_version_keeps_hidden_what_the_first_hid(
    snapshot: Snapshot, analyst: User
) -> None:
    case = snapshot.report_year
    second = freeze_year(
        scheme_id=case.scheme_id,
        year=2024,
        by=analyst,
        on=timezone.now(),
        seen_revision=case.revision,
        reason="Nogmaals gecontroleerd",
    )
    earlier = rendering.earlier_year(second)
    assert earlier is not None
    assert earlier.version == 1
    first, again = rendering.public_form(snapshot), rendering.public_form(second)
    assert first.youths == again.youths
