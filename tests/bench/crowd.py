"""A database with many municipalities and schemes: rows straight into the tables, for speed only."""

import copy
import datetime
import uuid
from decimal import Decimal
from typing import Any

from django.utils import timezone

from grants.enums import AwardState, CeilingKind, EntryKind, JustificationState
from grants.models import (
    AccountingYear,
    Allocation,
    Award,
    Ceiling,
    GrantYear,
    Justification,
    LedgerEntry,
    Recipient,
    Scheme,
)
from municipalities.models import Municipality
from pmg.accounts.models import User
from pmg.casework.models import Event


def add_municipalities(total: int) -> None:
    """Fills up to so many municipalities."""
    missing = total - Municipality.objects.count()
    Municipality.objects.bulk_create(
        Municipality(
            cbs_code=f"GM{9000 + number}",
            name=f"Gemeente {number:03}",
            province="Utrecht",
            safety_region="VR09",
        )
        for number in range(max(missing, 0))
    )


def copy_scheme(scheme: Scheme, number: int) -> Scheme:
    """The same scheme once more, begun a day earlier for each copy, with its years."""
    twin = copy.copy(scheme)
    twin.pk, twin._state.adding = uuid.uuid4(), True
    twin.code = f"{scheme.code}-{number}"
    twin.starts_on = scheme.starts_on - datetime.timedelta(days=number)
    twin.save()
    for rows in (scheme.grant_years.all(), scheme.accounting_years.all()):
        for row in rows:
            row.pk, row._state.adding, row.scheme = None, True, twin
            row.save()
    return twin


def fill(scheme: Scheme, by: User) -> None:
    """Lets every municipality take part: award, allocations, payments, a case for each year."""
    for kind in CeilingKind.values:
        for year in scheme.grant_years.all():
            Ceiling.objects.update_or_create(
                scheme=scheme,
                kind=kind,
                budget_year=year.starts_on.year,
                defaults={"amount": Decimal(10**11)},
            )
    taking_part = set(scheme.recipients.values_list("municipality_id", flat=True))
    new = list(Municipality.objects.exclude(pk__in=taking_part))
    Recipient.objects.bulk_create(Recipient(scheme=scheme, municipality=m) for m in new)
    awards = Award.objects.bulk_create(
        Award(
            scheme=scheme,
            municipality=m,
            state=AwardState.GRANTED,
            reference=f"{scheme.code}-{m.cbs_code}",
            iban="NL91ABNA0417164300",
        )
        for m in new
    )
    grant_years, years = list(scheme.grant_years.all()), list(scheme.accounting_years.all())
    Allocation.objects.bulk_create(
        Allocation(award=award, grant_year=year, amount=500_000)
        for award in awards
        for year in grant_years
    )
    events = Event.objects.bulk_create(_events(awards, by))
    LedgerEntry.objects.bulk_create(
        entry
        for award, event in zip(awards, events, strict=True)
        for entry in _entries(award, event, grant_years, years)
    )
    Justification.objects.bulk_create(
        Justification(
            award=award,
            accounting_year=year,
            municipality_id=award.municipality_id,
            state=JustificationState.OPEN,
            due_on=year.due_on,
        )
        for award in awards
        for year in years
    )


def _events(awards: list[Award], by: User) -> list[Event]:
    return [
        Event(
            case_kind="award",
            case_id=award.pk,
            seq=1,
            name="granted",
            target=AwardState.GRANTED,
            municipality_id=award.municipality_id,
            by=by,
            on=timezone.now(),
        )
        for award in awards
    ]


def _entries(
    award: Award, event: Event, grant_years: list[GrantYear], years: list[AccountingYear]
) -> list[LedgerEntry]:
    common: dict[str, Any] = {"award": award, "event": event}
    paid = [
        LedgerEntry(
            kind=kind,
            amount=500_000,
            grant_year=year,
            budget_year=year.starts_on.year,
            **common,
        )
        for kind in (EntryKind.COMMITMENT, EntryKind.PAYMENT)
        for year in grant_years
    ]
    spent = [
        LedgerEntry(kind=kind, amount=250_000, accounting_year=years[0], **common)
        for kind in (EntryKind.JUSTIFIED, EntryKind.ACCEPTED)
    ]
    return paid + spent


def make_crowd(*, municipalities: int, schemes: int) -> None:
    """Ten schemes and all municipalities of the country, say."""
    by = User.objects.get(username="beleid")
    scheme = Scheme.objects.order_by("-starts_on").first()
    assert scheme is not None
    add_municipalities(municipalities)
    fill(scheme, by)
    for number in range(1, schemes):
        fill(copy_scheme(scheme, number), by)
