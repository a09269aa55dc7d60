"""Uitstel: asked before the date, decided on record, and the own date counts everywhere."""

from __future__ import annotations

import datetime
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from grants.models import Justification
from grants.queries.postponements import decisions_on, pending_request, requests_waiting
from grants.queries.worklist import late
from grants.services.assessment import postpone
from grants.services.postponing import (
    ask_postponement,
    grant_postponement,
    refuse_postponement,
)
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused, NotAllowed
from pmg.casework.moves import Door
from tests.factories import (
    at,
    make_award,
    make_justification,
    make_scheme,
    make_user,
    municipality,
    submit,
)

pytestmark = pytest.mark.django_db
SEPTEMBER = datetime.date(2026, 9, 1)
WHY = "De accountant is later klaar."


@pytest.fixture
def case() -> Justification:
    """Gouda over 2025, open and due on 15 July 2026."""
    return make_justification(make_award(make_scheme(), municipality()))


@pytest.fixture
def contact(case: Justification) -> User:
    return make_user(Role.SISA_CONTACT, case.municipality, function="financieel adviseur")


def ask(case: Justification, by: User, **more: object) -> None:
    ask_postponement(
        **{  # type: ignore[arg-type]
            "justification": case,
            "until": SEPTEMBER,
            "reason": WHY,
            "by": by,
            "on": at(2026, 7, 1),
            "seen_revision": case.revision,
            "door": Door.DEMO,
        }
        | more
    )


class TestAsking:
    def test_a_request_waits_and_moves_no_date(self, case: Justification, contact: User) -> None:
        ask(case, contact)
        pending = pending_request(case)
        assert pending
        assert (pending.until, pending.reason) == (SEPTEMBER, WHY)
        assert pending.function == "financieel adviseur"
        case.refresh_from_db()
        assert case.due_on == datetime.date(2026, 7, 15)
        assert list(requests_waiting(make_user(Role.POLICY_OFFICER))) == [case]

    def test_the_day_itself_is_in_time_and_the_next_is_not(
        self, case: Justification, contact: User
    ) -> None:
        with pytest.raises(MoveRefused, match="uiterste datum is voorbij"):
            ask(case, contact, on=at(2026, 7, 16, 0))
        ask(case, contact, on=at(2026, 7, 15, 23, 59))
        assert pending_request(case)

    def test_no_earlier_date_and_not_twice(self, case: Justification, contact: User) -> None:
        with pytest.raises(MoveRefused, match="na de uiterste datum"):
            ask(case, contact, until=datetime.date(2026, 7, 15))
        ask(case, contact)
        with pytest.raises(MoveRefused, match="al uitstel gevraagd"):
            ask(case, contact)

    def test_a_project_leader_does_not_ask(self, case: Justification) -> None:
        with pytest.raises(NotAllowed):
            ask(case, make_user(Role.PROJECT_LEADER, case.municipality))


class TestDeciding:
    def act(self, case: Justification) -> dict[str, object]:
        return {
            "justification": case,
            "reason": "Dat is begrijpelijk.",
            "by": make_user(Role.POLICY_OFFICER, function="beleidsmedewerker"),
            "on": at(2026, 7, 3),
            "seen_revision": case.revision,
            "door": Door.DEMO,
        }

    def test_granted_the_own_date_counts_everywhere(
        self, case: Justification, contact: User
    ) -> None:
        ask(case, contact)
        grant_postponement(due_on=SEPTEMBER, **self.act(case))  # type: ignore[arg-type]
        assert pending_request(case) is None
        case.refresh_from_db()
        assert case.due_on == SEPTEMBER
        officer = make_user(Role.ASSESSOR)
        assert not late(officer, today=SEPTEMBER)
        assert list(late(officer, today=datetime.date(2026, 9, 2))) == [case]
        assert [row.title for row in decisions_on(case)] == ["Uitstel verleend", "Uitstel gevraagd"]

    def test_refused_names_the_article_and_the_date_stays(
        self, case: Justification, contact: User
    ) -> None:
        scheme = case.accounting_year.scheme
        scheme.postponement_article = "artikel 7, derde lid"
        scheme.save()
        ask(case, contact)
        refuse_postponement(**self.act(case))  # type: ignore[arg-type]
        refusal = decisions_on(case)[0]
        assert (refusal.title, refusal.article) == ("Uitstel geweigerd", "artikel 7, derde lid")
        case.refresh_from_db()
        assert case.due_on == datetime.date(2026, 7, 15)
        ask(case, contact, on=at(2026, 7, 4))  # and may ask again, in time
        assert pending_request(case)

    def test_nothing_to_refuse_without_a_request(self, case: Justification) -> None:
        with pytest.raises(MoveRefused, match="geen verzoek"):
            refuse_postponement(**self.act(case))  # type: ignore[arg-type]

    def test_the_ministry_also_gives_it_unasked(self, case: Justification) -> None:
        postpone(due_on=SEPTEMBER, **self.act(case))  # type: ignore[arg-type]
        case.refresh_from_db()
        assert case.due_on == SEPTEMBER

    def test_submitting_ends_the_request(self, case: Justification, contact: User) -> None:
        ask(case, contact)
        submit(case, on=at(2026, 7, 5))
        assert pending_request(case) is None
        assert not requests_waiting(make_user(Role.POLICY_OFFICER))


class TestThePage:
    """By the clock of today: the case is due in ten days."""

    @pytest.fixture
    def open_case(self, case: Justification) -> Justification:
        Justification.objects.filter(pk=case.pk).update(due_on=self.in_days(10))
        case.refresh_from_db()
        return case

    def in_days(self, days: int) -> datetime.date:
        return timezone.localdate() + datetime.timedelta(days=days)

    def post(self, case: Justification, user: User, name: str, **typed: object) -> str:
        case.refresh_from_db()
        client = Client()
        client.force_login(user)
        fields = {f"{name}-{field}": value for field, value in typed.items()}
        response = client.post(
            reverse("grants:postponement", args=[case.pk]),
            {"move": name, "revision": case.revision, "key": uuid.uuid4()} | fields,
            follow=True,
        )
        assert response.status_code == 200
        return response.content.decode()

    def test_asked_granted_and_shown_to_both(self, open_case: Justification, contact: User) -> None:
        told = self.post(open_case, contact, "ask_postponement", until=self.in_days(40), reason=WHY)
        assert "Uw verzoek is verstuurd." in told
        assert 'value="ask_postponement"' not in told
        officer = make_user(Role.POLICY_OFFICER)
        told = self.post(open_case, officer, "postpone", due_on=self.in_days(40), reason="Dat mag.")
        assert WHY in told
        assert "Uitstel verleend" in told
        open_case.refresh_from_db()
        assert open_case.due_on == self.in_days(40)
        client = Client()
        client.force_login(contact)
        page = client.get(reverse("grants:postponement", args=[open_case.pk])).content.decode()
        assert "Dat mag." in page

    def test_what_was_typed_stays_after_an_error(
        self, open_case: Justification, contact: User
    ) -> None:
        told = self.post(open_case, contact, "ask_postponement", until="31-2-2027", reason=WHY)
        assert "bestaande datum" in told
        assert WHY in told
        assert pending_request(open_case) is None

    def test_the_ministry_may_refuse_only_a_request(
        self, open_case: Justification, contact: User
    ) -> None:
        officer = make_user(Role.POLICY_OFFICER)
        told = self.post(open_case, officer, "refuse_postponement", reason="Nee.")
        assert "geen verzoek" in told
