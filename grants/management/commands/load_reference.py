"""Reference data: the municipalities, the schemes, and the machines that act by themselves."""

from typing import Any

from django.core.management.base import BaseCommand

from grants.services.reference import SCHEMES, load_scheme
from municipalities.services.reference import load_municipalities
from pmg.accounts.services.machines import ensure_machines


class Command(BaseCommand):
    help = "Adds the municipalities and schemes that are not there yet; changes nothing else."

    def handle(self, *args: Any, **options: Any) -> None:
        ensure_machines()
        added = load_municipalities()
        for path in sorted(SCHEMES.glob("*.json")):
            load_scheme(path)
        if options["verbosity"] > 1:
            self.stdout.write(f"{added} municipalities added")
