"""What may be done with a file, by what the virus scanner said of it."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db.models import F, Q, QuerySet

from grants.enums import ScanState
from grants.models import CbsDelivery, Scan, StoredFile, Upload
from pmg.accounts.models import User

PAUSE = datetime.timedelta(seconds=30)
"""Between two attempts at the same file: a scanner that hangs must not hang everything."""


def state_of(stored: StoredFile) -> str:
    """Uitkomst van de virusscan. An old `niet gescand` does not count where there is a scanner."""
    scan = getattr(stored, "scan", None)
    if not settings.CLAMD_URL and (scan is None or scan.state == ScanState.ASKED):
        return ScanState.OFF
    if scan is None or (settings.CLAMD_URL and scan.state == ScanState.OFF):
        return ScanState.ASKED
    state: str = scan.state
    return state


def why_not_served(upload: Upload | CbsDelivery, *, to: User) -> str:
    """Why this person does not get what came in, in Dutch; empty when it may be downloaded.

    With a virus nobody gets it; as long as it is not scanned only who uploaded it.
    """
    state = state_of(upload.file)
    if state == ScanState.INFECTED:
        return f"In ‘{upload.name}’ zit een virus. Het bestand is afgesloten: niemand krijgt het."
    if state == ScanState.ASKED and upload.by_id != to.pk:
        return (
            f"‘{upload.name}’ is nog niet gescand op virussen. Dat proberen wij steeds opnieuw. "
            "Daarna kunt u het bestand downloaden."
        )
    return ""


def files_to_scan(*, now: datetime.datetime) -> QuerySet[StoredFile]:
    """Bestanden zonder uitkomst; those just tried rest for a while.

    What was never tried goes first: a few files that no scanner takes must not hold up the rest.
    """
    open_states = [ScanState.ASKED, ScanState.OFF] if settings.CLAMD_URL else [ScanState.ASKED]
    waiting = Q(scan__state__in=open_states) & (
        Q(scan__tried_at=None) | Q(scan__tried_at__lt=now - PAUSE)
    )
    return StoredFile.objects.filter(Q(scan=None) | waiting).order_by(
        F("scan__tried_at").asc(nulls_first=True), "stored_at"
    )


def just_tried(*, now: datetime.datetime) -> QuerySet[Scan]:
    """Scans that gave no answer a moment ago."""
    return Scan.objects.filter(state=ScanState.ASKED, tried_at__gte=now - PAUSE)
