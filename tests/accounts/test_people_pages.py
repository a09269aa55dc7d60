"""The administrator's pages: what is asked on one screen is confirmed on another, by another."""

from __future__ import annotations

import pytest
from django.test import Client

from pmg.accounts.enums import Role
from pmg.accounts.models import User
from tests.factories import make_scheme, make_user, municipality

pytestmark = pytest.mark.django_db
KEY = "6f1c9a52-53a4-4e53-9d5e-0e9f6f0e8a11"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_mandate_from_asking_to_giving_and_a_block() -> None:
    make_scheme()
    make_user(Role.SISA_CONTACT, municipality())
    client = signed_in(make_user(Role.ADMINISTRATOR))
    assert "rol die niemand heeft" in client.get("/").content.decode()
    for address in ("/mensen/", "/mensen/bevestigen/", "/mensen/rol-geven/", "/inzage/"):
        assert client.get(address).status_code == 200, address
    holder = make_user(Role.BUDGET_HOLDER)
    page = f"/mensen/{holder.pk}/"
    typed = {"key": KEY, "basis": "Besluit 4", "ceiling": "1.000.000", "starts_on": "2027-01-01"}
    assert (
        "Vul een bedrag"
        in client.post(f"{page}mandaat/", typed | {"ceiling": "1,5"}).content.decode()
    )
    assert client.post(f"{page}mandaat/", typed).status_code == 302
    other = signed_in(make_user(Role.ADMINISTRATOR))
    assert "1.000.000" in other.get("/mensen/bevestigen/").content.decode()
    for one in (client, other):
        one.post(f"/mensen/bevestigen/mandaat/{KEY}/", {"act": "grant"})
    assert holder.mandates.filter(basis="Besluit 4").count() == 1
    assert client.post(page, {"act": "block", "reason": "Weg.", "key": KEY}).status_code == 302
    assert "geblokkeerd" in client.get(page).content.decode()
