"""Inviting somebody for a role: who may, who confirms, and what accepting and declining do."""

from __future__ import annotations

import datetime
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from municipalities.models import Municipality
from municipalities.services.reference import load_municipalities
from pmg.accounts.enums import PersonAct, Role, Standing
from pmg.accounts.errors import ActRefused, LastHolder
from pmg.accounts.models import PersonEvent, RoleAssignment, RoleOffer, User
from pmg.accounts.services.accounts import block
from pmg.accounts.services.offers import (
    VALID_FOR,
    accept,
    decide_offer,
    decline,
    invite,
    offer_of,
    token_of,
    withdraw,
)
from pmg.accounts.services.roles import end_role, not_mine
from tests.factories import make_user, municipality

pytestmark = pytest.mark.django_db
NEW = "nieuw@voorbeeld.invalid"


@pytest.fixture
def gouda() -> Municipality:
    load_municipalities()
    return municipality()


@pytest.fixture
def signatory(gouda: Municipality) -> User:
    return make_user(Role.SIGNATORY, gouda)


def invited(by: User, role: Role, at: Municipality | None = None, email: str = NEW) -> RoleOffer:
    return invite(email=email, role=role, municipality_id=at and at.pk, by=by, on=timezone.now())


def fresh(user: User) -> User:
    """The same person at a next request."""
    return User.objects.get(pk=user.pk)


def acts(user: User) -> list[str]:
    return list(PersonEvent.objects.filter(user=user).order_by("pk").values_list("name", flat=True))


class TestInviting:
    def test_a_signatory_invites_and_the_colleague_accepts(
        self, gouda: Municipality, signatory: User
    ) -> None:
        offer = invited(signatory, Role.PROJECT_LEADER, gouda)
        assert not offer.user.current_roles
        assert not offer.user.has_account
        accept(offer, by=offer.user, on=timezone.now())
        assert fresh(offer.user).speaks_for(gouda.pk, Role.PROJECT_LEADER)
        assert acts(offer.user) == ["invited", "accepted", "role_begun"]

    def test_who_may_invite(self, gouda: Municipality) -> None:
        leader = make_user(Role.PROJECT_LEADER, gouda)
        invited(leader, Role.PROJECT_LEADER, gouda)
        stranger = make_user(Role.SIGNATORY, municipality("GM0748"))
        for by, role in (
            (leader, Role.SISA_CONTACT),
            (stranger, Role.SISA_CONTACT),
            (make_user(Role.POLICY_OFFICER), Role.SISA_CONTACT),
            (make_user(Role.BUDGET_HOLDER), Role.ASSESSOR),
        ):
            with pytest.raises(ActRefused, match="laat niet toe"):
                invited(by, role, gouda if role == Role.SISA_CONTACT else None, "ander@x.invalid")

    def test_the_same_page_sent_twice_makes_one(self, gouda: Municipality, signatory: User) -> None:
        key = uuid.uuid4()
        made = [
            invite(
                email=NEW,
                role=Role.SISA_CONTACT,
                municipality_id=gouda.pk,
                by=signatory,
                on=timezone.now(),
                key=key,
            )
            for _ in range(2)
        ]
        assert made[0] == made[1]
        assert User.objects.filter(email=NEW).count() == 1
        with pytest.raises(ActRefused, match="al uitgenodigd"):
            invited(signatory, Role.SISA_CONTACT, gouda)

    def test_nobody_of_another_house_and_not_oneself(
        self, gouda: Municipality, signatory: User
    ) -> None:
        User.objects.filter(pk=signatory.pk).update(email="zelf@voorbeeld.invalid")
        other = make_user(Role.ASSESSOR, email="rijk@voorbeeld.invalid")
        for email in (other.email.upper(), "zelf@voorbeeld.invalid"):
            with pytest.raises(ActRefused):
                invited(signatory, Role.PROJECT_LEADER, gouda, email)

    def test_one_that_ran_out_makes_way(self, gouda: Municipality, signatory: User) -> None:
        old = invited(signatory, Role.PROJECT_LEADER, gouda)
        RoleOffer.objects.filter(pk=old.pk).update(expires_on=timezone.now())
        new = invited(signatory, Role.PROJECT_LEADER, gouda)
        with pytest.raises(ActRefused, match="geldt niet meer"):
            accept(old, by=old.user, on=timezone.now())
        assert new.user == old.user


class TestASecondPerson:
    def test_a_signatory_role_waits_for_one(self, gouda: Municipality, signatory: User) -> None:
        offer = invited(signatory, Role.SIGNATORY, gouda)
        now = timezone.now()
        assert offer.standing(now) == Standing.WAITS
        with pytest.raises(ActRefused, match="geldt niet meer"):
            accept(offer, by=offer.user, on=now)
        for by in (signatory, offer.user, make_user(Role.PROJECT_LEADER, gouda)):
            with pytest.raises(ActRefused, match="iemand anders"):
                decide_offer(offer, granted=True, by=by, on=now)
        decide_offer(offer, granted=True, by=make_user(Role.ADMINISTRATOR), on=now)
        accept(offer, by=offer.user, on=now)
        assert fresh(offer.user).speaks_for(gouda.pk, Role.SIGNATORY)

    def test_a_role_at_the_ministry_begins_when_confirmed(self) -> None:
        asker, holder = make_user(Role.ADMINISTRATOR), make_user(Role.BUDGET_HOLDER)
        analyst = make_user(Role.ANALYST, email="analist@voorbeeld.invalid")
        analyst.set_password("een lang wachtwoord")
        analyst.save()
        offer = invited(asker, Role.ASSESSOR, None, analyst.email)
        assert not fresh(analyst).has_role(Role.ASSESSOR)
        for by in (asker, analyst, make_user(Role.ASSESSOR)):
            with pytest.raises(ActRefused):
                decide_offer(offer, granted=True, by=by, on=timezone.now())
        decide_offer(offer, granted=True, by=holder, on=timezone.now())
        decide_offer(offer, granted=True, by=holder, on=timezone.now())
        assert fresh(analyst).has_role(Role.ASSESSOR)
        assert acts(analyst) == ["invited", "confirmed", "role_begun"]

    def test_a_refusal_says_why_and_is_the_end(self) -> None:
        offer = invited(make_user(Role.ADMINISTRATOR), Role.ASSESSOR)
        other, now = make_user(Role.ADMINISTRATOR), timezone.now()
        with pytest.raises(ActRefused, match="reden"):
            decide_offer(offer, granted=False, by=other, on=now)
        decide_offer(offer, granted=False, by=other, on=now, reason="Niet nodig.")
        with pytest.raises(ActRefused):
            decide_offer(offer, granted=True, by=make_user(Role.ADMINISTRATOR), on=now)
        assert not RoleAssignment.objects.filter(user=offer.user).exists()

    def test_the_database_wants_two_persons_as_well(self) -> None:
        asker = make_user(Role.ADMINISTRATOR)
        offer = invited(asker, Role.ASSESSOR)
        for one in (asker, offer.user):
            with pytest.raises(IntegrityError), transaction.atomic():
                RoleOffer.objects.filter(pk=offer.pk).update(
                    granted=True, decided_by=one, decided_on=timezone.now()
                )
        with pytest.raises(IntegrityError), transaction.atomic():
            RoleOffer.objects.filter(pk=offer.pk).update(accepted=True)


class TestAnswering:
    def test_declining_takes_a_reason(self, gouda: Municipality, signatory: User) -> None:
        offer = invited(signatory, Role.PROJECT_LEADER, gouda)
        with pytest.raises(ActRefused, match="reden"):
            decline(offer, by=offer.user, on=timezone.now(), reason=" ")
        decline(offer, by=offer.user, on=timezone.now(), reason="Ik ga\0 weg.")
        with pytest.raises(ActRefused):
            accept(offer, by=offer.user, on=timezone.now())
        assert acts(offer.user) == ["invited", "declined"]
        offer.refresh_from_db()
        assert offer.answer == "Ik ga weg."

    def test_only_who_it_is_for(self, gouda: Municipality, signatory: User) -> None:
        offer = invited(signatory, Role.PROJECT_LEADER, gouda)
        with pytest.raises(ActRefused, match="iemand anders"):
            accept(offer, by=make_user(Role.SISA_CONTACT, gouda), on=timezone.now())

    def test_a_link_is_ours_or_nothing(self, gouda: Municipality, signatory: User) -> None:
        offer = invited(signatory, Role.PROJECT_LEADER, gouda)
        assert offer_of(token_of(offer)) == offer
        assert offer_of(token_of(offer)[:-1]) is None
        assert offer_of(str(offer.pk)) is None

    def test_one_taken_back_is_gone(self, gouda: Municipality, signatory: User) -> None:
        offer = invited(signatory, Role.PROJECT_LEADER, gouda)
        with pytest.raises(ActRefused):
            withdraw(offer, by=make_user(Role.SISA_CONTACT, gouda), on=timezone.now())
        withdraw(offer, by=signatory, on=timezone.now())
        withdraw(offer, by=signatory, on=timezone.now())
        with pytest.raises(ActRefused, match="geldt niet meer"):
            accept(offer, by=offer.user, on=timezone.now())

    def test_nor_after_its_last_day(self, gouda: Municipality, signatory: User) -> None:
        offer = invited(signatory, Role.PROJECT_LEADER, gouda)
        with pytest.raises(ActRefused, match="geldt niet meer"):
            accept(offer, by=offer.user, on=timezone.now() + VALID_FOR)


class TestHandingOver:
    def hand_over(self, leader: User, until: datetime.date | None = None) -> RoleOffer:
        held = leader.role_assignments.get()
        return invite(
            email=NEW,
            role=Role.PROJECT_LEADER,
            municipality_id=held.municipality_id,
            by=leader,
            on=timezone.now(),
            instead_of=held,
            instead_until=until,
        )

    def test_the_own_role_ends_when_the_successor_accepts(self, gouda: Municipality) -> None:
        leader = make_user(Role.PROJECT_LEADER, gouda)
        offer = self.hand_over(leader)
        assert leader.role_assignments.get().ends_on is None
        accept(offer, by=offer.user, on=timezone.now())
        assert leader.role_assignments.get().ends_on == timezone.localdate()

    def test_or_on_the_day_that_was_named(self, gouda: Municipality) -> None:
        leader = make_user(Role.PROJECT_LEADER, gouda)
        day = timezone.localdate() + datetime.timedelta(days=30)
        offer = self.hand_over(leader, day)
        accept(offer, by=offer.user, on=timezone.now())
        assert leader.role_assignments.get().ends_on == day

    def test_a_role_that_ended_meanwhile_does_not_come_back(
        self, gouda: Municipality, signatory: User
    ) -> None:
        leader = make_user(Role.PROJECT_LEADER, gouda)
        today = timezone.localdate()
        offer = self.hand_over(leader, today + datetime.timedelta(days=300))
        end_role(
            leader.role_assignments.get(),
            by=signatory,
            on=timezone.now(),
            last_day=today,
            reason="Weg.",
            nobody_left=True,
        )
        accept(offer, by=offer.user, on=timezone.now())
        assert leader.role_assignments.get().ends_on == today

    def test_only_the_own(self, gouda: Municipality, signatory: User) -> None:
        held = make_user(Role.PROJECT_LEADER, gouda).role_assignments.get()
        with pytest.raises(ActRefused, match="eigen rol"):
            invite(
                email=NEW,
                role=Role.PROJECT_LEADER,
                municipality_id=gouda.pk,
                by=signatory,
                on=timezone.now(),
                instead_of=held,
            )


class TestEnding:
    def test_the_last_one_is_warned_first(self, gouda: Municipality, signatory: User) -> None:
        held = make_user(Role.PROJECT_LEADER, gouda).role_assignments.get()
        today = timezone.localdate()
        act = {"by": signatory, "on": timezone.now(), "last_day": today, "reason": "Weg."}
        with pytest.raises(LastHolder, match="Niemand anders"):
            end_role(held, **act)
        end_role(held, **act, nobody_left=True)
        end_role(held, **act)
        held.refresh_from_db()
        assert held.ends_on == today
        assert acts(held.user) == ["role_ended"]

    def test_not_where_a_colleague_stays(self, gouda: Municipality, signatory: User) -> None:
        held = make_user(Role.PROJECT_LEADER, gouda).role_assignments.get()
        make_user(Role.PROJECT_LEADER, gouda)
        end_role(
            held, by=signatory, on=timezone.now(), last_day=timezone.localdate(), reason="Weg."
        )

    def test_the_last_administrator_stays(self) -> None:
        one = make_user(Role.ADMINISTRATOR)
        act = {"by": one, "on": timezone.now(), "last_day": timezone.localdate(), "reason": "Weg."}
        with pytest.raises(ActRefused, match="laatste beheerder"):
            end_role(one.role_assignments.get(), **act, nobody_left=True)
        make_user(Role.ADMINISTRATOR)
        end_role(one.role_assignments.get(), **act)

    def test_nobody_makes_a_role_last_longer_alone(self, gouda: Municipality) -> None:
        day = timezone.localdate() + datetime.timedelta(days=7)
        for user in (make_user(Role.SIGNATORY, gouda), make_user(Role.ADMINISTRATOR)):
            user.role_assignments.update(ends_on=day)
            with pytest.raises(ActRefused, match="Langer"):
                end_role(
                    user.role_assignments.get(),
                    by=user,
                    on=timezone.now(),
                    last_day=day + datetime.timedelta(days=1),
                    reason="Nog even.",
                    nobody_left=True,
                )

    def test_somebody_elses_role_is_not_mine_to_end(self, gouda: Municipality) -> None:
        held = make_user(Role.PROJECT_LEADER, gouda).role_assignments.get()
        act = {"on": timezone.now(), "last_day": timezone.localdate(), "reason": "Weg."}
        for by in (
            make_user(Role.SISA_CONTACT, gouda),
            make_user(Role.SIGNATORY, municipality("GM0748")),
            make_user(Role.POLICY_OFFICER),
        ):
            with pytest.raises(ActRefused, match="laat niet toe"):
                end_role(held, by=by, **act)


def test_this_is_not_mine_is_said_with_a_reason(gouda: Municipality) -> None:
    leader = make_user(Role.PROJECT_LEADER, gouda)
    held = leader.role_assignments.get()
    with pytest.raises(ActRefused, match="reden"):
        not_mine(held, by=leader, on=timezone.now(), reason="")
    not_mine(held, by=leader, on=timezone.now(), reason="Dat doet jeugd.")
    event = PersonEvent.objects.get()
    assert (event.name, event.municipality, event.reason) == (
        PersonAct.NOT_MINE,
        gouda,
        "Dat doet jeugd.",
    )


class TestBlocking:
    """Whoever is blocked brings nobody in any more."""

    @pytest.fixture
    def chief(self) -> User:
        return make_user(Role.ADMINISTRATOR)

    def blocked(self, user: User, by: User) -> None:
        block(user, by=by, on=timezone.now(), reason="Onbetrouwbaar.")

    def test_open_invitations_go_with_who_made_them(
        self, gouda: Municipality, signatory: User, chief: User
    ) -> None:
        offer = invited(signatory, Role.PROJECT_LEADER, gouda)
        self.blocked(signatory, chief)
        with pytest.raises(ActRefused, match="geldt niet meer"):
            accept(offer, by=offer.user, on=timezone.now())
        assert acts(offer.user) == ["invited", "withdrawn"]

    def test_and_with_who_confirmed_or_got_them(
        self, gouda: Municipality, signatory: User, chief: User
    ) -> None:
        second = make_user(Role.SIGNATORY, gouda)
        confirmed = invited(signatory, Role.SIGNATORY, gouda)
        decide_offer(confirmed, granted=True, by=second, on=timezone.now())
        got = invited(signatory, Role.PROJECT_LEADER, gouda, "ander@voorbeeld.invalid")
        for person in (second, got.user):
            self.blocked(person, chief)
        for offer in (confirmed, got):
            offer.refresh_from_db()
            assert offer.standing(timezone.now()) == Standing.WITHDRAWN

    def test_what_was_accepted_stays(
        self, gouda: Municipality, signatory: User, chief: User
    ) -> None:
        offer = invited(signatory, Role.PROJECT_LEADER, gouda)
        accept(offer, by=offer.user, on=timezone.now())
        self.blocked(signatory, chief)
        assert fresh(offer.user).speaks_for(gouda.pk, Role.PROJECT_LEADER)
