"""Klopt de boekhouding: lays independent records side by side and names every difference."""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection, transaction

from grants.queries.ledger_check import rules_of_the_ledger
from grants.reckoning.ledger_check import differences


class Command(BaseCommand):
    help = "Compares ledger, awards, payments, judgements and ceilings; exit 1 and a line per difference."

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            # One snapshot for all queries: people go on working while this runs.
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            rules = rules_of_the_ledger()
        found = differences(rules)
        for line in found:
            self.stdout.write(line)
        if found:
            sys.exit(1)
        self.stdout.write(f"De boekhouding klopt: {len(rules)} vergelijkingen, geen verschil.")
