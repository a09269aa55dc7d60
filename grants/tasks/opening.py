"""The calendar's work."""

from __future__ import annotations

import logging

from celery import shared_task
from django.db import OperationalError
from django.utils import timezone

from grants.services.opening import open_what_is_due
from pmg.accounts.services.machines import machine

log = logging.getLogger(__name__)


@shared_task(name="grants.open_what_is_due", autoretry_for=(OperationalError,), max_retries=5)
def open_cases() -> None:
    """Idempotent: what is open stays as it is."""
    opened = open_what_is_due(by=machine(), on=timezone.now())
    if opened:
        log.info("%s cases opened", opened)
