"""The story of the demo: who did what, and when. Amounts in euros."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from schwifty import IBAN
from schwifty.exceptions import SchwiftyException

from grants.models import AccountingYear, Award, GrantYear, Payment, Scheme
from grants.services import awards, payments
from municipalities.models import Municipality
from pmg.accounts.models import User
from pmg.casework.moves import Door

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


def iban_of(municipality: Municipality) -> str:
    """A number that passes the tests, of a bank that does not exist."""
    for account in range(int(municipality.digits) * 100, int(municipality.digits) * 100 + 99):
        iban = IBAN.generate("NL", "FICT", str(account))
        try:
            return str(IBAN(str(iban), validate_bban=True).compact)
        except SchwiftyException:
            continue
    raise LookupError(municipality.cbs_code)


def award_scenes(stage: Stage) -> Iterator[Scene]:
    """May and June 2024: twenty awards, prepared by one person and granted by another."""
    for place, municipality in enumerate(stage.municipalities):
        first = at(2024, 5, 21) + datetime.timedelta(days=place // 2, minutes=7 * place)
        yield Scene(first, f"award-prepare-{municipality.cbs_code}", _prepare(stage, municipality))
        granted = first + datetime.timedelta(days=14)
        yield Scene(granted, f"award-grant-{municipality.cbs_code}", _grant(stage, municipality))


def _prepare(stage: Stage, municipality: Municipality) -> Callable[[datetime.datetime], Any]:
    def play(on: datetime.datetime) -> None:
        awards.prepare_award(
            scheme=stage.scheme,
            municipality=municipality,
            reference=f"FICTIEF-PMG-2024-{municipality.digits}",
            iban=iban_of(municipality),
            amounts={year: year.maximum for year in stage.scheme.grant_years.all()},
            commitment_number=f"F24{municipality.digits}",
            creditor_number=f"C{municipality.digits}",
            motivation="Genoemd in artikel 2, tweede lid. Het plan past bij de activiteiten a, b en c.",
            by=stage.person("beleid"),
            on=on,
            door=Door.DEMO,
        )

    return play


def _grant(stage: Stage, municipality: Municipality) -> Callable[[datetime.datetime], Any]:
    def play(on: datetime.datetime) -> None:
        award = stage.award(municipality)
        awards.grant_award(
            award=award,
            by=stage.person("budgethouder"),
            on=on,
            seen_revision=award.revision,
            door=Door.DEMO,
        )

    return play


def payment_scenes(stage: Stage) -> Iterator[Scene]:
    """Each July an advance of the whole grant year; the third is still on its way for some."""
    for place, municipality in enumerate(stage.municipalities):
        for label, due in (
            ("2024/25", at(2024, 7, 15)),
            ("2025/26", at(2025, 7, 14)),
            ("2026/27", at(2026, 7, 13)),
        ):
            steps = 3
            start = due - datetime.timedelta(days=10)
            if label == "2026/27" and place >= 13:
                # The last seven: approved, prepared, or not yet begun in the week of the anchor.
                steps = (2, 2, 2, 1, 1, 0, 0)[place - 13]
                start = at(2026, 11, 16)
            moment = start + datetime.timedelta(minutes=11 * place)
            name = f"payment-{label}-{municipality.cbs_code}"
            plays = (
                _pay_prepare(stage, municipality, label, due.date()),
                _pay_move(stage, municipality, label, payments.approve_payment, "budgethouder"),
                _pay_move(stage, municipality, label, payments.confirm_payment, "financien"),
            )
            for number, play in enumerate(plays[:steps]):
                when = moment + datetime.timedelta(days=(0, 2, 10)[number])
                yield Scene(when, f"{name}-{number}", play)


def _pay_prepare(
    stage: Stage, municipality: Municipality, label: str, due_on: datetime.date
) -> Callable[[datetime.datetime], Any]:
    def play(on: datetime.datetime) -> None:
        grant_year = stage.grant_year(label)
        payments.prepare_payment(
            award=stage.award(municipality),
            grant_year=grant_year,
            amount=grant_year.maximum,
            due_on=due_on,
            by=stage.person("financien"),
            on=on,
            door=Door.DEMO,
        )

    return play


def _pay_move(
    stage: Stage, municipality: Municipality, label: str, service: Callable[..., Any], who: str
) -> Callable[[datetime.datetime], Any]:
    def play(on: datetime.datetime) -> None:
        payment = Payment.objects.get(
            award__scheme=stage.scheme, municipality=municipality, grant_year__label=label
        )
        service(
            payment=payment,
            by=stage.person(who),
            on=on,
            seen_revision=payment.revision,
            door=Door.DEMO,
        )

    return play


def scenes(stage: Stage) -> Iterator[Scene]:
    """All of it, in no particular order."""
    yield from award_scenes(stage)
    yield from payment_scenes(stage)


def luck_of(municipality: Municipality, what: str) -> random.Random:
    """The municipality's own dice: the same throws in every telling."""
    return random.Random(f"{municipality.cbs_code} {what}")


def whole_euros(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal(1))
