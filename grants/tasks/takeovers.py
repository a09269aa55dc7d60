"""Overnames, read and carried out by the worker."""

from __future__ import annotations

import datetime
import logging
import uuid
from collections.abc import Callable
from uuid import UUID

from celery import shared_task
from django.db import OperationalError
from django.utils import timezone

from grants.enums import TakeOverState
from grants.models import TakeOver
from grants.services.taking_over.agreeing import CARRY_OUT_TAKE_OVER
from grants.services.taking_over.carrying_out import carry_out
from grants.services.taking_over.faults import note_failure
from grants.services.taking_over.handing_in import READ_TAKE_OVER
from grants.services.taking_over.reading import read
from pmg.accounts.models import User
from pmg.accounts.services.machines import machine

log = logging.getLogger(__name__)


@shared_task(name=READ_TAKE_OVER, autoretry_for=(OperationalError,), max_retries=5)
def read_take_over(take_over_id: str) -> None:
    """Idempotent: what was read keeps its rows; one being read is left alone."""
    _do(read, take_over_id)


@shared_task(name=CARRY_OUT_TAKE_OVER, autoretry_for=(OperationalError,), max_retries=5)
def carry_out_take_over(take_over_id: str) -> None:
    """Idempotent: what was carried out is done; it is all or nothing."""
    _do(carry_out, take_over_id)


@shared_task(name="grants.sweep_take_overs")
def sweep_take_overs() -> None:
    """Idempotent: does what lies more than five seconds."""
    before = timezone.now() - datetime.timedelta(seconds=5)
    waiting = TakeOver.objects.filter(recorded_at__lt=before).order_by("recorded_at")
    for state, task in (
        (TakeOverState.RECEIVED, read_take_over),
        (TakeOverState.APPROVED, carry_out_take_over),
    ):
        for take_over_id in waiting.filter(state=state).values_list("pk", flat=True)[:10]:
            task(str(take_over_id))


def _do(service: Callable[..., object], take_over_id: str) -> None:
    key: uuid.UUID = UUID(take_over_id)
    by: User = machine()
    try:
        service(take_over_id=key, by=by, on=timezone.now())
    except OperationalError:
        raise
    except Exception:
        log.exception("Take-over %s failed by a fault of ours", take_over_id)
        note_failure(take_over_id=key, by=by, on=timezone.now())
