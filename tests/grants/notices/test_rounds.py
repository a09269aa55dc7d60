"""The round of a day: who hears what, once, also after days without a worker."""

from __future__ import annotations

import datetime
import uuid
from datetime import date

import pytest

from grants.models import Postponement
from grants.services.assessment import postpone
from grants.services.notices import drop_what_is_overtaken, remind
from pmg.accounts.enums import Role
from pmg.accounts.models import RoleAssignment
from pmg.casework.errors import NotAllowed
from pmg.casework.models import Notice, NoticeRound
from pmg.casework.moves import Door
from tests.factories import at, make_figure, submit
from tests.grants.notices.people import Place, make_place, morning, play_round, told_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    return make_place()


def test_form_out_goes_to_the_sisa_contact(place: Place) -> None:
    play_round(date(2026, 1, 15))
    assert ("contact", "justification.formulier") in told_on(date(2026, 1, 15))
    notice = Notice.objects.get(
        recipient=place.contact,
        channel="mail",
        kind="justification.formulier",
        subject__contains="2025",
    )
    assert notice.body.startswith("Beste contact,")
    assert "15 juli 2026" in notice.body
    assert "Wat moet u doen?" in notice.body
    assert notice.needs_action
    portal = Notice.objects.get(deadline_key=notice.deadline_key, channel="portal")
    assert "Beste" not in portal.body


def test_a_round_is_played_once(place: Place) -> None:
    assert play_round(date(2026, 1, 15)) is not None
    before = Notice.objects.count()
    assert play_round(date(2026, 1, 15)) is None
    assert Notice.objects.count() == before
    assert NoticeRound.objects.count() == 1


def test_whose_turn_it_is(place: Place) -> None:
    """Contact until the statement is ready, signatory after that, nobody once it is in."""
    case = place.justification()
    play_round(date(2026, 6, 1))
    assert told_on(date(2026, 6, 1)).count(("contact", "justification.herinnering")) == 1
    submit(case, by=place.signatory, on=at(2026, 6, 20))
    play_round(date(2026, 7, 1))
    play_round(date(2026, 7, 8))
    assert not Notice.objects.filter(
        kind="justification.5-werkdagen", subject__contains="2025"
    ).exists()


def test_postponement_counts(place: Place) -> None:
    case = place.justification()
    postpone(
        justification=case,
        due_on=date(2026, 9, 1),
        reason="Ziekte",
        by=place.policy,
        on=at(2026, 7, 10),
        seen_revision=case.revision,
        door=Door.PAPER,
    )
    assert Postponement.objects.count() == 1
    assert {n.recipient for n in Notice.objects.filter(kind="justification.postpone")} == {
        place.contact,
        place.signatory,
    }
    for day in (date(2026, 7, 14), date(2026, 7, 16)):
        play_round(day)
        assert told_on(day) == []
    play_round(date(2026, 8, 31))
    assert ("contact", "justification.1-werkdag") in told_on(date(2026, 8, 31))
    play_round(date(2026, 9, 2))
    assert ("contact", "justification.te-laat") in told_on(date(2026, 9, 2))


def test_three_days_without_a_worker(place: Place) -> None:
    """What was missed goes once, the latest only; what is done meanwhile is dropped and told why."""
    case = place.justification()
    play_round(date(2026, 7, 7))
    play_round(date(2026, 7, 11))  # the 8th, five working days before, was missed: a Saturday
    assert told_on(date(2026, 7, 11)) == [("contact", "justification.5-werkdagen")]
    submit(case, by=place.signatory, on=at(2026, 7, 13))
    play_round(date(2026, 7, 16))  # the 14th was missed as well
    late = Notice.objects.filter(kind="justification.1-werkdag", subject__contains="2025")
    assert [(n.status, n.problem) for n in late] == [("not_needed", "De taak was al gedaan.")]
    assert not Notice.objects.filter(
        kind="justification.te-laat", subject__contains="2025"
    ).exists()


def test_submitted_between_planning_and_sending(place: Place) -> None:
    case = place.justification()
    play_round(date(2026, 7, 14))
    mine = Notice.objects.filter(
        channel="mail", kind="justification.1-werkdag", subject__contains="2025"
    )
    assert {n.status for n in mine} == {"planned"}
    submit(case, by=place.signatory, on=morning(date(2026, 7, 14)) + datetime.timedelta(hours=1))
    assert drop_what_is_overtaken() == 1
    assert {n.status for n in mine.all()} == {"not_needed"}


def test_judgement_due_tells_the_ministry_how_many(place: Place) -> None:
    case = place.justification()
    submit(case, by=place.signatory)
    make_figure(case)
    play_round(date(2026, 11, 2))
    told = [row for row in told_on(date(2026, 11, 2)) if row[1] == "judgement.oordeel-60-dagen"]
    assert told == [
        ("beleid", "judgement.oordeel-60-dagen"),
        ("beoordelaar", "judgement.oordeel-60-dagen"),
    ]
    assert Notice.objects.filter(
        kind="judgement.oordeel-60-dagen", subject__contains="1 oordeel over 2025"
    ).exists()


def test_nobody_to_write_to_is_made_up_for(place: Place) -> None:
    place.justification()
    RoleAssignment.objects.filter(role=Role.SISA_CONTACT).update(ends_on=date(2026, 5, 31))
    play_round(date(2026, 6, 1))
    assert not [kind for _, kind in told_on(date(2026, 6, 1)) if kind.startswith("justification")]
    RoleAssignment.objects.filter(role=Role.SISA_CONTACT).update(ends_on=None)
    play_round(date(2026, 6, 2))
    assert ("contact", "justification.herinnering") in told_on(date(2026, 6, 2))


def test_remind_by_hand(place: Place) -> None:
    case, done = place.justification(2025), place.justification(2024)
    submit(done, by=place.signatory)
    key = uuid.uuid4()
    for _ in range(2):
        result = remind([case, done], by=place.policy, on=at(2026, 7, 20), key=key)
        assert (result.told, result.nothing_to_do, result.nobody) == ((case.pk,), (done.pk,), ())
    mail = Notice.objects.get(channel="mail", kind="justification.met-de-hand")
    assert mail.recipient == place.contact
    assert mail.by == place.policy
    assert mail.subject.startswith("Te laat")
    with pytest.raises(NotAllowed):
        remind([case], by=place.contact, on=at(2026, 7, 20), key=uuid.uuid4())
