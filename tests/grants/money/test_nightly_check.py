"""The books are checked each night: once, on record, and told where something differs."""

from __future__ import annotations

import psycopg
import pytest
from django.conf import settings
from django.urls import reverse

from grants.models import LedgerCheck
from grants.services.ledger_check import check_books
from pmg.accounts.enums import Role
from pmg.accounts.services.machines import machine
from pmg.casework.models import Notice
from tests.factories import at, make_user
from tests.grants.money.story import tell
from tests.grants.money.test_check_ledger import break_rows
from tests.grants.money.test_screens import queries, signed_in

NIGHT = at(2026, 11, 20, 2, 30)
WRONG = "UPDATE grants_ledgerentry SET amount = amount - 1 WHERE kind = 'payment'"


def test_right_books_are_told_to_nobody_and_shown_to_three(clone_db: str) -> None:
    story = tell()
    people = [make_user(Role.ADMINISTRATOR, email="beheer@example.nl"), story.officer]
    people.append(make_user(Role.AUDITOR))
    for person in people:
        assert "nog niet uitgevoerd" in signed_in(person).get("/").content.decode()
    check = check_books(by=machine(), on=NIGHT)
    assert check.differences == []
    assert check_books(by=machine(), on=NIGHT) == check
    assert not Notice.objects.exists()
    for person in people:
        assert "De boekhouding klopt." in signed_in(person).get("/").content.decode()


def test_a_difference_is_mailed_to_the_administrators_without_what_it_is(
    clone_db: str, owner_connection: psycopg.Connection[object]
) -> None:
    tell()
    administrator = make_user(Role.ADMINISTRATOR, email="beheer@example.nl")
    break_rows(owner_connection, WRONG)
    for _ in range(2):
        check = check_books(by=machine(), on=NIGHT)
    assert LedgerCheck.objects.count() == 1
    mail = Notice.objects.get(channel="mail")
    assert mail.recipient == administrator
    assert "Actie nodig" in mail.subject
    for hidden in ("PMG-2024-0513", "399999", "Gouda"):
        assert hidden not in mail.subject + mail.body
    client = signed_in(administrator)
    assert "De boekhouding klopt niet:" in client.get("/").content.decode()
    page = client.get(reverse("grants:ledger_checks")).content.decode()
    assert all(line in page for line in check.differences)


def test_queries_do_not_grow_with_the_nights(db: None) -> None:
    client, address = signed_in(make_user(Role.AUDITOR)), reverse("grants:ledger_checks")
    for day in (1, 2, 3):
        on = at(2026, 11, day)
        LedgerCheck.objects.create(day=on.date(), on=on, by=machine(), rules=9, differences=["x"])
        if day == 1:
            queries(client, address)
            at_one = queries(client, address)
    assert queries(client, address) == at_one
    assert at_one <= 12


@pytest.mark.parametrize("task", ["grants.check_ledger", "grants.propose_payments"])
def test_beat_asks_for_it(task: str) -> None:
    assert task in {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
