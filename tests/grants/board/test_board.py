"""The status board: every municipality by every year, found by filters, in few queries."""

from __future__ import annotations

import datetime
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from grants.models import Justification, Scheme
from grants.queries.board import (
    BY_LATE,
    LATE,
    POSTPONED,
    Board,
    board,
    columns_of,
)
from grants.services.assessment import postpone
from grants.services.progress_opening import open_progress_reports
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.accounts.services.machines import machine
from pmg.casework.models import Notice
from pmg.casework.moves import Door
from tests.factories import (
    at,
    make_award,
    make_justification,
    make_scheme,
    make_user,
    municipality,
    submit,
)

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 23)
AT_MOST = 12
PAGE = "/statusbord/"


@pytest.fixture
def scheme() -> Scheme:
    return make_scheme()


@pytest.fixture
def officer() -> User:
    return make_user(Role.POLICY_OFFICER)


def case_of(scheme: Scheme, code: str, year: int = 2025) -> Justification:
    return make_justification(make_award(scheme, municipality(code)), year)


def ask(officer: User, scheme: Scheme, *, column: str = "", **asked: str) -> Board:
    columns = columns_of(scheme)
    chosen = next((one for one in columns if one.title == column), None)
    return board(officer, scheme, columns, today=TODAY, column=chosen, **asked)


def names(found: Board) -> list[str]:
    return [row.recipient.municipality.name for row in found.rows]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_twenty_by_four_years_and_three_reports(scheme: Scheme, officer: User) -> None:
    found = ask(officer, scheme)
    assert len(found.rows) == 20
    assert [column.label for column in found.columns] == [
        "2024", "2025", "2026", "2027", "2024/25", "2025/26", "2026/27",
    ]  # fmt: skip
    assert (found.previous, found.following) == ("", "")


def test_a_cell_says_in_words_how_far_it_is(scheme: Scheme, officer: User) -> None:
    case_of(scheme, "GM0513")
    page = signed_in(officer).get(PAGE, {"zoek": "gouda"}).content.decode()
    assert "Te laat" in page
    assert "sinds 15 juli 2026" in page
    assert "nog niet open" in page
    assert "/beoordelen/" in page


def test_late_and_postponed_are_found_in_their_own_column(scheme: Scheme, officer: User) -> None:
    late = case_of(scheme, "GM0513")
    postponed = case_of(scheme, "GM0141")
    postpone(
        justification=postponed,
        due_on=datetime.date(2026, 12, 15),
        reason="Ziekte.",
        by=officer,
        on=at(2026, 7, 1),
        seen_revision=postponed.revision,
        door=Door.DEMO,
    )
    submit(case_of(scheme, "GM0748"))
    assert names(ask(officer, scheme, state=LATE)) == [str(late.municipality)]
    assert names(ask(officer, scheme, state=POSTPONED)) == [str(postponed.municipality)]
    assert names(ask(officer, scheme, state="submitted")) == ["Bergen op Zoom"]
    assert names(ask(officer, scheme, state="submitted", column="verantwoording 2024")) == []
    assert names(ask(officer, scheme, state=POSTPONED, column="voortgang 2024/25")) == []


def test_filters_search_and_order(scheme: Scheme, officer: User) -> None:
    case_of(scheme, "GM0748")
    assert names(ask(officer, scheme, search="gou")) == ["Gouda"]
    province = municipality("GM0513").province
    assert "Gouda" in names(ask(officer, scheme, province=province))
    assert "Almelo" not in names(ask(officer, scheme, province=province))
    region = municipality("GM0513").safety_region
    assert "Gouda" in names(ask(officer, scheme, region=region))
    assert names(ask(officer, scheme, order=BY_LATE))[0] == "Bergen op Zoom"


def test_nonsense_in_the_address_is_no_error(scheme: Scheme, officer: User) -> None:
    asked = {
        "kolom": "x",
        "status": "'",
        "provincie": "?",
        "volgorde": "-",
        "na": "~~",
        "zoek": "%_\\",
    }
    assert signed_in(officer).get(PAGE, asked).status_code == 200


def test_queries_do_not_grow_with_the_rows(scheme: Scheme, officer: User) -> None:
    client = signed_in(officer)
    counts = []
    for codes in (["GM0513"], ["GM0141", "GM0748"]):
        for code in codes:
            case_of(scheme, code)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(PAGE).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= AT_MOST


class TestReminding:
    """Choose, see who would get what, send: nothing goes out before that."""

    def post(self, client: Client, **data: object) -> str:
        answer = client.post(f"{PAGE}herinneren/", data, follow=True)
        assert answer.status_code == 200
        return answer.content.decode()

    def test_a_preview_sends_nothing_and_a_second_click_sends_once(
        self, scheme: Scheme, officer: User
    ) -> None:
        case = case_of(scheme, "GM0513")
        case_of(scheme, "GM0141")
        make_user(Role.SISA_CONTACT, case.municipality, first_name="Fenna", email="f@x.invalid")
        over = f"verantwoording-{case.accounting_year_id}"
        client = signed_in(officer)
        chosen = {"gemeente": ["GM0513", "GM0141"], "over": over}
        page = self.post(client, **chosen)
        assert "Fenna" in page
        assert "Niemand om aan te schrijven" in page
        assert not Notice.objects.exists()
        key = str(uuid.uuid4())
        page = self.post(client, **chosen, send="on", key=key)
        assert "1 gemeente herinnerd." in page
        sent = Notice.objects.count()
        assert sent
        self.post(client, **chosen, send="on", key=key)
        assert Notice.objects.count() == sent

    def test_who_has_nothing_to_do_gets_nothing(self, scheme: Scheme, officer: User) -> None:
        case = case_of(scheme, "GM0513")
        submit(case)
        make_user(Role.SISA_CONTACT, case.municipality)
        data = {"gemeente": ["GM0513"], "over": f"verantwoording-{case.accounting_year_id}"}
        page = self.post(signed_in(officer), **data)
        assert "Heeft niets meer te doen" in page

    def test_progress_reports_as_well(self, scheme: Scheme, officer: User) -> None:
        case = case_of(scheme, "GM0513")
        (report,) = open_progress_reports(
            grant_year=scheme.grant_years.earliest("starts_on"),
            by=machine(),
            on=timezone.now(),
        )
        make_user(Role.SISA_CONTACT, case.municipality, first_name="Fenna", email="f@x.invalid")
        make_user(Role.PROJECT_LEADER, case.municipality, first_name="Joris", email="j@x.invalid")
        client = signed_in(officer)
        column = f"voortgang-{report.grant_year_id}"
        assert f'value="{column}"' in client.get(PAGE).content.decode()
        chosen = {"gemeente": ["GM0513"], "over": column}
        page = self.post(client, **chosen)
        assert "Joris" in page
        assert "Fenna" not in page
        page = self.post(client, **chosen, send="on", key=str(uuid.uuid4()))
        assert "1 gemeente herinnerd." in page
        assert {notice.recipient.first_name for notice in Notice.objects.all()} == {"Joris"}

    def test_nobody_chosen_is_said(self, scheme: Scheme, officer: User) -> None:
        case = case_of(scheme, "GM0513")
        page = self.post(signed_in(officer), over=f"verantwoording-{case.accounting_year_id}")
        assert "Kies eerst een of meer gemeenten." in page

    def test_a_reader_may_not(self, scheme: Scheme) -> None:
        client = signed_in(make_user(Role.AUDITOR))
        assert client.post(f"{PAGE}herinneren/", {}).status_code == 404
        assert "herinnering" not in client.get(PAGE).content.decode()
