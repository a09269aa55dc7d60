"""Berichten: planned by the calendar, told of checks, sent, and taken back in."""

from __future__ import annotations

import logging
from pathlib import Path

from celery import shared_task
from django.conf import settings
from django.db import OperationalError
from django.utils import timezone

from grants.services.notices import drop_what_is_overtaken, plan_round
from grants.services.notices_checks import tell_checked, untold_checks
from pmg.accounts.services.machines import machine
from pmg.casework.notices import SEND
from pmg.casework.notices_bounces import take_in_mailbox
from pmg.casework.notices_sending import send, waiting

log = logging.getLogger(__name__)


@shared_task(name="notices.plan", autoretry_for=(OperationalError,), max_retries=5)
def plan_notices() -> None:
    """Idempotent: one round a day. The first one after a standstill makes up for what was missed."""
    if timezone.localtime().hour < settings.NOTICES_FROM_HOUR:
        return
    planned = plan_round(by=machine(), on=timezone.now())
    if planned:
        log.info("%s notices planned, %s no longer needed", planned.told, planned.dropped)


@shared_task(name=SEND, autoretry_for=(OperationalError,), max_retries=5)
def send_notices() -> None:
    """Idempotent: a notice is marked before it goes; one that is marked is never sent again."""
    drop_what_is_overtaken()
    for notice_id in waiting(on=timezone.now()):
        send(notice_id, on=timezone.now())


@shared_task(name="notices.tell_checked", autoretry_for=(OperationalError,), max_retries=5)
def tell_of_checks() -> None:
    """Idempotent: tells of the checks of the last day that nobody was told of."""
    now = timezone.now()
    for check in untold_checks(on=now):
        tell_checked(check, on=now)


@shared_task(name="notices.read_bounces", autoretry_for=(OperationalError,), max_retries=5)
def read_bounces() -> None:
    """Idempotent: what was read is marked as seen, and a notice bounces once."""
    if settings.BOUNCE_MAILBOX:
        marked = take_in_mailbox(Path(settings.BOUNCE_MAILBOX))
        if marked:
            log.warning("%s notices bounced", marked)
