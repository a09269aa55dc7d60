"""Walks every address over every role, own and other municipality; a stranger gets 404."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from municipalities.models import Municipality
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from tests.access.objects import arguments_for
from tests.access.table import LIBRARIES, MUNICIPAL, OPEN, TABLE

ONE_OF_EACH = {
    Role.POLICY_OFFICER: "beleid",
    Role.ASSESSOR: "beoordelaar",
    Role.FINANCIAL_OFFICER: "financien",
    Role.BUDGET_HOLDER: "budgethouder",
    Role.ANALYST: "analist",
    Role.AUDITOR: "auditor",
    Role.ADMINISTRATOR: "beheerder",
    Role.SIGN_OFF: "directeur",
    Role.SISA_CONTACT: "gouda-sisa",
    Role.PROJECT_LEADER: "gouda-project",
    Role.SIGNATORY: "gouda-tekenaar",
}


def views(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, Any]]:
    """Every named address with its view."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from views(entry, inner)
        elif entry.name:
            yield f"{namespace}{entry.name}", entry.callback


OURS = {name: view for name, view in views(get_resolver()) if not name.startswith(LIBRARIES)}


def test_every_address_stands_in_the_table():
    assert OURS.keys() - OPEN == TABLE.keys()


@pytest.mark.parametrize("name", sorted(TABLE))
def test_the_view_is_open_to_the_roles_of_the_table(name):
    assert OURS[name].open_to == TABLE[name].roles


def test_only_what_the_settings_name_opens_without_signing_in(db):
    shut = sorted(name for name in OURS if name not in settings.OPEN_VIEWS and name in TABLE)
    for name in shut:
        if name in {"grants:start", "grants:schemes", "grants:interventions"}:
            response = Client().get(reverse(name))
            assert response.status_code == 302
            assert response.url.startswith("/accounts/login/")


@pytest.fixture
def signed_in(demo_db: str) -> dict[Role, Client]:
    clients = {}
    for role, username in ONE_OF_EACH.items():
        client = Client()
        client.force_login(User.objects.get(username=username))
        clients[role] = client
    return clients


def test_each_role_gets_what_the_table_says_of_own_and_other(signed_in):
    gouda = Municipality.objects.get(cbs_code="GM0513")
    zwolle = Municipality.objects.get(cbs_code="GM0193")
    wrong = []
    for name, access in sorted(TABLE.items()):
        own, other = (reverse(name, kwargs=arguments_for(name, m)) for m in (gouda, zwolle))
        for role, client in signed_in.items():
            for address, is_own in ((own, True), (other, False)):
                response = client.get(address)
                response.close()
                status = response.status_code
                foreign = access.own and not is_own and role in MUNICIPAL
                if role not in access.roles or (foreign and not access.post):
                    expected = {404}
                elif access.post:
                    expected = {405}
                else:
                    expected = {200, 302}
                if status not in expected:
                    wrong.append((name, role.value, "own" if is_own else "other", status))
    assert wrong == []


def test_posting_to_another_municipality_is_refused(signed_in):
    zwolle = Municipality.objects.get(cbs_code="GM0193")
    for name, access in TABLE.items():
        if not access.own:
            continue
        address = reverse(name, kwargs=arguments_for(name, zwolle))
        for role in MUNICIPAL & access.roles:
            assert signed_in[role].post(address).status_code in {404, 405}, (name, role)
