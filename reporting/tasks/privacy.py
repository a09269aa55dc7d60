"""Searching for persons by the worker."""

from __future__ import annotations

import logging
from uuid import UUID

from celery import shared_task
from django.db import OperationalError
from django.utils import timezone

from reporting.services.privacy import TASK, note_failure, run_search, take_up_again

log = logging.getLogger(__name__)


@shared_task(name=TASK, autoretry_for=(OperationalError,), max_retries=5)
def search_people(search_id: str) -> None:
    """Idempotent: a search is taken by one worker, and the same files give the same finds."""
    try:
        run_search(UUID(search_id))
    except OperationalError:
        raise
    except Exception:
        log.exception("Search %s failed by a fault of ours", search_id)
        note_failure(UUID(search_id))


@shared_task(name="reporting.sweep_searches")
def sweep_searches() -> None:
    """Idempotent: does what was asked more than five seconds ago and is not done."""
    for search_id in take_up_again(now=timezone.now()):
        search_people(str(search_id))
