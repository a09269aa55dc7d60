"""Pages of uploads to look at, by the worker."""

from __future__ import annotations

import logging
from datetime import timedelta

from celery import shared_task
from django.db import OperationalError
from django.utils import timezone

from grants.services.viewing import note_viewing_failure, run_viewing, viewings_waiting

log = logging.getLogger(__name__)


@shared_task(name="grants.draw_pages", autoretry_for=(OperationalError,), max_retries=5)
def draw_pages_asked(viewing_id: str) -> None:
    """Idempotent: what is drawn stays as it is; what is being drawn is left alone."""
    try:
        run_viewing(int(viewing_id))
    except OperationalError:
        raise
    except Exception:
        log.exception("Viewing %s failed by a fault of ours", viewing_id)
        note_viewing_failure(int(viewing_id))


@shared_task(name="grants.sweep_viewings")
def sweep_viewings() -> None:
    """Idempotent: draws what was asked more than five seconds ago and is not there."""
    for viewing_id in viewings_waiting(before=timezone.now() - timedelta(seconds=5)):
        draw_pages_asked(str(viewing_id))
