"""Files of outcomes of payments, read by the worker."""

from __future__ import annotations

import logging
from datetime import timedelta
from uuid import UUID

from celery import shared_task
from django.db import OperationalError
from django.utils import timezone

from grants.enums import CheckState
from grants.models import OutcomeWork
from grants.services import outcomes

log = logging.getLogger(__name__)


@shared_task(name=outcomes.READ_OUTCOMES, autoretry_for=(OperationalError,), max_retries=5)
def read_outcome_file(file_id: str) -> None:
    """Idempotent: what was read keeps its lines; one being read is left alone."""
    try:
        outcomes.read_outcome_file(UUID(file_id))
    except OperationalError:
        raise
    except Exception:
        log.exception("Outcomes %s failed by a fault of ours", file_id)
        outcomes.note_reading_failure(UUID(file_id))


@shared_task(name="grants.sweep_outcome_files")
def sweep_outcome_files() -> None:
    """Idempotent: reads what came more than five seconds ago and was not read."""
    before = timezone.now() - timedelta(seconds=5)
    waiting = OutcomeWork.objects.filter(state=CheckState.ASKED, asked_at__lt=before)
    for file_id in waiting.order_by("asked_at").values_list("outcome_file", flat=True)[:10]:
        read_outcome_file(str(file_id))
