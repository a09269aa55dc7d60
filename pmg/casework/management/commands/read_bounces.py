"""Teruggekomen mail verwerken: from standard input, or from a maildir or mbox.

manage.py read_bounces < message.eml      as a mail server's alias or pipe
manage.py read_bounces /var/mail/pmg      a maildir (folder) or mbox (file)
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from pmg.casework.notices_bounces import LARGEST, take_in, take_in_mailbox


class Command(BaseCommand):
    help = "Marks the notices that delivery status messages (RFC 3464) say did not arrive."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("mailbox", nargs="?", type=Path, help="maildir or mbox; else stdin")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path | None = options["mailbox"]
        if path is None:
            marked = int(take_in(sys.stdin.buffer.read(LARGEST + 1)))
        elif path.exists():
            marked = take_in_mailbox(path)
        else:
            raise CommandError(f"There is no mailbox at {path}.")
        self.stdout.write(f"{marked} notice(s) marked as bounced.")
