"""The screens of a scheme: what is typed is kept, nobody writes over a colleague, and few queries."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from grants.models import ReminderRule, Scheme, SchemeChange
from grants.queries.scheme_document import document_of
from grants.queries.scheme_sections import SECTIONS, Section
from pmg.accounts.enums import Role
from tests.factories import make_scheme, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheme(db: None) -> Scheme:
    return make_scheme()


@pytest.fixture
def client(scheme: Scheme) -> Client:
    return signed_in(Role.ADMINISTRATOR)


def signed_in(role: Role) -> Client:
    browser = Client()
    browser.force_login(make_user(role))
    return browser


def filled_in(client: Client, address: str, **typed: str) -> dict[str, Any]:
    """What a browser would send back of the page, with some fields typed over."""
    page = client.get(address).context
    form = page["form"]
    sent: dict[str, Any] = {"revision": page["edition"], "key": str(uuid.uuid4())}
    if not hasattr(form, "management_form"):
        return sent | {"chosen": form["chosen"].value()}
    for part in (form.management_form, *form.forms):
        for field in part:
            value = part[field.name].field.prepare_value(field.value())
            shown = field.field.widget.format_value(value) if value is not None else ""
            if value is True:
                sent[field.html_name] = "on"
            elif value is not None and value is not False and value != "":
                sent[field.html_name] = shown if isinstance(shown, str) else str(value)
    return sent | typed


def of(scheme: Scheme, part: str) -> str:
    return f"/regelingen/{scheme.code}/gegevens/{part}/"


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.name)
def test_each_part_sent_back_as_it_was_changes_nothing(
    client: Client, scheme: Scheme, section: Section
) -> None:
    before = document_of(scheme)
    address = of(scheme, section.name)
    answer = client.post(address, filled_in(client, address))
    assert answer.status_code == 302, answer.context["form"].errors
    assert document_of(scheme) == before
    assert not SchemeChange.objects.exists()


def test_a_reminder_rule_is_added(client: Client, scheme: Scheme) -> None:
    address = of(scheme, "reminder_rules")
    page = client.get(address).context["form"]
    new = f"form-{page.initial_form_count()}"
    typed = {f"{new}-code": "30-dagen", f"{new}-kind": "justification", f"{new}-anchor": "due"}
    sent = filled_in(client, address, **typed, **{f"{new}-days": "-30"})
    assert client.post(address, sent).status_code == 302
    assert ReminderRule.objects.get(scheme=scheme, code="30-dagen").days == -30
    assert "Herinneringen" in client.get(f"/regelingen/{scheme.code}/gegevens/").content.decode()


def test_what_cannot_be_read_is_kept_and_explained(client: Client, scheme: Scheme) -> None:
    address = of(scheme, "ceilings")
    sent = filled_in(client, address, **{"form-0-amount": "tien miljoen"})
    page = client.post(address, sent).content.decode()
    assert "tien miljoen" in page
    assert "<title>Fout:" in page
    assert not SchemeChange.objects.exists()


def test_the_same_row_twice_is_refused(client: Client, scheme: Scheme) -> None:
    address = of(scheme, "sectors")
    page = client.post(address, filled_in(client, address, **{"form-1-code": "jongerenwerk"}))
    assert "staat er twee keer in" in page.content.decode()


@pytest.mark.parametrize(
    "section",
    [section for section in SECTIONS if section.key and not section.is_choice],
    ids=lambda section: section.name,
)
def test_more_rows_that_stay_empty_ask_for_nothing(
    client: Client, scheme: Scheme, section: Section
) -> None:
    before = document_of(scheme)
    address = of(scheme, section.name)
    page = client.post(address, filled_in(client, address, more="1"))
    shown: dict[str, Any] = {"revision": page.context["edition"], "key": str(uuid.uuid4())}
    form = page.context["form"]
    for part in (form.management_form, *form.forms):
        shown |= {
            field.html_name: "on" if field.value() is True else field.value()
            for field in part
            if field.value() not in (None, False, "")
        }
    answer = client.post(address, {name: str(value) for name, value in shown.items()})
    assert answer.status_code == 302, answer.context["form"].errors
    assert document_of(scheme) == before
    assert not SchemeChange.objects.exists()


def test_more_rows_keep_what_was_typed(client: Client, scheme: Scheme) -> None:
    address = of(scheme, "sectors")
    sent = filled_in(client, address, more="1", **{"form-0-label": "Jeugdwerk"})
    form = client.post(address, sent).context["form"]
    assert form.total_form_count() == scheme.sectors.count() + 4
    assert form.forms[0]["label"].value() == "Jeugdwerk"
    assert scheme.sectors.first().label == "Jongerenwerk"


def test_an_old_page_writes_nothing_over(client: Client, scheme: Scheme) -> None:
    address = of(scheme, "sectors")
    old = filled_in(client, address, **{"form-0-label": "Oud"})
    client.post(address, filled_in(client, address, **{"form-0-label": "Nieuw"}))
    page = client.post(address, old).content.decode()
    assert "Iemand anders heeft dit intussen gewijzigd" in page
    assert "Oud" in page
    assert scheme.sectors.first().label == "Nieuw"


def test_a_new_scheme_begins_as_a_draft_that_says_what_is_missing(
    client: Client, scheme: Scheme
) -> None:
    sent = {
        "revision": "0",
        "key": str(uuid.uuid4()),
        "name": "Proefregeling (FICTIEF)",
        "code": "proef-2030",
        "starts_on": "2030-01-01",
        "ends_on": "2031-12-31",
        "like": scheme.code,
    }
    made = client.post("/regelingen/nieuw/", sent)
    assert client.post("/regelingen/nieuw/", sent).url == made.url
    page = client.get(made.url).content.decode()
    assert "ten minste één uitkeringsjaar" in page
    assert "Probleemanalyse maken en uitwerken" in page
    assert Scheme.objects.count() == 1
    change = SchemeChange.objects.get()
    client.post(made.url, {"move": "propose", "revision": change.revision, "key": uuid.uuid4()})
    change.refresh_from_db()
    assert change.state == "draft"
    for section in SECTIONS:
        assert client.get(f"{made.url}{section.name}/").status_code == 200


@pytest.mark.parametrize("role", [Role.POLICY_OFFICER, Role.BUDGET_HOLDER])
def test_others_read_and_do_not_change(scheme: Scheme, role: Role) -> None:
    browser = signed_in(role)
    page = browser.get(f"/regelingen/{scheme.code}/gegevens/").content.decode()
    assert "Sectoren" in page
    assert "Sectoren wijzigen" not in page
    assert browser.get(of(scheme, "sectors")).status_code == 404
    assert browser.get("/regelingen/nieuw/").status_code == 404


def test_the_list_costs_the_same_for_one_and_for_three(client: Client, scheme: Scheme) -> None:
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get("/regelingen/wijzigingen/").status_code == 200
        return len(queries)

    address = of(scheme, "sectors")
    client.post(address, filled_in(client, address, **{"form-0-label": "Een"}))
    one = cost()
    for label in ("Twee", "Drie"):
        client.post(address, filled_in(client, address, **{"form-0-label": label}))
    assert SchemeChange.objects.count() == 3
    assert cost() == one <= 12
