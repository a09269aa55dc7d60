"""Mandates and accounts: what takes two persons takes two, and nobody acts on himself."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from pmg.accounts.enums import Role
from pmg.accounts.errors import ActRefused
from pmg.accounts.models import Mandate, MandateRequest, PersonEvent, User
from pmg.accounts.services.accounts import ask_reset, block, decide_reset, unblock
from pmg.accounts.services.mandates import ask_mandate, decide_mandate, end_mandate
from tests.factories import make_user

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def asked(by: User, user: User) -> MandateRequest:
    return ask_mandate(
        user=user,
        basis="Mandaatbesluit 2026, artikel 4",
        ceiling=Decimal(750_000),
        starts_on=timezone.localdate(),
        ends_on=None,
        deputy_of=None,
        by=by,
        on=timezone.now(),
    )


class TestMandates:
    def test_one_asks_another_gives(self) -> None:
        administrator, holder = make_user(Role.ADMINISTRATOR), make_user(Role.BUDGET_HOLDER)
        Mandate.objects.all().delete()
        request = asked(administrator, holder)
        assert not Mandate.objects.exists()
        for by in (administrator, holder, make_user(Role.POLICY_OFFICER)):
            with pytest.raises(ActRefused, match="iemand anders"):
                decide_mandate(request, granted=True, by=by, on=timezone.now())
        other = make_user(Role.ADMINISTRATOR)
        for _ in range(2):
            decide_mandate(request, granted=True, by=other, on=timezone.now())
        assert [one.ceiling for one in Mandate.objects.filter(user=holder)] == [750_000]

    def test_only_a_budget_holder_and_never_oneself(self) -> None:
        administrator = make_user(Role.ADMINISTRATOR)
        for user in (administrator, make_user(Role.ASSESSOR)):
            with pytest.raises(ActRefused):
                asked(administrator, user)
        with pytest.raises(ActRefused, match="Alleen een beheerder"):
            asked(make_user(Role.BUDGET_HOLDER), make_user(Role.BUDGET_HOLDER))

    def test_ending_one_makes_it_no_longer(self) -> None:
        administrator = make_user(Role.ADMINISTRATOR)
        mandate = Mandate.objects.get(user=make_user(Role.BUDGET_HOLDER))
        today = timezone.localdate()
        act = {"by": administrator, "on": timezone.now(), "reason": "Andere functie."}
        end_mandate(mandate, last_day=today, **act)
        with pytest.raises(ActRefused, match="nieuw mandaat"):
            end_mandate(mandate, last_day=today + DAY, **act)


class TestAccounts:
    def test_who_is_blocked_is_out_at_once(self) -> None:
        administrator, user = make_user(Role.ADMINISTRATOR), make_user(Role.ANALYST)
        client = Client()
        client.force_login(user)
        assert client.get("/regelingen/").status_code == 200
        block(user, by=administrator, on=timezone.now(), reason="Uit dienst.")
        assert client.get("/regelingen/").status_code == 302
        unblock(user, by=administrator, on=timezone.now(), reason="Terug.")
        assert client.get("/regelingen/").status_code == 200
        assert list(PersonEvent.objects.order_by("pk").values_list("name", "reason")) == [
            ("blocked", "Uit dienst."),
            ("unblocked", "Terug."),
        ]

    def test_not_by_others_and_not_oneself(self) -> None:
        administrator, holder = make_user(Role.ADMINISTRATOR), make_user(Role.BUDGET_HOLDER)
        for by, user in ((holder, administrator), (administrator, administrator)):
            with pytest.raises(ActRefused):
                block(user, by=by, on=timezone.now(), reason="x")

    def test_a_second_factor_is_wiped_by_two(self) -> None:
        administrator, user = make_user(Role.ADMINISTRATOR), make_user(Role.ANALYST)
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
        request = ask_reset(user, by=administrator, on=timezone.now(), reason="Telefoon kwijt.")
        with pytest.raises(ActRefused, match="wacht op"):
            ask_reset(user, by=administrator, on=timezone.now(), reason="Nog eens.")
        for by in (administrator, user):
            with pytest.raises(ActRefused):
                decide_reset(request, granted=True, by=by, on=timezone.now())
        assert Authenticator.objects.exists()
        decide_reset(request, granted=True, by=make_user(Role.BUDGET_HOLDER), on=timezone.now())
        assert not Authenticator.objects.exists()


class TestDeputies:
    @pytest.fixture
    def absent(self) -> User:
        """A budget holder whose own mandate goes to 400,000 until the end of the month after."""
        user = make_user(Role.BUDGET_HOLDER)
        user.mandates.update(ceiling=400_000, ends_on=timezone.localdate() + 60 * DAY)
        return user

    def ask(self, absent: User, **said: object) -> MandateRequest:
        deputy = make_user(Role.BUDGET_HOLDER)
        told: dict[str, object] = {
            "user": deputy,
            "basis": "Mandaatbesluit 2026, artikel 6",
            "ceiling": Decimal(400_000),
            "starts_on": timezone.localdate(),
            "ends_on": timezone.localdate() + 14 * DAY,
            "deputy_of": absent,
        }
        return ask_mandate(
            by=make_user(Role.ADMINISTRATOR),
            on=timezone.now(),
            **(told | said),  # type: ignore[arg-type]
        )

    def test_no_more_and_no_longer_than_whom_they_stand_in_for(self, absent: User) -> None:
        for said, words in (
            ({"ceiling": Decimal(400_001)}, "mag niet meer"),
            ({"ends_on": None}, "laatste dag"),
            ({"ends_on": timezone.localdate() + 61 * DAY}, "geen eigen mandaat"),
            ({"user": absent}, "van zichzelf"),
        ):
            with pytest.raises(ActRefused, match=words):
                self.ask(absent, **said)
        assert self.ask(absent).pk

    def test_nobody_is_the_deputy_of_a_deputy(self, absent: User) -> None:
        request = self.ask(absent)
        request.user.mandates.all().delete()
        decide_mandate(request, granted=True, by=make_user(Role.ADMINISTRATOR), on=timezone.now())
        with pytest.raises(ActRefused, match="geen eigen mandaat"):
            self.ask(request.user)

    def test_what_ended_since_it_was_asked_is_not_given(self, absent: User) -> None:
        request = self.ask(absent)
        absent.mandates.update(ends_on=timezone.localdate())
        with pytest.raises(ActRefused, match="geen eigen mandaat"):
            decide_mandate(
                request, granted=True, by=make_user(Role.ADMINISTRATOR), on=timezone.now()
            )

    @pytest.mark.parametrize(
        "wrong",
        [
            {"ceiling": Decimal("400000.01")},
            {"ends_on": None},
            {"ends_on": timezone.localdate() + 61 * DAY},
            {"starts_on": datetime.date(1990, 1, 1)},
        ],
    )
    def test_the_database_refuses_more_as_well(
        self, absent: User, wrong: dict[str, object]
    ) -> None:
        deputy = make_user(Role.BUDGET_HOLDER)
        row: dict[str, object] = {
            "user": deputy,
            "basis": "Rechtstreeks",
            "ceiling": Decimal(400_000),
            "starts_on": timezone.localdate(),
            "ends_on": timezone.localdate() + 14 * DAY,
            "deputy_of": absent,
        }
        with pytest.raises(IntegrityError, match="own mandate"), transaction.atomic():
            Mandate.objects.create(**(row | wrong))
        made = Mandate.objects.create(**row)
        with pytest.raises(IntegrityError), transaction.atomic():
            Mandate.objects.filter(pk=made.pk).update(ceiling=400_001)
        # Taking power away is always possible, also once the own mandate has ended.
        absent.mandates.update(ends_on=timezone.localdate())
        assert Mandate.objects.filter(pk=made.pk).update(ends_on=timezone.localdate()) == 1
