"""Work for the worker about people: key in, fetch, one service, log."""

from __future__ import annotations

import logging

from celery import shared_task
from django.db import OperationalError
from django.utils import timezone

from municipalities.services.telling import tell_invited, tell_others

log = logging.getLogger(__name__)


@shared_task(name="municipalities.tell_people", autoretry_for=(OperationalError,), max_retries=5)
def tell_people() -> None:
    """Idempotent: an invitation is marked as told, and nobody is told of an event twice."""
    now = timezone.now()
    told = tell_invited(on=now) + tell_others(on=now)
    if told:
        log.info("%s notices about people planned", told)
