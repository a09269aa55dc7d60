"""Pre-checks by the worker."""

from __future__ import annotations

import logging
from datetime import timedelta
from uuid import UUID

from celery import shared_task
from django.db import OperationalError
from django.utils import timezone

from grants.enums import CheckState
from grants.models import Check
from grants.queries.scans import just_tried
from grants.services.checking import failed_checks, note_failure, run_check
from grants.services.notices_checks import tell_checked

log = logging.getLogger(__name__)


@shared_task(name="grants.check_upload", autoretry_for=(OperationalError,), max_retries=5)
def check_upload(check_id: str) -> None:
    """Idempotent: a check that is done keeps its verdict; one that is being done is left alone."""
    try:
        verdict = run_check(UUID(check_id))
        if verdict:
            tell_checked(verdict.check_run, on=timezone.now())
    except OperationalError:
        raise
    except Exception:
        log.exception("Check %s failed by a fault of ours", check_id)
        note_failure(UUID(check_id))


@shared_task(name="grants.sweep_checks")
def sweep_checks() -> None:
    """Idempotent: does what was asked more than five seconds ago and is not done.

    What the virus scanner gave no answer on rests for a while; what failed by a fault of ours is
    tried once an hour.
    """
    now = timezone.now()
    waiting = Check.objects.filter(
        state=CheckState.ASKED, asked_at__lt=now - timedelta(seconds=5)
    ).exclude(upload__file__scan__in=just_tried(now=now))
    again = failed_checks(now=now).order_by("asked_at").values_list("pk", flat=True)[:5]
    for check_id in [*waiting.order_by("asked_at").values_list("pk", flat=True)[:100], *again]:
        check_upload(str(check_id))
