"""Deliveries of the CBS as requests, and a municipality that never signs in."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import Settings

from grants.enums import CbsDeliveryState, FigureSource, ScanState
from grants.enums import JustificationState as State
from grants.models import CbsDelivery, Justification, Scan, Scheme
from grants.tasks.cbs import sweep_cbs_deliveries
from pmg.accounts.enums import Role
from pmg.accounts.models import RoleAssignment, User
from tests.factories import (
    accounting_year,
    make_award,
    make_justification,
    make_scheme,
    make_user,
    municipality,
)
from tests.grants.assessment.test_pages import post, work
from tests.grants.cbs.deliveries import as_csv, long_rows, packages

pytestmark = pytest.mark.django_db
LIST = "/cbs/"
SEEN = re.compile(r'name="((?:confirm-)?(?:revision|key|seen))" value="([^"]+)"')
AT_MOST = 12


@pytest.fixture
def scheme() -> Scheme:
    return make_scheme()


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def case_of(scheme: Scheme, code: str = "GM0513") -> Justification:
    return make_justification(make_award(scheme, municipality(code)))


def hand_in(client: Client, data: bytes, name: str = "levering.csv") -> CbsDelivery:
    """Uploads on the page; the sweep of the worker reads."""
    year = accounting_year(Scheme.objects.get())
    answer = client.post(LIST, {"year": year.pk, "file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    delivery = CbsDelivery.objects.latest("recorded_at")
    assert answer.url == reverse("grants:cbs_delivery", args=[delivery.pk])
    # The sweep leaves five seconds to the hint.
    CbsDelivery.objects.filter(pk=delivery.pk).update(recorded_at="2026-01-01T00:00Z")
    sweep_cbs_deliveries()
    delivery.refresh_from_db()
    return delivery


def page_of(client: Client, delivery: CbsDelivery) -> str:
    answer = client.get(reverse("grants:cbs_delivery", args=[delivery.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def press(client: Client, delivery: CbsDelivery, move: str, page: str = "", **more: str) -> str:
    """Presses a button of the page as it was drawn."""
    seen = dict(SEEN.findall(page or page_of(client, delivery)))
    address = reverse("grants:cbs_delivery", args=[delivery.pk])
    answer = client.post(address, {**seen, "move": move, **more}, follow=True)
    delivery.refresh_from_db()
    return answer.content.decode()


def test_from_upload_to_figures(scheme: Scheme) -> None:
    case = case_of(scheme)
    client = signed_in(make_user(Role.POLICY_OFFICER))
    delivery = hand_in(client, packages(g0513=285_000), "levering.zip")
    page = page_of(client, delivery)
    assert "Dit verandert (1)" in page
    assert "285.000" in page
    assert "Almelo" in page, "who is not in it is named"
    assert "Deze levering is overgenomen." in press(client, delivery, "confirm")
    assert case.sisa_figures.get().spent == 285_000
    again = hand_in(client, packages(g0513=285_000), "opnieuw.zip")
    assert "Deze levering verandert niets." in page_of(client, again)
    assert again.state == CbsDeliveryState.NOTHING_NEW
    assert case.sisa_figures.count() == 1


def test_an_old_page_takes_over_nothing_and_shows_the_new_differences(scheme: Scheme) -> None:
    case = case_of(scheme)
    client = signed_in(make_user(Role.ASSESSOR))
    first = hand_in(client, as_csv(long_rows({"0513": 5})))
    old_page = page_of(client, first)
    second = hand_in(client, as_csv(long_rows({"0513": 6})))
    press(client, second, "confirm")
    answer = press(client, first, "confirm", page=old_page)
    assert "De cijfers zijn veranderd" in answer
    assert [int(row.spent) for row in case.sisa_figures.all()] == [6]
    press(client, first, "confirm")
    assert case.sisa_figures.count() == 2


def test_a_reason_that_is_missing_keeps_the_page(scheme: Scheme) -> None:
    case_of(scheme)
    client = signed_in(make_user(Role.ASSESSOR))
    delivery = hand_in(client, as_csv(long_rows({"0513": 5})))
    assert "Schrijf op waarom" in press(client, delivery, "discard", **{"discard-reason": ""})
    assert delivery.state == CbsDeliveryState.READ
    press(client, delivery, "discard", **{"discard-reason": "Verkeerd jaar."})
    assert delivery.state == CbsDeliveryState.DISCARDED


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "Kies eerst een bestand"),
        ({"file": SimpleUploadedFile("l.csv", b"")}, "Dit bestand is leeg"),
    ],
)
def test_a_form_that_is_not_whole(scheme: Scheme, data: dict[str, object], words: str) -> None:
    client = signed_in(make_user(Role.POLICY_OFFICER))
    answer = client.post(LIST, {"year": accounting_year(scheme, 2024).pk, **data})
    assert answer.status_code == 200
    page = answer.content.decode()
    assert words in page
    assert f'value="{accounting_year(scheme, 2024).pk}" selected' in page


def test_cells_that_cannot_be_read_are_named(scheme: Scheme) -> None:
    case_of(scheme)
    client = signed_in(make_user(Role.POLICY_OFFICER))
    rows = [list(row) for row in long_rows({"0513": 5})]
    rows[1][4] = "<script>alert(1)</script>"
    page = page_of(client, hand_in(client, as_csv(rows)))
    assert "cel E2" in page
    assert "Zo lost u het op" in page
    assert "<script>alert" not in page


def test_a_reader_sees_no_buttons(scheme: Scheme) -> None:
    case_of(scheme)
    delivery = hand_in(signed_in(make_user(Role.ASSESSOR)), as_csv(long_rows({"0513": 5})))
    auditor = signed_in(make_user(Role.AUDITOR))
    assert 'name="move"' not in page_of(auditor, delivery)
    assert 'type="file"' not in auditor.get(LIST).content.decode()
    press(auditor, delivery, "confirm")
    assert delivery.state == CbsDeliveryState.READ


def test_the_file_comes_back_as_it_was_and_never_as_a_page(scheme: Scheme) -> None:
    data = b"<html><script>alert(1)</script>"
    client = signed_in(make_user(Role.ASSESSOR))
    delivery = hand_in(client, data, "x.html")
    answer = client.get(reverse("grants:cbs_delivery_file", args=[delivery.pk]))
    assert b"".join(answer.streaming_content) == data  # type: ignore[attr-defined]
    assert answer["Content-Type"] == "application/octet-stream"
    assert "attachment" in answer["Content-Disposition"]


@pytest.mark.parametrize(
    ("state", "words"),
    [(ScanState.INFECTED, "zit een virus"), (ScanState.ASKED, "nog niet gescand")],
)
def test_a_file_the_scanner_holds_back_is_not_served(
    scheme: Scheme, settings: Settings, state: ScanState, words: str
) -> None:
    delivery = hand_in(signed_in(make_user(Role.ASSESSOR)), packages(g0513=285_000), "l.zip")
    settings.CLAMD_URL = "unix:///nobody.sock"
    Scan.objects.filter(file=delivery.file).update(state=state)
    other = signed_in(make_user(Role.AUDITOR))
    answer = other.get(reverse("grants:cbs_delivery_file", args=[delivery.pk]), follow=True)
    assert words in answer.content.decode()
    assert not answer.streaming


def test_queries_do_not_grow_with_the_rows(scheme: Scheme) -> None:
    client = signed_in(make_user(Role.POLICY_OFFICER))
    codes = [("0513",), ("0141", "0748")]
    counts = []
    figures: dict[str, int] = {}
    for digits in codes:
        for each in digits:
            case_of(scheme, f"GM{each}")
            figures[each] = 5
        delivery = hand_in(client, as_csv(long_rows(figures)), f"{len(figures)}.csv")
        counts.append([])
        for address in (LIST, reverse("grants:cbs_delivery", args=[delivery.pk])):
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address).status_code == 200
            counts[-1].append(len(asked))
    assert counts[0] == counts[1]
    assert counts[1][0] <= AT_MOST


def test_a_municipality_that_never_signs_in_is_judged(scheme: Scheme) -> None:
    """Only the figure of the CBS: workbench, proposal, judgement."""
    case = case_of(scheme)
    assert not RoleAssignment.objects.filter(municipality=case.municipality).exists()
    assessor, second = make_user(Role.ASSESSOR), make_user(Role.ASSESSOR)
    client = signed_in(assessor)
    delivery = hand_in(client, as_csv(long_rows({"0513": 285_000})))
    press(client, delivery, "confirm")
    figure = case.sisa_figures.get()
    assert (figure.source, figure.delivery) == (FigureSource.CBS, delivery)

    post(client, case, act="take_without_statement", reason="De gemeente heeft niets ingediend.")
    post(client, case, act="propose", motivation="Op basis van SiSa.", **work(case))
    post(signed_in(second), case, act="judge")
    assert (case.state, case.accepted) == (State.JUDGED, 285_000)
