"""Two people with the link of one invitation, at the same moment, each on its own connection."""

from __future__ import annotations

import pytest
from django.utils import timezone

from municipalities.services.reference import load_municipalities
from pmg.accounts.enums import Role
from pmg.accounts.errors import ActRefused
from pmg.accounts.models import PersonEvent, RoleAssignment, RoleOffer, User
from pmg.accounts.services.arriving import arrive
from pmg.accounts.services.offers import invite
from tests.casework.test_races import at_once
from tests.factories import make_user, municipality

pytestmark = pytest.mark.usefixtures("clone_db")


def arrival(offer: RoleOffer, name: str, password: str) -> User | ActRefused:
    try:
        return arrive(
            offer,
            first_name=name,
            last_name="Testema",
            function="",
            password=password,
            on=timezone.now(),
        )
    except ActRefused as refused:
        return refused


@pytest.mark.parametrize(("second", "refusals"), [("wachtwoord van twee", 1), ("een", 0)])
def test_only_the_first_sets_the_password(second: str, refusals: int) -> None:
    load_municipalities()
    gouda = municipality()
    offer = invite(
        email="nieuw@voorbeeld.invalid",
        role=Role.PROJECT_LEADER,
        municipality_id=gouda.pk,
        by=make_user(Role.SIGNATORY, gouda),
        on=timezone.now(),
    )
    passwords = {"Jip": "een", "Janneke": second}
    outcomes = at_once(
        *(lambda one=name, word=word: arrival(offer, one, word) for name, word in passwords.items())
    )
    assert sum(isinstance(one, ActRefused) for one in outcomes) == refusals
    user = User.objects.get(pk=offer.user_id)
    assert user.check_password(passwords[user.first_name])
    assert RoleAssignment.objects.filter(user=user).count() == 1
    assert PersonEvent.objects.filter(user=user, name="accepted").count() == 1
