"""A delivery that takes longer than one task may: over several turns, and past a killed worker."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from grants.enums import CbsDeliveryState as State
from grants.enums import CheckState
from grants.models import CbsDelivery, CbsPackage
from grants.queries.cbs import Progress, progress_of
from grants.services import cbs, cbs_reading
from pmg.accounts.enums import Role
from pmg.accounts.services.machines import machine
from tests.factories import accounting_year, make_scheme, make_user
from tests.grants.cbs.deliveries import packages

PLACES = ("0513", "0141", "0193", "0301", "0748")


def hand_in(count: int) -> CbsDelivery:
    figures = {f"g{PLACES[n % 5] if n < 5 else f'7{n:03}'}": 1_000 + n for n in range(count)}
    return cbs.hand_in(
        accounting_year=accounting_year(make_scheme()),
        name="levering.zip",
        chunks=[packages(**figures)],
        by=make_user(Role.POLICY_OFFICER, username="beleid"),
        on=timezone.now(),
    )


def read(delivery: CbsDelivery, seconds: float = cbs_reading.TURN) -> None:
    cbs_reading.read(delivery_id=delivery.pk, by=machine(), on=timezone.now(), seconds=seconds)
    delivery.refresh_from_db()


@pytest.mark.django_db
def test_what_does_not_fit_in_a_turn_is_asked_anew(django_capture_on_commit_callbacks) -> None:  # type: ignore[no-untyped-def]
    delivery = hand_in(3)
    with django_capture_on_commit_callbacks() as hints:
        read(delivery, seconds=0)
    assert (delivery.state, progress_of(delivery)) == (State.RECEIVED, Progress(done=1, of=3))
    assert len(hints) == 1
    reader = Client()
    reader.force_login(delivery.by)
    page = reader.get(reverse("grants:cbs_delivery_reading", args=[delivery.pk]))
    assert "1 van 3 bestanden zijn gelezen" in page.content.decode()
    read(delivery, seconds=0)
    read(delivery, seconds=0)
    assert delivery.state == State.READ
    assert [line.place for line in delivery.lines.all()] == [1, 2, 3]


@pytest.mark.django_db
def test_a_package_that_keeps_failing_by_our_fault_is_given_up_alone() -> None:
    delivery = hand_in(3)
    read(delivery, seconds=0)
    CbsPackage.objects.filter(place=1).update(attempts=cbs_reading.MOST_ATTEMPTS)
    read(delivery)
    assert delivery.state == State.READ
    states = list(delivery.packages.values_list("state", flat=True))
    assert states == [CheckState.DONE, CheckState.FAILED, CheckState.DONE]
    told = [line.message for line in delivery.lines.all()]
    assert ["fout van ons" in message for message in told] == [False, True, False]
