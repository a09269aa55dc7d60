"""Brieven maken: by the worker, from what was signed; kept under its SHA-256."""

from __future__ import annotations

import datetime

from django.db import transaction

from grants.enums import CheckState
from grants.letters.contents import read_contents
from grants.letters.paper import letter_pdf
from grants.models import LetterFile, LetterWork
from pmg.pdf.paper import paper_edition

from .files import store_file

MOST_ATTEMPTS = 3
MOST_AT_ONCE = 50
AN_HOUR = datetime.timedelta(hours=1)


def make_letter(work_id: int) -> LetterFile | None:
    """Brief maken: the paper of what was frozen, kept under its SHA-256.

    Doing it again gives the first paper. None for one that somebody else is making at this moment.
    """
    with transaction.atomic():
        work = (
            LetterWork.objects.select_for_update(of=("self",), skip_locked=True)
            .select_related("letter")
            .filter(pk=work_id)
            .first()
        )
        if work is None:
            return None
        if work.state == CheckState.DONE:
            return work.letter.paper
        letter = work.letter
        content = letter_pdf(read_contents(letter.contents), moment=letter.asked_on)
        paper = LetterFile.objects.create(
            letter=letter, file=store_file([content]), edition=paper_edition()
        )
        work.state = CheckState.DONE
        work.save(update_fields=["state"])
        return paper


def note_letter_failure(work_id: int) -> None:
    """Fout van ons vastleggen: after the third attempt the page says so; see `letters_to_make`."""
    with transaction.atomic():
        work = LetterWork.objects.select_for_update().get(pk=work_id)
        if work.state == CheckState.DONE:
            return
        work.attempts += 1
        if work.attempts >= MOST_ATTEMPTS:
            work.state = CheckState.FAILED
        work.save(update_fields=["attempts", "state"])


def letters_to_make(*, before: datetime.datetime) -> list[int]:
    """Opdrachten die liggen, the oldest first; what failed by a fault of ours each hour again.

    A letter that was promised goes out, also when the mending of the fault takes days.
    """
    undone = LetterWork.objects.exclude(state=CheckState.DONE).filter(asked_at__lt=before)
    return [
        work.pk
        for work in undone.order_by("asked_at")[:MOST_AT_ONCE]
        if work.attempts < MOST_ATTEMPTS + (before - work.asked_at) // AN_HOUR
    ]
