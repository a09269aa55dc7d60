"""Virus scans by the worker."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from grants.queries.scans import files_to_scan
from grants.services.scanning import scan_file


@shared_task(name="grants.sweep_scans")
def sweep_scans() -> None:
    """Idempotent: asks the scanner about every file it gave no answer on; the first silence ends it."""
    for stored in files_to_scan(now=timezone.now())[:100]:
        if scan_file(stored).trouble:
            return
