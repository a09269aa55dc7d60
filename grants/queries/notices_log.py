"""Verzonden berichten: whom they reached, and what lies in somebody's own inbox."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, QuerySet

from municipalities.models import Municipality
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.casework.models import Notice, NoticeRound
from pmg.casework.notices import AT_WORK, Channel, Status

LOG_READERS = (Role.POLICY_OFFICER, Role.ASSESSOR, Role.ADMINISTRATOR, Role.AUDITOR)
TROUBLED = (Status.SENDING, Status.FAILED, Status.BOUNCED)
"""What asks for a person."""


def notices_visible_to(user: User) -> QuerySet[Notice]:
    """Berichten die `user` mag zien: who keeps the log sees all, anybody else the own."""
    if user.has_role(*LOG_READERS):
        return Notice.objects.all()
    return Notice.objects.filter(recipient=user)


def inbox(user: User) -> QuerySet[Notice]:
    """Berichten aan iemand zelf, on the portal; order them by `planned_on`."""
    return Notice.objects.filter(recipient=user, channel=Channel.PORTAL)


def unread(user: User) -> list[Notice]:
    """De nieuwste ongelezen berichten."""
    return list(inbox(user).filter(seen_on=None).order_by("-planned_on", "-pk")[:5])


def delivery_log(
    user: User, *, status: str = "", municipality: str = "", search: str = ""
) -> QuerySet[Notice]:
    """Verzendlijst: every mail, whatever became of it."""
    rows = (
        notices_visible_to(user)
        .filter(channel=Channel.MAIL)
        .select_related("recipient", "municipality")
    )
    if status == "aandacht":
        rows = rows.filter(status__in=TROUBLED)
    elif status in Status.values:
        rows = rows.filter(status=status)
    if municipality:
        rows = rows.filter(municipality__cbs_code=municipality)
    if search:
        rows = rows.filter(subject__icontains=search)
    return rows


def planned_between(user: User, start: datetime.date, end: datetime.date) -> QuerySet[Notice]:
    """Wat er in die dagen is verteld, over whichever channel, once for each person."""
    return (
        notices_visible_to(user)
        .filter(channel=Channel.PORTAL, planned_on__date__range=(start, end))
        .select_related("recipient", "municipality")
        .order_by("planned_on", "pk")
    )


def municipalities_with_notices() -> Iterable[Municipality]:
    """Gemeenten to choose from above the list."""
    told = Notice.objects.filter(municipality__isnull=False).values("municipality_id")
    return Municipality.objects.filter(pk__in=told)


def troubles(*, now: datetime.datetime) -> dict[str, int]:
    """Hoeveel berichten aandacht vragen, by status; one query."""
    found: dict[str, Any] = dict(
        Notice.objects.filter(channel=Channel.MAIL, status__in=TROUBLED)
        .exclude(status=Status.SENDING, tried_on__gte=now - AT_WORK)
        .order_by()
        .values_list("status")
        .annotate(count=Count("pk"))
    )
    return found


def newest_round() -> NoticeRound | None:
    """De laatste ronde; none as long as no worker ever looked."""
    return NoticeRound.objects.order_by("-day").first()
