"""Reads of the access log."""

from __future__ import annotations

import datetime

from django.db.models import QuerySet, Value
from django.db.models.functions import Concat
from django.utils import timezone

from pmg.accounts.models import AccessRecord, User


def access_records(
    *,
    name: str = "",
    municipality: str = "",
    purpose: str = "",
    since: datetime.date | None = None,
    until: datetime.date | None = None,
) -> QuerySet[AccessRecord]:
    """Inzage: what was read and taken; days by the clock of Amsterdam, both included."""
    rows = AccessRecord.objects.select_related("by", "municipality")
    if name:
        people = User.objects.annotate(full_name=Concat("first_name", Value(" "), "last_name"))
        rows = rows.filter(by__in=people.filter(full_name__icontains=name))
    if municipality:
        rows = rows.filter(municipality__cbs_code=municipality)
    if purpose:
        rows = rows.filter(purpose=purpose)
    if since:
        rows = rows.filter(at__gte=_midnight(since))
    if until:
        rows = rows.filter(at__lt=_midnight(until + datetime.timedelta(days=1)))
    return rows


def _midnight(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))
