"""The viewer on the page: safe types, the rights of the case, and a way without JavaScript."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from grants.enums import CheckState, UploadKind
from grants.models import DocumentPage, Justification, Upload, Viewing
from grants.services.files import store_file
from grants.services.viewing import run_viewing
from pmg.accounts.enums import Role
from tests.factories import (
    at,
    make_award,
    make_justification,
    make_scheme,
    make_user,
    municipality,
)

from . import files

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def case() -> Justification:
    return make_justification(make_award(make_scheme(), municipality()))


@pytest.fixture
def upload(case: Justification) -> Upload:
    return Upload.objects.create(
        justification=case,
        kind=UploadKind.PACKAGE,
        file=store_file([files.pages(3)]),
        name="jaarstukken.pdf",
        by=make_user(Role.SISA_CONTACT, case.municipality),
        on=at(2026, 6, 1),
    )


@pytest.fixture
def client() -> Client:
    client = Client()
    client.force_login(make_user(Role.ASSESSOR))
    return client


def address(case: Justification, query: str = "") -> str:
    return reverse("grants:documents", args=[case.pk]) + query


def draw() -> None:
    while waiting := list(Viewing.objects.filter(state=CheckState.ASKED)):
        for order in waiting:
            run_viewing(order.pk)


def test_looking_asks_the_worker_and_then_shows_the_page(
    client: Client, case: Justification, upload: Upload
) -> None:
    page = client.get(address(case), headers=HTMX).content.decode()
    assert "Wij maken deze bladzijde klaar" in page
    assert 'hx-trigger="load delay:1s"' in page
    draw()
    page = client.get(address(case), headers=HTMX).content.decode()
    row = DocumentPage.objects.get(number=1)
    assert reverse("grants:document_page", args=[row.pk]) in page
    assert "Dit is bladzijde 1 van 3." in page
    assert "pagina=2" in page
    assert "hx-trigger" not in page


def test_without_javascript_it_leads_back_to_the_same_page_of_the_workbench(
    client: Client, case: Justification, upload: Upload
) -> None:
    client.get(address(case))
    draw()
    query = f"?bestand={upload.pk}&document=1&pagina=2&zoom=150"
    response = client.get(address(case, query))
    workbench = reverse("grants:assessment_workbench", args=[case.pk])
    assert response.status_code == 302
    assert response["Location"] == f"{workbench}{query}#documenten"
    page = client.get(workbench + query).content.decode()
    assert "Dit is bladzijde 2 van 3." in page
    assert "pmg-viewer__image--150" in page


def test_opening_the_workbench_asks_nothing(
    client: Client, case: Justification, upload: Upload
) -> None:
    assert client.get(reverse("grants:assessment_workbench", args=[case.pk])).status_code == 200
    assert not Viewing.objects.exists()


@pytest.mark.parametrize("query", ["?pagina=x", "?bestand=1", "?zoom=7&document=-1", "?pagina=99"])
def test_nonsense_in_the_address_falls_back_on_what_is_there(
    client: Client, case: Justification, upload: Upload, query: str
) -> None:
    client.get(address(case))
    draw()
    response = client.get(address(case, query), headers=HTMX)
    assert response.status_code == 200
    assert "van 3" in response.content.decode()


def test_an_image_is_an_image_for_whoever_may_see_the_case(
    client: Client, case: Justification, upload: Upload
) -> None:
    client.get(address(case))
    draw()
    image = reverse("grants:document_page", args=[DocumentPage.objects.get(number=1).pk])
    response = client.get(image)
    assert response["Content-Type"] == "image/webp"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "private" in response["Cache-Control"]
    assert b"".join(response.streaming_content)[8:12] == b"WEBP"
    for role, to in ((Role.SISA_CONTACT, case.municipality), (Role.FINANCIAL_OFFICER, None)):
        stranger = Client()
        stranger.force_login(make_user(role, to))
        assert stranger.get(image).status_code == 404
    assert Client().get(image).status_code == 302


def test_what_an_upload_says_is_shown_as_text(client: Client, case: Justification) -> None:
    Upload.objects.create(
        justification=case,
        kind=UploadKind.PACKAGE,
        file=store_file([files.zipped(**{"<script>alert(1)<_pdf": files.pages(1)})]),
        name="<img src=x onerror=alert(1)>.zip",
        by=make_user(Role.SISA_CONTACT, case.municipality),
        on=at(2026, 6, 2),
    )
    client.get(address(case))
    draw()
    page = client.get(address(case), headers=HTMX).content.decode()
    assert "&lt;img src=x onerror" in page
    assert "<img src=x" not in page
    assert "<script>alert" not in page
