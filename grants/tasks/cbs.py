"""Deliveries of the CBS, read by the worker."""

from __future__ import annotations

import logging
from datetime import timedelta
from uuid import UUID

from celery import shared_task
from django.db import OperationalError
from django.utils import timezone

from grants.enums import CbsDeliveryState
from grants.models import CbsDelivery
from grants.services import cbs_reading
from pmg.accounts.services.machines import machine

log = logging.getLogger(__name__)


@shared_task(name=cbs_reading.READ_DELIVERY, autoretry_for=(OperationalError,), max_retries=5)
def read_cbs_delivery(delivery_id: str) -> None:
    """Idempotent: what was read keeps its lines; a delivery being read is left alone.

    A large one takes several turns: what is left is hinted at anew, and swept all the same.
    """
    try:
        cbs_reading.read(delivery_id=UUID(delivery_id), by=machine(), on=timezone.now())
    except OperationalError:
        raise
    except Exception:
        log.exception("Delivery %s failed by a fault of ours", delivery_id)
        cbs_reading.note_failure(delivery_id=UUID(delivery_id), by=machine(), on=timezone.now())


@shared_task(name="grants.sweep_cbs_deliveries")
def sweep_cbs_deliveries() -> None:
    """Idempotent: reads what came more than five seconds ago and was not read."""
    before = timezone.now() - timedelta(seconds=5)
    waiting = CbsDelivery.objects.filter(
        state=CbsDeliveryState.RECEIVED, recorded_at__lt=before
    ).order_by("recorded_at")
    for delivery_id in waiting.values_list("pk", flat=True)[:10]:
        read_cbs_delivery(str(delivery_id))
