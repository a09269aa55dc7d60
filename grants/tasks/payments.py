"""Work on payments: proposals of the payment plan, and the papers of payment orders."""

from __future__ import annotations

import logging
from datetime import timedelta

from celery import shared_task
from django.db import OperationalError
from django.utils import timezone

from grants.enums import CheckState
from grants.models import PaymentOrderWork
from grants.services.ordering import make_order_pdf, note_order_failure
from grants.services.proposing import propose_due_payments
from pmg.accounts.services.machines import machine

log = logging.getLogger(__name__)


@shared_task(name="grants.propose_payments", autoretry_for=(OperationalError,), max_retries=5)
def propose_payments() -> None:
    """Idempotent: an instalment of an award is proposed once, whatever becomes of the proposal."""
    proposed = propose_due_payments(by=machine(), on=timezone.now())
    if proposed:
        log.info("%s payments proposed", proposed)


@shared_task(name="grants.make_payment_order", autoretry_for=(OperationalError,), max_retries=5)
def make_payment_order(work_id: str) -> None:
    """Idempotent: a paper that is made stays as it is; one that is being made is left alone."""
    try:
        make_order_pdf(int(work_id))
    except OperationalError:
        raise
    except Exception:
        log.exception("Paper of payment order, work %s, failed by a fault of ours", work_id)
        note_order_failure(int(work_id))


@shared_task(name="grants.sweep_payment_orders")
def sweep_payment_orders() -> None:
    """Idempotent: makes what was asked more than five seconds ago and is not there."""
    before = timezone.now() - timedelta(seconds=5)
    waiting = PaymentOrderWork.objects.filter(state=CheckState.ASKED, asked_at__lt=before)
    for work_id in waiting.order_by("asked_at").values_list("pk", flat=True)[:20]:
        make_payment_order(str(work_id))
