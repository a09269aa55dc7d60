"""The letter on the screen: a preview that stores nothing, and the paper for whoever may read it."""

from __future__ import annotations

import hashlib

import pytest
from django.test import Client
from django.urls import reverse

from grants.models import Justification, StoredFile
from grants.services.letter_making import make_letter
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from tests.factories import make_user, municipality

from .judged import judge, letters, proposed_case

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def case() -> Justification:
    return proposed_case(250_000)


def test_the_preview_shows_the_letter_and_stores_nothing(case: Justification) -> None:
    client = signed_in(make_user(Role.ASSESSOR))
    for name in ("letter_preview", "letter_preview_pdf"):
        response = client.get(reverse(f"grants:{name}", args=["oordeel", case.pk]))
        assert response.status_code == 200
    page = client.get(reverse("grants:letter_preview", args=["oordeel", case.pk])).content.decode()
    assert "Ik accepteer €\u00a0250.000" in page
    assert "volgt als de brief uitgaat" in page
    assert not letters().exists()
    assert not StoredFile.objects.exists()


def test_the_preview_as_pdf_is_a_download_that_runs_nothing(case: Justification) -> None:
    response = signed_in(make_user(Role.ASSESSOR)).get(
        reverse("grants:letter_preview_pdf", args=["oordeel", case.pk])
    )
    assert response.content.startswith(b"%PDF-")
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]


def test_a_letter_that_cannot_go_out_says_why(case: Justification) -> None:
    scheme = case.accounting_year.scheme
    scheme.judgement_article = ""
    scheme.save()
    client = signed_in(make_user(Role.ASSESSOR))
    page = client.get(reverse("grants:letter_preview", args=["oordeel", case.pk]))
    assert "noemt hiervoor geen artikel" in page.content.decode()
    assert (
        client.get(reverse("grants:letter_preview_pdf", args=["oordeel", case.pk])).status_code
        == 409
    )


def test_the_municipality_downloads_its_letter_and_sees_its_hash(case: Justification) -> None:
    judge(case)
    letter = letters().get()
    address = reverse("grants:letter", args=[letter.pk])
    own = signed_in(make_user(Role.SISA_CONTACT, case.municipality))
    other = signed_in(make_user(Role.SISA_CONTACT, municipality("GM0193")))
    assert own.get(address).status_code == 404  # not made yet
    paper = make_letter(letter.work.pk)
    assert paper is not None
    response = own.get(address)
    content = b"".join(response.streaming_content)
    assert hashlib.sha256(content).hexdigest() == paper.file_id
    assert "PMG-2024-0513_2025-01.pdf" in response["Content-Disposition"]
    assert other.get(address).status_code == 404
    page = own.get(reverse("grants:justification", args=[case.pk])).content.decode()
    assert address in page
    assert paper.file_id in page


def test_the_workbench_offers_the_preview_and_then_the_letter(case: Justification) -> None:
    client = signed_in(make_user(Role.ASSESSOR))
    address = reverse("grants:assessment_workbench", args=[case.pk])
    preview = reverse("grants:letter_preview", args=["oordeel", case.pk])
    assert preview in client.get(address).content.decode()
    judge(case)
    page = client.get(address).content.decode()
    assert preview not in page
    assert "De brief wordt gemaakt" in page
    make_letter(letters().get().work.pk)
    page = client.get(address).content.decode()
    assert reverse("grants:letter", args=[letters().get().pk]) in page
