"""Files that somebody wants to take along."""

from __future__ import annotations

import logging
from datetime import timedelta
from uuid import UUID

from celery import shared_task
from django.db import OperationalError
from django.utils import timezone

from grants.enums import CheckState
from grants.models import PreparedFile
from grants.services.preparing import make_prepared, note_failure

log = logging.getLogger(__name__)


@shared_task(name="grants.prepare_file", autoretry_for=(OperationalError,), max_retries=5)
def prepare_file(prepared_id: str) -> None:
    """Idempotent: a file that was made stays; one that is being made is left alone."""
    try:
        make_prepared(UUID(prepared_id))
    except OperationalError:
        raise
    except Exception:
        log.exception("File %s could not be made", prepared_id)
        note_failure(UUID(prepared_id))


@shared_task(name="grants.sweep_prepared_files")
def sweep_prepared_files() -> None:
    """Idempotent: makes what was asked for more than five seconds ago and is not there."""
    before = timezone.now() - timedelta(seconds=5)
    waiting = PreparedFile.objects.filter(state=CheckState.ASKED, asked_at__lt=before)
    for prepared_id in waiting.order_by("asked_at").values_list("pk", flat=True)[:20]:
        prepare_file(str(prepared_id))
