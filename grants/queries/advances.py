"""Openstaande voorschotten: the ledger as it stood on a 31 December, and what was settled on what."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import BooleanField, Case, Q, Sum, Value, When
from django.db.models.functions import Coalesce

from grants.enums import EntryKind, LetterAct
from grants.models import Award, LedgerEntry, Letter, Payment, Scheme
from grants.reckoning.advances import Balance, balances, per_origin, total

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
SETTLING = (LetterAct.SETTLED, LetterAct.RESETTLED)


@dataclass(frozen=True)
class AwardLine:
    """Gemeente en jaar van ontstaan."""

    award: Award
    balance: Balance


@dataclass(frozen=True)
class Evidence:
    """Afgerekend in het jaar: how much of which advance, and the letter that says so.

    A letter whose paper is not made yet has no `sha256`.
    """

    award: Award
    origin: int
    settled: Decimal
    decided_on: datetime.datetime
    letter: str
    dated_on: datetime.date | None
    sha256: str


@dataclass(frozen=True)
class OutstandingAdvances:
    """Opgave van openstaande voorschotten van een regeling op 31 december."""

    scheme: Scheme
    year: int
    origins: list[Balance]
    total: Balance
    lines: list[AwardLine]
    settled: list[Evidence]

    @property
    def on(self) -> datetime.date:
        """De dag waarop de stand geldt."""
        return datetime.date(self.year, 12, 31)

    @property
    def moment(self) -> datetime.datetime:
        """Het einde van die dag."""
        return _begin_of(self.year + 1) - datetime.timedelta(seconds=1)


def outstanding_advances(scheme: Scheme, year: int) -> OutstandingAdvances:
    """De opgave over `year`, from what was booked up to its end; five queries.

    A booking counts on the day of its act, so that what happens later changes no earlier statement.
    """
    found = balances(_booked(scheme, year))
    awards = {
        award.pk: award
        for award in Award.objects.filter(scheme=scheme)
        .select_related("municipality")
        .order_by("municipality__name", "reference")
    }
    places = {key: place for place, key in enumerate(awards)}
    found.sort(key=lambda one: (places[one.owner], one.origin))
    return OutstandingAdvances(
        scheme=scheme,
        year=year,
        origins=per_origin(found),
        total=total(found),
        lines=[AwardLine(awards[one.owner], one) for one in found],
        settled=_evidence(scheme, year, awards),
    )


def years_of(scheme: Scheme, *, today: datetime.date) -> list[int]:
    """De jaren waarover een opgave kan worden gemaakt; that of today is not over yet."""
    return list(range(scheme.starts_on.year, today.year + 1))


def _begin_of(year: int) -> datetime.datetime:
    return datetime.datetime(year, 1, 1, tzinfo=AMSTERDAM)


def _booked(scheme: Scheme, year: int) -> list[Any]:
    """What moved advances: not the rest that is paid after a settlement, for that is none.

    What comes back of that rest has no year of origin.
    """
    rest = Payment.objects.filter(settlement__isnull=False).values("pk")
    return list(
        LedgerEntry.objects.filter(
            Q(kind__in=[EntryKind.PAYMENT, EntryKind.RETURN, EntryKind.WRITTEN_OFF])
            | Q(kind=EntryKind.SETTLED, origin_year__isnull=False),
            award__scheme=scheme,
            event__on__lt=_begin_of(year + 1),
        )
        .exclude(event__case_kind="payment", event__case_id__in=rest)
        .exclude(event__case_kind="recovery", origin_year__isnull=True)
        .annotate(
            origin=Coalesce("origin_year", "budget_year"),
            is_before=Case(
                When(event__on__lt=_begin_of(year), then=Value(True)),
                default=Value(False),
                output_field=BooleanField(),
            ),
        )
        .order_by()
        .values_list("award", "origin", "kind", "is_before")
        .annotate(total=Sum("amount"))
    )


def _evidence(scheme: Scheme, year: int, awards: dict[Any, Award]) -> list[Evidence]:
    rows = (
        LedgerEntry.objects.filter(
            award__scheme=scheme,
            kind=EntryKind.SETTLED,
            origin_year__isnull=False,
            event__on__gte=_begin_of(year),
            event__on__lt=_begin_of(year + 1),
        )
        .order_by("award__municipality__name", "origin_year")
        .values_list("award", "origin_year", "event", "event__on")
        .annotate(total=Sum("amount"))
    )
    letters = {
        letter.event_id: letter
        for letter in Letter.objects.filter(scheme=scheme, act__in=SETTLING).select_related("paper")
    }
    found = []
    for award, origin, event, on, settled in rows:
        letter = letters.get(event)
        paper = getattr(letter, "paper", None)
        found.append(
            Evidence(
                award=awards[award],
                origin=origin,
                settled=settled,
                decided_on=on,
                letter=letter.reference if letter else "",
                dated_on=letter.dated_on if letter else None,
                sha256=paper.file_id if paper else "",
            )
        )
    return found
