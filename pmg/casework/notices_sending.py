"""Berichten versturen: one at a time, marked before the mail server is called.

A crash between mark and answer leaves "onzeker": nobody knows whether the mail arrived, so only a
person sends it again.
"""

from __future__ import annotations

import contextlib
import datetime
import logging
import re
import smtplib
import uuid
from dataclasses import dataclass
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction

from .models import Notice, NoticeAttempt
from .notices import Channel, Outcome, Status

log = logging.getLogger(__name__)

AGAIN_AFTER = tuple(datetime.timedelta(minutes=m) for m in (5, 15, 60, 240, 720))
"""How long to wait after each attempt that a mail server put off; then it has failed."""

SIGNATURE = (
    "Met vriendelijke groet,\nPreventie met Gezag\n\n"
    "Dit is een automatisch bericht. U kunt er niet op antwoorden."
)
FICTION = "FICTIEF"
ADDRESS = re.compile(r"<?[^\s<>@]{1,64}@[^\s<>@]{1,255}>?")


@dataclass(frozen=True)
class Answer:
    """Wat er van een poging werd, in the words of the mail server."""

    outcome: NoticeAttempt.Outcome
    reply: str = ""


def waiting(*, on: datetime.datetime) -> list[uuid.UUID]:
    """Mails whose time has come, the oldest first."""
    due = Notice.objects.filter(channel=Channel.MAIL, status=Status.PLANNED, not_before__lte=on)
    return list(due.order_by("not_before").values_list("pk", flat=True)[:200])


def send(notice_id: uuid.UUID, *, on: datetime.datetime) -> Answer | None:
    """Bericht versturen. None for one that is not to be sent, or that somebody else is sending."""
    notice = _mark(notice_id, on=on)
    if notice is None:
        return None
    answer = _hand_over(compose(notice))
    _note(notice, answer, on=on)
    return answer


@transaction.atomic
def _mark(notice_id: uuid.UUID, *, on: datetime.datetime) -> Notice | None:
    notice = (
        Notice.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("recipient")
        .filter(pk=notice_id, channel=Channel.MAIL, status=Status.PLANNED, not_before__lte=on)
        .first()
    )
    if notice is None:
        return None
    if not notice.recipient.is_active or not notice.recipient.email:
        notice.status = Status.FAILED
        notice.problem = "De ontvanger heeft geen account of e-mailadres meer."
        notice.save(update_fields=["status", "problem"])
        return None
    notice.status, notice.attempts, notice.tried_on = Status.SENDING, notice.attempts + 1, on
    notice.problem = ""
    notice.save(update_fields=["status", "attempts", "tried_on", "problem"])
    return notice


def compose(notice: Notice) -> EmailMessage:
    """De mail zelf. A bounce finds its notice by the Message-ID, which nobody can guess."""
    sender = settings.DEFAULT_FROM_EMAIL
    domain = parseaddr(sender)[1].rpartition("@")[2] or "localhost"
    parts = [notice.body, f"Ga naar: {settings.SITE_URL}{notice.path}", SIGNATURE]
    subject = notice.subject
    if notice.recipient.is_demo:
        subject = f"{FICTION}: {subject}"
        parts.insert(0, f"{FICTION}: dit bericht hoort bij een demonstratie.")
    return EmailMessage(
        subject,
        "\n\n".join(parts) + "\n",
        settings.BOUNCE_ADDRESS or sender,
        [notice.recipient.email],
        headers={
            "From": sender,
            "Message-ID": f"<{notice.pk}.{notice.attempts}@{domain}>",
            "Auto-Submitted": "auto-generated",
        },
    )


def _hand_over(mail: EmailMessage) -> Answer:
    """One conversation with the mail server, and what became of it."""
    line = get_connection()
    try:
        line.open()
    except (OSError, smtplib.SMTPException) as trouble:
        # Ours or the server's, never the recipient's: it is tried again, whatever the code.
        return Answer(Outcome.LATER, _words(trouble))
    try:
        line.send_messages([mail])
    except smtplib.SMTPRecipientsRefused as refusal:
        code, reply = next(iter(refusal.recipients.values()))
        return _by_code(code, reply)
    except smtplib.SMTPResponseException as refusal:
        return _by_code(refusal.smtp_code, refusal.smtp_error)
    except (OSError, smtplib.SMTPException) as trouble:
        handed_over = getattr(getattr(line, "connection", None), "handed_over", False)
        return Answer(Outcome.UNCERTAIN if handed_over else Outcome.LATER, _words(trouble))
    except ValueError as fault:
        return Answer(Outcome.REFUSED, _words(fault))  # an address that is none
    finally:
        with contextlib.suppress(OSError, smtplib.SMTPException):
            line.close()
    return Answer(Outcome.SENT)


def _by_code(code: int, reply: bytes | str) -> Answer:
    """4xx is for now, 5xx for good (RFC 5321, 4.2.1)."""
    words = reply.decode(errors="replace") if isinstance(reply, bytes) else reply
    outcome = Outcome.LATER if 400 <= code < 500 else Outcome.REFUSED
    return Answer(outcome, without_addresses(f"{code} {words}"))


def _words(trouble: Exception) -> str:
    return without_addresses(f"{type(trouble).__name__}: {trouble}")


def without_addresses(words: str) -> str:
    """What a mail server says, for the log: short, and nobody's address in it."""
    return ADDRESS.sub("[adres]", words.replace("\0", ""))[:500]


@transaction.atomic
def _note(notice: Notice, answer: Answer, *, on: datetime.datetime) -> None:
    """Write down what became of the attempt; a bounce may have been quicker."""
    NoticeAttempt.objects.create(notice=notice, outcome=answer.outcome, reply=answer.reply)
    fields = {"problem": answer.reply}
    match answer.outcome:
        case Outcome.SENT:
            news = {"status": Status.SENT, "sent_on": on}
        case Outcome.LATER if notice.attempts <= len(AGAIN_AFTER):
            wait = AGAIN_AFTER[notice.attempts - 1]
            news = {"status": Status.PLANNED, "not_before": on + wait}
        case Outcome.LATER | Outcome.REFUSED:
            news = {"status": Status.FAILED}
        case _:
            news = {}
    Notice.objects.filter(pk=notice.pk, status=Status.SENDING).update(**fields, **news)
    if answer.outcome != Outcome.SENT:
        log.warning("Notice %s: %s (%s)", notice.pk, answer.outcome, answer.reply)
