"""Take-over as requests: the empty model, upload, overview and approval, and the mark afterwards."""

from __future__ import annotations

import io
import re
import uuid

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from grants.enums import TakeOverKind
from grants.enums import TakeOverState as State
from grants.models import Award, Scheme, TakeOver
from grants.tasks.takeovers import sweep_take_overs
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from tests.factories import make_user
from tests.grants.takeovers.workbooks import award_row, pdf, workbook

pytestmark = pytest.mark.django_db
SEEN = re.compile(r'name="((?:[a-z_]+-)?(?:revision|key|seen))" value="([^"]+)"')


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def worked(take_over: TakeOver) -> None:
    """The sweep of the worker, which leaves five seconds to the hint."""
    TakeOver.objects.filter(pk=take_over.pk).update(recorded_at="2026-01-01T00:00Z")
    sweep_take_overs()
    take_over.refresh_from_db()


def upload(client: Client, scheme: Scheme, data: bytes, **more: object) -> TakeOver:
    answer = client.post(
        reverse("grants:take_overs"),
        {
            "scheme": scheme.pk,
            "kind": "awards",
            "file": SimpleUploadedFile("oud.xlsx", data),
            "revision": 0,
            "key": uuid.uuid4(),
            **more,
        },
    )
    assert answer.status_code == 302, answer.content.decode()[:3000]
    take_over = TakeOver.objects.latest("recorded_at")
    worked(take_over)
    return take_over


def press(client: Client, take_over: TakeOver, move: str) -> str:
    address = reverse("grants:take_over", args=[take_over.pk])
    seen = dict(SEEN.findall(client.get(address).content.decode()))
    page = client.post(address, {**seen, "move": move}, follow=True).content.decode()
    take_over.refresh_from_db()
    return page


def test_from_model_to_award(scheme: Scheme, officer: User, holder: User) -> None:
    client = signed_in(officer)
    documents = [SimpleUploadedFile("0513.pdf", pdf())]
    data = workbook(scheme, TakeOverKind.AWARDS, award_row())
    take_over = upload(client, scheme, data, documents=documents)
    page = client.get(reverse("grants:take_over", args=[take_over.pk])).content.decode()
    assert "Nieuw (1)" in page
    assert "Gouda" in page
    assert "Goedkeuren en overnemen" not in page
    press(client, take_over, "propose")
    assert take_over.state == State.PROPOSED
    press(signed_in(holder), take_over, "approve")
    assert take_over.state == State.APPROVED
    worked(take_over)
    assert take_over.state == State.DONE
    award = Award.objects.get()
    page = client.get(reverse("grants:award", args=[award.pk])).content.decode()
    assert "Overgenomen uit de oude administratie" in page
    decision = client.get(reverse("grants:award_decision", args=[award.pk]))
    assert b"".join(decision.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]


def test_a_form_that_is_not_whole_keeps_what_was_chosen(scheme: Scheme, officer: User) -> None:
    answer = signed_in(officer).post(
        reverse("grants:take_overs"),
        {"scheme": scheme.pk, "kind": "sisa", "revision": 0, "key": uuid.uuid4()},
    )
    page = answer.content.decode()
    assert "Kies eerst een bestand" in page
    assert re.search(r'value="sisa"[^>]*checked', page)
    assert not TakeOver.objects.exists()


def test_findings_stand_on_the_page_and_nothing_can_be_proposed(
    scheme: Scheme, officer: User
) -> None:
    client = signed_in(officer)
    data = workbook(scheme, TakeOverKind.AWARDS, award_row(decided_on="ooit"))
    take_over = upload(client, scheme, data)
    page = client.get(reverse("grants:take_over", args=[take_over.pk])).content.decode()
    assert "‘ooit’ is geen datum" in page
    assert "cel D4" in page
    assert "Ter goedkeuring voorleggen" not in page


@pytest.mark.parametrize("kind", TakeOverKind.values)
def test_the_empty_model_has_lists_and_notes(scheme: Scheme, kind: str) -> None:
    client = signed_in(make_user(Role.POLICY_OFFICER))
    answer = client.get(reverse("grants:take_over_model", args=[scheme.code, kind]))
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    sheet = book.worksheets[0]
    headings = [cell for cell in sheet[3] if cell.value]
    assert headings
    assert all(cell.comment for cell in headings)
    if kind != TakeOverKind.AWARDS:
        assert sheet.data_validations.dataValidation


def test_what_was_uploaded_is_not_chosen_twice(scheme: Scheme, officer: User) -> None:
    """The workbook is kept where the PDFs are refused, and both where the scheme is missing."""
    client, address = signed_in(officer), reverse("grants:take_overs")
    data = workbook(scheme, TakeOverKind.AWARDS, award_row())
    twice = [SimpleUploadedFile(name, pdf()) for name in ("0513.pdf", "0513.PDF")]
    sent = {"kind": "awards", "revision": 0, "file": SimpleUploadedFile("oud.xlsx", data)}
    refused = {**sent, "scheme": scheme.pk, "documents": twice, "key": uuid.uuid4()}
    page = client.post(address, refused).content.decode()
    assert "‘oud.xlsx’ is bewaard." in page
    assert "Geef elk besluit een eigen naam." in page
    again = {
        "kind": "awards",
        "revision": 0,
        "kept": kept(page),
        "documents": [SimpleUploadedFile("0513.pdf", pdf())],
    }
    page = client.post(address, {**again, "key": uuid.uuid4()}).content.decode()
    assert "Kies de regeling." in page
    assert page.count("is bewaard.") == 2
    whole = {"scheme": scheme.pk, "kind": "awards", "revision": 0, "kept": kept(page)}
    other = signed_in(make_user(Role.FINANCIAL_OFFICER))
    theirs = other.post(address, {**whole, "key": uuid.uuid4()}).content.decode()
    assert "Kies eerst een bestand op uw computer." in theirs
    assert not TakeOver.objects.exists()
    assert client.post(address, {**whole, "key": uuid.uuid4()}).status_code == 302
    take_over = TakeOver.objects.get()
    assert take_over.name == "oud.xlsx"
    assert [one.name for one in take_over.documents.all()] == ["0513.pdf"]
    worked(take_over)
    assert take_over.findings.count() == 0


def test_an_incomplete_form_keeps_the_files_too(scheme: Scheme, officer: User) -> None:
    file = SimpleUploadedFile("oud.xlsx", workbook(scheme, TakeOverKind.AWARDS, award_row()))
    sent = {"scheme": scheme.pk, "kind": "awards", "file": file}
    page = signed_in(officer).post(reverse("grants:take_overs"), sent).content.decode()
    assert "‘oud.xlsx’ is bewaard." in page


def kept(page: str) -> str:
    found = re.search(r'name="kept" value="([^"]+)"', page)
    assert found
    return found[1]


def test_what_is_no_scheme_is_refused_in_plain_words(scheme: Scheme, officer: User) -> None:
    sent = {"scheme": "0", "kind": "awards", "revision": 0, "key": uuid.uuid4()}
    page = signed_in(officer).post(reverse("grants:take_overs"), sent).content.decode()
    assert "Kies een regeling uit de lijst." in page
    assert "UUID" not in page
