"""Klopt de boekhouding: lays independent records side by side and names every difference."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from grants.reckoning.ledger_check import differences
from grants.services.ledger_check import rules_at_one_moment


class Command(BaseCommand):
    help = "Compares ledger, awards, payments, judgements and ceilings; exit 1 and a line per difference."

    def handle(self, *args: Any, **options: Any) -> None:
        rules = rules_at_one_moment()
        found = differences(rules)
        for line in found:
            self.stdout.write(line)
        if found:
            sys.exit(1)
        self.stdout.write(f"De boekhouding klopt: {len(rules)} vergelijkingen, geen verschil.")
