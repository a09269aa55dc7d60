"""Who read or took what: written down in one place, for good, at the cost of one row."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from grants.models import Scheme
from municipalities.models import Municipality
from pmg.accounts.enums import Purpose, Role
from pmg.accounts.models import AccessRecord, User
from tests.factories import make_award, make_justification, make_scheme, make_user, municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def gouda() -> Municipality:
    make_scheme()
    return municipality()


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def last() -> AccessRecord:
    return AccessRecord.objects.latest("pk")


def test_what_an_auditor_opens_is_written_with_whose_it_is(gouda: Municipality) -> None:
    case = make_justification(make_award(gouda_scheme(), gouda))
    auditor = make_user(Role.AUDITOR)
    client = signed_in(auditor)
    client.get(reverse("grants:justification", args=[case.pk]))
    row = last()
    assert (row.by, row.purpose, row.municipality) == (auditor, Purpose.AUDIT, gouda)
    assert row.object == f"/verantwoording/{case.pk}/"
    client.get(reverse("grants:justification", args=[case.pk]), {"gemeente": "GM0748"})
    assert last().municipality == gouda, "a filter that is none hides nothing"
    client.get(reverse("grants:municipality", args=["GM0748"]))
    assert last().municipality == municipality("GM0748")


def gouda_scheme() -> Scheme:
    return Scheme.objects.get()


def test_an_export_is_written_for_everybody(gouda: Municipality) -> None:
    make_award(gouda_scheme(), gouda)
    officer = make_user(Role.FINANCIAL_OFFICER)
    address = reverse("grants:ledger_export", args=[gouda_scheme().code, "csv"])
    signed_in(officer).get(address, {"gemeente": "GM0513"})
    row = last()
    assert (row.by, row.purpose, row.municipality) == (officer, Purpose.EXPORT, gouda)
    assert (row.view, row.object) == ("grants:ledger_export", address)
    assert row.query == "gemeente=GM0513"


def test_an_export_of_a_municipality_is_its_own(gouda: Municipality) -> None:
    make_award(gouda_scheme(), gouda)
    leader = make_user(Role.SIGNATORY, gouda)
    signed_in(leader).get(reverse("grants:ledger_export", args=[gouda_scheme().code, "xlsx"]))
    assert last().municipality == gouda


def test_other_pages_and_refusals_are_not_written(gouda: Municipality) -> None:
    signed_in(make_user(Role.POLICY_OFFICER)).get("/")
    signed_in(make_user(Role.AUDITOR)).get("/bestaat-niet/")
    Client().get("/toegankelijkheid/")
    assert not AccessRecord.objects.exists()


def test_it_costs_one_insert(gouda: Municipality) -> None:
    client = signed_in(make_user(Role.AUDITOR))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get("/regelingen/")
    about = [one["sql"] for one in queries if "accounts_accessrecord" in one["sql"]]
    assert len(about) == 1
    assert about[0].startswith("INSERT")


class TestThePage:
    def write(self, by: User, *, whose: Municipality | None, times: int = 1) -> None:
        AccessRecord.objects.bulk_create(
            AccessRecord(
                by=by,
                purpose=Purpose.EXPORT,
                view="x",
                object=f"/bestand/{place}/",
                municipality=whose,
            )
            for place in range(times)
        )

    def test_filters_by_name_municipality_and_day(self, gouda: Municipality) -> None:
        one = make_user(Role.ANALYST, first_name="Jip", last_name="Testema")
        other = make_user(Role.ANALYST, first_name="Noor", last_name="Voorbeeld")
        make_user(Role.SIGNATORY, gouda)
        self.write(one, whose=gouda)
        self.write(other, whose=None)
        client = signed_in(make_user(Role.ADMINISTRATOR))
        for asked, there in (
            ({"wie": "jip test"}, (True, False)),
            ({"gemeente": "GM0513"}, (True, False)),
            ({"vanaf": str(timezone.localdate() + datetime.timedelta(days=2))}, (0, 0)),
            ({"vanaf": "onzin"}, (True, True)),
        ):
            page = client.get("/inzage/", asked).content.decode()
            assert ("Jip Testema" in page, "Noor Voorbeeld" in page) == there, asked

    def test_pages_by_key_with_as_many_queries(self, gouda: Municipality) -> None:
        client = signed_in(make_user(Role.ADMINISTRATOR))
        counts = []
        for times in (1, 3):
            self.write(make_user(Role.ANALYST), whose=gouda, times=times)
            with CaptureQueriesContext(connection) as queries:
                client.get("/inzage/")
            counts.append(len(queries))
        assert counts[0] == counts[1]
        self.write(make_user(Role.ANALYST), whose=gouda, times=30)
        first = client.get("/inzage/")
        following = client.get("/inzage/", {"na": first.context["page"].following})
        shown = {row.pk for answer in (first, following) for row in answer.context["page"].rows}
        assert len(shown) == 34

    def test_the_csv_holds_all_rows_and_no_formula(self, gouda: Municipality) -> None:
        self.write(make_user(Role.ANALYST, first_name="=1+1"), whose=gouda, times=40)
        answer = signed_in(make_user(Role.AUDITOR)).get("/inzage.csv")
        text = b"".join(answer.streaming_content).decode("utf-8-sig")
        assert text.count("/bestand/") == 40
        assert "'=1+1" in text
