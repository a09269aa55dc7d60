"""The letter of an award: signed with the grant, laid ready, announced, opened, and archivable."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from grants.enums import LetterAct
from grants.letters.contents import read_contents
from grants.models import Award, Letter, LetterText
from grants.queries.award_letters import act_of
from grants.services.awards import grant_award
from grants.services.files import read_file
from grants.services.letter_delivery import tell_of_letter, untold_letters
from grants.services.letter_making import make_letter
from grants.services.letters import NoLetter, sign_letter
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.casework.models import Notice
from pmg.casework.moves import Door, events_of
from tests.factories import at, make_award, make_scheme, make_user, municipality, prepare
from tests.reporting import verapdf

from .test_services import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def award() -> Award:
    return make_award(make_scheme(), municipality())


def made(award: Award) -> Letter:
    letter = Letter.objects.get(case_id=award.pk)
    make_letter(letter.work.pk)
    letter.refresh_from_db()
    return letter


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_it_is_a_decision_with_amounts_advances_obligations_and_clause(award: Award) -> None:
    contents = read_contents(Letter.objects.get(case_id=award.pk).contents)
    said = words(contents)
    assert contents.kind == "beschikking"
    assert contents.reference == "PMG-2024-0513/2024-01"
    assert "specifieke uitkering toe van € 1.500.000" in said
    assert "2025/26\n1 juli 2025 tot en met 30 juni 2026\n€ 500.000" in said
    assert "Besteed het geld alleen aan de activiteiten uit uw plan." in said
    assert "artikel 2" in said
    assert any("zes weken" in paragraph for paragraph in contents.objection)


def test_nothing_is_granted_when_its_letter_cannot_go_out() -> None:
    award = prepare(make_scheme(), municipality())
    LetterText.objects.filter(act=LetterAct.AWARDED).delete()
    with pytest.raises(NoLetter):
        grant_award(
            award=award,
            by=make_user(Role.BUDGET_HOLDER),
            on=at(2024, 6, 10),
            seen_revision=award.revision,
            door=Door.DEMO,
        )
    award.refresh_from_db()
    assert award.state == "prepared"
    assert not award.entries.exists()


def test_an_award_without_an_application_is_of_all_that_was_asked(award: Award) -> None:
    assert act_of(award) == LetterAct.AWARDED


@pytest.mark.parametrize("flavour", ["PDFUA_1", "PDFA_2_A"])
def test_verapdf_has_nothing_against_it(award: Award, flavour: str, tmp_path: Path) -> None:
    path = tmp_path / "brief.pdf"
    path.write_bytes(read_file(made(award).paper.file))
    assert verapdf.failures(path, flavour) == []


def test_the_first_opening_by_the_municipality_is_kept(award: Award) -> None:
    letter = made(award)
    page = reverse("grants:letter_page", args=[letter.pk])
    ministry = signed_in(make_user(Role.POLICY_OFFICER))
    assert "nog niet" in ministry.get(page).content.decode()
    own = make_user(Role.PROJECT_LEADER, award.municipality)
    signed_in(own).get(page)
    first = Letter.objects.get(pk=letter.pk).opening
    assert first.by == own
    later = signed_in(make_user(Role.SIGNATORY, award.municipality))
    list(later.get(reverse("grants:letter", args=[letter.pk])).streaming_content)
    assert Letter.objects.get(pk=letter.pk).opening == first
    other = signed_in(make_user(Role.SIGNATORY, municipality("GM0193")))
    assert other.get(page).status_code == 404


def test_a_replaced_letter_stays_and_says_by_what(award: Award) -> None:
    old = made(award)
    event = events_of(award).first()
    assert event is not None
    new = sign_letter(
        act=LetterAct.PARTLY_AWARDED, case=award, event=event, on=at(2024, 7, 1), replaces=old
    )
    assert f"beschikking {old.reference}" in read_contents(new.contents).replaces
    page = signed_in(make_user(Role.SIGNATORY, award.municipality)).get(
        reverse("grants:letter_page", args=[old.pk])
    )
    assert "Deze brief is vervangen." in page.content.decode()
    assert new.reference in page.content.decode()


def test_a_new_letter_is_announced_once_and_without_what_it_says() -> None:
    award = prepare(make_scheme(), municipality())
    award.scheme.ceilings.update_or_create(
        kind="commitment", budget_year=timezone.localdate().year, defaults={"amount": 2_000_000}
    )
    reader = make_user(Role.SIGNATORY, award.municipality, email="ondertekenaar@gouda.example")
    grant_award(
        award=award,
        by=make_user(Role.BUDGET_HOLDER),
        on=timezone.now(),
        seen_revision=award.revision,
    )
    letter = made(award)
    assert untold_letters(on=timezone.now()) == [letter]
    for _ in range(2):
        tell_of_letter(letter, on=timezone.now())
    assert untold_letters(on=timezone.now()) == []
    notices = Notice.objects.filter(kind="letter.ready", recipient=reader)
    assert notices.count() == 2  # portal and mail
    said = " ".join(notice.subject + notice.body for notice in notices)
    assert letter.reference not in said
    assert "€" not in said


def test_history_is_no_news(award: Award) -> None:
    make_user(Role.SIGNATORY, award.municipality)
    made(award)
    assert untold_letters(on=timezone.now()) == []


def test_the_list_costs_the_same_for_one_letter_and_for_three(
    django_assert_max_num_queries: object,
) -> None:
    scheme = make_scheme()
    reader = signed_in(make_user(Role.POLICY_OFFICER))
    for code in ("GM0513", "GM0899", "GM0193"):
        make_award(scheme, municipality(code))
        with django_assert_max_num_queries(12):  # type: ignore[operator]
            page = reader.get(reverse("grants:letter_list")).content.decode()
    assert page.count("Toekenning van de specifieke uitkering") == 3


def test_the_draft_of_a_prepared_award_is_looked_at_first() -> None:
    award = prepare(make_scheme(), municipality())
    client = signed_in(make_user(Role.BUDGET_HOLDER))
    address = reverse("grants:letter_preview", args=["toekenning", award.pk])
    assert address in client.get(reverse("grants:award", args=[award.pk])).content.decode()
    assert "volgt als de brief uitgaat" in client.get(address).content.decode()
    assert not Letter.objects.exists()
    wrong = reverse("grants:letter_preview", args=["kaartje", award.pk])
    assert client.get(wrong).status_code == 404
