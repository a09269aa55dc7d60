"""Reconciling as requests: a real CSV, explained differences, and the month after."""

from __future__ import annotations

import io
import re
import uuid
from decimal import Decimal

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from grants.enums import MatchKind
from grants.models import Award, LedgerEntry, Payment, Reconciliation, Scheme
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from tests.factories import make_award, make_scheme, make_user, municipality
from tests.grants.money.story import approved, paid, prepared

pytestmark = pytest.mark.django_db
HEADINGS = "Betalingskenmerk;Crediteur;Naam;Boekdatum;Bedrag"


@pytest.fixture
def scheme() -> Scheme:
    return make_scheme()


@pytest.fixture
def officer() -> User:
    return make_user(Role.FINANCIAL_OFFICER)


def pay(award: Award, officer: User) -> Payment:
    """An advance, paid on the second of July."""
    payment = prepared(award, officer, Decimal("250000.50"))
    return paid(approved(payment, make_user(Role.BUDGET_HOLDER)), officer)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def post(client: Client, scheme: Scheme, *rows: str, **more: str) -> bytes:
    text = "\r\n".join([more.pop("head", HEADINGS), *rows])
    data = text.encode(more.pop("encoding", "utf-8"))
    answer = client.post(
        reverse("grants:reconciliations"),
        {
            "scheme": scheme.pk,
            "until": "2026-10-31",
            "file": SimpleUploadedFile("export.csv", data),
            "revision": 0,
            "key": uuid.uuid4(),
            **more,
        },
        follow=True,
    )
    assert answer.status_code == 200
    return answer.content


def row(payment: Payment, amount: str = "250.000,50", on: str = "02-07-2024") -> str:
    return f"{payment.reference};C1;Coöperatie;{on};{amount}"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_everything_agrees(scheme: Scheme, officer: User, encoding: str) -> None:
    payment = pay(make_award(scheme, municipality()), officer)
    page = post(signed_in(officer), scheme, row(payment), encoding=encoding).decode()
    assert "Alles sluit aan." in page
    run = Reconciliation.objects.get()
    assert run.here == run.there == Decimal("250000.50")
    assert run.lines.get().party == "Gouda"


def test_a_month_later(scheme: Scheme, officer: User) -> None:
    client = signed_in(officer)
    one = pay(make_award(scheme, municipality()), officer)
    two = pay(make_award(scheme, municipality("GM0748")), officer)
    before = LedgerEntry.objects.count()
    stray = '=HYPERLINK("x");C9;Elders;01-08-2024;1,00'
    post(client, scheme, row(one, "250.000,49"), stray)
    run = Reconciliation.objects.latest("recorded_at")
    assert [line.kind for line in run.lines.all()] == [
        MatchKind.MISSING_HERE,
        MatchKind.MISSING_THERE,
        MatchKind.DIFFERENT,
    ]
    explain = reverse("grants:reconciliation_explain", args=[run.pk, 1])
    page = client.post(explain, {"text": "", "revision": 0, "key": uuid.uuid4()}).content.decode()
    assert "Schrijf in een zin" in page
    client.post(explain, {"text": "Andere regeling.", "revision": 0, "key": uuid.uuid4()})
    post(client, scheme, row(one), row(two, on="16-07-2024"), stray)
    later = Reconciliation.objects.latest("recorded_at")
    assert later.previous == run
    assert later.solved == 2
    page = client.get(reverse("grants:reconciliation", args=[later.pk])).content.decode()
    assert "Andere regeling." in page, "the word of last month stands with the same difference"
    assert "Was er al" in page
    assert "Opgelost sinds de vorige aansluiting (2)" in page
    sheet = openpyxl.load_workbook(
        io.BytesIO(client.get(reverse("grants:reconciliation_export", args=[later.pk])).content)
    ).active
    assert sheet is not None
    cell = sheet["A7"]
    assert (cell.value, cell.data_type) == ('=HYPERLINK("x")', "s")
    assert LedgerEntry.objects.count() == before, "nothing is changed by it"


def test_columns_that_are_called_otherwise(scheme: Scheme, officer: User) -> None:
    client = signed_in(officer)
    payment = pay(make_award(scheme, municipality()), officer)
    head = HEADINGS.replace("Bedrag", "Saldo X")
    page = post(client, scheme, row(payment), head=head).decode()
    assert "Wij vinden de kolom ‘Bedrag’ niet." in page
    assert not Reconciliation.objects.exists()
    page = post(client, scheme, row(payment), head=head, column_amount="saldo x").decode()
    assert "Alles sluit aan." in page


def test_the_file_is_kept_when_something_else_is_wrong(scheme: Scheme, officer: User) -> None:
    """Whoever has to name a column does not choose the file again; nobody else can use it."""
    client = signed_in(officer)
    payment = pay(make_award(scheme, municipality()), officer)
    head = HEADINGS.replace("Bedrag", "Saldo X")
    page = post(client, scheme, row(payment), head=head).decode()
    assert "‘export.csv’ is bewaard." in page
    found = re.search(r'name="kept" value="([^"]+)"', page)
    assert found
    sent = {
        "scheme": scheme.pk,
        "until": "2026-10-31",
        "kept": found[1],
        "column_amount": "Saldo X",
        "revision": 0,
    }
    address = reverse("grants:reconciliations")
    other = signed_in(make_user(Role.FINANCIAL_OFFICER))
    refused = other.post(address, {**sent, "key": uuid.uuid4()}).content.decode()
    assert "Kies eerst een bestand op uw computer." in refused
    assert not Reconciliation.objects.exists()
    page = client.post(address, {**sent, "key": uuid.uuid4()}, follow=True).content.decode()
    assert "Alles sluit aan." in page
    assert Reconciliation.objects.get().name == "export.csv"


def test_rows_after_the_day_are_told_and_a_day_to_come_is_refused(
    scheme: Scheme, officer: User
) -> None:
    client = signed_in(officer)
    payment = pay(make_award(scheme, municipality()), officer)
    page = post(client, scheme, row(payment), "LATER;C1;X;01-11-2026;5,00").decode()
    assert "Alles sluit aan." in page
    assert "1 regel in de export is van na 31 oktober 2026" in page
    run = Reconciliation.objects.get()
    page = client.get(reverse("grants:reconciliation", args=[run.pk]) + "?toon=alles")
    assert payment.reference in page.content.decode()
    page = post(client, scheme, row(payment), until="2099-12-31").decode()
    assert "Deze dag moet nog komen." in page
    assert Reconciliation.objects.count() == 1


def test_a_cell_that_cannot_be_read_is_named(scheme: Scheme, officer: User) -> None:
    page = post(signed_in(officer), scheme, "A;C1;Naam;ooit;1.234.56").decode()
    assert "cel E2" in page
    assert not Reconciliation.objects.exists()


def test_the_page_asks_no_more_of_more_differences(scheme: Scheme, officer: User) -> None:
    client = signed_in(officer)
    counts = []
    for number in (1, 3):
        post(client, scheme, *(f"S{one};C;N;01-08-2024;1,00" for one in range(number)))
        run = Reconciliation.objects.latest("recorded_at")
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("grants:reconciliation", args=[run.pk]))
        counts.append(len(asked))
    # The second run has one before it, whose solved differences it looks up.
    assert counts[1] - counts[0] in (0, 1)
