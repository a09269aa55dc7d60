"""Bestanden klaarzetten: asked for as a row, made once by the worker, served as they are."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from grants.enums import CheckState, PreparedKind
from grants.models import Check, PreparedFile, Receipt
from pmg.casework.hints import hint

from . import prepared_content as content
from .files import store_file

PREPARE_FILE = "grants.prepare_file"
MOST_ATTEMPTS = 3


@transaction.atomic
def prepare(
    kind: PreparedKind, *, check_run: Check | None = None, receipt: Receipt | None = None
) -> PreparedFile:
    """Vragen om een bestand about a check or a receipt. Asking again gives the same row.

    What failed by a fault of ours is tried anew.
    """
    row, _ = PreparedFile.objects.select_for_update(of=("self",)).get_or_create(
        kind=kind, check_run=check_run, receipt=receipt
    )
    if row.state == CheckState.FAILED:
        row.state = CheckState.ASKED
        row.attempts = 0
        row.save(update_fields=["state", "attempts"])
    if row.state == CheckState.ASKED:
        hint(PREPARE_FILE, str(row.pk))
    return row


def make_prepared(prepared_id: UUID) -> PreparedFile | None:
    """Bestand maken: do what the row asks for. Doing it again gives the first file.

    Returns None for a row that somebody else is doing at this moment. Raises what the making
    raises: RenderingFault, GaveUp, Crashed.
    """
    with transaction.atomic():
        row = (
            PreparedFile.objects.select_for_update(of=("self",), skip_locked=True)
            .select_related("receipt", "check_run__upload")
            .filter(pk=prepared_id)
            .first()
        )
        if row is None or row.state == CheckState.DONE:
            return row
        made = content.of(row)
        row.file = store_file([made.data])
        row.name = made.name
        row.state = CheckState.DONE
        row.save(update_fields=["file", "name", "state"])
        return row


def note_failure(prepared_id: UUID) -> None:
    """Fout van ons vastleggen: after the third attempt the page says so."""
    with transaction.atomic():
        row = PreparedFile.objects.select_for_update(of=("self",)).get(pk=prepared_id)
        if row.state != CheckState.ASKED:
            return
        row.attempts += 1
        if row.attempts >= MOST_ATTEMPTS:
            row.state = CheckState.FAILED
        row.save(update_fields=["attempts", "state"])
