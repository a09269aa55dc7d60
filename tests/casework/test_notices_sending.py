"""Notices go over a real SMTP conversation, and whatever the server does is written down."""

from __future__ import annotations

import datetime
import socket

import pytest
from django.test import override_settings

from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused, NotAllowed
from pmg.casework.models import Notice
from pmg.casework.notices import (
    Outcome,
    Status,
    Text,
    may_send_again,
    note_bounce,
    notices_for,
    plan,
    send_again,
)
from pmg.casework.notices_sending import AGAIN_AFTER, send, waiting
from tests.casework.mail_server import mail_server
from tests.factories import at, make_user

pytestmark = pytest.mark.django_db
NOW = at(2026, 7, 14, 8)
TEXT = Text(
    kind="verantwoording-komt-eraan",
    subject="Nog één dag: verantwoording over 2025",
    mail="Beste Robin de Vries,\n\nMorgen is het zover.",
    portal="Morgen is het zover.",
    path="/verantwoording/1/",
    needs_action=True,
)


@pytest.fixture
def reader() -> User:
    return make_user(Role.ASSESSOR, email="robin@gouda.example")


@pytest.fixture
def mender() -> User:
    return make_user(Role.POLICY_OFFICER)


def planned(reader: User, **more: object) -> Notice:
    """The mail of a notice that is ready to go."""
    plan(
        notices_for(
            TEXT, to=reader, role="assessor", about="taak:1", municipality_id=None, on=NOW, **more
        )
    )
    return Notice.objects.get(channel="mail")


def state_of(notice: Notice) -> str:
    notice.refresh_from_db()
    return notice.status


def test_mail_arrives_as_written(reader: User) -> None:
    notice = planned(reader)
    with mail_server() as server, override_settings(SITE_URL="https://pmg.example"):
        assert waiting(on=NOW) == [notice.pk]
        send(notice.pk, on=NOW)
    (mail,) = server.received
    assert mail["Subject"] == TEXT.subject
    assert mail["To"] == reader.email
    assert mail["Auto-Submitted"] == "auto-generated"
    text = mail.get_content().replace("\r\n", "\n")
    assert TEXT.mail in text
    assert "https://pmg.example/verantwoording/1/" in text
    assert mail.get_content_type() == "text/plain"
    assert state_of(notice) == Status.SENT
    assert notice.sent_on == NOW
    assert [attempt.outcome for attempt in notice.tries.all()] == [Outcome.SENT]


def test_undeliverable_mail_comes_back_to_its_own_address(reader: User) -> None:
    with mail_server() as server, override_settings(BOUNCE_ADDRESS="terug@pmg.example"):
        send(planned(reader).pk, on=NOW)
    assert server.senders == ["terug@pmg.example"]
    assert server.received[0]["From"] == "Preventie met Gezag <noreply@example.org>"


def test_demo_says_that_it_is_fiction(reader: User) -> None:
    reader.is_demo = True
    reader.save()
    with mail_server() as server:
        send(planned(reader).pk, on=NOW)
    assert server.received[0]["Subject"].strip().startswith("FICTIEF: ")
    assert server.received[0].get_content().startswith("FICTIEF: ")


def test_nobody_is_told_twice(reader: User) -> None:
    notice = planned(reader)
    assert planned(reader) == notice
    with mail_server() as server:
        send(notice.pk, on=NOW)
        assert send(notice.pk, on=NOW) is None
    assert len(server.received) == 1
    assert Notice.objects.count() == 2  # portal and mail


def test_without_an_address_only_the_portal_tells(reader: User) -> None:
    reader.email = ""
    reader.save()
    plan(notices_for(TEXT, to=reader, role="x", about="taak:1", municipality_id=None, on=NOW))
    assert Notice.objects.get().channel == "portal"


@pytest.mark.parametrize("where", ["rcpt", "data"])
def test_for_now_not_is_tried_again_later(reader: User, where: str) -> None:
    notice = planned(reader)
    with mail_server(**{where: "451 4.7.1 Greylisted, try again"}):
        send(notice.pk, on=NOW)
    assert state_of(notice) == Status.PLANNED
    assert "Greylisted" in notice.problem
    assert notice.not_before == NOW + AGAIN_AFTER[0]
    with mail_server() as server:
        assert send(notice.pk, on=NOW) is None, "its time has not come"
        send(notice.pk, on=NOW + AGAIN_AFTER[0])
    assert len(server.received) == 1
    assert state_of(notice) == Status.SENT


def test_patience_ends(reader: User) -> None:
    notice = planned(reader)
    moment = NOW
    with mail_server(rcpt="450 4.2.2 Mailbox full"):
        for wait in (*AGAIN_AFTER, datetime.timedelta(days=1)):
            send(notice.pk, on=moment)
            moment += wait
    assert state_of(notice) == Status.FAILED
    assert notice.tries.count() == len(AGAIN_AFTER) + 1


@pytest.mark.parametrize("where", ["rcpt", "data"])
def test_refused_for_good_fails_at_once(reader: User, where: str) -> None:
    notice = planned(reader)
    with mail_server(**{where: "550 5.1.1 <robin@gouda.example> is unknown here"}):
        send(notice.pk, on=NOW)
    assert state_of(notice) == Status.FAILED
    assert "550 5.1.1" in notice.problem
    assert "robin" not in notice.problem, "no mail address in the log"


def test_hanging_up_before_the_message_is_tried_again(reader: User) -> None:
    notice = planned(reader)
    with mail_server(hang_up="rcpt"):
        send(notice.pk, on=NOW)
    assert state_of(notice) == Status.PLANNED


def test_hanging_up_after_the_message_leaves_it_uncertain(reader: User, mender: User) -> None:
    notice = planned(reader)
    with mail_server(hang_up="data") as server:
        send(notice.pk, on=NOW)
        later = NOW + datetime.timedelta(days=1)
        assert waiting(on=later) == []
        assert send(notice.pk, on=later) is None
    assert len(server.received) == 1, "it did arrive, but nobody here can know"
    assert state_of(notice) == Status.SENDING
    assert [attempt.outcome for attempt in notice.tries.all()] == [Outcome.UNCERTAIN]


def test_no_server_at_all_is_tried_again(reader: User) -> None:
    notice = planned(reader)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with override_settings(
            EMAIL_BACKEND="pmg.casework.notices_smtp.EmailBackend",
            EMAIL_HOST="127.0.0.1",
            EMAIL_PORT=taken.getsockname()[1],
        ):
            send(notice.pk, on=NOW)
    assert state_of(notice) == Status.PLANNED


def test_who_left_gets_nothing(reader: User) -> None:
    notice = planned(reader)
    reader.is_active = False
    reader.save()
    with mail_server() as server:
        assert send(notice.pk, on=NOW) is None
    assert server.received == []
    assert state_of(notice) == Status.FAILED


def test_what_is_uncertain_goes_again_only_by_hand(reader: User, mender: User) -> None:
    notice = planned(reader)
    with mail_server(hang_up="data"):
        send(notice.pk, on=NOW)
    notice.refresh_from_db()
    later = NOW + datetime.timedelta(minutes=30)
    assert not may_send_again(notice, on=NOW), "it may still be under way"
    with pytest.raises(NotAllowed):
        send_again(notice, by=reader, on=later, seen_attempts=1)
    first = send_again(notice, by=mender, on=later, seen_attempts=1)
    assert send_again(notice, by=mender, on=later, seen_attempts=1) == first, "a double click"
    with mail_server() as server:
        send(notice.pk, on=later)
    assert len(server.received) == 1
    assert state_of(notice) == Status.SENT
    with pytest.raises(MoveRefused):
        send_again(notice, by=mender, on=later, seen_attempts=2)


def test_a_bounce_is_written_down_by_hand(reader: User, mender: User) -> None:
    notice = planned(reader)
    with pytest.raises(MoveRefused):
        note_bounce(notice, reply="Kwam terug.", by=mender)
    with mail_server():
        send(notice.pk, on=NOW)
    with pytest.raises(NotAllowed):
        note_bounce(notice, reply="Kwam terug.", by=reader)
    assert note_bounce(notice, reply="Kwam terug.", by=mender)
    assert not note_bounce(notice, reply="Kwam terug.", by=mender)
    assert state_of(notice) == Status.BOUNCED
    assert notice.tries.last().by == mender
