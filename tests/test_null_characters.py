"""A NUL can be typed by nobody and kept by no database: it is refused at the door, never a fault."""

from __future__ import annotations

import pytest
from django.test import Client

from pmg.accounts.enums import Role
from pmg.accounts.models import User
from tests.factories import make_scheme, make_user, municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact() -> User:
    make_scheme()
    return make_user(Role.SISA_CONTACT, municipality())


@pytest.mark.parametrize(
    "address",
    [
        "/gemeenten/%00/mensen/",
        "/gemeenten/GM0513/mensen/overdragen/?rol=%00",
        "/?gemeente=%00&jaar=%00",
        "/uitnodiging/%00/",
    ],
)
def test_in_an_address(contact: User, address: str) -> None:
    client = Client()
    client.force_login(contact)
    assert client.get(address).status_code in {400, 404}
