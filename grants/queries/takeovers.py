"""Overnames: the list, what stands here already, and what a file would make. Euros."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet

from grants.checks.findings import ERROR
from grants.checks.takeover_content import Standing
from grants.checks.takeover_layout import (
    AMOUNT_OF,
    Column,
    TakeOverSubject,
    sheets_for,
)
from grants.enums import TakeOverKind
from grants.models import (
    Intervention,
    Scheme,
    TakenOver,
    TakeOver,
    TakeOverRow,
)
from grants.reckoning.deadlines import day_in_amsterdam
from grants.reckoning.takeover import Compared, Outcome, compare, key_of
from pmg.casework.models import Case

from .maxima import maxima_of
from .takeover_standing import NOT_JUDGED_HERE, standing_of


def take_overs() -> QuerySet[TakeOver]:
    """Overnames with what a page tells of each."""
    return TakeOver.objects.select_related("scheme", "file", "by").annotate(
        errors=Count("findings", filter=Q(findings__severity=ERROR), distinct=True),
        made=Count("rows__made", distinct=True),
    )


def subject_of(scheme: Scheme, kind: str, *, on: datetime.datetime) -> TakeOverSubject:
    """The facts of the scheme that a workbook of this kind is made from and held against."""
    today = day_in_amsterdam(on)
    years = list(scheme.grant_years.all())
    recipients = [
        row.municipality
        for row in scheme.recipients.select_related("municipality").order_by(
            "municipality__cbs_code"
        )
    ]
    labels = tuple(year.label for year in years)
    maxima = maxima_of(years, recipients) if kind == TakeOverKind.AWARDS else {}
    return TakeOverSubject(
        kind=TakeOverKind(kind),
        scheme=scheme.code,
        scheme_name=scheme.name,
        today=today,
        is_fictional=scheme.is_fictional,
        recipients={one.digits: one.name for one in recipients},
        grant_years=labels,
        maxima={
            one.digits: dict(zip(labels, maxima[one.pk], strict=True))
            for one in recipients
            if one.pk in maxima
        },
        ended=frozenset(year.label for year in years if year.ends_on < today),
        accounting_years=tuple(scheme.accounting_years.values_list("year", flat=True)),
        activities=tuple(scheme.activities.values_list("code", flat=True)),
        interventions={
            name: str(pk)
            for pk, name in Intervention.objects.order_by("name").values_list("pk", "name")
        },
        indicators={
            label: code
            for code, label in scheme.indicators.order_by("code").values_list("code", "label")
        },
    )


@dataclass(frozen=True)
class PreviewRow:
    """Regel with what it does here. `made` is the case it made."""

    row: TakeOverRow
    compared: Compared
    municipality: str
    title: str
    figures: tuple[tuple[str, Any], ...]
    changes: tuple[tuple[str, Any, Any], ...]
    made: TakenOver | None = None


@dataclass(frozen=True)
class Preview:
    """Overzicht vooraf: what the file would make; `fingerprint` says which overview somebody saw."""

    new: tuple[PreviewRow, ...]
    equal: tuple[PreviewRow, ...]
    different: tuple[PreviewRow, ...]
    fingerprint: str

    @property
    def counts(self) -> dict[str, int]:
        return {
            "new": len(self.new),
            "equal": len(self.equal),
            "different": len(self.different),
        }


def preview(
    take_over: TakeOver, rows: Sequence[TakeOverRow] | None = None, *, on: datetime.datetime
) -> Preview:
    """Every row beside what stands here at this moment."""
    subject = subject_of(take_over.scheme, take_over.kind, on=on)
    standing = standing_of(take_over.scheme, take_over.kind)
    kept = list(rows) if rows is not None else list(take_over.rows.all())
    made = {
        taken.row_id: taken
        for taken in TakenOver.objects.filter(row__take_over=take_over).select_related("document")
    }
    found: defaultdict[str, list[PreviewRow]] = defaultdict(list)
    columns = {column.key: column for column in sheets_for(subject)[0].columns}
    told = []
    for row in kept:
        key = key_of(take_over.kind, row.values)
        compared = compare(take_over.kind, row.values, standing.here.get(key))
        told.append((key, compared.outcome))
        found[compared.outcome].append(
            _preview_row(row, compared, subject, columns, made.get(row.pk), standing)
        )
    return Preview(
        new=tuple(found[Outcome.NEW]),
        equal=tuple(found[Outcome.EQUAL]),
        different=tuple(found[Outcome.DIFFERENT]),
        fingerprint=hashlib.sha256(json.dumps(told).encode()).hexdigest(),
    )


def _preview_row(
    row: TakeOverRow,
    compared: Compared,
    subject: TakeOverSubject,
    columns: Mapping[str, Column],
    made: TakenOver | None,
    standing: Standing,
) -> PreviewRow:
    digits = row.values.get("municipality") or standing.awards.get(row.values.get("award", ""), "")
    year = row.values.get("grant_year") or row.values.get("year") or ""
    shown = {
        TakeOverKind.AWARDS: ("reference", "decided_on", *(k for k in columns if AMOUNT_OF in k)),
        TakeOverKind.PAYMENTS: ("award", "paid_on", "amount"),
        TakeOverKind.SISA: ("spent", "cumulative", "accepted", "judged_on"),
        TakeOverKind.PROGRESS: ("status", "on"),
    }[subject.kind]
    return PreviewRow(
        row=row,
        compared=compared,
        municipality=subject.recipients.get(digits, digits),
        title=" ".join(filter(None, (row.values.get("reference", ""), year))),
        figures=tuple((columns[key].heading, _shown(row.values[key], key)) for key in shown),
        changes=tuple(
            (columns[change.key].heading, _shown(change.here, change.key),
             _shown(change.there, change.key))
            for change in compared.differences
        ),
        made=made,
    )  # fmt: skip


def _shown(value: Any, key: str) -> Any:
    """An amount as a Decimal, a day as a date, so that the page writes them as always."""
    if value is None or not isinstance(value, str):
        return value
    if AMOUNT_OF in key or key in ("amount", "spent", "cumulative", "accepted"):
        return value if value == NOT_JUDGED_HERE else Decimal(value)
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        return value


def origin_of(case: Case) -> TakenOver | None:
    """Waaruit een zaak is overgenomen; None for one that was made here."""
    return (
        TakenOver.objects.filter(case_kind=case.moves.kind, case_id=case.pk)
        .select_related("row__take_over", "document", "event")
        .order_by("-pk")
        .first()
    )
