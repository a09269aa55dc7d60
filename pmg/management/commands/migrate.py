"""Django's ``migrate``, as owner of the tables, followed by the rights of the app role."""

from typing import Any

from django.conf import settings
from django.core.management.commands import migrate
from django.db import transaction

from pmg.privileges import apply_privileges


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        if options["plan"] or options["check_unapplied"]:
            return
        with transaction.atomic():
            apply_privileges(settings.DATABASE_APP_ROLE)
