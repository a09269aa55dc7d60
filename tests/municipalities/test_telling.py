"""Invitations and what colleagues must know go out once, by the worker, and name nobody."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from municipalities.models import Municipality
from municipalities.services.reference import load_municipalities
from municipalities.tasks import tell_people
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.accounts.services.accounts import ask_reset, decide_reset
from pmg.accounts.services.offers import decide_offer, decline, invite, send_again, token_of
from pmg.accounts.services.roles import not_mine
from pmg.casework.models import Notice
from pmg.casework.notices_sending import send
from tests.factories import make_user, municipality

pytestmark = pytest.mark.django_db
NEW = "nieuw@voorbeeld.invalid"


@pytest.fixture
def gouda() -> Municipality:
    load_municipalities()
    return municipality()


@pytest.fixture
def signatory(gouda: Municipality) -> User:
    return make_user(
        Role.SIGNATORY, gouda, email="tekenaar@voorbeeld.invalid", last_name="Denkbeeld"
    )


def told() -> list[tuple[str, str]]:
    """Kind and recipient of each mail that was planned."""
    rows = Notice.objects.filter(channel=Notice.Channel.MAIL).order_by("planned_on", "pk")
    return [(row.kind, row.recipient.email) for row in rows]


def test_the_mail_holds_the_link_and_goes_once(gouda: Municipality, signatory: User) -> None:
    offer = invite(
        email=NEW,
        role=Role.PROJECT_LEADER,
        municipality_id=gouda.pk,
        by=signatory,
        on=timezone.now(),
    )
    for _ in range(2):
        tell_people()
    assert told() == [("invitation", NEW)]
    notice = Notice.objects.get(channel=Notice.Channel.MAIL)
    send(notice.pk, on=timezone.now())
    (sent,) = mail.outbox
    path = f"/uitnodiging/{token_of(offer)}/"
    assert path in sent.body
    assert Client().get(path).status_code == 200
    assert "Denkbeeld" not in sent.body


def test_what_waits_for_a_second_person_goes_to_who_may_confirm(
    gouda: Municipality, signatory: User
) -> None:
    administrator = make_user(Role.ADMINISTRATOR, email="beheer@voorbeeld.invalid")
    make_user(Role.SIGNATORY, gouda, email="tweede@voorbeeld.invalid")
    make_user(Role.SIGNATORY, municipality("GM0748"), email="ver@voorbeeld.invalid")
    offer = invite(
        email=NEW,
        role=Role.SIGNATORY,
        municipality_id=gouda.pk,
        by=signatory,
        on=timezone.now(),
    )
    for _ in range(2):
        tell_people()
    assert sorted(told()) == [
        ("people_invited", "beheer@voorbeeld.invalid"),
        ("people_invited", "tweede@voorbeeld.invalid"),
    ]
    decide_offer(offer, granted=True, by=administrator, on=timezone.now())
    tell_people()
    assert ("invitation", NEW) in told()


def test_a_refusal_goes_to_who_invited(gouda: Municipality, signatory: User) -> None:
    offer = invite(
        email=NEW,
        role=Role.PROJECT_LEADER,
        municipality_id=gouda.pk,
        by=signatory,
        on=timezone.now(),
    )
    decline(offer, by=offer.user, on=timezone.now(), reason="Ik ga weg.")
    tell_people()
    assert told() == [("people_declined", "tekenaar@voorbeeld.invalid")]


def test_not_mine_goes_to_the_signatory_or_else_the_ministry(gouda: Municipality) -> None:
    make_user(Role.ADMINISTRATOR, email="beheer@voorbeeld.invalid")
    leader = make_user(Role.PROJECT_LEADER, gouda)
    held = leader.role_assignments.get()
    not_mine(held, by=leader, on=timezone.now(), reason="Dat doet jeugd.")
    tell_people()
    assert told() == [("people_not_mine", "beheer@voorbeeld.invalid")]
    make_user(Role.SIGNATORY, gouda, email="tekenaar@voorbeeld.invalid")
    not_mine(held, by=leader, on=timezone.now(), reason="Nog steeds.")
    tell_people()
    assert told()[1:] == [("people_not_mine", "tekenaar@voorbeeld.invalid")]


def test_an_invitation_is_sent_again_once_per_click(gouda: Municipality, signatory: User) -> None:
    offer = invite(
        email=NEW,
        role=Role.PROJECT_LEADER,
        municipality_id=gouda.pk,
        by=signatory,
        on=timezone.now(),
    )
    tell_people()
    seen = offer.expires_on
    for _ in range(2):
        send_again(offer, by=signatory, on=timezone.now(), seen_until=seen)
        tell_people()
    assert told() == [("invitation", NEW)] * 2


def test_whose_second_factor_was_wiped_hears_of_it(gouda: Municipality) -> None:
    person = make_user(Role.ANALYST, email="analist@voorbeeld.invalid")
    asked = ask_reset(
        person, by=make_user(Role.ADMINISTRATOR), on=timezone.now(), reason="Telefoon kwijt."
    )
    decide_reset(asked, granted=True, by=make_user(Role.ADMINISTRATOR), on=timezone.now())
    tell_people()
    assert told() == [("people_reset_done", person.email)]
