"""A whole year, day by day: three municipalities, a postponement, and three days without a worker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from grants.models import Award, Justification
from grants.queries.notices import outlook
from grants.reckoning.calendar import is_working_day
from grants.services.assessment import postpone
from municipalities.models import Municipality
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.casework.models import Notice, NoticeRound
from pmg.casework.moves import Door
from tests.factories import at, make_award, make_scheme, make_user, submit
from tests.factories import municipality as find
from tests.grants.notices.people import morning, play_round, someone

pytestmark = pytest.mark.django_db

DOWN = {date(2025, 7, 14), date(2025, 7, 15), date(2025, 7, 16)}


@dataclass(frozen=True)
class Town:
    """A municipality with its three colleagues, called after it."""

    place: Municipality
    award: Award
    signatory: User

    @property
    def case(self) -> Justification:
        return Justification.objects.get(award=self.award, accounting_year__year=2024)

    def hears(self) -> list[tuple[str, str, str]]:
        """What was told: day, who and kind; and what was dropped, with a star."""
        rows = Notice.objects.filter(municipality=self.place, channel="mail").order_by(
            "planned_on", "kind"
        )
        return [
            (
                f"{row.planned_on:%m-%d}",
                row.recipient.username.rpartition("-")[2],
                row.kind + ("*" if row.status == "not_needed" else ""),
            )
            for row in rows.select_related("recipient")
        ]


def town(award: Award) -> Town:
    place = award.municipality
    someone(Role.SISA_CONTACT, place, f"{place.cbs_code}-sisa")
    someone(Role.PROJECT_LEADER, place, f"{place.cbs_code}-project")
    return Town(place, award, someone(Role.SIGNATORY, place, f"{place.cbs_code}-tekenaar"))


def sent_on(day: date) -> set[tuple[str, str]]:
    rows = Notice.objects.filter(channel="portal", event=None, planned_on=morning(day))
    return set(rows.values_list("recipient__username", "deadline_key"))


def foretold_for(day: date) -> set[tuple[str, str]]:
    """What the page shows of a day, looked at on the morning itself."""
    return {
        (one.person.username, one.reminder.key)
        for found in outlook(day, day, today=day)
        for one in found.notices
    }


def test_a_year() -> None:
    scheme = make_scheme()
    early, postponed, silent = (
        town(make_award(scheme, find(code))) for code in ("GM0513", "GM0899", "GM0301")
    )
    assessor = someone(Role.ASSESSOR, None, "beoordelaar")
    policy = make_user(Role.POLICY_OFFICER)

    def give_postponement() -> None:
        case = postponed.case
        postpone(
            justification=case,
            due_on=date(2025, 9, 1),
            reason="Ziekte",
            by=policy,
            on=at(2025, 7, 10),
            seen_revision=case.revision,
            door=Door.DEMO,
        )

    acts: dict[date, Callable[[], object]] = {
        date(2025, 6, 20): lambda: submit(early.case, by=early.signatory, on=at(2025, 6, 20)),
        date(2025, 7, 10): give_postponement,
        date(2025, 8, 31): lambda: submit(
            postponed.case, by=postponed.signatory, on=at(2025, 8, 31, 23, 59)
        ),
    }
    day = date(2025, 1, 2)
    while day <= date(2025, 12, 31):
        if day not in DOWN:
            foretold = foretold_for(day) if day.weekday() < 5 else set()
            play_round(day)
            assert sent_on(day) == foretold, day
            assert not foretold or is_working_day(day) or day - timedelta(days=1) in DOWN
        if day in acts:
            acts[day]()
        day += timedelta(days=1)

    progress = [
        ("07-01", "project", "progress.voortgang"),
        ("09-17", "project", "progress.voortgang-14-dagen"),
        ("09-24", "project", "progress.voortgang-5-werkdagen"),
        ("09-30", "project", "progress.voortgang-1-werkdag"),
        ("10-02", "project", "progress.voortgang-te-laat"),
    ]
    beginning = [
        ("01-15", "sisa", "justification.formulier"),
        ("06-02", "sisa", "justification.herinnering"),  # the 1st is a Sunday
    ]
    missed = ("07-17", "sisa", "justification.1-werkdag*")  # fell in the three days: too late now
    assert early.hears() == [*beginning, progress[0], missed, *progress[1:]]
    assert postponed.hears() == sorted(
        [
            *beginning,
            ("07-01", "sisa", "justification.14-dagen"),
            ("07-08", "sisa", "justification.5-werkdagen"),
            ("08-18", "sisa", "justification.14-dagen"),
            ("08-25", "sisa", "justification.5-werkdagen"),
            ("08-29", "sisa", "justification.1-werkdag"),
            *progress,
        ],
        key=lambda row: (row[0], row[2]),
    )
    assert silent.hears() == sorted(
        [
            *beginning,
            ("07-01", "sisa", "justification.14-dagen"),
            ("07-08", "sisa", "justification.5-werkdagen"),
            missed,
            ("07-17", "sisa", "justification.te-laat"),
            *progress,
        ],
        key=lambda row: (row[0], row[2]),
    )
    assert [
        (f"{n.planned_on:%m-%d}", n.kind)
        for n in Notice.objects.filter(recipient=assessor, channel="mail").order_by("planned_on")
    ] == [
        ("11-03", "judgement.oordeel-60-dagen"),  # 1 November is a Saturday
        ("12-01", "judgement.oordeel-20-werkdagen"),
        ("12-22", "judgement.oordeel-5-werkdagen"),
    ]
    assert NoticeRound.objects.count() == 364 - len(DOWN)
