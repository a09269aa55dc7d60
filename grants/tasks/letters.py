"""Letters on paper, by the worker."""

from __future__ import annotations

import logging
from datetime import timedelta

from celery import shared_task
from django.db import OperationalError
from django.utils import timezone

from grants.services.letter_delivery import tell_of_letter, untold_letters
from grants.services.letter_making import letters_to_make, make_letter, note_letter_failure

log = logging.getLogger(__name__)


@shared_task(name="grants.make_letter", autoretry_for=(OperationalError,), max_retries=5)
def make_letter_asked(work_id: str) -> None:
    """Idempotent: a letter that is made stays as it is; one that is being made is left alone."""
    try:
        make_letter(int(work_id))
    except OperationalError:
        raise
    except Exception:
        log.exception("Letter work %s failed by a fault of ours", work_id)
        note_letter_failure(int(work_id))


@shared_task(name="notices.tell_letters", autoretry_for=(OperationalError,), max_retries=5)
def tell_of_letters() -> None:
    """Idempotent: tells of the letters of the last day that nobody was told of."""
    now = timezone.now()
    for letter in untold_letters(on=now):
        tell_of_letter(letter, on=now)


@shared_task(name="grants.sweep_letters")
def sweep_letters() -> None:
    """Idempotent: makes what was asked more than five seconds ago and is not there."""
    for work_id in letters_to_make(before=timezone.now() - timedelta(seconds=5)):
        make_letter_asked(str(work_id))
