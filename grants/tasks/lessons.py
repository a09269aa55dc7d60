"""Bundles of lessons, made by the worker."""

from __future__ import annotations

import logging
from datetime import timedelta
from uuid import UUID

from celery import shared_task
from django.db import OperationalError
from django.utils import timezone

from grants.enums import CheckState
from grants.models import LessonBundle
from grants.services import lessons

log = logging.getLogger(__name__)


@shared_task(name=lessons.MAKE_BUNDLE, autoretry_for=(OperationalError,), max_retries=5)
def make_lesson_bundle(bundle_id: str) -> None:
    """Idempotent: a bundle that was made stays; one that is being made is left alone."""
    try:
        lessons.make_bundle(UUID(bundle_id))
    except OperationalError:
        raise
    except Exception:
        log.exception("Lesson bundle %s failed by a fault of ours", bundle_id)
        lessons.note_failure(UUID(bundle_id))


@shared_task(name="grants.sweep_lesson_bundles")
def sweep_lesson_bundles() -> None:
    """Idempotent: makes what was asked more than five seconds ago and is not done."""
    before = timezone.now() - timedelta(seconds=5)
    waiting = LessonBundle.objects.filter(state=CheckState.ASKED, asked_at__lt=before)
    for bundle_id in waiting.order_by("asked_at").values_list("pk", flat=True)[:10]:
        make_lesson_bundle(str(bundle_id))
