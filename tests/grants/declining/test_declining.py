"""‘Dit is niet voor mij’ in one case: who is told, who is reminded, and what when nobody is left."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from grants.models import ProgressReport
from grants.queries.declining import declined
from grants.queries.notices import unreachable
from grants.services.declining import decline, take_up
from grants.services.notices import remind
from grants.services.progress_opening import open_progress_reports
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.accounts.services.machines import machine
from pmg.casework.errors import MoveRefused, NotAllowed
from pmg.casework.models import Notice
from tests.factories import make_user, municipality
from tests.grants.justifications.conftest import Gouda
from tests.grants.justifications.conftest import gouda as gouda  # noqa: PLC0414 - a fixture

pytestmark = pytest.mark.django_db
WHY = "De verantwoording doet Financiën."


@pytest.fixture
def officer(db: None) -> User:
    return make_user(Role.POLICY_OFFICER)


def act(case: Any, by: User, service: Any = decline, **more: Any) -> None:
    case.refresh_from_db()
    service(case=case, by=by, on=timezone.now(), seen_revision=case.revision, **more)


def report_of(gouda: Gouda) -> ProgressReport:
    year = gouda.case.award.scheme.grant_years.earliest("starts_on")
    (report,) = open_progress_reports(grant_year=year, by=machine(), on=timezone.now())
    return report


def reminded(case: Any, officer: User) -> set[User]:
    before = set(Notice.objects.values_list("pk", flat=True))
    remind([case], by=officer, on=timezone.now(), key=uuid.uuid4())
    return {notice.recipient for notice in Notice.objects.exclude(pk__in=before)}


def test_colleagues_and_ministry_are_told_and_not_who_said_it(gouda: Gouda, officer: User) -> None:
    act(gouda.case, gouda.sisa, reason=WHY)
    told = {notice.recipient.username for notice in Notice.objects.all()}
    assert {"leader", "signatory", officer.username} <= told
    assert "sisa" not in told
    assert all(WHY not in n.text for n in Notice.objects.filter(channel=Notice.Channel.MAIL))


@pytest.mark.parametrize("progress", [False, True])
def test_reminders_go_to_who_is_left_and_an_alarm_when_nobody_is(
    gouda: Gouda, officer: User, progress: bool
) -> None:
    case: Any = report_of(gouda) if progress else gouda.case
    one = gouda.leader if progress else gouda.sisa
    role = Role.PROJECT_LEADER if progress else Role.SISA_CONTACT
    other = make_user(role, gouda.case.municipality)
    act(case, one, reason=WHY)
    assert reminded(case, officer) == {other}
    act(case, other, reason=WHY)
    assert reminded(case, officer) == set()
    alarms = [row.why for row in unreachable(on=timezone.localdate()) if row.role == role]
    assert any("afgewezen door iedereen" in why for why in alarms)
    act(case, one, take_up)
    assert reminded(case, officer) == {one}
    assert [event.by for event in declined()[case.pk]] == [other]


def test_only_the_own_municipality_with_a_reason_while_it_is_its_turn(gouda: Gouda) -> None:
    for stranger in (
        make_user(Role.SISA_CONTACT, municipality("GM0141")),
        make_user(Role.ASSESSOR),
    ):
        with pytest.raises(NotAllowed):
            act(gouda.case, stranger, reason=WHY)
    with pytest.raises(MoveRefused, match="reden"):
        act(gouda.case, gouda.sisa, reason=" ")


def test_on_the_page_and_back_again(gouda: Gouda) -> None:
    client = Client()
    client.force_login(gouda.sisa)
    page = reverse("grants:justification", args=[gouda.case.pk])
    address = reverse("grants:justification_decline", args=[gouda.case.pk])
    assert address in client.get(page).content.decode()

    def post(**data: str) -> str:
        gouda.case.refresh_from_db()
        sent = {"revision": str(gouda.case.revision), "key": str(uuid.uuid4()), **data}
        return client.post(address, sent, follow=True).content.decode()

    assert "Schrijf op waarom" in post(reason="")
    assert WHY in post(reason=WHY)
    ministry = Client()
    ministry.force_login(make_user(Role.ASSESSOR))
    desk = reverse("grants:assessment_workbench", args=[gouda.case.pk])
    assert WHY in ministry.get(desk).content.decode()
    assert "Ik doe het toch" in client.get(address).content.decode()
    assert "U doet deze taak weer." in post(take_up="1")
    assert WHY not in client.get(page).content.decode()


def test_on_the_page_of_a_progress_report(gouda: Gouda) -> None:
    report = report_of(gouda)
    client = Client()
    client.force_login(gouda.leader)
    page = reverse("grants:progress_report", args=[report.pk])
    address = reverse("grants:progress_decline", args=[report.pk])
    assert address in client.get(page).content.decode()
    assert client.get(address).status_code == 200
