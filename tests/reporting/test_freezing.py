"""Freezing a year: what goes in, that it is one instant, and that it never changes again."""

from __future__ import annotations

import datetime
import io
from pathlib import Path

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import InternalError, connection, transaction
from django.utils import timezone

from grants.models import Justification, Scheme
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.casework.errors import FourEyes, MoveRefused, NotAllowed
from pmg.casework.models import Event
from reporting.models import ReportYear, Snapshot
from reporting.queries.gathering import gather
from reporting.queries.years import changes, snapshots_of
from reporting.services.freezing import freeze_year
from reporting.services.publishing import publish_year
from reporting.snapshot import Municipality, Status, from_bytes, sha256
from tests.factories import make_figure, make_scheme, make_user
from tests.reporting.sending.ready import make_ready
from tests.reporting.stories import make_story

MOMENT = datetime.datetime(2025, 11, 3, 8, 30, tzinfo=datetime.UTC)


def freeze(scheme: Scheme, by: User, **more: object) -> Snapshot:
    return freeze_year(
        scheme_id=scheme.pk,
        year=2024,
        by=by,
        on=timezone.now(),
        **more,  # type: ignore[arg-type]
    )


def of(snapshot: Snapshot, name: str) -> Municipality:
    year = from_bytes(bytes(snapshot.content))
    return next(own for own in year.municipalities if own.name == name)


@pytest.mark.django_db
def test_gathering_asks_as_much_for_three_as_for_one(django_assert_num_queries: object) -> None:
    scheme = make_story()
    year = gather(scheme, 2024, moment=MOMENT, edition="x")
    assert len(year.municipalities) == 20
    with django_assert_num_queries(28, exact=False):  # type: ignore[operator]
        gather(scheme, 2024, moment=MOMENT, edition="x")


@pytest.mark.django_db
def test_each_figure_carries_its_status() -> None:
    year = gather(make_story(), 2024, moment=MOMENT, edition="x")
    own = {one.name: one for one in year.municipalities}
    found = {name: own[name].accounting_years[-1].status for name in ("Gouda", "Hoorn", "Zwolle")}
    assert found == {
        "Gouda": Status.SISA,
        "Hoorn": Status.STATEMENT,
        "Zwolle": Status.MISSING,
    }
    assert own["Gouda"].accounting_years[-1].justified == 285_000
    assert sum(line.amount for line in own["Gouda"].spending) == 285_000
    assert own["Gouda"].progress is not None
    assert own["Gouda"].missing == ()
    assert [gap.item for gap in own["Zwolle"].missing] == [
        "Aanvullende opgave over 2024",
        "Voortgangsrapportage 2024/25",
    ]


def test_a_year_is_frozen_with_its_fingerprint(clone_db: str) -> None:
    scheme = make_story()
    snapshot = freeze(scheme, make_user(Role.ANALYST))
    assert snapshot.sha256 == sha256(bytes(snapshot.content))
    event = Event.objects.get(case_kind="report_year")
    assert event.data == {"version": 1, "sha256": snapshot.sha256}
    assert of(snapshot, "Gouda").grant_years[0].allocated == 500_000


def test_who_is_no_analyst_cannot_freeze(clone_db: str) -> None:
    scheme = make_story()
    with pytest.raises(NotAllowed):
        freeze(scheme, make_user(Role.POLICY_OFFICER))
    assert not ReportYear.objects.exists()


def test_a_scheme_without_recipients_has_nothing_to_freeze(clone_db: str) -> None:
    scheme = make_scheme()
    scheme.recipients.all().delete()
    with pytest.raises(MoveRefused, match="geen ontvangers"):
        freeze(scheme, make_user(Role.ANALYST))


def test_freezing_must_come_first_in_its_transaction(clone_db: str) -> None:
    scheme = make_story()
    analyst = make_user(Role.ANALYST)
    with transaction.atomic():
        Scheme.objects.count()
        with pytest.raises(InternalError, match="before any query"):
            freeze(scheme, analyst)
        transaction.set_rollback(True)


def test_a_correction_is_a_new_version_that_says_what_differs(clone_db: str) -> None:
    scheme = make_story()
    analyst = make_user(Role.ANALYST)
    first = freeze(scheme, analyst)
    case = first.report_year
    with pytest.raises(MoveRefused, match="waarom"):
        freeze(scheme, analyst, seen_revision=case.revision)
    hoorn = Justification.objects.get(municipality__cbs_code="GM0405", accounting_year__year=2024)
    make_figure(hoorn, 285_001)
    second = freeze(
        scheme, analyst, seen_revision=case.revision, reason="Hoorn leverde het SiSa-cijfer"
    )
    assert second.version == 2
    first.refresh_from_db()
    assert sha256(bytes(first.content)) == first.sha256
    found = {change.place: (change.before, change.after) for change in changes(snapshots_of(case))}
    assert found["municipalities › Hoorn › accounting_years › 2024 › sisa"] == ("–", "285001")


def test_the_application_cannot_change_a_snapshot(
    clone_db: str, owner_connection: psycopg.Connection[object]
) -> None:
    freeze(make_story(), make_user(Role.ANALYST))
    for act in ("UPDATE reporting_snapshot SET sha256 = ''", "DELETE FROM reporting_snapshot"):
        with pytest.raises(Exception, match="permission denied"), transaction.atomic():
            connection.cursor().execute(act)
        with pytest.raises(psycopg.errors.IntegrityConstraintViolation):
            owner_connection.execute(act)  # type: ignore[arg-type]


def test_publishing_needs_a_report_and_another_hand(clone_db: str) -> None:
    scheme = make_story()
    officer = make_user(Role.POLICY_OFFICER)
    case = freeze(scheme, make_user(Role.ANALYST)).report_year
    with pytest.raises(MoveRefused, match="Maak eerst de PDF"):
        publish_year(case=case, by=officer, on=timezone.now(), seen_revision=case.revision)
    make_ready(case, officer)
    case.refresh_from_db()
    publish_year(case=case, by=officer, on=timezone.now(), seen_revision=case.revision)
    assert case.state == "published"


def test_who_froze_does_not_publish(clone_db: str) -> None:
    scheme = make_story()
    both = make_user(Role.ANALYST)
    both.role_assignments.create(role=Role.POLICY_OFFICER, starts_on=datetime.date(2024, 1, 1))
    case = freeze(scheme, both).report_year
    make_ready(case, make_user(Role.POLICY_OFFICER))
    with pytest.raises(FourEyes):
        publish_year(case=case, by=both, on=timezone.now(), seen_revision=case.revision)


def test_the_commands_freeze_and_write_the_report(clone_db: str, tmp_path: Path) -> None:
    make_story()
    with pytest.raises(CommandError, match="niet bevroren"):
        call_command("kamer_report", 2024, out=tmp_path / "x.pdf")
    said = io.StringIO()
    call_command("freeze_year", 2024, stdout=said)
    assert Snapshot.objects.get().sha256 in said.getvalue()
    out = tmp_path / "rapport.pdf"
    call_command("kamer_report", 2024, out=out, stdout=said)
    assert out.read_bytes().startswith(b"%PDF-1.7")
    again = tmp_path / "nogmaals.pdf"
    call_command("kamer_report", 2024, out=again, stdout=said)
    assert again.read_bytes() == out.read_bytes()
    with pytest.raises(CommandError, match="waarom"):
        call_command("freeze_year", 2024)
    with pytest.raises(CommandError, match="geen regeling"):
        call_command("freeze_year", 1999)
