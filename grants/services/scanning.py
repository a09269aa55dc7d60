"""Virusscan uitvoeren: clean, infected, or not scanned yet and then tried again."""

from __future__ import annotations

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
        if scan.state != ScanState.OFF:
            scan.state = ScanState.OFF
            scan.save(update_fields=["state"])
        return scan
    scan.attempts += 1
    try:
        with open_file(stored) as file:
            scan.virus = find_virus(settings.CLAMD_URL, file.chunks())
    except CouldNotScan as trouble:
        scan.state, scan.trouble = ScanState.ASKED, str(trouble)
    else:
        scan.state = ScanState.INFECTED if scan.virus else ScanState.CLEAN
        scan.trouble = ""
    scan.tried_at = Now()
    scan.save()
    return scan
