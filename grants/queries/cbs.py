"""Leveringen van het CBS: what they say, laid beside the figures that count now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import BigIntegerField, Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from grants.checks.cbs_content import Told, Trouble
from grants.checks.cbs_differences import TAKEN_OVER, Figure, Kind, applied, fingerprint, kind_of
from grants.checks.subject import RequiredDocument, SchemeYear
from grants.enums import CbsStatus, CheckState, FigureSource
from grants.enums import JustificationState as State
from grants.models import (
    AccountingYear,
    CbsDelivery,
    CbsLine,
    Justification,
    Recipient,
    SisaFigure,
)
from grants.transitions.justifications import JUSTIFICATION_MOVES
from municipalities.models import Municipality
from pmg.accounts.models import User
from pmg.casework.models import Event

from .visibility import justifications_visible_to

RESTS_ON_A_FIGURE = (State.PROPOSED, State.JUDGED)


def base_year(year: AccountingYear) -> SchemeYear:
    """What the packages of a delivery are held against; the municipality is filled in for each."""
    scheme = year.scheme
    return SchemeYear(
        scheme=scheme.code,
        scheme_name=scheme.name,
        year=year.year,
        cbs_digits="",
        municipality="",
        form_version=year.form_version,
        sisa_code=year.sisa_code,
        indicator_spent=year.indicator_spent,
        indicator_cumulative=year.indicator_cumulative,
        indicator_final=year.indicator_final,
        is_last=year.is_last,
        activities=(),
        sectors=(),
        documents=tuple(
            RequiredDocument(row.stem, tuple(row.extensions.split()))
            for row in year.documents.all()
        ),
        is_fictional=scheme.is_fictional,
    )


@dataclass(frozen=True)
class Difference:
    """Wat één regel van de levering verandert; `after` is het cijfer daarna, if it is taken over."""

    line: CbsLine
    kind: Kind
    municipality: str
    case_id: UUID | None = None
    case_state: str = ""
    before: Figure | None = None
    after: Figure | None = None

    @property
    def is_taken_over(self) -> bool:
        return self.kind in TAKEN_OVER

    @property
    def touches_a_judgement(self) -> bool:
        """Of er al een voorstel of oordeel op het oude cijfer rust, while the amounts change."""
        return self.kind == Kind.CHANGED and self.case_state in RESTS_ON_A_FIGURE

    @property
    def change(self) -> Any:
        """Verschil in besteding; None where there is nothing to compare."""
        if self.before is None or self.after is None:
            return None
        return self.after.spent - self.before.spent


@dataclass(frozen=True)
class Preview:
    """Verschillen van een levering.

    `missing` are the municipalities that are not in it: their figures stay. `twin` is an earlier
    delivery of the very same file.
    """

    rows: tuple[Difference, ...]
    missing: tuple[str, ...] = ()
    twin: CbsDelivery | None = None

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many lines there are of each kind."""
        return Counter(str(row.kind) for row in self.rows)

    @property
    def taken_over(self) -> tuple[Difference, ...]:
        return tuple(row for row in self.rows if row.is_taken_over)

    @property
    def troubled(self) -> tuple[Difference, ...]:
        """Regels die niet zijn overgenomen en waar iemand iets mee moet."""
        return tuple(
            row for row in self.rows if row.kind in (Kind.UNREADABLE, Kind.UNKNOWN, Kind.NO_CASE)
        )

    @property
    def left_alone(self) -> tuple[Difference, ...]:
        """Regels die niets veranderen."""
        return tuple(
            row
            for row in self.rows
            if row.kind in (Kind.SAME, Kind.OLDER, Kind.NO_FIGURE, Kind.NOT_OURS)
        )

    @property
    def touching(self) -> int:
        """Hoeveel voorstellen en oordelen op een ander cijfer komen te rusten."""
        return sum(row.touches_a_judgement for row in self.rows)

    @property
    def fingerprint(self) -> str:
        """What somebody sees before confirming."""
        return fingerprint(
            (row.line.digits, row.kind, row.before.key if row.before else 0) for row in self.rows
        )


def preview(delivery: CbsDelivery, lines: Iterable[CbsLine] | None = None) -> Preview:
    """Lay the lines of a delivery beside what we have, in a fixed number of queries."""
    year = delivery.accounting_year
    found = list(delivery.lines.all() if lines is None else lines)
    names = dict(Municipality.objects.values_list("cbs_code", "name"))
    ours = dict(
        Recipient.objects.filter(scheme=year.scheme_id).values_list(
            "municipality__cbs_code", "municipality__name"
        )
    )
    cases = {
        case["municipality__cbs_code"]: case
        for case in Justification.objects.filter(accounting_year=year).values(
            "pk", "state", "municipality__cbs_code"
        )
    }
    figures = newest_figures(year)
    rows = tuple(_difference(line, names, ours, cases, figures) for line in found)
    told = {f"GM{line.digits}" for line in found}
    return Preview(
        rows=tuple(sorted(rows, key=lambda row: (row.municipality.casefold(), row.line.place))),
        missing=tuple(sorted(name for code, name in ours.items() if code not in told)),
        twin=CbsDelivery.objects.filter(
            accounting_year=year, file=delivery.file_id, recorded_at__lt=delivery.recorded_at
        )
        .order_by("-recorded_at")
        .first(),
    )


def _difference(
    line: CbsLine,
    names: Mapping[str, str],
    ours: Mapping[str, str],
    cases: Mapping[str, Mapping[str, Any]],
    figures: Mapping[UUID, Figure],
) -> Difference:
    code = f"GM{line.digits}" if line.digits else ""
    case = cases.get(code)
    municipality = ours.get(code) or names.get(code, "")
    before = figures.get(case["pk"]) if case else None
    told = told_by(line)
    if line.problem:
        kind = Kind.NOT_OURS if line.problem == Trouble.OTHER_YEAR else Kind.UNREADABLE
    elif code not in names:
        kind = Kind.UNKNOWN
    else:
        kind = kind_of(told, before, has_case=case is not None, is_ours=code in ours)
    return Difference(
        line=line,
        kind=kind,
        municipality=municipality,
        case_id=case["pk"] if case else None,
        case_state=case["state"] if case else "",
        before=before,
        after=applied(told, before) if kind in TAKEN_OVER else None,
    )


def told_by(line: CbsLine) -> Told:
    """A stored line as the rules look at it."""
    return Told(
        digits=line.digits,
        spent=None if line.spent is None else int(line.spent),
        cumulative=None if line.cumulative is None else int(line.cumulative),
        is_final=line.is_final,
        names_us_in_errors=line.names_us_in_errors,
        status=CbsStatus(line.status) if line.status else None,
        received_on=line.received_on,
        plausible_on=line.plausible_on,
    )


def newest_figures(year: AccountingYear) -> dict[UUID, Figure]:
    """Het SiSa-cijfer dat telt of each justification over a year, by its key."""
    rows = (
        SisaFigure.objects.filter(justification__accounting_year=year)
        .order_by("justification_id", "-recorded_at", "-pk")
        .distinct("justification_id")
    )
    return {row.justification_id: as_figure(row) for row in rows}


def as_figure(row: SisaFigure) -> Figure:
    """A stored figure as the rules look at it."""
    return Figure(
        key=row.pk,
        source=FigureSource(row.source),
        spent=row.spent,
        cumulative=row.cumulative,
        is_final=row.is_final,
        names_us_in_errors=row.names_us_in_errors,
        status=row.cbs_status,
        received_on=row.received_on,
        plausible_on=row.plausible_on,
    )


@dataclass(frozen=True)
class Progress:
    """Hoeveel pakketten van een levering zijn gelezen."""

    done: int
    of: int


def progress_of(delivery: CbsDelivery) -> Progress | None:
    """None for a delivery that is read at once, or whose packages were not counted yet."""
    counted = delivery.packages.aggregate(
        of=Count("pk"), done=Count("pk", filter=~Q(state=CheckState.ASKED))
    )
    return Progress(**counted) if counted["of"] else None


def deliveries() -> QuerySet[Any]:
    """Leveringen, met hoeveel cijfers eruit zijn overgenomen."""
    listed: QuerySet[Any] = CbsDelivery.objects.select_related(
        "accounting_year__scheme", "by", "file"
    ).annotate(taken_over=Count("figures"))
    return listed


def changed_after_judgement(user: User) -> QuerySet[Any]:
    """Zaken waarvan het SiSa-cijfer veranderde na het voorstel of oordeel: amounts, not dates.

    `rested_spent` is what the proposal looked at (None: there was no figure yet), `figure_spent`
    what SiSa says now. The judgement itself stays as it was.
    """
    newest = SisaFigure.objects.filter(justification=OuterRef("pk")).order_by("-recorded_at", "-pk")
    proposed = Event.objects.filter(
        case_kind=JUSTIFICATION_MOVES.kind, case_id=OuterRef("pk"), name="propose"
    ).order_by("-seq")
    rested = SisaFigure.objects.filter(pk=Cast(OuterRef("rested_key"), BigIntegerField()))
    told = ("spent", "cumulative", "is_final")
    cases: QuerySet[Any] = (
        justifications_visible_to(user)
        .filter(state__in=RESTS_ON_A_FIGURE)
        .annotate(
            rested_key=Subquery(proposed.values(figure=KT("data__sisa_figure"))[:1]),
            figure_on=Subquery(newest.values("on")[:1]),
            **{f"figure_{name}": Subquery(newest.values(name)[:1]) for name in told},
        )
        .annotate(**{f"rested_{name}": Subquery(rested.values(name)[:1]) for name in told})
        .filter(figure_spent__isnull=False)
    )
    differs = Q(rested_spent__isnull=True)
    for name in told:
        differs |= ~Q(**{f"rested_{name}": F(f"figure_{name}")})
    return (
        cases.filter(differs)
        .select_related("municipality", "accounting_year")
        .order_by("-figure_on", "municipality__name")
    )
