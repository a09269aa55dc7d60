"""A delivery from file to figures: again and again, and never more than a person confirmed."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

import pytest
from django.utils import timezone

from grants.checks.cbs_differences import Kind
from grants.enums import CbsDeliveryState as State
from grants.enums import CbsStatus, FigureSource, ScanState
from grants.enums import JustificationState as CaseState
from grants.models import CbsDelivery, Justification, Scan, Scheme, SisaFigure
from grants.queries.cbs import changed_after_judgement, preview
from grants.services import assessment, cbs, cbs_reading
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.accounts.services.machines import machine
from pmg.casework.errors import MoveRefused, StaleRevision
from pmg.casework.moves import events_of
from tests.factories import (
    accounting_year,
    make_award,
    make_figure,
    make_justification,
    make_scheme,
    make_user,
    municipality,
    submit,
    weigh,
)
from tests.grants.cbs.deliveries import Row, as_csv, long_rows, packages

pytestmark = pytest.mark.django_db
GOUDA, ALMELO = "GM0513", "GM0141"
DAY = datetime.timedelta(days=1)


@pytest.fixture
def scheme() -> Scheme:
    return make_scheme()


@pytest.fixture
def officer() -> User:
    return make_user(Role.POLICY_OFFICER)


def case_of(scheme: Scheme, code: str = GOUDA) -> Justification:
    return make_justification(make_award(scheme, municipality(code)))


def deliver(officer: User, data: bytes, name: str = "levering.csv") -> CbsDelivery:
    """Handed in and read by the machine."""
    delivery = cbs.hand_in(
        accounting_year=accounting_year(Scheme.objects.get()),
        name=name,
        chunks=[data],
        by=officer,
        on=timezone.now(),
    )
    cbs_reading.read(delivery_id=delivery.pk, by=machine(), on=timezone.now())
    delivery.refresh_from_db()
    return delivery


def table(figures: dict[str, int], status: Row = ("", "", "")) -> bytes:
    return as_csv(long_rows(figures, status=status))


def confirm(delivery: CbsDelivery, by: User, key: uuid.UUID | None = None) -> None:
    cbs.confirm(
        cbs_delivery=delivery,
        seen=preview(delivery).fingerprint,
        by=by,
        on=timezone.now(),
        seen_revision=delivery.revision,
        key=key,
    )
    delivery.refresh_from_db()


def kinds(delivery: CbsDelivery) -> dict[str, Kind]:
    return {row.line.digits: row.kind for row in preview(delivery).rows}


def figures_of(case: Justification) -> list[int]:
    return [int(row.spent) for row in case.sisa_figures.order_by("recorded_at", "pk")]


class TestTheSeason:
    def test_nothing_counts_before_it_is_confirmed(self, scheme: Scheme, officer: User) -> None:
        case = case_of(scheme)
        delivery = deliver(officer, packages(g0513=285_000), "levering.zip")
        assert (delivery.state, kinds(delivery)) == (State.READ, {"0513": Kind.NEW})
        assert figures_of(case) == []
        confirm(delivery, officer)
        figure = case.sisa_figures.get()
        assert (figure.source, figure.delivery, figure.by) == (FigureSource.CBS, delivery, None)
        assert delivery.state == State.CONFIRMED

    def test_the_same_file_again_changes_nothing_and_says_so(
        self, scheme: Scheme, officer: User
    ) -> None:
        case = case_of(scheme)
        first = deliver(officer, table({"0513": 5}))
        confirm(first, officer)
        again = deliver(officer, table({"0513": 5}), "nog een keer.csv")
        assert again.state == State.NOTHING_NEW
        assert kinds(again) == {"0513": Kind.SAME}
        assert preview(again).twin == first
        assert figures_of(case) == [5]

    def test_status_and_dates_are_the_words_of_the_cbs(self, scheme: Scheme, officer: User) -> None:
        case = case_of(scheme)
        confirm(deliver(officer, table({"0513": 5}, ("ontvangen", "10-07-2026", ""))), officer)
        later = deliver(officer, table({"0513": 5}, ("plausibel", "10-07-2026", "17-07-2026")))
        assert kinds(later) == {"0513": Kind.STATUS}
        confirm(later, officer)
        newest = assessment.newest_figure(case)
        assert newest is not None
        assert newest.plausible_on == datetime.date(2026, 7, 17)
        assert newest.received_on == datetime.date(2026, 7, 10)
        assert newest.cbs_status == CbsStatus.PLAUSIBLE

    def test_other_amounts_lose_the_word_plausible(self, scheme: Scheme, officer: User) -> None:
        case = case_of(scheme)
        confirm(deliver(officer, table({"0513": 5}, ("plausibel", "", "17-07-2026"))), officer)
        confirm(deliver(officer, packages(g0513=6), "l.zip"), officer)
        newest = assessment.newest_figure(case)
        assert newest is not None
        assert (newest.spent, newest.plausible_on, newest.cbs_status) == (6, None, "")

    def test_the_same_amount_from_the_municipality_becomes_the_word_of_the_cbs(
        self, scheme: Scheme, officer: User
    ) -> None:
        case = case_of(scheme)
        SisaFigure.objects.create(
            justification=case,
            source=FigureSource.PACKAGE,
            spent=5,
            cumulative=5,
            is_final=False,
            on=timezone.now(),
        )
        assert kinds(deliver(officer, table({"0513": 5}))) == {"0513": Kind.STATUS}

    def test_who_is_not_in_a_later_delivery_keeps_the_figure(
        self, scheme: Scheme, officer: User
    ) -> None:
        gouda, almelo = case_of(scheme), case_of(scheme, ALMELO)
        confirm(deliver(officer, table({"0513": 5, "0141": 7})), officer)
        later = deliver(officer, table({"0141": 8}))
        assert "Gouda" in preview(later).missing
        confirm(later, officer)
        assert (figures_of(gouda), figures_of(almelo)) == ([5], [7, 8])

    def test_an_older_delivery_does_not_turn_the_clock_back(
        self, scheme: Scheme, officer: User
    ) -> None:
        case = case_of(scheme)
        confirm(deliver(officer, table({"0513": 6}, ("", "20-07-2026", ""))), officer)
        older = deliver(officer, table({"0513": 5}, ("", "10-07-2026", "")))
        assert (older.state, kinds(older)) == (State.NOTHING_NEW, {"0513": Kind.OLDER})
        assert figures_of(case) == [6]

    def test_what_we_cannot_place_is_told_and_left_alone(
        self, scheme: Scheme, officer: User
    ) -> None:
        case_of(scheme)
        data = table({"0513": 5, "0141": 6, "9998": 7, "x": 8})
        delivery = deliver(officer, data)
        assert kinds(delivery) == {
            "0513": Kind.NEW,
            "0141": Kind.NO_CASE,
            "9998": Kind.UNKNOWN,
            "": Kind.UNREADABLE,
        }
        confirm(delivery, officer)
        assert SisaFigure.objects.count() == 1

    def test_a_status_without_a_figure_waits(self, scheme: Scheme, officer: User) -> None:
        case_of(scheme)
        rows = [("Gemeentecode", "Status"), ("0513", "ontvangen")]
        delivery = deliver(officer, as_csv(rows))
        assert (delivery.state, kinds(delivery)) == (State.NOTHING_NEW, {"0513": Kind.NO_FIGURE})


class TestConfirming:
    def test_a_double_click_is_one_delivery(self, scheme: Scheme, officer: User) -> None:
        case_of(scheme)
        assert deliver(officer, table({"0513": 5})) == deliver(officer, table({"0513": 5}))

    def test_the_same_key_again_takes_over_once(self, scheme: Scheme, officer: User) -> None:
        case = case_of(scheme)
        delivery, key = deliver(officer, table({"0513": 5})), uuid.uuid4()
        seen = preview(delivery).fingerprint
        for _ in range(2):
            cbs.confirm(
                cbs_delivery=delivery,
                seen=seen,
                by=officer,
                on=timezone.now(),
                seen_revision=2,
                key=key,
            )
        assert figures_of(case) == [5]

    def test_an_old_page_takes_over_nothing(self, scheme: Scheme, officer: User) -> None:
        case = case_of(scheme)
        delivery = deliver(officer, table({"0513": 5}))
        seen = preview(delivery).fingerprint
        confirm(deliver(officer, table({"0513": 4})), officer)
        with pytest.raises(MoveRefused, match="veranderd"):
            cbs.confirm(
                cbs_delivery=delivery,
                seen=seen,
                by=officer,
                on=timezone.now(),
                seen_revision=delivery.revision,
            )
        assert figures_of(case) == [4]

    def test_two_people_confirm_once(self, scheme: Scheme, officer: User) -> None:
        case = case_of(scheme)
        delivery = deliver(officer, table({"0513": 5}))
        stale = CbsDelivery.objects.get(pk=delivery.pk)
        confirm(delivery, officer)
        with pytest.raises((MoveRefused, StaleRevision)):
            confirm(stale, make_user(Role.ASSESSOR))
        assert figures_of(case) == [5]

    @pytest.mark.parametrize("role", [Role.ANALYST, Role.AUDITOR, Role.FINANCIAL_OFFICER])
    def test_others_may_not(self, scheme: Scheme, officer: User, role: Role) -> None:
        case_of(scheme)
        with pytest.raises(MoveRefused):
            deliver(make_user(role), table({"0513": 5}))
        with pytest.raises(MoveRefused):
            confirm(deliver(officer, table({"0513": 5})), make_user(role))

    def test_what_is_not_taken_over_needs_a_reason(self, scheme: Scheme, officer: User) -> None:
        case = case_of(scheme)
        delivery = deliver(officer, table({"0513": 5}))
        with pytest.raises(MoveRefused):
            cbs.discard(
                cbs_delivery=delivery,
                reason=" ",
                by=officer,
                on=timezone.now(),
                seen_revision=delivery.revision,
            )
        cbs.discard(
            cbs_delivery=delivery,
            reason="Dit is de levering van een andere regeling.",
            by=officer,
            on=timezone.now(),
            seen_revision=delivery.revision,
        )
        assert figures_of(case) == []

    def test_reading_again_changes_nothing(self, scheme: Scheme, officer: User) -> None:
        case_of(scheme)
        delivery = deliver(officer, table({"0513": 5}))
        cbs_reading.read(delivery_id=delivery.pk, by=machine(), on=timezone.now())
        assert delivery.lines.count() == 1
        assert [event.name for event in events_of(delivery)] == ["hand_in", "read"]

    @pytest.mark.parametrize(
        ("state", "after"), [(ScanState.INFECTED, State.READ), (ScanState.ASKED, State.RECEIVED)]
    )
    def test_a_virus_stays_shut_and_without_a_scan_nothing_is_opened(
        self,
        scheme: Scheme,
        officer: User,
        settings: Any,
        state: ScanState,
        after: State,
    ) -> None:
        settings.CLAMD_URL = "tcp://127.0.0.1:1"
        case_of(scheme)
        delivery = cbs.hand_in(
            accounting_year=accounting_year(scheme),
            name="l.csv",
            chunks=[table({"0513": 5})],
            by=officer,
            on=timezone.now(),
        )
        Scan.objects.update(state=state, virus="Proef" if state == ScanState.INFECTED else "")
        cbs_reading.read(delivery_id=delivery.pk, by=machine(), on=timezone.now())
        delivery.refresh_from_db()
        assert delivery.state == after
        assert not preview(delivery).taken_over
        told = [row.line.message for row in preview(delivery).troubled]
        assert bool(told) == (state == ScanState.INFECTED)

    def test_our_own_fault_shows_after_three_attempts(self, scheme: Scheme, officer: User) -> None:
        delivery = cbs.hand_in(
            accounting_year=accounting_year(scheme),
            name="l.csv",
            chunks=[b"x"],
            by=officer,
            on=timezone.now(),
        )
        for _ in range(cbs_reading.MOST_ATTEMPTS):
            cbs_reading.note_failure(delivery_id=delivery.pk, by=machine(), on=timezone.now())
        delivery.refresh_from_db()
        assert delivery.state == State.FAILED
        cbs_reading.read_again(
            cbs_delivery=delivery, by=officer, on=timezone.now(), seen_revision=delivery.revision
        )
        assert delivery.state == State.RECEIVED


class TestJudgement:
    def judged(self, case: Justification) -> None:
        assessor = make_user(Role.ASSESSOR)
        assessment.take(
            justification=case, by=assessor, on=timezone.now(), seen_revision=case.revision
        )
        weigh(case, by=assessor, on=timezone.now())
        assessment.propose(
            justification=case,
            motivation="Past bij het plan.",
            by=assessor,
            on=timezone.now(),
            seen_revision=case.revision,
        )
        assessment.judge(
            justification=case,
            by=make_user(Role.ASSESSOR),
            on=timezone.now(),
            seen_revision=case.revision,
        )

    def test_a_figure_after_the_judgement_is_signalled_and_changes_nothing(
        self, scheme: Scheme, officer: User
    ) -> None:
        case = case_of(scheme)
        submit(case)
        make_figure(case)
        self.judged(case)
        accepted, spent = case.accepted, int(case.submitted.spent)  # type: ignore[union-attr]
        later = deliver(officer, table({"0513": spent - 1_000}))
        assert preview(later).touching == 1
        confirm(later, officer)
        case.refresh_from_db()
        assert (case.state, case.accepted) == (CaseState.JUDGED, accepted)
        (signalled,) = changed_after_judgement(officer)
        assert (signalled.pk, signalled.figure_spent) == (case.pk, spent - 1_000)
        assert signalled.rested_spent == spent

    def test_a_new_date_alone_is_no_signal(self, scheme: Scheme, officer: User) -> None:
        case = case_of(scheme)
        submit(case)
        make_figure(case)
        self.judged(case)
        spent = int(case.submitted.spent)  # type: ignore[union-attr]
        confirm(deliver(officer, table({"0513": spent}, ("plausibel", "", "1-9-2026"))), officer)
        assert not changed_after_judgement(officer)
