"""Sign-offs by the worker: what lapsed by a change, and who is to be reminded."""

from __future__ import annotations

from uuid import UUID

from celery import shared_task
from django.db import OperationalError
from django.utils import timezone

from reporting.models import ReportYear
from reporting.services.lapsing import LAPSE, lapse_sign_offs, years_to_look_at
from reporting.services.sign_off_notices import remind_signers


@shared_task(name=LAPSE, autoretry_for=(OperationalError,), max_retries=5)
def lapse(case_id: str) -> None:
    """Idempotent: what lapsed is asked for again, and what is asked cannot lapse."""
    case = ReportYear.objects.filter(pk=UUID(case_id)).first()
    if case is not None:
        lapse_sign_offs(case=case, on=timezone.now())


@shared_task(name="reporting.sweep_sign_offs")
def sweep_sign_offs() -> None:
    """Idempotent: does what a lost hint left undone."""
    for case in years_to_look_at():
        lapse_sign_offs(case=case, on=timezone.now())


@shared_task(name="reporting.remind_signers")
def remind() -> None:
    """Idempotent: a term is reminded of once before and once after its last day."""
    remind_signers(on=timezone.now())
