"""Vrijstellingen: which hold, and the list of all that were ever given."""

from __future__ import annotations

import datetime

from django.db.models import QuerySet
from django.utils import timezone

from grants.models import Exemption, Justification
from pmg.design.formatting import date_nl


def exemptions_in_force(
    justification: Justification, *, on: datetime.datetime
) -> dict[str, Exemption]:
    """By code the exemption that holds for a delivery of this moment."""
    assert justification.municipality_id is not None, "a constraint says so"
    rows = Exemption.objects.filter(
        municipality_id=justification.municipality_id,
        accounting_year_id=justification.accounting_year_id,
        on__lte=on,
        until__gte=timezone.localdate(on),
    ).exclude(withdrawal__on__lte=on)
    return {row.code: row for row in rows.order_by("until")}


def exemptions_behind(case: Justification) -> QuerySet[Exemption]:
    """Vrijstellingen that made a difference to what was submitted, and so to a judgement on it."""
    delivered = [case.submitted.upload_id if case.submitted else None, case.package_id]
    return (
        Exemption.objects.filter(findings__finding__verdict__check_run__upload__in=delivered)
        .select_related("by")
        .distinct()
    )


def exemptions() -> QuerySet[Exemption]:
    """All that were ever given, the newest first, with what their page shows."""
    return Exemption.objects.select_related(
        "municipality", "accounting_year__scheme", "by", "withdrawal__by"
    )


def is_in_force(exemption: Exemption, *, now: datetime.datetime) -> bool:
    """Whether it holds today."""
    return not hasattr(exemption, "withdrawal") and exemption.until >= timezone.localdate(now)


def in_words(exemption: Exemption) -> str:
    """What the municipality reads with its finding."""
    until = date_nl(exemption.until)
    return f"U hoeft niets te doen. Vrijgesteld tot en met {until}: {exemption.reason}"
