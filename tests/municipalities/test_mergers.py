"""A merger: rights pass on from its day, old years keep their name."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from grants.models import Award
from grants.queries.notices import contacts
from grants.queries.visibility import awards_visible_to
from municipalities.models import Merger, Municipality
from municipalities.services.mergers import record_merger
from pmg.accounts.enums import Role
from pmg.accounts.errors import ActRefused
from pmg.accounts.models import User
from tests.factories import make_award, make_scheme, make_user, municipality

pytestmark = pytest.mark.django_db
OLD, NEW = "GM0899", "GM0513"
TODAY = timezone.localdate()


@pytest.fixture
def award() -> Award:
    return make_award(make_scheme(), municipality(OLD))


def merged(on: datetime.date = TODAY, **more: Any) -> Merger:
    return record_merger(
        **{
            "predecessor": municipality(OLD),
            "successor": municipality(NEW),
            "on": on,
            "basis": "Wet van 1 juli (FICTIEF)",
            "by": make_user(Role.ADMINISTRATOR),
        }
        | more
    )


def reader(code: str = NEW) -> User:
    return make_user(Role.SIGNATORY, municipality(code))


def test_the_successor_sees_and_acts_from_that_day(award: Award) -> None:
    person = reader()
    assert not awards_visible_to(person).exists()
    merged()
    person = User.objects.get(pk=person.pk)
    assert awards_visible_to(person).get() == award
    assert person.has_role(Role.SIGNATORY, municipality_id=award.municipality_id)
    assert not person.has_role(Role.SISA_CONTACT, municipality_id=award.municipality_id)
    assert person.speaks_for(award.municipality_id, Role.SIGNATORY)
    assert person.municipality == municipality(NEW)
    client = Client()
    client.force_login(person)
    page = client.get(reverse("grants:municipality", args=[OLD])).content.decode()
    assert "opgegaan in een andere" in page
    assert award.municipality is not None
    assert award.municipality.name in page


def test_not_a_day_earlier_and_nobody_else(award: Award) -> None:
    merged(TODAY + datetime.timedelta(days=1))
    assert not awards_visible_to(reader()).exists()
    assert not awards_visible_to(reader("GM0193")).exists()


def test_the_successor_is_told(award: Award) -> None:
    person = reader()
    merged()
    there = contacts(on=TODAY)[Role.SIGNATORY, award.municipality_id]
    assert there == [person]
    assert contacts(on=TODAY - datetime.timedelta(days=1)).get(
        (Role.SIGNATORY, award.municipality_id)
    ) in (None, [])


def test_no_circles_and_only_by_an_administrator(award: Award) -> None:
    with pytest.raises(ActRefused, match="beheerder"):
        merged(by=make_user(Role.POLICY_OFFICER))
    merged()
    with pytest.raises(ActRefused, match="al opgegaan"):
        merged(successor=municipality("GM0193"))
    with pytest.raises(ActRefused, match="zelf opvolger"):
        merged(predecessor=municipality(NEW), successor=municipality("GM0193"))
    with pytest.raises(ActRefused, match="zichzelf"):
        merged(predecessor=municipality("GM0193"), successor=municipality("GM0193"))
    assert Merger.objects.count() == 1


def test_an_administrator_records_it_on_a_screen(award: Award) -> None:
    client = Client()
    client.force_login(make_user(Role.ADMINISTRATOR))
    address = reverse("municipalities:mergers")
    old, new = (Municipality.objects.get(cbs_code=code) for code in (OLD, NEW))
    typed = {"predecessor": str(old.pk), "successor": str(new.pk), "basis": "Wet (FICTIEF)"}
    page = client.post(address, typed).content.decode()
    assert "Vul de datum in." in page
    assert "Wet (FICTIEF)" in page
    assert client.post(address, typed | {"on": "2026-01-01"}).status_code == 302
    assert str(Merger.objects.get()) == f"{old} in {new}"
    assert str(old) in client.get(address).content.decode()
