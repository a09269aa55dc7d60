"""Audit zips, made by the worker."""

from __future__ import annotations

import logging
from datetime import timedelta
from uuid import UUID

from celery import shared_task
from django.db import OperationalError
from django.utils import timezone

from grants.enums import CheckState
from grants.models import AuditZip
from grants.services import audit

log = logging.getLogger(__name__)


@shared_task(name=audit.MAKE_ZIP, autoretry_for=(OperationalError,), max_retries=5)
def make_audit_zip(zip_id: str) -> None:
    """Idempotent: a zip that was made stays; one that is being made is left alone."""
    try:
        audit.make_zip(UUID(zip_id))
    except OperationalError:
        raise
    except Exception:
        log.exception("Audit zip %s failed by a fault of ours", zip_id)
        audit.note_failure(UUID(zip_id))


@shared_task(name="grants.sweep_audit_zips")
def sweep_audit_zips() -> None:
    """Idempotent: makes what was asked more than five seconds ago and is not done."""
    before = timezone.now() - timedelta(seconds=5)
    waiting = AuditZip.objects.filter(state=CheckState.ASKED, asked_at__lt=before)
    for zip_id in waiting.order_by("asked_at").values_list("pk", flat=True)[:10]:
        make_audit_zip(str(zip_id))
