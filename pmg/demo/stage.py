"""What every scene of the demo looks at: the scheme, its people, and the calendar."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from schwifty import IBAN
from schwifty.exceptions import SchwiftyException

from grants.models import AccountingYear, Award, GrantYear, Scheme
from municipalities.models import Municipality
from pmg.accounts.models import User

from .people import slug
from .telling import Scene

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
ANCHOR = datetime.datetime(2026, 11, 20, 17, 0, tzinfo=AMSTERDAM)
"""Where the story ends; only Gouda's postponement reaches beyond it."""


@dataclass(frozen=True)
class Stage:
    """What every scene looks at."""

    scheme: Scheme
    municipalities: tuple[Municipality, ...]

    def person(self, username: str) -> User:
        return User.objects.get(username=username)

    def colleague(self, municipality: Municipality, role: str) -> User:
        return User.objects.get(username=f"{slug(municipality)}-{role}")

    def award(self, municipality: Municipality) -> Award:
        return Award.objects.get(scheme=self.scheme, municipality=municipality)

    def grant_year(self, label: str) -> GrantYear:
        return GrantYear.objects.get(scheme=self.scheme, label=label)

    def accounting_year(self, year: int) -> AccountingYear:
        return AccountingYear.objects.get(scheme=self.scheme, year=year)


def at(year: int, month: int, day: int, hour: int = 10, minute: int = 0) -> datetime.datetime:
    """A moment in Amsterdam time."""
    return datetime.datetime(year, month, day, hour, minute, tzinfo=AMSTERDAM)


def set_stage() -> Stage:
    scheme = Scheme.objects.get(code="pmg-2024")
    return Stage(
        scheme,
        tuple(Municipality.objects.filter(recipients__scheme=scheme).order_by("cbs_code")),
    )


def iban_of(municipality: Municipality, *, account: int = 0) -> str:
    """A number that passes the tests, of a bank that does not exist; from `account` on."""
    first = int(municipality.digits) * 100
    for number in range(first + account, first + 99):
        iban = IBAN.generate("NL", "FICT", str(number))
        try:
            return str(IBAN(str(iban), validate_bban=True).compact)
        except SchwiftyException:
            continue
    raise LookupError(municipality.cbs_code)


def scene(
    on: datetime.datetime,
    key: str,
    play: Callable[..., Any],
    *args: Any,
    outermost: bool = False,
) -> Scene:
    """A scene that plays `play(*args, on=on)`."""
    return Scene(on, key, lambda moment: play(*args, on=moment), outermost)
