"""Virusscan uitvoeren: clean, infected, or not scanned yet and then tried again."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now

from grants.enums import ScanState
from grants.intake.clamd import CouldNotScan, find_virus
from grants.models import Scan, StoredFile

from .files import open_file

ANSWERED = (ScanState.CLEAN, ScanState.INFECTED)


@transaction.atomic
def scan_file(stored: StoredFile) -> Scan:
    """Bestand scannen. Idempotent: what the scanner answered once is not asked again.

    Without a scanner in the settings the row says so; once there is one, it is scanned after all.
    """
    scan, _ = Scan.objects.select_for_update().get_or_create(file=stored)
    if scan.state in ANSWERED:
        return scan
    if not settings.CLAMD_URL:
        return _note(scan, state=ScanState.OFF)
    tried = {"attempts": scan.attempts + 1, "tried_at": Now()}
    try:
        with open_file(stored) as file:
            virus = find_virus(settings.CLAMD_URL, file.chunks())
    except CouldNotScan as trouble:
        return _note(scan, state=ScanState.ASKED, trouble=str(trouble), **tried)
    state = ScanState.INFECTED if virus else ScanState.CLEAN
    return _note(scan, state=state, virus=virus, trouble="", **tried)


def _note(scan: Scan, **outcome: Any) -> Scan:
    Scan.objects.filter(pk=scan.pk).update(**outcome)
    scan.refresh_from_db()
    return scan
