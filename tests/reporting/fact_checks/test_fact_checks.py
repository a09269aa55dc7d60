"""A municipality looks at its own page, and at nothing else, before Parliament gets the report."""

from __future__ import annotations

import datetime
import re
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import pmg.celery  # noqa: F401 - the queue as web and worker know it
from pmg.accounts.enums import Purpose, Role
from pmg.accounts.models import AccessRecord, User
from pmg.casework.errors import MoveRefused
from pmg.casework.models import Notice
from reporting.models import FactCheck, ReportYear
from reporting.queries.fact_checks import check_rows, open_points
from reporting.services.fact_checks import agree_with_facts, ask_fact_checks, handle_remark
from reporting.services.freezing import freeze_year
from tests.factories import make_user, municipality
from tests.reporting.stories import make_story
from tests.reporting.test_pages import signed_in

pytestmark = pytest.mark.usefixtures("clone_db")

LIST = "/rapportage/pmg-2024/2024/feitencheck/"


@pytest.fixture
def case() -> ReportYear:
    scheme = make_story()
    freeze_year(scheme_id=scheme.pk, year=2024, by=make_user(Role.ANALYST), on=timezone.now())
    return ReportYear.objects.get()


@pytest.fixture
def officer() -> User:
    return make_user(Role.POLICY_OFFICER)


def leader(code: str = "GM0513") -> User:
    return make_user(Role.PROJECT_LEADER, municipality(code), email=f"{code}@gemeente.invalid")


def ask(case: ReportYear, officer: User, *people: User) -> FactCheck:
    today = timezone.localdate()
    (check,) = ask_fact_checks(
        case=case,
        named={municipality("GM0513"): people},
        due_on=today + datetime.timedelta(days=14),
        by=officer,
        on=timezone.now(),
    )
    return check


def post(client: Client, check: FactCheck, move: str, **typed: str) -> int:
    check.refresh_from_db()
    fields = {f"{move}-{name}": text for name, text in typed.items()}
    seen = {"move": move, "revision": str(check.revision), "key": str(uuid.uuid4())}
    return client.post(f"/rapportage/feitencheck/{check.pk}/", fields | seen).status_code


def test_only_who_was_named_sees_the_page_and_only_the_own_one(
    case: ReportYear, officer: User
) -> None:
    named, colleague, stranger = leader(), leader(), leader("GM0405")
    page = f"/rapportage/feitencheck/{ask(case, officer, named).pk}/"
    text = signed_in(named).get(page).content.decode()
    assert "Onder embargo" in text
    assert "Gouda" in text
    assert "Hoorn" not in text
    assert signed_in(colleague).get(page).status_code == 404
    assert signed_in(stranger).get(page).status_code == 404
    (read,) = AccessRecord.objects.filter(purpose=Purpose.EMBARGO)
    assert read.by == named
    row = next(row for row in check_rows(case, today=timezone.localdate()) if row.check)
    assert row.seen_by == (named,)


def test_the_page_says_nothing_of_other_municipalities_pages(
    case: ReportYear, officer: User
) -> None:
    named = leader()
    ask(case, officer, named)
    client = signed_in(named)
    for page in (LIST, "/rapportage/", "/rapportage/pmg-2024/2024/"):
        assert client.get(page).status_code == 404
    assert (
        client.get(f"/rapportage/versies/{case.snapshots.get().pk}/voorbeeld/").status_code == 404
    )


def test_from_asking_on_the_screen_to_a_remark_that_is_dealt_with(
    case: ReportYear, officer: User
) -> None:
    named = leader()
    desk, town = signed_in(officer), signed_in(named)
    gouda = municipality("GM0513")
    nobody = desk.post(LIST, {"due_on": "2090-01-15"})
    assert nobody.status_code == 422
    assert "Kies bij ten minste één gemeente" in nobody.content.decode()
    chosen = {f"named-{gouda.pk}": str(named.pk)}
    late = desk.post(LIST, chosen | {"due_on": "2020-01-15"})
    assert "moet na vandaag liggen" in late.content.decode()
    assert re.search(rf'value="{named.pk}"[^>]*checked', late.content.decode())
    assert desk.post(LIST, chosen | {"due_on": "2090-01-15"}).status_code == 302
    check = FactCheck.objects.get()
    mail = Notice.objects.get(recipient=named, channel=Notice.Channel.MAIL)
    assert "embargo" in mail.body
    assert mail.path == f"/rapportage/feitencheck/{check.pk}/"

    sha = check.snapshot.sha256
    assert post(town, check, "remark", content=sha, reason="") == 200
    assert post(town, check, "remark", content=sha, reason="De wijk heet Oost.") == 302
    check.refresh_from_db()
    assert (check.state, check.remark) == ("remarked", "De wijk heet Oost.")
    assert post(desk, check, "handle", reason="Aangepast.") == 302
    page = town.get(f"/rapportage/feitencheck/{check.pk}/").content.decode()
    assert "Aangepast." in page
    assert "Noor" not in page


def open_now(case: ReportYear, today: datetime.date) -> tuple[str, ...]:
    return open_points(check_rows(case, today=today), today=today)


def test_what_still_stands_in_the_way_of_sending(case: ReportYear, officer: User) -> None:
    today, named = timezone.localdate(), leader()
    check = ask(case, officer, named)
    assert [text.split(":")[0] for text in open_now(case, today)] == [
        "Nog niet gevraagd",
        "De termijn loopt nog",
    ]
    after = check.due_on + datetime.timedelta(days=1)
    (left,) = open_now(case, after)
    assert "Gouda" not in left
    post(signed_in(named), check, "remark", content=check.snapshot.sha256, reason="Klopt niet.")
    assert "Een opmerking is nog niet verwerkt: Gouda." in open_now(case, after)


def test_nobody_agrees_with_other_figures_than_the_page_showed(
    case: ReportYear, officer: User
) -> None:
    named = leader()
    check = ask(case, officer, named)
    for by, content in ((named, "other"), (leader(), check.snapshot.sha256)):
        with pytest.raises(MoveRefused):
            agree_with_facts(
                fact_check=check,
                content=content,
                by=by,
                on=timezone.now(),
                seen_revision=check.revision,
            )
    with pytest.raises(MoveRefused):
        handle_remark(
            fact_check=check,
            reason="x",
            by=officer,
            on=timezone.now(),
            seen_revision=check.revision,
        )


def test_a_number_of_queries_that_does_not_grow(case: ReportYear, officer: User) -> None:

    today = timezone.localdate()
    ask(case, officer, leader())
    check_rows(case, today=today)
    with CaptureQueriesContext(connection) as one:
        check_rows(case, today=today)
    ask_fact_checks(
        case=case,
        named={municipality(code): [leader(code)] for code in ("GM0405", "GM0193")},
        due_on=today + datetime.timedelta(days=9),
        by=officer,
        on=timezone.now(),
    )
    with CaptureQueriesContext(connection) as three:
        check_rows(case, today=today)
    assert len(one) == len(three)
