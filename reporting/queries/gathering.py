"""Verslagjaar verzamelen: one scheme as it stands now, as a frozen year that nobody stored yet.

The number of queries does not depend on the number of municipalities.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from decimal import Decimal

from django.db.models import Sum

from grants.enums import AgeBand, AwardState, EntryKind, EvidenceLevel
from grants.models import Allocation, GrantYear, Justification, LedgerEntry, Scheme, SisaFigure
from municipalities.models import Municipality as Recipient
from reporting import snapshot
from reporting.places import POINTS
from reporting.queries.progress_reports import progress_by_municipality
from reporting.queries.settled import settlement_by_municipality
from reporting.queries.standing import account, delivery, first_received, missing_items

Amounts = dict[tuple[object, object], Decimal]
CENTS = Decimal("0.01")


def gather(
    scheme: Scheme,
    year: int,
    *,
    moment: datetime.datetime,
    edition: str,
    version: int = 1,
    reason: str = "",
) -> snapshot.FrozenYear:
    """Everything the report on reporting year `year` is made from, as it stands now."""
    grant_years = [one for one in scheme.grant_years.all() if one.starts_on.year <= year]
    years = [one.year for one in scheme.accounting_years.all() if one.year <= year]
    allocated = _allocated(scheme)
    paid = _booked(scheme, "grant_year", EntryKind.PAYMENT, EntryKind.RETURN)
    justified = _booked(scheme, "accounting_year__year", EntryKind.JUSTIFIED)
    accepted = _booked(scheme, "accounting_year__year", EntryKind.ACCEPTED)
    cases = _cases(scheme, year)
    figures = _sisa(scheme, year)
    progress = progress_by_municipality(scheme, year)
    settlements = settlement_by_municipality(scheme, year)
    received = first_received(cases.values())
    municipalities = []
    for own in Recipient.objects.filter(recipients__scheme=scheme).order_by("name", "cbs_code"):
        accounts = tuple(
            account(
                before,
                cases.get((own.pk, before)),
                justified=justified.get((own.pk, before)),
                accepted=accepted.get((own.pk, before)),
                sisa=figures.get((own.pk, before)),
            )
            for before in years
        )
        latitude, longitude = POINTS.get(own.cbs_code, (None, None))
        case = cases.get((own.pk, year))
        spending, costs = _spending(case)
        municipalities.append(
            snapshot.Municipality(
                cbs_code=own.cbs_code,
                name=own.name,
                province=own.province,
                latitude=latitude,
                longitude=longitude,
                grant_years=tuple(
                    snapshot.GrantYearMoney(
                        grant.label,
                        allocated.get((own.pk, grant.pk), Decimal(0)).quantize(CENTS),
                        paid.get((own.pk, grant.pk), Decimal(0)).quantize(CENTS),
                    )
                    for grant in grant_years
                ),
                accounting_years=accounts,
                spending=spending,
                progress=progress.of(own.pk, costs),
                delivery=delivery(case, received),
                settlement=settlements.get(own.pk),
                missing=missing_items(year, case, accounts[-1] if accounts else None)
                + progress.missing(own.pk),
            )
        )
    return snapshot.FrozenYear(
        schema=snapshot.SCHEMA,
        reporting_year=year,
        version=version,
        reason=reason,
        moment=moment,
        edition=edition,
        fictional=scheme.is_fictional,
        scheme=_scheme(scheme),
        municipalities=tuple(municipalities),
    )


def _scheme(scheme: Scheme) -> snapshot.Scheme:
    grant_years = list(scheme.grant_years.all())
    return snapshot.Scheme(
        code=scheme.code,
        name=scheme.name,
        legal_basis=scheme.regulation,
        starts=scheme.starts_on,
        ends=scheme.ends_on,
        budget=sum((one.budget for one in grant_years), Decimal(0)).quantize(CENTS),
        grant_years=tuple(_grant_year(one) for one in grant_years),
        accounting_years=tuple(one.year for one in scheme.accounting_years.all()),
        activities=tuple(snapshot.Term(one.code, one.label) for one in scheme.activities.all()),
        sectors=tuple(snapshot.Term(one.code, one.label) for one in scheme.sectors.all()),
        evidence_levels=tuple(
            snapshot.Term(value, label[:1].upper() + label[1:])
            for value, label in EvidenceLevel.choices
        ),
        age_bands=tuple(
            snapshot.Term(value, label.replace("tot en met", "t/m"))
            for value, label in AgeBand.choices
        ),
    )


def _grant_year(one: GrantYear) -> snapshot.GrantYear:
    return snapshot.GrantYear(one.label, one.starts_on, one.ends_on, one.budget.quantize(CENTS))


def _allocated(scheme: Scheme) -> Amounts:
    rows = Allocation.objects.filter(award__scheme=scheme, award__state=AwardState.GRANTED)
    return {
        (row["award__municipality"], row["grant_year"]): row["total"]
        for row in rows.order_by()
        .values("award__municipality", "grant_year")
        .annotate(total=Sum("amount"))
    }


def _booked(scheme: Scheme, per: str, *kinds: EntryKind) -> Amounts:
    rows = LedgerEntry.objects.filter(award__scheme=scheme, kind__in=kinds)
    return {
        (row["award__municipality"], row[per]): row["total"]
        for row in rows.order_by().values("award__municipality", per).annotate(total=Sum("amount"))
    }


def _cases(scheme: Scheme, year: int) -> dict[tuple[object, int], Justification]:
    rows = (
        Justification.objects.filter(award__scheme=scheme, accounting_year__year__lte=year)
        .select_related("accounting_year", "submitted")
        .prefetch_related("submitted__lines", "postponements")
    )
    return {(row.municipality_id, row.accounting_year.year): row for row in rows}


def _sisa(scheme: Scheme, year: int) -> dict[tuple[object, int], int]:
    """The SiSa figure that counts: the newest by its recording."""
    rows = (
        SisaFigure.objects.filter(
            justification__award__scheme=scheme,
            justification__accounting_year__year__lte=year,
        )
        .order_by("recorded_at", "pk")
        .values_list("justification__municipality", "justification__accounting_year__year", "spent")
    )
    return {(own, of): int(spent) for own, of, spent in rows}


def _spending(
    case: Justification | None,
) -> tuple[tuple[snapshot.Spending, ...], dict[str, int]]:
    """Amounts per activity and sector, and what each named intervention cost."""
    amounts: dict[tuple[str, str], int] = defaultdict(int)
    costs: dict[str, int] = defaultdict(int)
    if case is not None and case.submitted is not None:
        for line in case.submitted.lines.all():
            amounts[line.activity, line.sector] += int(line.amount)
            if line.intervention:
                costs[line.intervention.casefold()] += int(line.amount)
    spending = tuple(
        snapshot.Spending(activity, sector, amount)
        for (activity, sector), amount in sorted(amounts.items())
    )
    return spending, dict(costs)
