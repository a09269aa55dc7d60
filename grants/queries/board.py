"""Statusbord: every municipality by every year of a scheme at a glance, in a fixed number of queries."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from grants.enums import JustificationState, ProgressState
from grants.models import (
    AccountingYear,
    GrantYear,
    Justification,
    ProgressReport,
    Recipient,
    Scheme,
)
from municipalities.enums import SafetyRegion
from pmg.accounts.models import User
from pmg.paging import Page, page_by

from .visibility import justifications_visible_to, progress_reports_visible_to

PAGE_SIZE = 100
"""Twenty fit, and a scheme of all municipalities takes four pages."""

LATE, POSTPONED = "te-laat", "uitstel"
BY_NAME, BY_LATE, BY_PROVINCE = "naam", "te-laat", "provincie"
ORDERS: dict[str, tuple[str, ...]] = {
    BY_NAME: ("municipality__name", "id"),
    BY_LATE: ("-late", "municipality__name", "id"),
    BY_PROVINCE: ("municipality__province", "municipality__name", "id"),
}
PROGRESS, JUSTIFICATION = "voortgang", "verantwoording"
HEADINGS = {
    JUSTIFICATION: "Verantwoording over",
    PROGRESS: "Voortgangsrapportage over uitkeringsjaar",
}


@dataclass(frozen=True)
class Column:
    """Kolom: een verantwoordingsjaar of de voortgangsrapportage over een uitkeringsjaar."""

    kind: str
    year_id: int
    label: str
    due_on: datetime.date

    @property
    def key(self) -> str:
        """The column in an address."""
        return f"{self.kind}-{self.year_id}"

    @property
    def title(self) -> str:
        return f"{self.kind} {self.label}"


@dataclass(frozen=True)
class Cell:
    """Vakje: how far one case is; without `case_id` it was not opened yet."""

    column: Column
    case_id: UUID | None = None
    state: str = ""
    due_on: datetime.date | None = None
    is_late: bool = False

    @property
    def is_open(self) -> bool:
        return self.state == JustificationState.OPEN

    @property
    def is_postponed(self) -> bool:
        """Of er uitstel is dat nog telt."""
        return bool(self.is_open and self.due_on and self.due_on > self.column.due_on)

    @property
    def waits_for_municipality(self) -> bool:
        """Of de gemeente aan zet is: only then a reminder makes sense."""
        return self.state in (JustificationState.OPEN, JustificationState.RETURNED)


@dataclass(frozen=True)
class BoardRow:
    """Rij van het bord."""

    recipient: Any
    cells: tuple[Cell, ...]

    @property
    def waiting(self) -> bool:
        """Of er iets is waaraan de gemeente herinnerd kan worden."""
        return any(c.waits_for_municipality and c.column.kind == JUSTIFICATION for c in self.cells)


@dataclass(frozen=True)
class Group:
    """Kolommen van één soort, under one heading."""

    title: str
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Board:
    """Bord: columns, the rows of a page, and the keys of the pages around it."""

    columns: tuple[Column, ...]
    rows: tuple[BoardRow, ...]
    previous: str
    following: str

    @property
    def groups(self) -> tuple[Group, ...]:
        """Verantwoording, dan voortgang, as the columns lie."""
        return tuple(
            Group(HEADINGS[kind], tuple(columns))
            for kind, columns in groupby(self.columns, key=lambda column: column.kind)
        )


def columns_of(scheme: Scheme) -> tuple[Column, ...]:
    """Verantwoordingsjaren, dan voortgangsrapportages, each in order of time."""
    return _columns(
        AccountingYear.objects.filter(scheme=scheme), GrantYear.objects.filter(scheme=scheme)
    )


def every_column() -> tuple[Column, ...]:
    """De kolommen van alle regelingen."""
    return _columns(AccountingYear.objects.all(), GrantYear.objects.all())


def _columns(
    years: QuerySet[AccountingYear], grant_years: QuerySet[GrantYear]
) -> tuple[Column, ...]:
    return (
        *(
            Column(JUSTIFICATION, year.pk, str(year.year), year.due_on)
            for year in years.order_by("year")
        ),
        *(
            Column(PROGRESS, year.pk, year.label, year.progress_due_on)
            for year in grant_years.order_by("starts_on")
        ),
    )


def cases_of(
    user: User, column: Column, codes: Collection[str]
) -> list[Justification] | list[ProgressReport]:
    """Verantwoordingen of voortgangsrapportages of these municipalities in one column."""
    here = {"municipality__cbs_code__in": codes}
    if column.kind == JUSTIFICATION:
        cases = justifications_visible_to(user).filter(accounting_year=column.year_id, **here)
        return list(cases.select_related("municipality").order_by("municipality__name"))
    reports = progress_reports_visible_to(user).filter(grant_year=column.year_id, **here)
    return list(reports.select_related("municipality").order_by("municipality__name"))


def board(
    user: User,
    scheme: Scheme,
    columns: Sequence[Column],
    *,
    today: datetime.date,
    search: str = "",
    column: Column | None = None,
    state: str = "",
    province: str = "",
    region: str = "",
    order: str = BY_NAME,
    after: str = "",
    before: str = "",
) -> Board:
    """Gemeenten van de regeling, at most a page. `state` is a state, LATE or POSTPONED.

    A state is looked for in `column`, and without one in every column.
    """
    rows: QuerySet[Any] = Recipient.objects.filter(scheme=scheme).select_related("municipality")
    if search:
        rows = rows.filter(municipality__name__icontains=search)
    if province:
        rows = rows.filter(municipality__province=province)
    if region:
        rows = rows.filter(municipality__safety_region=region)
    if state:
        rows = rows.filter(_has_cell(user, scheme, column, state, today=today))
    rows = rows.annotate(late=_late_cells(user, scheme, today=today))
    page: Page[Any] = page_by(
        rows, *ORDERS.get(order, ORDERS[BY_NAME]), after=after, before=before, size=PAGE_SIZE
    )
    cells = _cells(user, scheme, columns, page.rows, today=today)
    return Board(
        columns=tuple(columns),
        rows=tuple(
            BoardRow(
                one,
                tuple(cells.get((one.municipality_id, col.key)) or Cell(col) for col in columns),
            )
            for one in page.rows
        ),
        previous=page.previous,
        following=page.following,
    )


def to_remind_about(
    columns: Sequence[Column], asked: Column | None, *, today: datetime.date
) -> Column | None:
    """The year whose reminder is the likeliest: the one asked for, or the last that is due."""
    if asked in columns:
        return asked
    years = [column for column in columns if column.kind == JUSTIFICATION]
    due = [column for column in years if column.due_on <= today]
    return due[-1] if due else next(iter(years), None)


def places_of(scheme: Scheme) -> tuple[list[str], list[tuple[str, str]]]:
    """Provincies waarin ontvangers liggen, en veiligheidsregio's with their names."""
    found = Recipient.objects.filter(scheme=scheme).values_list(
        "municipality__province", "municipality__safety_region"
    )
    rows = list(found.distinct())
    names = dict(SafetyRegion.choices)
    regions = {(code, str(names.get(code, code))) for _, code in rows}
    return sorted({row[0] for row in rows}), sorted(regions, key=itemgetter(1))


def _justifications(user: User, scheme: Scheme) -> QuerySet[Justification]:
    return justifications_visible_to(user).filter(award__scheme=scheme)


def _reports(user: User, scheme: Scheme) -> QuerySet[Any]:
    reports: QuerySet[Any] = progress_reports_visible_to(user).filter(award__scheme=scheme)
    dated: QuerySet[Any] = reports.annotate(due_on=F("grant_year__progress_due_on"))
    return dated


def _that(state: str, *, today: datetime.date) -> Q:
    """Cases in a state, or those that are late, or postponed."""
    if state == LATE:
        return Q(state=JustificationState.OPEN, due_on__lt=today)
    if state == POSTPONED:
        return Q(state=JustificationState.OPEN, due_on__gt=F("accounting_year__due_on"))
    return Q(state=state)


def _has_cell(
    user: User, scheme: Scheme, column: Column | None, state: str, *, today: datetime.date
) -> Q:
    own = {"municipality": OuterRef("municipality")}
    found = Q()
    if column is None or column.kind == JUSTIFICATION:
        cases = _justifications(user, scheme).filter(_that(state, today=today), **own)
        if column:
            cases = cases.filter(accounting_year=column.year_id)
        found |= Q(Exists(cases))
    if (column is None or column.kind == PROGRESS) and state != POSTPONED:
        reports = _reports(user, scheme).filter(_that(state, today=today), **own)
        if column:
            reports = reports.filter(grant_year=column.year_id)
        found |= Q(Exists(reports))
    return found or Q(pk=None)


def _late_cells(user: User, scheme: Scheme, *, today: datetime.date) -> Any:
    """How many cases of a municipality are late."""

    def count(rows: QuerySet[Any]) -> Any:
        counted = (
            rows.filter(_that(LATE, today=today), municipality=OuterRef("municipality"))
            .order_by()
            .values("municipality")
            .annotate(count=Count("pk"))
            .values("count")
        )
        return Coalesce(Subquery(counted, output_field=IntegerField()), 0)

    return count(_justifications(user, scheme)) + count(_reports(user, scheme))


def _cells(
    user: User,
    scheme: Scheme,
    columns: Iterable[Column],
    rows: Sequence[Any],
    *,
    today: datetime.date,
) -> dict[tuple[Any, str], Cell]:
    by_year: dict[tuple[str, int], Column] = {(one.kind, one.year_id): one for one in columns}
    places = [row.municipality_id for row in rows]
    found: dict[tuple[Any, str], Cell] = {}
    for kind, year, cases in (
        (JUSTIFICATION, "accounting_year_id", _justifications(user, scheme)),
        (PROGRESS, "grant_year_id", _reports(user, scheme)),
    ):
        for case in cases.filter(municipality__in=places):
            column = by_year[kind, getattr(case, year)]
            found[case.municipality_id, column.key] = Cell(
                column=column,
                case_id=case.pk,
                state=case.state,
                due_on=case.due_on,
                is_late=case.state == JustificationState.OPEN and case.due_on < today,
            )
    return found


def states() -> list[tuple[str, str]]:
    """Statussen om op te filteren: of both kinds of case, each once."""
    known = dict(JustificationState.choices) | dict(ProgressState.choices)
    return [(LATE, "te laat"), (POSTPONED, "uitstel"), *known.items()]
