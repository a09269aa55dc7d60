"""Berichten: the own inbox, who gets what when, what became of each mail, and sending it again."""

from __future__ import annotations

import datetime
import uuid
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from grants.forms.notices import BounceForm, DaysForm, LogFilter
from grants.forms.seen import INCOMPLETE, Seen
from grants.models import ReminderRule
from grants.queries.notices import Outlook, outlook, unreachable
from grants.queries.notices_log import (
    LOG_READERS,
    delivery_log,
    inbox,
    municipalities_with_notices,
    newest_round,
    notices_visible_to,
    planned_between,
    troubles,
)
from grants.reckoning.calendar import holiday_name, is_working_day
from grants.reckoning.deadlines import day_in_amsterdam
from pmg.accounts.enums import Role
from pmg.accounts.permissions import EVERYONE, open_to
from pmg.accounts.requests import SignedInRequest
from pmg.casework.errors import MoveRefused
from pmg.casework.models import Notice
from pmg.casework.notices import (
    INVITATION,
    MENDERS,
    Channel,
    Status,
    may_send_again,
    note_bounce,
    note_seen,
    send_again,
)
from pmg.paging import page_by

START = ("Overzicht", "/")
LOG = ("Verzonden berichten", "/berichten/verzonden/")


@open_to(*EVERYONE)
@require_safe
def notice_inbox(request: SignedInRequest) -> HttpResponse:
    """Berichten aan mij, the newest first; what is shown here counts as seen."""
    page = page_by(
        inbox(request.user),
        "-planned_on",
        "-id",
        after=request.GET.get("na", ""),
        before=request.GET.get("voor", ""),
    )
    response = render(request, "grants/notices/inbox.html", {"page": page})
    new = [notice.pk for notice in page.rows if notice.seen_on is None]
    if new:
        note_seen(inbox(request.user).filter(pk__in=new), on=timezone.now())
    return response


@open_to(*LOG_READERS)
@require_safe
def notice_outlook(request: SignedInRequest) -> HttpResponse:
    """Wie krijgt wat wanneer: of days gone by what went, of days to come what will go."""
    today = day_in_amsterdam(timezone.now())
    form = DaysForm(request.GET) if "van" in request.GET else None
    start, end = today, today + datetime.timedelta(days=30)
    if form is not None and form.is_valid():
        start, end = form.days()
    valid = form is None or form.is_valid()
    gone = (
        [] if not valid or start > today else planned_between(request.user, start, min(end, today))
    )
    return render(
        request,
        "grants/notices/outlook.html",
        {
            "crumbs": [START],
            "form": form or DaysForm(initial={"van": start, "tot": end}),
            "start": start,
            "end": end,
            "today": today,
            "gone": [
                (day, list(rows))
                for day, rows in groupby(gone, key=lambda n: day_in_amsterdam(n.planned_on))
            ],
            "to_come": _to_come(start, end, today=today) if valid else [],
            "closed": None
            if start != end or is_working_day(start)
            else holiday_name(start) or "weekend",
            "rules": ReminderRule.objects.select_related("scheme").order_by(
                "scheme__name", "kind", "anchor", "days"
            ),
            "unreachable": unreachable(on=today),
        },
    )


def _to_come(start: datetime.date, end: datetime.date, *, today: datetime.date) -> list[Outlook]:
    if end < today:
        return []
    return outlook(max(start, today), end, today=today)


@open_to(*LOG_READERS)
@require_safe
def notice_log(request: SignedInRequest) -> HttpResponse:
    """Verzendlijst: what became of each mail."""
    chosen = LogFilter(request.GET, municipalities=municipalities_with_notices())
    page = page_by(
        delivery_log(request.user, **chosen.chosen()),
        "-planned_on",
        "-id",
        after=request.GET.get("na", ""),
        before=request.GET.get("voor", ""),
    )
    return render(
        request,
        "grants/notices/log.html",
        {
            "crumbs": [START],
            "filter": chosen,
            "page": page,
            "troubles": troubles(now=timezone.now()),
            "newest_round": newest_round(),
        },
    )


@open_to(*LOG_READERS)
@require_safe
def notice_detail(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Eén bericht, with its text and every attempt."""
    return _draw(request, _mail(request, pk))


@open_to(*MENDERS)
@require_POST
def notice_send_again(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Opnieuw versturen."""
    notice = _mail(request, pk)
    seen = Seen(request.POST)
    if not seen.is_valid():
        messages.error(request, INCOMPLETE)
        return _draw(request, notice)
    try:
        send_again(
            notice,
            by=request.user,
            on=timezone.now(),
            seen_attempts=seen.cleaned_data["revision"],
        )
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Het bericht staat klaar en gaat binnen een minuut weg.")
    return redirect("grants:notice_detail", pk=notice.pk)


@open_to(*MENDERS)
@require_POST
def notice_bounced(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Met de hand vastleggen dat een mail terugkwam."""
    notice = _mail(request, pk)
    form, seen = BounceForm(request.POST), Seen(request.POST)
    if not seen.is_valid():
        messages.error(request, INCOMPLETE)
        return _draw(request, notice, form)
    if not form.is_valid():
        return _draw(request, notice, form)
    try:
        note_bounce(notice, reply=form.cleaned_data["reason"], by=request.user)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
        return _draw(request, notice, form)
    messages.success(request, "Vastgelegd: dit bericht kwam terug.")
    return redirect("grants:notice_detail", pk=notice.pk)


def _mail(request: SignedInRequest, pk: uuid.UUID) -> Notice:
    return get_object_or_404(
        notices_visible_to(request.user)
        .filter(channel=Channel.MAIL)
        .select_related("recipient", "municipality", "by"),
        pk=pk,
    )


def _draw(request: HttpRequest, notice: Notice, bounce: BounceForm | None = None) -> HttpResponse:
    user: Any = request.user
    mends = user.has_role(*MENDERS)
    return render(
        request,
        "grants/notices/notice.html",
        {
            "crumbs": [START, LOG],
            "notice": notice,
            "role": Role(notice.role).label if notice.role in Role.values else notice.role,
            "tries": notice.tries.select_related("by"),
            # The link of an invitation is a key: only the mail and the own inbox show it.
            "leads_to": "" if notice.kind == INVITATION else notice.path,
            "may_send_again": mends and may_send_again(notice, on=timezone.now()),
            "may_bounce": mends and notice.status in (Status.SENT, Status.SENDING),
            "form": bounce or BounceForm(),
            "key": uuid.uuid4(),
        },
    )
