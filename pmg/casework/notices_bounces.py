"""Teruggekomen mail: reads delivery status messages (RFC 3464) and marks the notices they name.

Anybody can send us such a message: what it says is only believed where it carries the Message-ID of
a notice, which nobody but its recipient knows.
"""

from __future__ import annotations

import mailbox
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from pathlib import Path
from uuid import UUID

from .models import Notice
from .notices import note_bounce
from .notices_sending import without_addresses

LARGEST = 1024 * 1024
"""Bytes of a message that is still read; a returned mail of ours is a few kilobytes."""

OURS = re.compile(
    r"message-id:\s*<([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.\d+@",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Bounce:
    """Wat een statusbericht zegt: which notice did not arrive, and why."""

    notice: UUID
    reason: str


def read_bounce(data: bytes) -> Bounce | None:
    """The bounce in a message; None for one that reports no failure of a notice of ours."""
    if len(data) > LARGEST:
        return None
    try:
        message = BytesParser(policy=compat32).parsebytes(data)
        reports = _parts(message, "message/delivery-status")
        failure = next(filter(None, map(_failure, reports)), None)
    except RecursionError:
        return None  # parts in parts in parts: nobody reports a failure like that
    named = OURS.search(data.decode("ascii", errors="replace"))
    if failure is None or named is None:
        return None
    return Bounce(UUID(named[1]), without_addresses(failure))


def _parts(message: Message, kind: str) -> Iterator[Message]:
    return (part for part in message.walk() if part.get_content_type() == kind)


def _failure(status: Message) -> str | None:
    """Why it failed for good; None where it was delivered, relayed or is only delayed."""
    blocks = status.get_payload()
    if not isinstance(blocks, list):
        return None
    for block in blocks:
        if isinstance(block, Message) and str(block.get("Action", "")).strip().lower() == "failed":
            said = str(block.get("Diagnostic-Code") or block.get("Status") or "geen reden")
            return " ".join(said.split())
    return None


def take_in(data: bytes) -> bool:
    """Statusbericht verwerken. Whether a notice was marked now; doing it again changes nothing."""
    bounce = read_bounce(data)
    if bounce is None:
        return False
    notice = Notice.objects.filter(pk=bounce.notice).first()
    return notice is not None and note_bounce(notice, reply=bounce.reason)


def take_in_mailbox(path: Path) -> int:
    """Alle nieuwe berichten uit een maildir (a folder) of mbox (a file); returns how many bounced.

    What was read is marked as seen and stays where it is.
    """
    return (
        _take_in_maildir(path) if path.is_dir() else _take_in_mbox(mailbox.mbox(path, create=False))
    )


def _take_in_maildir(box: Path) -> int:
    """By the files themselves: the library parses a message before it tells of its flags."""
    marked = 0
    for found in [*(box / "new").glob("[!.]*"), *(box / "cur").glob("[!.]*")]:
        name, _, flags = found.name.partition(":2,")
        if found.parent.name == "cur" and "S" in flags:
            continue
        with found.open("rb") as file:
            marked += take_in(file.read(LARGEST + 1))
        found.rename(box / "cur" / f"{name}:2,{''.join(sorted({*flags, 'S'}))}")
    return marked


def _take_in_mbox(box: mailbox.mbox) -> int:
    marked = 0
    box.lock()
    try:
        for key in box.keys():  # noqa: SIM118
            try:
                message = box[key]
            except RecursionError:
                continue  # see read_bounce; it may not keep the others unread
            if "R" in message.get_flags():
                continue
            marked += take_in(box.get_bytes(key))
            message.set_flags("RO")
            box[key] = message
        box.flush()
    finally:
        box.unlock()
        box.close()
    return marked
