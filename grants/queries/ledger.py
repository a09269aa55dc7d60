"""Grootboek: every total is a sum of rows, and leads to them; euros.

Grant years, accounting years and budget years are three kinds of year: each has its own table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet, Sum

from grants.enums import CeilingKind, EntryKind
from grants.models import AccountingYear, Award, GrantYear, LedgerEntry, Scheme
from pmg.accounts.models import User

from .awards import total_per_award
from .settlements import settled_awards
from .visibility import awards_visible_to, of_municipality

ZERO = Decimal(0)
PAID = "paid"
KINDS: Mapping[str, tuple[EntryKind, ...]] = {
    EntryKind.COMMITMENT: (EntryKind.COMMITMENT,),
    PAID: (EntryKind.PAYMENT, EntryKind.RETURN),
    EntryKind.JUSTIFIED: (EntryKind.JUSTIFIED,),
    EntryKind.ACCEPTED: (EntryKind.ACCEPTED,),
    EntryKind.SETTLED: (EntryKind.SETTLED,),
    EntryKind.RECOVERY: (EntryKind.RECOVERY,),
    EntryKind.WRITTEN_OFF: (EntryKind.WRITTEN_OFF,),
    EntryKind.VAT: (EntryKind.VAT,),
    EntryKind.VAT_PAID: (EntryKind.VAT_PAID,),
}
"""What a total is made of: what was paid is what went out, less what came back. What is to be
recovered is what was demanded, less what came in or was written off."""


@dataclass(frozen=True)
class GrantYearLine:
    """Uitkeringsjaar: budget (of the whole scheme only), committed, paid, settled and recovered.

    `released` is what settled awards were committed and need no more. `vat` and `vat_paid` are the
    btw-deel, which stands beside what municipalities get.
    """

    year: GrantYear
    budget: Decimal | None
    committed: Decimal
    paid: Decimal
    settled: Decimal
    to_recover: Decimal
    written_off: Decimal
    released: Decimal
    vat: Decimal
    vat_paid: Decimal

    @property
    def free(self) -> Decimal:
        """Vrij: budget that is not committed, and what was released."""
        left = ZERO if self.budget is None else self.budget - self.committed - self.vat
        return left + self.released

    @property
    def to_pay(self) -> Decimal:
        """Nog te betalen: what is still needed of the commitment, less what municipalities keep."""
        kept = self.paid - self.to_recover - self.written_off
        return self.committed - self.released - kept


@dataclass(frozen=True)
class AccountingYearLine:
    """Verantwoordingsjaar: justified and accepted; None where nothing was booked, for 0 is told."""

    year: AccountingYear
    justified: Decimal | None
    accepted: Decimal | None


@dataclass(frozen=True)
class BudgetYearLine:
    """Begrotingsjaar: the two ceilings with what was booked below them."""

    year: int
    commitment_ceiling: Decimal | None
    committed: Decimal
    cash_ceiling: Decimal | None
    paid: Decimal
    vat: Decimal
    vat_paid: Decimal


@dataclass(frozen=True)
class Books:
    """De stand van het grootboek, over the whole period and per kind of year."""

    grant_years: list[GrantYearLine]
    accounting_years: list[AccountingYearLine]
    budget_years: list[BudgetYearLine]

    @property
    def budget(self) -> Decimal:
        return sum((line.budget or ZERO for line in self.grant_years), ZERO)

    @property
    def committed(self) -> Decimal:
        return sum((line.committed for line in self.grant_years), ZERO)

    @property
    def paid(self) -> Decimal:
        return sum((line.paid for line in self.grant_years), ZERO)

    @property
    def vat(self) -> Decimal:
        return sum((line.vat for line in self.grant_years), ZERO)

    @property
    def vat_paid(self) -> Decimal:
        return sum((line.vat_paid for line in self.grant_years), ZERO)

    @property
    def justified(self) -> Decimal:
        return sum((line.justified or ZERO for line in self.accounting_years), ZERO)

    @property
    def accepted(self) -> Decimal:
        return sum((line.accepted or ZERO for line in self.accounting_years), ZERO)

    @property
    def settled(self) -> Decimal:
        return sum((line.settled for line in self.grant_years), ZERO)

    @property
    def to_recover(self) -> Decimal:
        return sum((line.to_recover for line in self.grant_years), ZERO)

    @property
    def free(self) -> Decimal:
        """Vrij: budget that is not committed, and what was released."""
        return sum((line.free for line in self.grant_years), ZERO)

    @property
    def to_pay(self) -> Decimal:
        """Nog te betalen."""
        return sum((line.to_pay for line in self.grant_years), ZERO)


def entries_visible_to(user: User) -> QuerySet[LedgerEntry]:
    """Boekingen that `user` may see: those of the awards that `user` may see."""
    if user.is_ministry:
        return LedgerEntry.objects.all()
    return LedgerEntry.objects.filter(award__in=awards_visible_to(user).values("pk"))


def books_of_scheme(user: User, scheme: Scheme) -> Books:
    """Het grootboek van een regeling, beside budget and ceilings; five queries."""
    entries = entries_visible_to(user).filter(award__scheme=scheme)
    ceilings: dict[tuple[str, int], Decimal] = {
        (ceiling.kind, ceiling.budget_year): ceiling.amount for ceiling in scheme.ceilings.all()
    }
    return _books(entries, scheme, ceilings)


def books_of_award(award: Award) -> Books:
    """Het grootboek van één toekenning; four queries."""
    return _books(LedgerEntry.objects.filter(award=award), award.scheme, None)


def _books(
    entries: QuerySet[LedgerEntry],
    scheme: Scheme,
    ceilings: Mapping[tuple[str, int], Decimal] | None,
) -> Books:
    sums: defaultdict[tuple[str, str, Any], Decimal] = defaultdict(Decimal)
    kind_of = {kind: name for name, kinds in KINDS.items() for kind in kinds}
    budget_years = {year for _, year in ceilings or {}}
    for kind, grant_year, accounting_year, budget_year, total in (
        entries.order_by()
        .values_list("kind", "grant_year", "accounting_year", "budget_year")
        .annotate(total=Sum("amount"))
    ):
        name = kind_of[EntryKind(kind)]
        sums[name, "grant", grant_year] += total
        sums[name, "accounting", accounting_year] += total
        sums[name, "budget", budget_year] += total
        if budget_year is not None:
            budget_years.add(budget_year)
    needless = dict(
        entries.filter(kind=EntryKind.COMMITMENT, award__in=settled_awards())
        .order_by()
        .values_list("grant_year")
        .annotate(total=Sum("amount"))
    )
    limits = ceilings or {}
    return Books(
        grant_years=[
            GrantYearLine(
                year=year,
                budget=None if ceilings is None else year.budget,
                committed=sums[EntryKind.COMMITMENT, "grant", year.pk],
                paid=sums[PAID, "grant", year.pk],
                settled=sums[EntryKind.SETTLED, "grant", year.pk],
                to_recover=sums[EntryKind.RECOVERY, "grant", year.pk],
                written_off=sums[EntryKind.WRITTEN_OFF, "grant", year.pk],
                released=needless.get(year.pk, ZERO) - sums[EntryKind.SETTLED, "grant", year.pk],
                vat=sums[EntryKind.VAT, "grant", year.pk],
                vat_paid=sums[EntryKind.VAT_PAID, "grant", year.pk],
            )
            for year in scheme.grant_years.all()
        ],
        accounting_years=[
            AccountingYearLine(
                year=year,
                justified=sums.get((EntryKind.JUSTIFIED, "accounting", year.pk)),
                accepted=sums.get((EntryKind.ACCEPTED, "accounting", year.pk)),
            )
            for year in scheme.accounting_years.all()
        ],
        budget_years=[
            BudgetYearLine(
                year=year,
                commitment_ceiling=limits.get((CeilingKind.COMMITMENT, year)),
                committed=sums[EntryKind.COMMITMENT, "budget", year],
                cash_ceiling=limits.get((CeilingKind.CASH, year)),
                paid=sums[PAID, "budget", year],
                vat=sums[EntryKind.VAT, "budget", year],
                vat_paid=sums[EntryKind.VAT_PAID, "budget", year],
            )
            for year in sorted(budget_years)
        ],
    )


def awards_with_totals(user: User, scheme: Scheme) -> QuerySet[Award]:
    """Toekenningen of the scheme with their sums over the whole period, for one row each."""
    return (
        awards_visible_to(user)
        .filter(scheme=scheme, entries__isnull=False)
        .distinct()
        .select_related("municipality")
        .annotate(
            **{
                f"{name}_total": total_per_award(LedgerEntry.objects.filter(kind__in=kinds))
                for name, kinds in KINDS.items()
            }
        )
    )


def entries(
    user: User,
    scheme: Scheme,
    *,
    kind: str = "",
    municipality: str = "",
    grant_year: str = "",
    accounting_year: int | None = None,
    budget_year: int | None = None,
) -> QuerySet[LedgerEntry]:
    """Boekingen of the scheme, with all that a list tells about them."""
    asked = Q(award__scheme=scheme)
    if kind:
        asked &= Q(kind__in=KINDS.get(kind, (kind,)))
    if municipality:
        asked &= of_municipality(municipality, "award__municipality")
    if grant_year:
        asked &= Q(grant_year__label=grant_year)
    if accounting_year:
        asked &= Q(accounting_year__year=accounting_year)
    if budget_year:
        asked &= Q(budget_year=budget_year)
    return (
        entries_visible_to(user)
        .filter(asked)
        .select_related(
            "award__municipality",
            "grant_year",
            "accounting_year",
            "event__by",
            "event__municipality",
        )
    )
