"""The one door: what it lets through, what it refuses, and what it writes down."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.db import ProgrammingError, transaction
from django.utils import timezone

from grants.enums import JustificationState as State
from grants.models import Justification
from grants.services.assessment import judgement_facts
from grants.transitions.justifications import JudgementFacts
from pmg.accounts.enums import Role
from pmg.accounts.models import RoleAssignment
from pmg.accounts.services.machines import machine
from pmg.casework.errors import FourEyes, MoveRefused, NotAllowed, StaleRevision
from pmg.casework.models import Contribution, Event
from pmg.casework.moves import Door, allowed_moves, contribute, edit, events_of, move
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
WHEN = at(2026, 8, 3)
FACTS = JudgementFacts(
    accepted=Decimal(1), justified=Decimal(1), has_sisa_figure=True, has_article=True
)


@pytest.fixture
def case() -> Justification:
    """Gouda over 2025, submitted on 1 July 2026."""
    opened = make_justification(make_award(make_scheme(), municipality()))
    submit(opened)
    return opened


def act(case: Justification, name: str, **more: Any) -> Event:
    """One move by an assessor in the past; `more` overrides."""
    arguments = {
        "by": more.pop("by", None) or make_user(Role.ASSESSOR),
        "on": WHEN,
        "seen_revision": case.revision,
        "door": Door.DEMO,
    }
    return move(case, name, **{**arguments, **more})


def unchanged(case: Justification) -> bool:
    """Whether the database still holds the case as it was submitted."""
    row = Justification.objects.get(pk=case.pk)
    return (row.state, row.revision) == (State.SUBMITTED, 2) and events_of(case).count() == 2


class TestWhatItWrites:
    def test_state_revision_and_event_in_one(self, case: Justification) -> None:
        event = act(case, "take", data={"note": 1})
        row = Justification.objects.get(pk=case.pk)
        assert (row.state, row.revision) == (State.IN_ASSESSMENT, 3)
        assert (event.seq, event.name, event.target) == (3, "take", State.IN_ASSESSMENT)
        assert (event.on, event.door, event.data) == (WHEN, Door.DEMO, {"note": 1})
        assert event.municipality_id == case.municipality_id

    def test_the_database_writes_its_own_clock_beside_it(self, case: Justification) -> None:
        event = act(case, "take")
        event.refresh_from_db()
        assert abs(event.recorded_at - timezone.now()) < datetime.timedelta(minutes=1)

    def test_fields_come_along_with_the_state(self, case: Justification) -> None:
        act(case, "take", fields={"motivation": "Even kijken."})
        assert Justification.objects.get(pk=case.pk).motivation == "Even kijken."

    def test_a_reason_is_kept_without_the_blanks_around_it(self, case: Justification) -> None:
        act(case, "take")
        facts = judgement_facts(case, accepted=None)
        assert act(case, "return", reason="  Leg uit.\n", facts=facts).reason == "Leg uit."


class TestStaleRevision:
    def test_an_old_page_stores_nothing(self, case: Justification) -> None:
        with pytest.raises(StaleRevision, match="Er is niets opgeslagen"):
            act(case, "take", seen_revision=case.revision - 1, fields={"motivation": "x"})
        assert unchanged(case)

    def test_the_row_in_the_database_decides_not_the_object_in_hand(
        self, case: Justification
    ) -> None:
        in_hand = Justification.objects.get(pk=case.pk)
        act(case, "take")
        with pytest.raises(StaleRevision):
            act(in_hand, "take")


class TestKey:
    def test_the_same_key_again_gives_the_first_event(self, case: Justification) -> None:
        key, seen = uuid.uuid4(), case.revision
        first = act(case, "take", key=key)
        again = act(Justification.objects.get(pk=case.pk), "take", key=key, seen_revision=seen)
        assert again == first
        assert events_of(case).count() == 3

    def test_another_key_is_another_act(self, case: Justification) -> None:
        act(case, "take", key=uuid.uuid4())
        with pytest.raises(MoveRefused, match="kan nu niet"):
            act(case, "take", key=uuid.uuid4())

    def test_another_button_of_a_page_that_was_sent_before_comes_too_late(
        self, case: Justification
    ) -> None:
        act(case, "take")
        key, seen = uuid.uuid4(), case.revision
        act(case, "propose", key=key, facts=FACTS)
        with pytest.raises(StaleRevision):
            act(case, "return", key=key, seen_revision=seen, reason="Toch niet.")


class TestFourEyes:
    """By nobody who proposed, or edited a field: a person, not a role."""

    def proposed(self, case: Justification, by: Any) -> None:
        act(case, "take")
        act(case, "propose", by=by, facts=FACTS)

    def test_another_hat_does_not_make_another_person(self, case: Justification) -> None:
        person = make_user(Role.ASSESSOR)
        RoleAssignment.objects.create(
            user=person, role=Role.BUDGET_HOLDER, starts_on=datetime.date(2024, 1, 1)
        )
        self.proposed(case, person)
        with pytest.raises(FourEyes):
            act(case, "judge", by=person, facts=FACTS)
        assert "judge" not in {row.name for row in allowed_moves(case, by=person)}

    def test_who_took_it_may_judge_what_another_proposed(self, case: Justification) -> None:
        taker = make_user(Role.ASSESSOR)
        act(case, "take", by=taker)
        act(case, "propose", facts=FACTS)
        act(case, "judge", by=taker, facts=FACTS)
        assert case.state == State.JUDGED

    def test_who_edited_a_field_since_the_draft_may_not_judge(self, case: Justification) -> None:
        editor = make_user(Role.ASSESSOR)
        act(case, "take")
        edit(case, by=editor, seen_revision=case.revision, fields={"motivation": "Concept."})
        act(case, "propose", facts=FACTS)
        with pytest.raises(FourEyes):
            act(case, "judge", by=editor, facts=FACTS)

    def test_a_hand_in_an_earlier_round_no_longer_counts(self, case: Justification) -> None:
        first, second = make_user(Role.ASSESSOR), make_user(Role.ASSESSOR)
        self.proposed(case, first)
        act(case, "send_back", by=second, reason="Kijk nog eens.")
        act(case, "propose", by=second, facts=FACTS)
        act(case, "judge", by=first, facts=FACTS)
        assert case.state == State.JUDGED

    def test_a_signatory_does_not_sign_what_they_edited(self) -> None:
        opened = make_justification(make_award(make_scheme(), municipality()))
        signatory = make_user(Role.SIGNATORY, municipality())
        contribute(opened, by=signatory)
        with pytest.raises(FourEyes):
            submit(opened, by=signatory)
        assert Contribution.objects.count() == 1

    def test_editing_all_day_is_one_hand_and_a_new_round_another_row(
        self, case: Justification
    ) -> None:
        editor = make_user(Role.ASSESSOR)
        act(case, "take")
        contribute(case, by=editor)
        contribute(case, by=editor)
        act(case, "propose", facts=FACTS)
        assert Contribution.objects.filter(by=editor).count() == 1
        act(case, "send_back", by=make_user(Role.BUDGET_HOLDER), reason="Kijk nog eens.")
        contribute(case, by=editor)
        assert Contribution.objects.filter(by=editor).count() == 2

    def test_nobody_wipes_out_a_hand(self, case: Justification) -> None:
        act(case, "take")
        contribute(case, by=make_user(Role.ASSESSOR))
        for change in (lambda rows: rows.delete(), lambda rows: rows.update(case_kind="x")):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                change(Contribution.objects.all())


class TestWho:
    def test_the_role_decides(self, case: Justification) -> None:
        with pytest.raises(NotAllowed, match="Uw rol"):
            act(case, "take", by=make_user(Role.POLICY_OFFICER))
        assert unchanged(case)

    def test_a_municipal_role_counts_for_the_own_municipality(self) -> None:
        opened = make_justification(make_award(make_scheme(), municipality()))
        stranger = make_user(Role.SIGNATORY, municipality("GM0748"))
        with pytest.raises(NotAllowed):
            submit(opened, by=stranger)

    def test_a_role_that_ended_no_longer_counts(self, case: Justification) -> None:
        former = make_user(Role.ASSESSOR)
        former.role_assignments.update(ends_on=timezone.localdate() - datetime.timedelta(days=1))
        with pytest.raises(NotAllowed):
            act(case, "take", by=former)

    def test_nor_does_that_of_somebody_who_was_shut_out(self, case: Justification) -> None:
        shut_out = make_user(Role.ASSESSOR)
        shut_out.is_active = False
        with pytest.raises(NotAllowed):
            act(case, "take", by=shut_out)

    def test_a_machine_does_not_judge(self, case: Justification) -> None:
        with pytest.raises(NotAllowed, match="een mens"):
            act(case, "take", by=machine())


class TestMoments:
    def test_nothing_happens_in_the_future(self, case: Justification) -> None:
        tomorrow = timezone.now() + datetime.timedelta(days=1)
        with pytest.raises(MoveRefused, match="toekomst"):
            act(case, "take", on=tomorrow)
        assert unchanged(case)

    def test_nothing_happens_before_what_happened_last(self, case: Justification) -> None:
        with pytest.raises(MoveRefused, match="vóór de vorige gebeurtenis"):
            act(case, "take", on=at(2026, 6, 30))

    def test_the_past_only_comes_in_by_a_named_door(self, case: Justification) -> None:
        with pytest.raises(MoveRefused, match="overname of op papier"):
            act(case, "take", door=None)
        assert act(case, "take", door=None, on=timezone.now()).door == ""


class TestTheRest:
    def test_a_move_that_does_not_leave_this_state(self, case: Justification) -> None:
        with pytest.raises(MoveRefused, match="de status is intussen veranderd"):
            act(case, "judge")

    def test_a_move_that_needs_a_reason_without_one(self, case: Justification) -> None:
        act(case, "take")
        with pytest.raises(MoveRefused, match="Zonder reden"):
            act(case, "return", reason=" \n")

    def test_a_guard_that_refuses_leaves_nothing_behind(self, case: Justification) -> None:
        act(case, "take")
        too_much = replace(FACTS, accepted=Decimal(2))
        with pytest.raises(MoveRefused, match="tussen nul"):
            act(case, "propose", facts=too_much, fields={"motivation": "x"})
        row = Justification.objects.get(pk=case.pk)
        assert (row.state, row.motivation) == (State.IN_ASSESSMENT, "")

    def test_a_case_is_not_edited_outside_its_draft(self, case: Justification) -> None:
        with pytest.raises(MoveRefused, match="niet worden gewijzigd"):
            edit(
                case,
                by=make_user(Role.ASSESSOR),
                seen_revision=case.revision,
                fields={"motivation": "x"},
            )

    def test_a_move_nobody_knows_is_our_own_fault(self, case: Justification) -> None:
        with pytest.raises(KeyError, match="has no move"):
            act(case, "teleport")

    def test_the_buttons_are_those_the_door_would_open(self, case: Justification) -> None:
        def names(role: Role) -> set[str]:
            return {row.name for row in allowed_moves(case, by=make_user(role))}

        assert names(Role.ASSESSOR) == {"take", "withdraw_question"}
        assert names(Role.AUDITOR) == set()
