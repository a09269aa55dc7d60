"""A real mail server on a port of its own, that answers as it is told."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from django.test import override_settings

OK = "250 OK"
HOST = "127.0.0.1"


@dataclass
class Server:
    """What it answers to the recipient and to the message; `hang_up` on "rcpt" or "data"."""

    rcpt: str = OK
    data: str = OK
    hang_up: str = ""
    received: list[EmailMessage] = field(default_factory=list)
    senders: list[str] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 - the name is the library's
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if self.hang_up == "rcpt":
            server.transport.abort()
        if self.rcpt == OK:
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.data == OK:
            self.received.append(BytesParser(policy=default).parsebytes(envelope.content))
            self.senders.append(envelope.mail_from)
        if self.hang_up == "data":
            server.transport.abort()
        return self.data


@contextmanager
def mail_server(**answers: str) -> Iterator[Server]:
    """A server that listens, and settings that send there."""
    server = Server(**answers)
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    controller = Controller(server, hostname=HOST, port=port)
    controller.start()
    try:
        with override_settings(
            EMAIL_BACKEND="pmg.casework.notices_smtp.EmailBackend",
            EMAIL_HOST=HOST,
            EMAIL_PORT=port,
            EMAIL_USE_TLS=False,
            EMAIL_TIMEOUT=5,
        ):
            yield server
    finally:
        controller.stop()
