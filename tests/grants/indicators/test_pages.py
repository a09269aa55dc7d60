"""Values of indicators as requests: read, looked at, confirmed, and then in a report."""

from __future__ import annotations

import uuid
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from grants.models import IndicatorDelivery, MeasuredValue, ProgressReport
from pmg.accounts.enums import Role
from tests.factories import make_user
from tests.grants.progress.reports import deliver_report, make_leader, make_report

pytestmark = pytest.mark.django_db
TABLE = """gemeentecode;indicator;jaar;waarde
0513;verdachten;2023;21,4
0513;verdachten;2024;19,8
"""


@pytest.fixture
def report() -> ProgressReport:
    return make_report()


@pytest.fixture
def analyst() -> Client:
    client = Client()
    client.force_login(make_user(Role.ANALYST), backend="django.contrib.auth.backends.ModelBackend")
    return client


def seen() -> dict[str, object]:
    return {"revision": 0, "key": uuid.uuid4()}


def upload(
    client: Client, report: ProgressReport, text: str, *, as_of: str = "2025-08-01"
) -> IndicatorDelivery:
    data = {
        "scheme": report.award.scheme_id,
        "source": "Politie (fictief)",
        "as_of": as_of,
        "file": SimpleUploadedFile("waarden.csv", text.encode()),
        **seen(),
    }
    answer = client.post(reverse("grants:indicators"), data)
    assert answer.status_code == 302, answer.content.decode()
    return IndicatorDelivery.objects.latest("recorded_at")


def confirm(client: Client, delivery: IndicatorDelivery) -> str:
    address = reverse("grants:indicator_delivery", args=[delivery.pk])
    form = client.get(address).context["form"]
    data = {"seen": form.initial["seen"], **seen()}
    return client.post(address, data, follow=True).content.decode()


def test_nothing_counts_until_confirmed_and_confirming_twice_is_once(
    analyst: Client, report: ProgressReport
) -> None:
    delivery = upload(analyst, report, TABLE)
    page = analyst.get(reverse("grants:indicator_delivery", args=[delivery.pk])).content.decode()
    assert "Er geldt nog niets" in page
    assert "Gouda" in page
    assert not MeasuredValue.objects.exists()
    assert "Deze waarden gelden" in confirm(analyst, delivery)
    confirm(analyst, delivery)
    assert MeasuredValue.objects.count() == 2


def test_one_wrong_line_keeps_all_of_it_from_counting(
    analyst: Client, report: ProgressReport
) -> None:
    delivery = upload(analyst, report, TABLE + "0363;verdachten;2024;12\n0513;overlast;2024;x\n")
    page = confirm(analyst, delivery)
    assert "Gemeente GM0363 is geen ontvanger" in page
    assert "‘x’ is geen waarde die wij kunnen lezen" in page
    assert "Er is niets overgenomen" in page
    assert not MeasuredValue.objects.exists()


def test_an_overview_that_is_old_by_now_takes_nothing_over(
    analyst: Client, report: ProgressReport
) -> None:
    first, second = (upload(analyst, report, TABLE) for _ in range(2))
    address = reverse("grants:indicator_delivery", args=[second.pk])
    old = analyst.get(address).context["form"].initial["seen"]
    confirm(analyst, first)
    page = analyst.post(address, {"seen": old, **seen()}, follow=True).content.decode()
    assert "Het overzicht is intussen veranderd" in page
    assert MeasuredValue.objects.count() == 2


def test_the_municipality_finds_the_value_filled_in_and_a_later_vintage_leaves_its_report_alone(
    analyst: Client, report: ProgressReport
) -> None:
    confirm(analyst, upload(analyst, report, TABLE))
    leader = make_leader(report)
    client = Client()
    client.force_login(leader, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("grants:progress_fill_in", args=[report.pk])).content.decode()
    assert "Vooraf ingevuld door het ministerie" in page
    assert "cijfer over 2024, stand 1 augustus 2025" in page
    assert 'name="indicators-verdachten-value"' not in page
    deliver_report(report, leader)
    later = TABLE.replace("19,8", "20,6")
    page = confirm(analyst, upload(analyst, report, later, as_of="2025-11-01"))
    assert "Deze waarden gelden" in page
    kept = report.indicator_values.get(indicator__code="verdachten")
    assert (kept.baseline, kept.value) == (Decimal("21.40"), Decimal("19.80"))
    assert kept.measured.delivery.delivery.as_of.isoformat() == "2025-08-01"


def test_who_may_read_may_not_deliver(report: ProgressReport) -> None:
    client = Client()
    officer = make_user(Role.POLICY_OFFICER)
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("grants:indicators")).content.decode()
    assert "Jeugdige verdachten" in page
    assert "Waarden inlezen" not in page
    data = {"file": SimpleUploadedFile("waarden.csv", TABLE.encode()), **seen()}
    client.post(reverse("grants:indicators"), data)
    assert not IndicatorDelivery.objects.exists()
