"""A municipality with its three colleagues, and the ministry, for tests of notices."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from grants.models import Award, Justification, Scheme
from grants.services.notices import Planned, plan_round
from municipalities.models import Municipality
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.accounts.services.machines import machine
from pmg.casework.models import Notice
from pmg.casework.moves import Door
from tests.factories import AMSTERDAM, make_award, make_justification, make_scheme, make_user
from tests.factories import municipality as find


@dataclass(frozen=True)
class Place:
    """Gouda, with an award and everybody who is written to."""

    scheme: Scheme
    municipality: Municipality
    award: Award
    contact: User
    leader: User
    signatory: User
    assessor: User
    policy: User

    def justification(self, year: int = 2025) -> Justification:
        return make_justification(self.award, year)


def someone(role: Role, municipality: Municipality | None, name: str) -> User:
    return make_user(
        role,
        municipality,
        username=name,
        first_name=name,
        last_name="",
        email=f"{name}@gouda.example",
    )


def make_place(code: str = "GM0513") -> Place:
    scheme = make_scheme()
    gouda = find(code)
    return Place(
        scheme,
        gouda,
        make_award(scheme, gouda),
        someone(Role.SISA_CONTACT, gouda, "contact"),
        someone(Role.PROJECT_LEADER, gouda, "leider"),
        someone(Role.SIGNATORY, gouda, "tekenaar"),
        someone(Role.ASSESSOR, None, "beoordelaar"),
        someone(Role.POLICY_OFFICER, None, "beleid"),
    )


def morning(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(7, 5), AMSTERDAM)


def play_round(day: datetime.date) -> Planned | None:
    """The round of a day in the past."""
    return plan_round(by=machine(), on=morning(day), door=Door.PAPER)


def told_on(day: datetime.date, about: str = "2025") -> list[tuple[str, str]]:
    """Who was told what on a day about a year: user name and kind, by mail."""
    rows = Notice.objects.filter(
        channel="mail", planned_on__date=day, subject__regex=rf"\m{about}(?!/)"
    ).exclude(status="not_needed")
    return sorted(rows.values_list("recipient__username", "kind"))
