"""Feitenchecks: whose page was shown to whom, who looked, and what they said."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from grants.queries.notices import contacts
from municipalities.models import Municipality
from pmg.accounts.enums import MUNICIPAL_ROLES, Purpose
from pmg.accounts.models import AccessRecord, User
from reporting import snapshot as snapshots
from reporting.enums import FactCheckState, ReportYearState
from reporting.models import FactCheck, FactCheckReader, ReportYear, Snapshot


def fact_checks_visible_to(user: User) -> QuerySet[FactCheck]:
    """The ministry sees all; in a municipality only who was named, and still speaks for it."""
    checks = FactCheck.objects.select_related(
        "municipality", "report_year__scheme", "snapshot"
    ).prefetch_related(Prefetch("readers", FactCheckReader.objects.select_related("user")))
    if user.is_ministry:
        return checks
    return checks.filter(municipality_id__in=user.municipality_ids, readers__user=user)


def pages_to_check(user: User) -> list[FactCheck]:
    """Bladzijden waarover iemand nog niets heeft gezegd, before the report is sent."""
    asked = FactCheck.objects.filter(
        state=FactCheckState.ASKED,
        report_year__state=ReportYearState.FROZEN,
        municipality_id__in=user.municipality_ids,
        readers__user=user,
    )
    return list(asked.select_related("report_year").order_by("due_on"))


@dataclass(frozen=True)
class CheckRow:
    """Gemeente in de lijst: its check if there is one, who may be named, and who looked."""

    municipality: Municipality
    check: FactCheck | None
    people: tuple[User, ...]
    seen_by: tuple[User, ...]

    def is_waiting(self, today: datetime.date) -> bool:
        """Whether an answer may still come."""
        check = self.check
        return check is not None and check.state == FactCheckState.ASKED and check.due_on >= today


def check_rows(case: ReportYear, *, today: datetime.date) -> list[CheckRow]:
    """Every municipality of the scheme, by name; a fixed number of queries."""
    checks = {
        check.municipality_id: check
        for check in FactCheck.objects.filter(report_year=case).select_related("municipality")
    }
    known = contacts(on=today)
    looked: dict[str, list[User]] = {}
    paths = [page_of(check) for check in checks.values()]
    records = AccessRecord.objects.filter(object__in=paths, purpose=Purpose.EMBARGO)
    for record in records.select_related("by").order_by("pk"):
        people = looked.setdefault(record.object, [])
        if record.by not in people:
            people.append(record.by)
    rows = []
    for own in Municipality.objects.filter(recipients__scheme=case.scheme).order_by("name"):
        check = checks.get(own.pk)
        rows.append(
            CheckRow(
                own,
                check,
                _people(known, own.pk),
                tuple(looked.get(page_of(check), ())) if check else (),
            )
        )
    return rows


def page_of(check: FactCheck) -> str:
    """The address of the page, under which reading it is written down."""
    return reverse("reporting:fact_check", args=[check.pk])


def _people(known: Any, municipality_id: object) -> tuple[User, ...]:
    """Everybody who speaks for a municipality, each once."""
    found = [
        person
        for role in sorted(MUNICIPAL_ROLES)
        for person in known.get((role, municipality_id), ())
    ]
    return tuple(dict.fromkeys(found))


def changed_since_check(case: ReportYear) -> list[str]:
    """Gemeenten whose own figures in the newest version are others than those they looked at."""
    latest = case.snapshots.order_by("version").last()
    earlier = FactCheck.objects.filter(report_year=case).exclude(snapshot=latest)
    checks = list(earlier.select_related("municipality", "snapshot"))
    if latest is None or not checks:
        return []
    now = _by_code(latest)
    seen = {check.snapshot_id: _by_code(check.snapshot) for check in checks}
    names = []
    for check in checks:
        own = check.municipality
        assert own is not None  # by constraint
        if seen[check.snapshot_id].get(own.cbs_code) != now.get(own.cbs_code):
            names.append(own.name)
    return sorted(names)


def _by_code(snapshot: Snapshot) -> dict[str, snapshots.Municipality]:
    frozen = snapshots.from_bytes(bytes(snapshot.content))
    return {own.cbs_code: own for own in frozen.municipalities}


def open_points(rows: Sequence[CheckRow], *, today: datetime.date) -> tuple[str, ...]:
    """Wat nog open staat voor verzending: not asked, a term that runs, a remark not dealt with.

    Who said nothing in time does not hold up the report.
    """
    groups = (
        ("Nog niet gevraagd", [row for row in rows if row.check is None]),
        ("De termijn loopt nog", [row for row in rows if row.is_waiting(today)]),
        (
            "Een opmerking is nog niet verwerkt",
            [row for row in rows if row.check and row.check.state == FactCheckState.REMARKED],
        ),
    )
    return tuple(
        f"{label}: {', '.join(row.municipality.name for row in group)}."
        for label, group in groups
        if group
    )
