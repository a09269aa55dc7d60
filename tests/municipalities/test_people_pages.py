"""The pages of a municipality's people: what each may do there, and what is never lost."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from municipalities.models import Municipality
from municipalities.services.reference import load_municipalities
from pmg.accounts.enums import Role
from pmg.accounts.models import PersonEvent, RoleAssignment, RoleOffer, User
from pmg.accounts.services.offers import invite, token_of
from tests.factories import make_user, municipality

pytestmark = pytest.mark.django_db
NEW = "nieuw@voorbeeld.invalid"
KEY = "6f1c9a52-53a4-4e53-9d5e-0e9f6f0e8a11"
PASSWORD = {"password": "een lang wachtwoord 1", "again": "een lang wachtwoord 1"}


@pytest.fixture
def gouda() -> Municipality:
    load_municipalities()
    return municipality()


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(name: str) -> str:
    return reverse(f"municipalities:{name}", args=["GM0513"])


def offered(gouda: Municipality, role: Role = Role.PROJECT_LEADER) -> RoleOffer:
    return invite(
        email=NEW,
        role=role,
        municipality_id=gouda.pk,
        by=make_user(Role.SIGNATORY, gouda),
        on=timezone.now(),
    )


class TestThePage:
    def test_tells_who_is_missing_and_what_was_said(self, gouda: Municipality) -> None:
        leader = make_user(Role.PROJECT_LEADER, gouda, first_name="Jip", last_name="Testema")
        client = signed_in(leader)
        for _ in range(2):
            client.post(page("not_mine"), {"reason": "Dat doet team jeugd.", "key": KEY})
        assert PersonEvent.objects.count() == 1
        shown = signed_in(make_user(Role.POLICY_OFFICER)).get(page("people")).content.decode()
        assert "Jip Testema" in shown
        assert "Niemand heeft deze rol:" in shown
        assert "Dat doet team jeugd." in shown

    def test_costs_as_many_queries_for_three_as_for_one(self, gouda: Municipality) -> None:
        client = signed_in(make_user(Role.SIGNATORY, gouda))
        counts = []
        for people in (1, 2):
            for _ in range(people):
                make_user(Role.PROJECT_LEADER, gouda)
            with CaptureQueriesContext(connection) as queries:
                client.get(page("people"))
            counts.append(len(queries))
        assert counts[0] == counts[1]

    def test_a_role_holder_invites_for_the_own_role_only(self, gouda: Municipality) -> None:
        form = signed_in(make_user(Role.PROJECT_LEADER, gouda)).get(page("invite")).context["form"]
        assert [value for value, _ in form.fields["role"].choices] == [Role.PROJECT_LEADER]

    def test_what_was_typed_stays(self, gouda: Municipality) -> None:
        client = signed_in(make_user(Role.SIGNATORY, gouda))
        answer = client.post(
            page("invite"),
            {"key": KEY, "email": "geen adres", "last_name": "Testema", "role": "signatory"},
        )
        shown = answer.content.decode()
        assert "Vul een e-mailadres in zoals" in shown
        assert 'value="geen adres"' in shown
        assert KEY in shown

    def test_sent_twice_is_one_invitation(self, gouda: Municipality) -> None:
        client = signed_in(make_user(Role.SIGNATORY, gouda))
        typed = {"key": KEY, "email": NEW, "role": Role.PROJECT_LEADER}
        for _ in range(2):
            assert client.post(page("invite"), typed).status_code == 302
        assert RoleOffer.objects.count() == 1

    def test_the_last_holder_is_warned_before_it_is_done(self, gouda: Municipality) -> None:
        leader = make_user(Role.PROJECT_LEADER, gouda)
        held = leader.role_assignments.get()
        client, address = signed_in(leader), reverse("people:role_end", args=[held.pk])
        typed = {"last_day": str(timezone.localdate()), "reason": "Andere baan.", "key": KEY}
        shown = client.post(address, typed).content.decode()
        assert "Niemand anders van de gemeente" in shown
        assert "Andere baan." in shown
        held.refresh_from_db()
        assert held.ends_on is None
        client.post(address, {**typed, "warned": "yes", "nobody_left": "on"})
        held.refresh_from_db()
        assert held.ends_on == timezone.localdate()

    def test_a_signatory_is_confirmed_by_another(self, gouda: Municipality) -> None:
        offer = offered(gouda, Role.SIGNATORY)
        address = reverse("municipalities:offer", args=["GM0513", offer.pk])
        signed_in(offer.asked_by).post(address, {"act": "grant"})
        offer.refresh_from_db()
        assert offer.granted is None
        signed_in(make_user(Role.ADMINISTRATOR)).post(address, {"act": "grant"})
        offer.refresh_from_db()
        assert offer.granted


class TestTheLink:
    def address(self, offer: RoleOffer) -> str:
        return reverse("people:invitation", args=[token_of(offer)])

    def test_a_new_colleague_makes_an_account_by_accepting(self, gouda: Municipality) -> None:
        offer = offered(gouda)
        client = Client()
        assert client.get(self.address(offer)).status_code == 200
        typed = {"act": "accept", "first_name": "Jip", "last_name": "Testema", **PASSWORD}
        assert client.post(self.address(offer), typed).status_code == 302
        assert client.get(page("people")).status_code == 200
        user = User.objects.get(email=NEW)
        assert user.check_password(PASSWORD["password"])
        assert user.speaks_for(gouda.pk, Role.PROJECT_LEADER)

    def test_no_cache_keeps_the_page_behind_it(self, gouda: Municipality) -> None:
        answer = Client().get(self.address(offered(gouda)))
        assert "no-store" in answer.headers["Cache-Control"]

    def test_a_weak_password_changes_nothing(self, gouda: Municipality) -> None:
        offer = offered(gouda)
        typed = {"act": "accept", "first_name": "Jip", "last_name": "T", "password": "kort"}
        shown = Client().post(self.address(offer), {**typed, "again": "kort"}).content.decode()
        assert 'value="Jip"' in shown
        offer.refresh_from_db()
        assert offer.accepted is None

    def test_declining_says_why(self, gouda: Municipality) -> None:
        offer = offered(gouda)
        shown = Client().post(self.address(offer), {"act": "decline"}).content.decode()
        assert "Schrijf op waarom" in shown
        Client().post(self.address(offer), {"act": "decline", "reason": "Ik ga weg.", "key": KEY})
        offer.refresh_from_db()
        assert (offer.accepted, offer.answer) == (False, "Ik ga weg.")

    def test_accepting_twice_is_accepting_once(self, gouda: Municipality) -> None:
        offer, client = offered(gouda), Client()
        typed = {"act": "accept", "first_name": "Jip", "last_name": "Testema", **PASSWORD}
        for _ in range(2):
            assert client.post(self.address(offer), typed).status_code == 302
        assert RoleAssignment.objects.filter(user=offer.user).count() == 1

    def test_whoever_has_an_account_signs_in_first(self, gouda: Municipality) -> None:
        known = make_user(Role.SISA_CONTACT, gouda, email=NEW)
        known.set_password("een lang wachtwoord")
        known.save()
        offer = offered(gouda)
        visitor = Client()
        assert "?next=/uitnodiging/" in visitor.get(self.address(offer)).content.decode()
        visitor.post(self.address(offer), {"act": "accept"})
        offer.refresh_from_db()
        assert offer.accepted is None
        signed_in(known).post(self.address(offer), {"act": "accept"})
        offer.refresh_from_db()
        assert offer.accepted

    def test_somebody_elses_link_and_a_made_up_one_open_nothing(self, gouda: Municipality) -> None:
        offer = offered(gouda)
        other = signed_in(make_user(Role.SISA_CONTACT, gouda))
        assert "voor iemand anders" in other.get(self.address(offer)).content.decode()
        other.post(self.address(offer), {"act": "accept", **PASSWORD})
        offer.refresh_from_db()
        assert offer.accepted is None
        assert Client().get("/uitnodiging/onzin/").status_code == 404


def test_the_button_sends_an_invitation_again(gouda: Municipality) -> None:
    offer = offered(gouda)
    client = signed_in(offer.asked_by)
    address = reverse("municipalities:offer", args=["GM0513", offer.pk])
    assert "Opnieuw sturen" in client.get(page("people")).content.decode()
    client.post(address, {"act": "again", "until": "onzin"})
    unchanged = RoleOffer.objects.get(pk=offer.pk)
    assert unchanged.expires_on == offer.expires_on
    client.post(address, {"act": "again", "until": offer.expires_on.isoformat()})
    assert RoleOffer.objects.get(pk=offer.pk).expires_on > offer.expires_on
