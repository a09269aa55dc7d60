"""Regeling, gemeente en jaar, as checks and forms look at them: a fixed number of queries."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import Count, Sum

from grants.checks.subject import AgeBand, Choice, RequiredDocument, SchemeYear
from grants.enums import AwardState, EntryKind, UploadKind
from grants.models import (
    AccountingYear,
    Allocation,
    Award,
    Intervention,
    Justification,
    LedgerEntry,
    PlanLine,
    Scheme,
    Verdict,
)
from municipalities.models import Municipality

ZERO = Decimal(0)


def scheme_year_for(justification: Justification) -> SchemeYear:
    """What a delivery for this verantwoording is held against."""
    municipality = justification.municipality
    assert municipality is not None, "a constraint says so"
    return _scheme_year(
        justification.accounting_year,
        municipality,
        justification.award,
        statement_total=_statement_total(justification),
        sisa_spent=_sisa_spent(justification),
    )


def scheme_year(scheme: Scheme, municipality: Municipality, year: int) -> SchemeYear:
    """What a delivery is held against, also where nothing was awarded: then of the scheme alone.

    Raises AccountingYear.DoesNotExist where the scheme has no such verantwoordingsjaar.
    """
    accounting_year = AccountingYear.objects.select_related("scheme").get(scheme=scheme, year=year)
    award = (
        Award.objects.filter(scheme=scheme, municipality=municipality)
        .exclude(state=AwardState.WITHDRAWN)
        .first()
    )
    return _scheme_year(accounting_year, municipality, award)


def find_scheme_year(year: int, cbs_code: str, scheme_code: str | None = None) -> SchemeYear | None:
    """The same by CBS code; without `scheme_code` the newest scheme this gemeente takes part in.

    None where no scheme has both.
    """
    schemes = Scheme.objects.filter(
        accounting_years__year=year, recipients__municipality__cbs_code=cbs_code
    ).order_by("-starts_on")
    if scheme_code is not None:
        schemes = schemes.filter(code=scheme_code)
    found = schemes.first()
    if found is None:
        return None
    return scheme_year(found, Municipality.objects.get(cbs_code=cbs_code), year)


def _scheme_year(
    of: AccountingYear,
    municipality: Municipality,
    award: Award | None,
    statement_total: int | None = None,
    sisa_spent: int | None = None,
) -> SchemeYear:
    scheme = of.scheme
    ages = _ages_known()
    return SchemeYear(
        scheme=scheme.code,
        scheme_name=scheme.name,
        year=of.year,
        cbs_digits=municipality.digits,
        municipality=municipality.name,
        form_version=of.form_version,
        sisa_code=of.sisa_code,
        indicator_spent=of.indicator_spent,
        indicator_cumulative=of.indicator_cumulative,
        indicator_final=of.indicator_final,
        is_last=of.is_last,
        activities=tuple(Choice(row.code, row.label) for row in scheme.activities.all()),
        sectors=tuple(Choice(row.code, row.label) for row in scheme.sectors.all()),
        documents=tuple(
            RequiredDocument(row.stem, tuple(row.extensions.split())) for row in of.documents.all()
        ),
        planned=_planned(award) | {name for name, _ in ages},
        award_reference=award.reference if award else "",
        awarded=_awarded(award),
        accepted_before=_accepted_before(of, award),
        spent_last_year=_spent_last_year(of, award),
        months=_months(scheme, of.year),
        months_last_year=_months(scheme, of.year - 1),
        jump_percentage=scheme.jump_percentage,
        statement_total=statement_total,
        sisa_spent=sisa_spent,
        ages=AgeBand(
            scheme.age_from, scheme.age_to if scheme.age_to_included else scheme.age_to - 1
        ),
        planned_ages=tuple((name, band) for name, band in ages if band != AgeBand()),
        is_fictional=scheme.is_fictional,
    )


def _statement_total(justification: Justification) -> int | None:
    """Besteding in the newest statement without errors, submitted or not; whole euros."""
    version = justification.versions.order_by("-number").first()
    return int(version.spent) if version else None


def _sisa_spent(justification: Justification) -> int | None:
    """Besteding according to SiSa: as recorded, else as the newest package says; whole euros."""
    figure = justification.sisa_figures.order_by("-recorded_at").first()
    if figure:
        return int(figure.spent)
    verdict = (
        Verdict.objects.filter(
            check_run__upload__justification=justification,
            check_run__upload__kind=UploadKind.PACKAGE,
        )
        .order_by("-check_run__upload__on", "-recorded_at")
        .first()
    )
    spent: int | None = verdict.indicators.get("spent") if verdict else None
    return spent


def _ages_known() -> tuple[tuple[str, AgeBand], ...]:
    """Interventies of the register, and for which ages they are."""
    rows = Intervention.objects.values_list("name", "age_from", "age_to")
    return tuple((name, AgeBand(youngest, oldest)) for name, youngest, oldest in rows)


def _planned(award: Award | None) -> frozenset[str]:
    """Interventies of the plan."""
    if award is None:
        return frozenset()
    return frozenset(
        PlanLine.objects.filter(award=award, intervention__isnull=False).values_list(
            "intervention__name", flat=True
        )
    )


def _awarded(award: Award | None) -> Decimal | None:
    """The whole award, over all uitkeringsjaren."""
    if award is None or award.state != AwardState.GRANTED:
        return None
    total: Decimal = Allocation.objects.filter(award=award).aggregate(
        total=Sum("amount", default=ZERO)
    )["total"]
    return total


def _accepted_before(of: AccountingYear, award: Award | None) -> Decimal | None:
    """What was accepted of every earlier year; zero in the first, None while one is not judged."""
    earlier = of.scheme.accounting_years.filter(year__lt=of.year).count()
    if not earlier:
        return ZERO
    if award is None:
        return None
    booked = LedgerEntry.objects.filter(
        award=award, kind=EntryKind.ACCEPTED, accounting_year__year__lt=of.year
    ).aggregate(total=Sum("amount"), years=Count("accounting_year", distinct=True))
    return booked["total"] if booked["years"] == earlier else None


def _spent_last_year(of: AccountingYear, award: Award | None) -> Decimal | None:
    """The total of last year's statement; None where there is none."""
    if award is None:
        return None
    return (
        Justification.objects.filter(award=award, accounting_year__year=of.year - 1)
        .values_list("submitted__spent", flat=True)
        .first()
    )


def _months(scheme: Scheme, year: int) -> int:
    """Months of the calendar year in which money may be spent: years are of unequal length."""
    first, last = scheme.starts_on, scheme.ends_on
    start = first.month if first.year == year else 1
    end = last.month if last.year == year else 12
    return end - start + 1 if first.year <= year <= last.year else 0
