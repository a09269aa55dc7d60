"""Overzicht van een regeling: what was granted, paid, justified and accepted, and who is late.

Each function is one query, whatever the number of municipalities or schemes.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, DecimalField, F, OuterRef, Q, QuerySet, Subquery, Sum, Value

from grants.enums import AwardState, EntryKind, JustificationState, ProgressState
from grants.models import AccountingYear, Allocation, GrantYear, LedgerEntry, Recipient, Scheme
from municipalities.models import Municipality
from pmg.accounts.models import User

from .visibility import awards_visible_to, justifications_visible_to, progress_reports_visible_to

LATE = "te-laat"
TO_READ = "te-lezen"
# As many as the first scheme has, so that a page of a larger one costs the same.
PAGE_SIZE = 20
PAID = (EntryKind.PAYMENT, EntryKind.RETURN)
ZERO = Decimal(0)


def _sum_of(rows: QuerySet[Any], per: str) -> Subquery:
    """The sum of `amount` as a column; `per` is what ties the rows together."""
    return Subquery(
        rows.order_by().values(per).annotate(total=Sum("amount")).values("total"),
        output_field=DecimalField(max_digits=14, decimal_places=2),
    )


def _money(per: str, **tie: Any) -> dict[str, Subquery]:
    """Columns with what was allocated, paid, justified and accepted; `tie` names whose money."""
    booked = LedgerEntry.objects.filter(**tie)
    granted = Allocation.objects.filter(award__state=AwardState.GRANTED, **tie)
    return {
        "allocated": _sum_of(granted, per),
        "paid": _sum_of(booked.filter(kind__in=PAID), per),
        "justified": _sum_of(booked.filter(kind=EntryKind.JUSTIFIED), per),
        "accepted": _sum_of(booked.filter(kind=EntryKind.ACCEPTED), per),
    }


def schemes() -> list[Scheme]:
    """Regelingen, de nieuwste eerst."""
    return list(Scheme.objects.order_by("-starts_on", "code"))


def schemes_of(municipality: Municipality) -> list[Scheme]:
    """Regelingen waarin een gemeente ontvanger is, de nieuwste eerst."""
    return list(
        Scheme.objects.filter(recipients__municipality=municipality).order_by("-starts_on", "code")
    )


def current_scheme(known: Sequence[Scheme], code: str, *, today: datetime.date) -> Scheme | None:
    """The scheme asked for, or else the newest whose spending period has begun."""
    begun = [scheme for scheme in known if scheme.starts_on <= today]
    asked = [scheme for scheme in known if scheme.code == code]
    return next(iter(asked or begun or known), None)


def current_year(
    years: Sequence[AccountingYear], asked: str, *, today: datetime.date
) -> AccountingYear | None:
    """The accounting year asked for, or else the last one whose form went out."""
    chosen = [year for year in years if str(year.year) == asked]
    out = [year for year in years if year.form_out_on <= today]
    return next(iter(chosen), None) or (out[-1] if out else next(iter(years), None))


@dataclass(frozen=True)
class Totals:
    """Bedragen over de hele periode, in euros: only these may be compared with each other."""

    budget: Decimal
    allocated: Decimal
    paid: Decimal
    justified: Decimal
    accepted: Decimal

    @property
    def unallocated(self) -> Decimal:
        """Nog niet toegekend."""
        return self.budget - self.allocated


def totals(user: User, scheme: Scheme) -> Totals:
    """What of the scheme `user` may see adds up to, over its whole period.

    One query tells of budget, allocations and every kind of row in the ledger.
    """
    awards = awards_visible_to(user).filter(scheme=scheme)
    granted = (
        Allocation.objects.filter(award__in=awards.filter(state=AwardState.GRANTED))
        .order_by()
        .annotate(what=Value("allocated"))
        .values_list("what")
        .annotate(total=Sum("amount"))
    )
    booked = (
        LedgerEntry.objects.filter(award__in=awards)
        .order_by()
        .values_list("kind")
        .annotate(total=Sum("amount"))
    )
    budget = (
        GrantYear.objects.filter(scheme=scheme)
        .order_by()
        .annotate(what=Value("budget"))
        .values_list("what")
        .annotate(total=Sum("budget"))
    )
    sums = {kind: total or ZERO for kind, total in booked.union(granted, budget, all=True)}
    return Totals(
        budget=sums.get("budget", ZERO),
        allocated=sums.get("allocated", ZERO),
        paid=sum((sums.get(kind, ZERO) for kind in PAID), ZERO),
        justified=sums.get(EntryKind.JUSTIFIED, ZERO),
        accepted=sums.get(EntryKind.ACCEPTED, ZERO),
    )


@dataclass(frozen=True)
class MunicipalityPage:
    """Een bladzijde gemeenten, with the keys of the pages before and after it."""

    rows: list[Any]
    previous: str
    following: str


def municipality_rows(
    user: User,
    scheme: Scheme,
    year: AccountingYear | None,
    *,
    today: datetime.date,
    search: str = "",
    status: str = "",
    after: str = "",
    before: str = "",
) -> MunicipalityPage:
    """Gemeenten van de regeling by name, at most a page.

    Amounts are of the whole period; `case_id`, `case_state` and `due_on` are of the justification
    over `year`. `status` is one of its states, or LATE.
    """
    award = (
        awards_visible_to(user)
        .filter(scheme=OuterRef("scheme"), municipality=OuterRef("municipality"))
        .exclude(state=AwardState.WITHDRAWN)
    )
    # By award, for that leads each row through an index, however many schemes there are.
    case = justifications_visible_to(user).filter(accounting_year=year, award=OuterRef("award_id"))
    rows = (
        Recipient.objects.filter(scheme=scheme)
        .select_related("municipality")
        .annotate(
            name=F("municipality__name"),
            code=F("municipality__cbs_code"),
            award_id=Subquery(award.values("pk")[:1]),
        )
        .annotate(
            case_id=Subquery(case.values("pk")[:1]),
            case_state=Subquery(case.values("state")[:1]),
            due_on=Subquery(case.values("due_on")[:1]),
            submitted_on=Subquery(case.values("submitted_on")[:1]),
        )
    )
    if search:
        rows = rows.filter(name__icontains=search)
    if status == LATE:
        rows = rows.filter(case_state=JustificationState.OPEN, due_on__lt=today)
    elif status in JustificationState.values:
        rows = rows.filter(case_state=status)
    rows = rows.annotate(**_money("award", award=OuterRef("award_id")))
    return _page_by_name(rows, after=after, before=before)


def _page_by_name(rows: QuerySet[Any], *, after: str, before: str) -> MunicipalityPage:
    """One page by the key `name_code`; a key that cannot be read gives the first page."""
    key, backwards = before or after, bool(before)
    name, _, code = key.rpartition("_")
    if name:
        side = "lt" if backwards else "gt"
        rows = rows.filter(
            Q(**{f"name__{side}": name}) | Q(**{"name": name, f"code__{side}": code})
        )
    order = ["-name", "-code"] if backwards else ["name", "code"]
    found = list(rows.order_by(*order)[: PAGE_SIZE + 1])
    more, found = len(found) > PAGE_SIZE, found[:PAGE_SIZE]
    if backwards:
        found.reverse()
    if not found:
        return MunicipalityPage([], "", "")
    return MunicipalityPage(
        found,
        previous=f"{found[0].name}_{found[0].code}" if (more if backwards else name) else "",
        following=f"{found[-1].name}_{found[-1].code}" if (backwards or more) else "",
    )


@dataclass(frozen=True)
class YearStanding:
    """Stand van de verantwoordingen over een jaar: how many are in which state, and late."""

    by_state: dict[str, int]
    late: int
    reports_to_read: int

    @property
    def total(self) -> int:
        return sum(self.by_state.values())

    @property
    def judged(self) -> int:
        return self.by_state.get(JustificationState.JUDGED, 0)

    @property
    def left(self) -> int:
        """Nog te geven oordelen."""
        return self.total - self.judged

    @property
    def left_text(self) -> str:
        """`Nog 7 van 20 oordelen`."""
        return f"Nog {self.left} van {self.total} oordelen"

    @property
    def late_text(self) -> str:
        """`Twee gemeenten zijn te laat.`, in figures."""
        who = "1 gemeente is" if self.late == 1 else f"{self.late} gemeenten zijn"
        return f"{who} te laat met de verantwoording."


def year_standing(user: User, year: AccountingYear | None, *, today: datetime.date) -> YearStanding:
    """How far the justifications over `year` are; late is worked out, never a state.

    Counted along in the same query: the progress reports of its scheme that wait to be read.
    """
    is_late = Q(state=JustificationState.OPEN, due_on__lt=today)
    cases = (
        justifications_visible_to(user)
        .filter(accounting_year=year)
        .values_list("state")
        .annotate(number=Count("pk"), late=Count("pk", filter=is_late))
        .order_by()
    )
    reports = (
        progress_reports_visible_to(user)
        .filter(award__scheme__accounting_years=year, state=ProgressState.SUBMITTED)
        .annotate(what=Value(TO_READ))
        .values_list("what")
        .annotate(number=Count("pk"), late=Value(0))
        .order_by()
    )
    counted = {what: (number, late) for what, number, late in cases.union(reports, all=True)}
    to_read, _ = counted.pop(TO_READ, (0, 0))
    return YearStanding(
        by_state={state: number for state, (number, _) in counted.items()},
        late=sum(late for _, late in counted.values()),
        reports_to_read=to_read,
    )


def still_to_submit(user: User, scheme: Scheme, limit: int = 8) -> list[Any]:
    """Verantwoordingen die nog moeten komen, by their own date: the late ones come first.

    What came back for a supplement was submitted in time or late already, and is not here.
    """
    return list(
        justifications_visible_to(user)
        .filter(accounting_year__scheme=scheme, state=JustificationState.OPEN)
        .select_related("municipality", "accounting_year")
        .order_by("due_on", "pk")[:limit]
    )
