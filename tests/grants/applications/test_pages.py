"""The pages of applications: lists that stay fast, text that stays, and what each role reads."""

from __future__ import annotations

import uuid
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from grants.checks.typed_rows import digest
from grants.enums import ApplicationSection as Section
from grants.models import Attachment
from grants.services.application_assessing import declare_complete
from grants.services.application_deciding import award_application
from grants.services.files import store_file
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.casework.moves import Door
from tests.factories import make_user

from .contents import DAY, advised, begun, make_town, submitted

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def untouched() -> dict[str, str]:
    """A page on which nobody typed anything, as a browser sends it."""
    return {f"seen-{section}": digest({}) for section in Section}


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_the_worklist_takes_as_many_queries_for_three_as_for_one() -> None:
    town = make_town()
    submitted(town)
    client, address = signed_in(town.assessor), reverse("grants:application_list")
    client.get(address)
    one = queries(client, address)
    for code in ("GM0748", "GM0193"):
        submitted(make_town(code))
    assert queries(client, address) == one
    assert one <= 12


def test_the_start_page_of_a_municipality_tells_each_what_to_do() -> None:
    town = make_town()
    begun(town)
    for user, said in (
        (town.leader, "Aanvraag invullen"),
        (town.contact, "Aanvraag invullen"),
        (town.signatory, "Aanvraag controleren en indienen"),
    ):
        client = signed_in(user)
        assert said in client.get("/").content.decode()
        assert queries(client, "/") <= 12


def test_two_tabs_keep_both_texts() -> None:
    town = make_town()
    case = begun(town)
    address = reverse("grants:application_fill_in", args=[case.pk])
    leader, contact = signed_in(town.leader), signed_in(town.contact)
    page = untouched() | {"revision-securing": "1", "seen-securing": "old"}
    assert (
        leader.post(address, page | {"securing-text": "Van de projectleider."}).status_code == 302
    )
    answer = contact.post(address, page | {"securing-text": "Van financiën."})
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "Van de projectleider." in shown
    assert "Van financiën." in shown
    assert case.drafts.get(section=Section.SECURING).raw == {"text": "Van de projectleider."}


def test_autosave_keeps_what_is_not_valid() -> None:
    town = make_town()
    case = begun(town)
    year = town.scheme.grant_years.all()[0]
    answer = signed_in(town.leader).post(
        reverse("grants:application_fill_in", args=[case.pk]),
        untouched()
        | {"revision-budget": "1", "seen-budget": "", f"budget-1-amount-{year.pk}": "veel <geld>"},
        headers={"HX-Request": "true"},
    )
    assert "Concept opgeslagen" in answer.content.decode()
    raw = case.drafts.get(section=Section.BUDGET).raw
    assert raw[f"1-amount-{year.pk}"] == "veel <geld>"


@pytest.mark.parametrize(
    ("name", "data", "kept"),
    [
        ("plan.pdf", b"%PDF-1.7", True),
        ("plan.docx", b"PK\x03\x04", True),
        ("plan.pdf", b"MZ\x90", False),
        ("plan.exe", b"%PDF-1.7", False),
        ("plan.pdf", b"", False),
    ],
)
def test_only_pdf_and_office_files_are_attached(name: str, data: bytes, kept: bool) -> None:
    town = make_town()
    case = begun(town)
    client = signed_in(town.contact)
    answer = client.post(
        reverse("grants:application_attach", args=[case.pk]),
        {"file": SimpleUploadedFile(name, data)},
    )
    assert (answer.status_code == 302) == kept
    assert Attachment.objects.filter(application=case).exists() == kept
    if kept:
        row = case.attachments.get()
        keep = reverse("grants:application_keep", args=[case.pk, row.pk])
        client.post(keep, {"keep": "0"})
        assert (
            "Zet terug"
            in client.get(reverse("grants:application_fill_in", args=[case.pk])).content.decode()
        )
    else:
        assert "De bijlage is niet bewaard" in answer.content.decode()


def test_the_ministry_downloads_only_what_was_submitted() -> None:
    town = make_town()
    case = submitted(town)
    row = Attachment.objects.create(
        application=case,
        file_id=stored_file(),
        name="later.pdf",
        by=town.contact,
        on=DAY,
    )
    address = reverse("grants:application_attachment", args=[case.pk, row.pk])
    assert signed_in(town.assessor).get(address).status_code == 404
    assert signed_in(make_town("GM0748").contact).get(address).status_code == 404


def stored_file() -> str:
    return store_file([b"%PDF-1.7 later"]).sha256


def test_what_an_assessor_typed_stays_where_it_is_refused() -> None:
    town = make_town()
    case = submitted(town)
    declare_complete(
        application=case, by=town.assessor, on=DAY, seen_revision=case.revision, door=Door.DEMO
    )
    address = reverse("grants:application_criteria", args=[case.pk])
    client = signed_in(town.assessor)
    answer = client.post(
        address,
        {"criterium-analyse-outcome": "met", "criterium-doelgroep-reason": "Nog te kort."},
    )
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "Schrijf op waarom u dit vindt." in shown
    assert "Kies een oordeel bij deze reden." in shown
    assert "Nog te kort." in shown
    assert not case.verdicts.exists()
    client.post(
        address,
        {
            "criterium-analyse-outcome": "met",
            "criterium-analyse-reason": "Goed.",
            "criterium-analyse-seen": "0",
        },
    )
    assert case.verdicts.get().reason == "Goed."


def test_a_municipality_reads_nothing_of_the_assessment() -> None:
    town = make_town()
    case = submitted(town)
    declare_complete(
        application=case, by=town.assessor, on=DAY, seen_revision=case.revision, door=Door.DEMO
    )
    shown = signed_in(town.leader).get(reverse("grants:application", args=[case.pk]))
    assert "Toetsing aan de criteria" not in shown.content.decode()


def test_a_move_with_an_old_page_is_refused_and_its_text_stays() -> None:
    town = make_town()
    case = submitted(town)
    answer = signed_in(town.assessor).post(
        reverse("grants:application", args=[case.pk]),
        {
            "move": "question",
            "revision": case.revision - 1,
            "key": uuid.uuid4(),
            "question-text": "Wie betaalt dit?",
        },
    )
    assert "Wie betaalt dit?" in answer.content.decode()
    assert not case.questions.exists()


def test_an_award_leads_to_its_application_for_who_may_read_it() -> None:
    town = make_town()
    case = advised(town)
    award = award_application(
        application=case,
        reference="PMG-2024-0513",
        amounts={year: Decimal(1) for year in town.scheme.grant_years.all()},
        motivation="Past.",
        by=town.officer,
        on=DAY,
        seen_revision=case.revision,
        door=Door.DEMO,
    )
    address = reverse("grants:award", args=[award.pk])
    assert "Bekijk de aanvraag" in signed_in(town.assessor).get(address).content.decode()
    finance = make_user(Role.FINANCIAL_OFFICER)
    assert "Bekijk de aanvraag" not in signed_in(finance).get(address).content.decode()
