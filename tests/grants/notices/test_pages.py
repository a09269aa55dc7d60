"""The pages about notices: the inbox, the outlook, the log and one notice."""

from __future__ import annotations

import datetime
import uuid
from datetime import date

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from grants.tasks.notices import send_notices
from municipalities.services.telling import tell_invited
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.accounts.services.offers import invite, token_of
from pmg.casework.models import Notice
from pmg.casework.notices import INVITATION, Channel
from tests.grants.notices.people import Place, make_place, morning, play_round

pytestmark = pytest.mark.django_db
JUNE = date(2026, 6, 1)


@pytest.fixture
def place() -> Place:
    made = make_place()
    made.justification()
    return made


def page(user: User, name: str, *arguments: object, **query: str) -> str:
    client = Client()
    client.force_login(user)
    answer = client.get(reverse(f"grants:{name}", args=arguments), query)
    assert answer.status_code == 200
    return answer.content.decode()


def post(user: User, name: str, notice: Notice, **fields: object) -> str:
    client = Client()
    client.force_login(user)
    sent = {"revision": notice.attempts, "key": uuid.uuid4(), **fields}
    answer = client.post(reverse(f"grants:{name}", args=[notice.pk]), sent, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_inbox_is_ones_own_and_counts_as_seen(place: Place) -> None:
    play_round(JUNE)
    first = page(place.contact, "notice_inbox")
    assert "verantwoording over 2025 van Gouda" in first
    assert ">Nieuw<" in first
    assert ">Nieuw<" not in page(place.contact, "notice_inbox")
    assert "U hebt nog geen berichten." in page(place.signatory, "notice_inbox")


def test_start_page_shows_what_is_new(place: Place) -> None:
    play_round(JUNE)
    assert "verantwoording over 2025 van Gouda" in page(place.contact, "start")
    page(place.contact, "notice_inbox")
    assert "U hebt geen nieuwe berichten." in page(place.contact, "start")


def test_outlook_asks_for_days_and_keeps_what_was_typed(place: Place) -> None:
    later = timezone.localdate() + datetime.timedelta(days=30)
    wrong = page(place.policy, "notice_outlook", van=str(later), tot=str(timezone.localdate()))
    assert "Deze dag ligt vóór de eerste dag." in wrong
    assert f'value="{later}"' in wrong
    assert "Vul een bestaande datum in" in page(place.policy, "notice_outlook", van="31-2-2026")


def test_outlook_of_a_day_gone_by_shows_what_went(place: Place) -> None:
    play_round(JUNE)
    shown = page(place.policy, "notice_outlook", van="2026-06-01")
    assert "verantwoording over 2025 van Gouda" in shown
    sunday = page(place.policy, "notice_outlook", van="2026-05-31")
    assert "is geen werkdag" in sunday


def test_log_filters_and_leads_to_one_notice(place: Place) -> None:
    play_round(JUNE)
    assert "van Gouda" in page(place.policy, "notice_log", status="planned", gemeente="GM0513")
    assert "Geen berichten gevonden." in page(place.policy, "notice_log", status="bounced")
    notice = Notice.objects.filter(channel="mail", status="planned").first()
    shown = page(place.policy, "notice_detail", notice.pk)
    assert "Wat moet u doen?" in shown
    assert "Opnieuw versturen" not in shown


def test_the_worker_sends_what_waits_and_only_what_is_needed(place: Place) -> None:
    play_round(JUNE)
    waiting = Notice.objects.filter(channel="mail", status="planned").count()
    send_notices()
    assert len(mail.outbox) == waiting > 0
    send_notices()
    assert len(mail.outbox) == waiting


def test_failed_is_sent_again_by_hand(place: Place) -> None:
    play_round(JUNE)
    notice = Notice.objects.filter(channel="mail", recipient=place.contact).first()
    Notice.objects.filter(pk=notice.pk).update(status="failed", attempts=3)
    notice.refresh_from_db()
    assert "gaat binnen een minuut weg" in post(place.policy, "notice_send_again", notice)
    notice.refresh_from_db()
    assert notice.status == "planned"
    shown = page(place.policy, "notice_detail", notice.pk)
    assert "Opnieuw klaargezet" in shown
    assert "kan nu niet opnieuw" not in post(place.policy, "notice_send_again", notice)


def test_bounce_by_hand_asks_for_words(place: Place) -> None:
    play_round(JUNE)
    notice = Notice.objects.filter(channel="mail", recipient=place.contact).first()
    Notice.objects.filter(pk=notice.pk).update(status="sent", sent_on=morning(JUNE))
    assert "Schrijf op wat er" in post(place.policy, "notice_bounced", notice, reason=" ")
    assert "kwam terug" in post(place.policy, "notice_bounced", notice, reason="Postvak vol")
    notice.refresh_from_db()
    assert (notice.status, notice.problem) == ("bounced", "Postvak vol")
    assert "e-mail komt terug" in page(place.policy, "start")


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("name", ["notice_log", "notice_outlook", "notice_inbox"])
def test_queries_do_not_grow(
    place: Place, name: str, rows: int, django_assert_max_num_queries: object
) -> None:
    play_round(JUNE)
    some = Notice.objects.filter(recipient=place.contact)[:1].get()
    for number in range(rows):
        some.pk, some.deadline_key, some.channel = uuid.uuid4(), f"more:{number}", "mail"
        Notice.objects.create(**{f.attname: getattr(some, f.attname) for f in Notice._meta.fields})
    client = Client()
    client.force_login(place.policy)
    with django_assert_max_num_queries(12):
        client.get(reverse(f"grants:{name}"), {"van": "2026-06-01", "tot": "2026-06-30"})


def test_the_key_of_an_invitation_is_for_who_is_invited(place: Place) -> None:
    now = timezone.now()
    offer = invite(
        email="nieuw@voorbeeld.invalid",
        role=Role.PROJECT_LEADER,
        municipality_id=place.municipality.pk,
        by=place.signatory,
        on=now,
    )
    tell_invited(on=now)
    sent = Notice.objects.get(kind=INVITATION, channel=Channel.MAIL)
    shown = page(place.policy, "notice_detail", sent.pk)
    assert sent.subject in shown
    assert token_of(offer) not in shown
    assert reverse("people:invitation", args=[token_of(offer)]) == sent.path
