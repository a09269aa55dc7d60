"""Gemeenten laden from a CBS list."""

import csv
from pathlib import Path

from django.db import transaction

from municipalities.models import Municipality

LIST = Path(__file__).resolve().parents[1] / "data" / "gemeenten.csv"


@transaction.atomic
def load_municipalities(path: Path = LIST) -> int:
    """Add the municipalities of the list that are not there yet; returns how many were added.

    What is there stays as it is: a changed name is a change by a person, with its history.
    """
    added = 0
    with path.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            _, new = Municipality.objects.get_or_create(
                cbs_code=row["cbs_code"],
                defaults={key: row[key] for key in ("name", "province", "safety_region")},
            )
            added += new
    return added
