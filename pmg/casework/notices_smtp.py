"""Een gesprek met de mailserver that remembers whether the message was handed over."""

from __future__ import annotations

import smtplib
from typing import Any

from django.core.mail.backends import smtp


class Conversation(smtplib.SMTP):
    """SMTP. Once `handed_over` is set, a broken line leaves it open whether the mail arrived."""

    handed_over = False

    def mail(self, sender: str, options: Any = ()) -> tuple[int, bytes]:
        self.handed_over = False
        return super().mail(sender, options)

    def data(self, msg: Any) -> tuple[int, bytes]:
        self.handed_over = True
        return super().data(msg)


class ConversationOverTls(smtplib.SMTP_SSL, Conversation):
    """The same over a line that is encrypted from the start."""


class EmailBackend(smtp.EmailBackend):
    """Django's own, holding its conversations through the classes above."""

    @property
    def connection_class(self) -> type[Conversation]:
        return ConversationOverTls if self.use_ssl else Conversation
