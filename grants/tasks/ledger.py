"""The books, each night."""

from __future__ import annotations

import logging

from celery import shared_task
from django.db import OperationalError
from django.utils import timezone

from grants.services.ledger_check import check_books
from pmg.accounts.services.machines import machine

log = logging.getLogger(__name__)


@shared_task(name="grants.check_ledger", autoretry_for=(OperationalError,), max_retries=5)
def check_ledger() -> None:
    """Idempotent: the books are checked once a day."""
    check = check_books(by=machine(), on=timezone.now())
    if check.differences:
        log.error("The ledger of %s has %s differences", check.day, len(check.differences))
