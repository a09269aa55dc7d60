"""From an opened justification to a judgement, through the services, in the database."""

from __future__ import annotations

import datetime
import uuid
from decimal import Decimal

import pytest

from grants.enums import EntryKind, FigureSource, JustificationState
from grants.models import Justification, LedgerEntry, Postponement, SisaFigure
from grants.services import assessment
from grants.services.weighing import keep_work
from pmg.accounts.enums import Role
from pmg.accounts.services.machines import machine
from pmg.casework.errors import FourEyes, MoveRefused, NotAllowed, StaleRevision
from pmg.casework.moves import Door, events_of
from tests.factories import (
    accounting_year,
    at,
    make_award,
    make_figure,
    make_justification,
    make_scheme,
    make_user,
    municipality,
    submit,
    weigh,
)

pytestmark = pytest.mark.django_db
PAST = Door.DEMO


@pytest.fixture
def case() -> Justification:
    """Gouda over 2025, submitted and with the figure of the CBS."""
    opened = make_justification(make_award(make_scheme(), municipality()))
    submit(opened)
    make_figure(opened)
    return opened


def taken(case: Justification) -> Justification:
    assessment.take(
        justification=case,
        by=make_user(Role.ASSESSOR),
        on=at(2026, 8, 3),
        seen_revision=case.revision,
        door=PAST,
    )
    return case


def proposed(case: Justification, accepted: int = 250_000, **who: object) -> Justification:
    assessor = who.get("by") or make_user(Role.ASSESSOR)
    weigh(taken(case), accepted, by=assessor)  # type: ignore[arg-type]
    assessment.propose(
        justification=case,
        motivation="De toelichting verklaart het verschil.",
        by=assessor,  # type: ignore[arg-type]
        on=at(2026, 8, 4),
        seen_revision=case.revision,
        door=PAST,
    )
    return case


class TestOpening:
    def test_every_granted_award_gets_one_and_a_second_time_changes_nothing(self) -> None:
        scheme = make_scheme()
        for code in ("GM0513", "GM0748"):
            make_award(scheme, municipality(code))
        act = {
            "accounting_year": accounting_year(scheme),
            "by": machine(),
            "on": at(2026, 1, 15),
            "door": PAST,
        }
        opened = assessment.open_justifications(**act)
        assert {case.municipality.name for case in opened} == {"Gouda", "Bergen op Zoom"}
        assert {case.state for case in opened} == {JustificationState.OPEN}
        assert assessment.open_justifications(**act) == []

    def test_an_assessor_may_not_open(self) -> None:
        scheme = make_scheme()
        make_award(scheme, municipality())
        with pytest.raises(NotAllowed):
            assessment.open_justifications(
                accounting_year=accounting_year(scheme),
                by=make_user(Role.ASSESSOR),
                on=at(2026, 1, 15),
                door=PAST,
            )


class TestPostponing:
    def postpone(self, case: Justification, due_on: datetime.date, **more: object) -> Postponement:
        return assessment.postpone(
            justification=case,
            due_on=due_on,
            reason="De accountant is ziek.",
            by=make_user(Role.POLICY_OFFICER),
            on=at(2026, 7, 1),
            seen_revision=more.pop("seen_revision", case.revision),  # type: ignore[arg-type]
            door=PAST,
            **more,  # type: ignore[arg-type]
        )

    @pytest.fixture
    def opened(self) -> Justification:
        return make_justification(make_award(make_scheme(), municipality()))

    def test_a_later_date_is_kept_with_its_event(self, opened: Justification) -> None:
        granted = self.postpone(opened, datetime.date(2026, 9, 1))
        assert granted.event.data == {"due_on": "2026-09-01"}
        assert granted.event.reason == "De accountant is ziek."
        assert opened.state == JustificationState.OPEN

    def test_the_same_key_twice_is_one_postponement(self, opened: Justification) -> None:
        seen, key = opened.revision, uuid.uuid4()
        first = self.postpone(opened, datetime.date(2026, 9, 1), key=key, seen_revision=seen)
        again = self.postpone(opened, datetime.date(2026, 9, 1), key=key, seen_revision=seen)
        assert first == again
        assert Postponement.objects.count() == 1

    @pytest.mark.parametrize("day", [datetime.date(2026, 6, 30), datetime.date(2026, 7, 15)])
    def test_a_date_that_gives_no_time_is_refused(
        self, opened: Justification, day: datetime.date
    ) -> None:
        with pytest.raises(MoveRefused):
            self.postpone(opened, day)
        assert not Postponement.objects.exists()

    def test_a_second_one_counts_from_the_first(self, opened: Justification) -> None:
        self.postpone(opened, datetime.date(2026, 9, 1))
        with pytest.raises(MoveRefused, match="na de datum die nu geldt"):
            self.postpone(opened, datetime.date(2026, 8, 1))


class TestFigures:
    def record(self, case: Justification, spent: int) -> SisaFigure:
        return assessment.record_sisa_figure(
            justification=case,
            source=FigureSource.CBS,
            spent=Decimal(spent),
            cumulative=Decimal(spent),
            is_final=False,
            plausible_on=datetime.date(2026, 7, 22),
            on=at(2026, 7, 22),
        )

    def test_the_newest_counts_and_the_older_stays(self, case: Justification) -> None:
        self.record(case, 100)
        newest = self.record(case, 200)
        assert assessment.newest_figure(case) == newest
        assert case.sisa_figures.count() == 3

    def test_the_same_delivery_again_adds_nothing(self, case: Justification) -> None:
        assert self.record(case, 100) == self.record(case, 100)

    def test_cents_and_a_package_without_its_file_are_our_own_faults(
        self, case: Justification
    ) -> None:
        told = {"justification": case, "cumulative": Decimal(1), "is_final": False}
        when = at(2026, 7, 22)
        with pytest.raises(ValueError, match="whole euros"):
            assessment.record_sisa_figure(
                **told, source=FigureSource.CBS, spent=Decimal("1.50"), on=when
            )
        with pytest.raises(ValueError, match="upload"):
            assessment.record_sisa_figure(
                **told, source=FigureSource.PACKAGE, spent=Decimal(1), on=when
            )


class TestJudging:
    def judge(self, case: Justification, **more: object) -> object:
        return assessment.judge(
            justification=case,
            by=more.pop("by", None) or make_user(Role.ASSESSOR),  # type: ignore[arg-type]
            on=at(2026, 8, 5),
            seen_revision=more.pop("seen_revision", case.revision),  # type: ignore[arg-type]
            door=PAST,
            **more,  # type: ignore[arg-type]
        )

    def test_a_second_person_judges_and_the_amount_is_booked_once(
        self, case: Justification
    ) -> None:
        proposed(case)
        seen, key = case.revision, uuid.uuid4()
        first = self.judge(case, key=key)
        again = self.judge(case, key=key, seen_revision=seen)
        assert first == again
        assert case.state == JustificationState.JUDGED
        booked = LedgerEntry.objects.get(kind=EntryKind.ACCEPTED)
        assert (booked.amount, booked.event) == (Decimal(250_000), first)

    def test_who_proposed_may_not_judge(self, case: Justification) -> None:
        assessor = make_user(Role.ASSESSOR)
        proposed(case, by=assessor)
        with pytest.raises(FourEyes):
            self.judge(case, by=assessor)
        assert not LedgerEntry.objects.filter(kind=EntryKind.ACCEPTED).exists()

    @pytest.mark.parametrize("before_taking", [True, False])
    def test_who_typed_the_figure_in_may_not_judge_on_it(
        self, case: Justification, before_taking: bool
    ) -> None:
        typist = make_user(Role.ASSESSOR)
        if not before_taking:
            taken(case)
        assessment.record_sisa_figure(
            justification=case,
            source=FigureSource.CBS,
            spent=Decimal(260_000),
            cumulative=Decimal(260_000),
            is_final=False,
            by=typist,
            on=at(2026, 8, 4),
        )
        if before_taking:
            taken(case)
        assessor = make_user(Role.ASSESSOR)
        weigh(case, 260_000, by=assessor)
        assessment.propose(
            justification=case,
            motivation="Gelijk aan het cijfer van het CBS.",
            by=assessor,
            on=at(2026, 8, 4),
            seen_revision=case.revision,
            door=PAST,
        )
        with pytest.raises(FourEyes):
            self.judge(case, by=typist)

    @pytest.mark.parametrize("wrote", ["motivation", "line"])
    def test_whose_work_was_replaced_after_sending_back_may_not_judge_either(
        self, case: Justification, wrote: str
    ) -> None:
        early, late, other = (make_user(Role.ASSESSOR) for _ in range(3))
        taken(case)
        if wrote == "line":
            weigh(case, 100_000, by=early)
        else:
            keep_work(
                justification=case,
                motivation="Eerste gedachte.",
                by=early,
                on=at(2026, 8, 3),
                seen_revision=case.revision,
            )
        for day in (3, 5):
            weigh(case, 250_000 + day, by=late)
            assessment.propose(
                justification=case,
                motivation="De toelichting verklaart het verschil.",
                by=late,
                on=at(2026, 8, day),
                seen_revision=case.revision,
                door=PAST,
            )
            if day == 3:
                assessment.send_back(
                    justification=case,
                    reason="Kijk nog eens.",
                    by=other,
                    on=at(2026, 8, 4),
                    seen_revision=case.revision,
                    door=PAST,
                )
        with pytest.raises(FourEyes):
            self.judge(case, by=early)
        self.judge(case, by=other)

    def test_after_sending_back_the_sender_may_judge_the_new_proposal_of_another(
        self, case: Justification
    ) -> None:
        first, second = make_user(Role.ASSESSOR), make_user(Role.ASSESSOR)
        proposed(case, by=first)
        assessment.send_back(
            justification=case,
            reason="Leg uit waarom dit minder is dan het SiSa-cijfer.",
            by=second,
            on=at(2026, 8, 5),
            seen_revision=case.revision,
            door=PAST,
        )
        assert (case.state, case.accepted) == (JustificationState.IN_ASSESSMENT, 250_000)
        weigh(case, 1, by=first, on=at(2026, 8, 5))
        assessment.propose(
            justification=case,
            motivation="Aangepast.",
            by=first,
            on=at(2026, 8, 5),
            seen_revision=case.revision,
            door=PAST,
        )
        self.judge(case, by=second)
        assert case.state == JustificationState.JUDGED

    def test_nothing_is_judged_without_an_article(self, case: Justification) -> None:
        proposed(case)
        scheme = case.accounting_year.scheme
        scheme.judgement_article = ""
        scheme.save()
        with pytest.raises(MoveRefused, match="geen artikel"):
            self.judge(case)

    def test_no_more_is_accepted_than_statement_and_figure_both_carry(
        self, case: Justification
    ) -> None:
        make_figure(case, 280_000)
        with pytest.raises(MoveRefused, match="tussen nul en het verantwoorde bedrag"):
            proposed(case, 280_001)

    def test_zero_is_an_amount(self, case: Justification) -> None:
        self.judge(proposed(case, 0))
        assert LedgerEntry.objects.get(kind=EntryKind.ACCEPTED).amount == 0

    def test_the_proposal_remembers_what_it_rests_on(self, case: Justification) -> None:
        proposed(case)
        told = events_of(case).get(name="propose").data
        figure = assessment.newest_figure(case)
        assert figure
        assert told == {
            "accepted": "250000",
            "statement": str(case.submitted_id),
            "sisa_figure": figure.pk,
        }

    def test_an_old_page_changes_nothing(self, case: Justification) -> None:
        proposed(case)
        with pytest.raises(StaleRevision):
            self.judge(case, seen_revision=case.revision - 1)


class TestWithoutStatement:
    def take(self, case: Justification) -> None:
        assessment.take_without_statement(
            justification=case,
            reason="De gemeente reageert niet.",
            by=make_user(Role.ASSESSOR),
            on=at(2026, 9, 1),
            seen_revision=case.revision,
            door=PAST,
        )

    def test_only_once_there_is_a_figure(self) -> None:
        case = make_justification(make_award(make_scheme(), municipality()))
        with pytest.raises(MoveRefused, match="nog geen SiSa-cijfer"):
            self.take(case)
        make_figure(case, 180_000)
        self.take(case)
        assert case.state == JustificationState.IN_ASSESSMENT
        assert assessment.judgement_facts(case, accepted=None).justified == 180_000

    def test_a_correction_is_asked_with_a_reason(self, case: Justification) -> None:
        taken(case)
        act = {
            "justification": case,
            "by": make_user(Role.ASSESSOR),
            "on": at(2026, 8, 4),
            "seen_revision": case.revision,
            "door": PAST,
        }
        with pytest.raises(MoveRefused, match="reden"):
            assessment.return_to_municipality(reason=" ", **act)
        event = assessment.return_to_municipality(reason="De toelichting ontbreekt.", **act)
        assert (case.state, event.reason) == (
            JustificationState.RETURNED,
            "De toelichting ontbreekt.",
        )
