"""Proposals for the intervention register, as requests of the municipality and the ministry."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from grants.enums import EvidenceLevel, ProposalState
from grants.models import Intervention, InterventionProposal
from pmg.accounts.enums import Role
from pmg.casework.models import Notice
from tests.factories import make_scheme, make_user, municipality

from .reports import make_intervention
from .test_pages import client_of

pytestmark = pytest.mark.django_db
TYPED = {
    "name": "Huiswerkplek",
    "evidence_level": EvidenceLevel.NOT_RECOGNISED,
    "risk_factors": "schoolverzuim, rondhangen,  schoolverzuim",
    "protective_factors": "sport",
    "age_from": "10",
    "description": "Rustige plek in de wijk.",
    "reason": "Wij zetten dit in sinds 2024.",
}


@pytest.fixture(autouse=True)
def _scheme() -> None:
    make_scheme()


@pytest.fixture
def leader() -> Client:
    return client_of(make_user(Role.PROJECT_LEADER, municipality("GM0513")))


@pytest.fixture
def officer() -> Client:
    return client_of(make_user(Role.POLICY_OFFICER))


def send(client: Client, view: str, /, *args: Any, revision: int = 0, **typed: Any) -> str:
    data = {"revision": revision, "key": uuid.uuid4(), **typed}
    answer = client.post(reverse(f"grants:{view}", args=args), data, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def proposed(client: Client, **other: str) -> InterventionProposal:
    send(client, "intervention_propose", **(TYPED | other))
    return InterventionProposal.objects.get()


def as_shown(client: Client, case: InterventionProposal) -> dict[str, Any]:
    """The form of the ministry as the page filled it in."""
    form = client.get(reverse("grants:intervention_proposal", args=[case.pk])).context["form"]
    return {field.name: field.value() or "" for field in form}


def test_taken_in_as_proposed_and_the_proposer_is_told(leader: Client, officer: Client) -> None:
    case = proposed(leader)
    assert case.risk_factors == ["schoolverzuim", "rondhangen"]
    assert Notice.objects.filter(role=Role.POLICY_OFFICER, needs_action=True).exists()
    shown = as_shown(officer, case)
    send(officer, "intervention_proposal", case.pk, revision=1, move="accept", **shown)
    case.refresh_from_db()
    assert case.state == ProposalState.ACCEPTED
    assert case.intervention is not None
    assert case.intervention.protective_factors == ["sport"]
    page = leader.get(reverse("grants:intervention_proposal", args=[case.pk])).content.decode()
    assert "Interventie opgenomen in het register" in page
    assert Notice.objects.filter(role=Role.PROJECT_LEADER).exists()


def test_who_changes_it_says_why_and_loses_nothing(leader: Client, officer: Client) -> None:
    case = proposed(leader)
    typed = as_shown(officer, case) | {"name": "Huiswerkplek in de wijk", "move": "accept"}
    page = send(officer, "intervention_proposal", case.pk, revision=1, **typed)
    assert "Schrijf op waarom u dit doet" in page
    assert "Huiswerkplek in de wijk" in page
    assert not Intervention.objects.exists()
    typed["reason"] = "Zo heet de interventie bij de ontwikkelaar."
    send(officer, "intervention_proposal", case.pk, revision=1, **typed)
    assert Intervention.objects.get().name == "Huiswerkplek in de wijk"
    case.refresh_from_db()
    assert case.name == "Huiswerkplek"
    page = leader.get(reverse("grants:intervention_proposal", args=[case.pk])).content.decode()
    assert "Zo heet de interventie bij de ontwikkelaar." in page


def test_the_same_button_twice_adds_one(leader: Client, officer: Client) -> None:
    case = proposed(leader)
    data = as_shown(officer, case) | {"move": "accept", "key": uuid.uuid4(), "revision": 1}
    for _ in range(2):
        officer.post(reverse("grants:intervention_proposal", args=[case.pk]), data)
    assert Intervention.objects.count() == 1


def test_refused_with_a_reason_that_the_municipality_reads(leader: Client, officer: Client) -> None:
    case = proposed(leader)
    send(officer, "intervention_proposal", case.pk, revision=1, move="refuse")
    case.refresh_from_db()
    assert case.state == ProposalState.PROPOSED
    send(
        officer,
        "intervention_proposal",
        case.pk,
        revision=1,
        move="refuse",
        **{"refuse-reason": "Dit is dezelfde als Alleen jij."},
    )
    page = leader.get(reverse("grants:intervention_proposal", args=[case.pk])).content.decode()
    assert "Dit is dezelfde als Alleen jij." in page
    assert not Intervention.objects.exists()


def test_a_name_that_is_there_already_is_not_added_twice(leader: Client, officer: Client) -> None:
    make_intervention("huiswerkplek")
    case = proposed(leader)
    shown = as_shown(officer, case) | {"move": "accept"}
    page = send(officer, "intervention_proposal", case.pk, revision=1, **shown)
    assert "staat al in het register" in page
    case.refresh_from_db()
    assert case.state == ProposalState.PROPOSED


@pytest.mark.parametrize("name", ["description", "reason"])
def test_personal_data_does_not_get_in(leader: Client, name: str) -> None:
    page = send(leader, "intervention_propose", **(TYPED | {name: "Bel 06-12345678."}))
    assert "lijkt op een telefoonnummer" in page
    assert "Bel 06-12345678." in page
    assert not InterventionProposal.objects.exists()


def test_another_municipality_sees_nothing_of_it(leader: Client) -> None:
    case = proposed(leader)
    other = client_of(make_user(Role.PROJECT_LEADER, municipality("GM0899")))
    assert other.get(reverse("grants:intervention_proposal", args=[case.pk])).status_code == 404
    assert (
        "Huiswerkplek" not in other.get(reverse("grants:intervention_proposals")).content.decode()
    )
    contact = client_of(make_user(Role.SISA_CONTACT, municipality("GM0513")))
    assert "Huiswerkplek" in contact.get(reverse("grants:intervention_proposals")).content.decode()
    assert contact.get(reverse("grants:intervention_propose")).status_code == 404
