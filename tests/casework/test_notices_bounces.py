"""Mails that came back: real delivery status messages, from a maildir, an mbox and a pipe."""

from __future__ import annotations

import io
import mailbox
import sys
from email.message import EmailMessage, Message
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from grants.tasks.notices import read_bounces
from pmg.accounts.enums import Role
from pmg.casework.models import Notice
from pmg.casework.notices import notices_for, plan
from pmg.casework.notices_bounces import LARGEST, read_bounce, take_in
from pmg.casework.notices_sending import send
from tests.casework.mail_server import mail_server
from tests.casework.test_notices_sending import NOW, TEXT
from tests.factories import make_user

GONE = "smtp; 550 5.1.1 <robin@gouda.example> user unknown"


def report(about: EmailMessage, *, action: str = "failed", reason: str = GONE) -> bytes:
    """A delivery status message as RFC 3464 has it, with the headers of the mail it is about."""
    whole = MIMEMultipart("report", report_type="delivery-status")
    whole["From"] = "MAILER-DAEMON@mx.gouda.example"
    whole["Subject"] = "Undelivered Mail Returned to Sender"
    whole.attach(MIMEText("This is the mail system at host mx.gouda.example."))
    status = Message()
    status["Content-Type"] = "message/delivery-status"
    server, recipient = Message(), Message()
    server["Reporting-MTA"] = "dns; mx.gouda.example"
    recipient["Final-Recipient"] = "rfc822; robin@gouda.example"
    recipient["Action"] = action
    recipient["Status"] = "5.1.1"
    recipient["Diagnostic-Code"] = reason
    status.set_payload([server, recipient])
    whole.attach(status)
    original = Message()
    for name in ("Message-ID", "Subject"):
        original[name] = str(about[name]).strip()
    whole.attach(MIMEMessage(original))
    return whole.as_bytes()


@pytest.fixture
def mail(db: None) -> EmailMessage:
    """A notice that was sent, as the server received it."""
    reader = make_user(Role.ASSESSOR, email="robin@gouda.example")
    plan(notices_for(TEXT, to=reader, role="", about="taak:1", municipality_id=None, on=NOW))
    with mail_server() as server:
        send(Notice.objects.get(channel="mail").pk, on=NOW)
    return server.received[0]


def notice() -> Notice:
    return Notice.objects.get(channel="mail")


def test_failure_marks_the_notice(mail: EmailMessage) -> None:
    assert take_in(report(mail))
    assert notice().status == "bounced"
    assert "550 5.1.1" in notice().problem
    assert "robin" not in notice().problem
    assert not take_in(report(mail)), "the same message again changes nothing"
    assert notice().tries.filter(outcome="bounced").count() == 1


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded"])
def test_no_failure_is_no_bounce(mail: EmailMessage, action: str) -> None:
    assert not take_in(report(mail, action=action))
    assert notice().status == "sent"


def test_somebody_elses_mail_is_left_alone(mail: EmailMessage) -> None:
    other = EmailMessage()
    other["Message-ID"] = "<0e9cbb02-6f1c-4f0c-9f00-000000000000.1@example.org>"
    other["Subject"] = "x"
    assert not take_in(report(other))
    assert not take_in(b"Subject: gewoon een brief\r\n\r\nHallo")
    assert notice().status == "sent"


def test_too_large_is_not_read(mail: EmailMessage) -> None:
    assert read_bounce(report(mail) + b"x" * LARGEST) is None


@given(st.binary(max_size=400), st.integers(0, 1200))
def test_whatever_comes_in_is_survived(noise: bytes, place: int) -> None:
    """Noise in the middle of a good message: a bounce or none, never an error."""
    about = EmailMessage()
    about["Message-ID"] = "<0e9cbb02-6f1c-4f0c-9f00-000000000000.1@example.org>"
    about["Subject"] = "x"
    good = report(about)
    read_bounce(good[:place] + noise + good[place:])
    read_bounce(noise)


def test_maildir_by_the_worker(mail: EmailMessage, tmp_path: Path) -> None:
    box = mailbox.Maildir(tmp_path / "box")
    box.add(report(mail))
    box.add(b"Subject: reclame\r\n\r\nKoop nu")
    with override_settings(BOUNCE_MAILBOX=str(tmp_path / "box")):
        read_bounces()
        read_bounces()
    assert notice().status == "bounced"
    assert all(message.get_subdir() == "cur" for message in mailbox.Maildir(tmp_path / "box"))


def test_mbox_by_the_command(
    mail: EmailMessage, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    box = mailbox.mbox(tmp_path / "mbox")
    box.add(report(mail))
    box.flush()
    box.close()
    for expected in ("1 notice(s)", "0 notice(s)"):
        call_command("read_bounces", str(tmp_path / "mbox"))
        assert expected in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("read_bounces", str(tmp_path / "nowhere"))


def test_pipe(mail: EmailMessage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(report(mail))))
    call_command("read_bounces")
    assert notice().status == "bounced"


NESTED = b"".join(
    b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (depth, depth)
    for depth in range(2000)
)


def test_one_hostile_message_keeps_no_other_unread(mail: EmailMessage, tmp_path: Path) -> None:
    box = mailbox.Maildir(tmp_path / "box")
    for data in (NESTED, report(mail, reason="smtp; 550 \0 weg")):
        box.add(data)
    with override_settings(BOUNCE_MAILBOX=str(tmp_path / "box")):
        read_bounces()
    assert (notice().status, notice().problem) == ("bounced", "smtp; 550  weg")
    assert not any((tmp_path / "box" / "new").iterdir())


def test_nor_in_an_mbox(mail: EmailMessage, tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "mbox")
    for data in (NESTED, report(mail)):
        box.add(data)
    box.flush()
    box.close()
    call_command("read_bounces", str(tmp_path / "mbox"))
    assert notice().status == "bounced"
