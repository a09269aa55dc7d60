"""Sign-in with one click: for made-up people, in the demo, by a button. Nothing else."""

import pytest
from django.test import Client, override_settings

from municipalities.services.reference import load_municipalities
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from tests.factories import make_user, municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor() -> User:
    load_municipalities()
    user = make_user(Role.SISA_CONTACT, municipality(), username="gouda-sisa")
    user.is_demo = True
    user.save()
    return user


def signed_in_as(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def test_a_button_is_enough(client: Client, visitor: User) -> None:
    page = client.get("/accounts/login/").content.decode()
    assert 'value="gouda-sisa"' in page
    assert "Gemeente Gouda" in page
    answer = client.post("/demo/inloggen/", {"username": "gouda-sisa"})
    assert answer["Location"] == "/"
    assert signed_in_as(client) == str(visitor.pk)


@override_settings(DEMO=False)
def test_outside_the_demo_there_is_no_such_page(client: Client, visitor: User) -> None:
    assert client.post("/demo/inloggen/", {"username": "gouda-sisa"}).status_code == 404
    assert signed_in_as(client) is None
    assert "gouda-sisa" not in client.get("/accounts/login/").content.decode()


@pytest.mark.parametrize("change", [{"is_demo": False}, {"is_active": False}, {"is_system": True}])
def test_nobody_real_is_let_in(client: Client, visitor: User, change: dict[str, bool]) -> None:
    User.objects.filter(pk=visitor.pk).update(**change)
    assert client.post("/demo/inloggen/", {"username": "gouda-sisa"}).status_code == 404
    assert signed_in_as(client) is None


def test_a_link_does_not_sign_in(client: Client, visitor: User) -> None:
    assert client.get("/demo/inloggen/?username=gouda-sisa").status_code == 405
    assert (
        Client(enforce_csrf_checks=True)
        .post("/demo/inloggen/", {"username": "gouda-sisa"})
        .status_code
        == 403
    )
