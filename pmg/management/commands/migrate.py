"""Django's ``migrate``, as owner of the tables, followed by the rights of the app role."""

from typing import Any

from django.conf import settings
from django.core.management.commands import migrate
from django.db import connections, transaction

from pmg.privileges import apply_privileges

ONE_AT_A_TIME = 5_300_204
"""Number of the advisory lock: not that of `pmg.embedded.preparing`, whose holder runs this."""


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        # The server lets go only when it has done with whoever was killed half-way: what that one
        # sent last may still come true, and must be seen before it is decided what is left to do.
        with connections[options["database"]].cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])
        try:
            self.migrate(*args, **options)
        finally:
            with connections[options["database"]].cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [ONE_AT_A_TIME])

    def migrate(self, *args: Any, **options: Any) -> None:
        """Django's own, then the rights."""
        super().handle(*args, **options)
        if options["plan"] or options["check_unapplied"]:
            return
        with transaction.atomic():
            apply_privileges(settings.DATABASE_APP_ROLE)
