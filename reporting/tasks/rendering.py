"""Making reports by the worker."""

from __future__ import annotations

import logging
from uuid import UUID

from celery import shared_task
from django.db import OperationalError
from django.utils import timezone

from reporting.services.rendering import TASK, note_failure, run_job, take_up_again

log = logging.getLogger(__name__)


@shared_task(name=TASK, autoretry_for=(OperationalError,), max_retries=5)
def render(job_id: str) -> None:
    """Idempotent: an order is taken by one worker, and the same snapshot gives the same files."""
    try:
        run_job(UUID(job_id))
    except OperationalError:
        raise
    except Exception:
        log.exception("Report order %s failed by a fault of ours", job_id)
        note_failure(UUID(job_id))


@shared_task(name="reporting.sweep_renders")
def sweep_renders() -> None:
    """Idempotent: does what was asked more than five seconds ago and is not done."""
    for job_id in take_up_again(now=timezone.now()):
        render(str(job_id))
