"""An objection from received to decided: its terms, its letters, and who may decide."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from grants.enums import LetterAct
from grants.letters.contents import read_contents
from grants.models import Award, Letter, Objection
from grants.services import objections
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.casework.errors import FourEyes, MoveRefused
from pmg.casework.moves import Door
from tests.factories import at, make_award, make_scheme, make_user, municipality
from tests.grants.letters.test_services import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def award() -> Award:
    return make_award(make_scheme(), municipality())


def received(award: Award, **more: Any) -> Objection:
    return objections.receive_objection(
        **{
            "letter": Letter.objects.get(case_id=award.pk),
            "objector": "het college",
            "received_on": datetime.date(2024, 7, 1),
            "grounds": "Het bedrag is te laag.",
            "by": make_user(Role.POLICY_OFFICER),
            "on": at(2024, 7, 2),
            "door": Door.DEMO,
        }
        | more
    )


def act(case: Objection, by: User, **more: Any) -> dict[str, Any]:
    return {
        "objection": case,
        "by": by,
        "on": at(2024, 7, 10),
        "seen_revision": case.revision,
        "door": Door.DEMO,
        **more,
    }


def letter_of(case: Objection, kind: LetterAct) -> str:
    return words(read_contents(Letter.objects.get(case_id=case.pk, act=kind).contents))


def test_it_is_confirmed_with_the_day_on_which_a_decision_is_due(award: Award) -> None:
    case = received(award)
    assert case.decide_by == datetime.date(2024, 9, 2)
    said = letter_of(case, LetterAct.OBJECTION_RECEIVED)
    assert "uiterlijk op 2 september 2024" in said
    assert "artikel 6:14" in said
    assert "kwam later" not in said
    late = received(award, received_on=datetime.date(2024, 7, 23), on=at(2024, 7, 24))
    assert "kwam later" in letter_of(late, LetterAct.OBJECTION_RECEIVED)


def test_only_against_a_decision_and_not_before_it(award: Award) -> None:
    case = received(award)
    confirmation = Letter.objects.get(case_id=case.pk)
    with pytest.raises(MoveRefused, match="geen bezwaar"):
        received(award, letter=confirmation)
    with pytest.raises(MoveRefused, match="datum van ontvangst"):
        received(award, received_on=datetime.date(2024, 6, 9))


def test_it_is_postponed_once_by_six_weeks(award: Award) -> None:
    case, officer = received(award), make_user(Role.POLICY_OFFICER)
    objections.postpone_objection(**act(case, officer, reason="De commissie is ziek."))
    assert case.decide_by == datetime.date(2024, 10, 14)
    assert "uiterlijk op 14 oktober 2024" in letter_of(case, LetterAct.OBJECTION_POSTPONED)
    with pytest.raises(MoveRefused, match="één keer"):
        objections.postpone_objection(**act(case, officer, reason="Nog eens."))


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [
        ("inadmissible", "niet-ontvankelijk"),
        ("unfounded", "Uw bezwaar is ongegrond."),
        ("founded", "U krijgt een nieuw besluit"),
    ],
)
def test_it_is_decided_as_proposed_by_another(award: Award, outcome: str, sentence: str) -> None:
    case, officer = received(award), make_user(Role.POLICY_OFFICER)
    objections.propose_decision(**act(case, officer, outcome=outcome, motivation="Omdat."))
    officer.role_assignments.create(role=Role.BUDGET_HOLDER, starts_on=at(2024, 1, 1).date())
    with pytest.raises(FourEyes):
        objections.decide_objection(**act(case, User.objects.get(pk=officer.pk)))
    with pytest.raises(MoveRefused, match="10:3"):
        objections.decide_objection(**act(case, case.letter.event.by))
    objections.decide_objection(**act(case, make_user(Role.BUDGET_HOLDER)))
    assert case.state == outcome
    contents = read_contents(
        Letter.objects.get(case_id=case.pk, act=LetterAct.OBJECTION_DECIDED).contents
    )
    assert sentence in words(contents)
    assert contents.remedy == "beroep"
    assert any("rechtbank" in paragraph for paragraph in contents.objection)


def test_what_was_withdrawn_is_over(award: Award) -> None:
    case, officer = received(award), make_user(Role.POLICY_OFFICER)
    objections.withdraw_objection(**act(case, officer, reason="Op verzoek van de gemeente."))
    with pytest.raises(MoveRefused):
        objections.propose_decision(**act(case, officer, outcome="founded", motivation="Omdat."))


def test_from_the_letter_to_the_worklist_on_the_screens(award: Award) -> None:
    officer, reader = Client(), Client()
    officer.force_login(make_user(Role.POLICY_OFFICER))
    reader.force_login(make_user(Role.SIGNATORY, award.municipality))
    letter = Letter.objects.get(case_id=award.pk)
    address = reverse("grants:objection_receive", args=[letter.pk])
    assert address in officer.get(reverse("grants:letter_page", args=[letter.pk])).content.decode()
    typed = {"revision": "0", "key": "5f1f5a9e-9b44-4f3c-9d5c-3d0a61d3b9c1", "objector": "college"}
    page = officer.post(address, typed | {"grounds": "Te laag."}).content.decode()
    assert "Te laag." in page
    assert "Vul de datum in." in page
    typed |= {"grounds": "Te laag.", "received_on": "2024-07-01"}
    assert officer.post(address, typed).status_code == 302
    assert officer.post(address, typed).status_code == 302  # a double click is one objection
    case = Objection.objects.get()
    worklist = officer.get(reverse("grants:objection_list")).content.decode()
    assert "Te laat" in worklist
    assert "2 september 2024" in worklist.replace("\u00a0", " ")
    page_of = reverse("grants:objection", args=[case.pk])
    assert reader.get(page_of).status_code == 200
    propose = {
        "move": "propose",
        "revision": str(case.revision),
        "key": "5f1f5a9e-9b44-4f3c-9d5c-3d0a61d3b9c2",
        "propose-outcome": "founded",
        "propose-motivation": "Omdat.",
    }
    assert officer.post(page_of, propose).status_code == 302
    assert "Omdat." not in reader.get(page_of).content.decode()
