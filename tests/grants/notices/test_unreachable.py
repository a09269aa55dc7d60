"""The alarm: a municipality where nobody can be written to."""

from __future__ import annotations

from datetime import date

import pytest

from grants.queries.notices import unreachable
from grants.queries.notices_log import troubles
from pmg.accounts.enums import Role
from pmg.accounts.models import RoleAssignment
from pmg.casework.models import Notice
from tests.factories import at
from tests.grants.notices.people import Place, make_place, morning, play_round, someone

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)


@pytest.fixture
def place() -> Place:
    return make_place()


def why() -> list[tuple[str, str]]:
    return [(str(one.role), one.why) for one in unreachable(on=TODAY)]


def test_all_is_well(place: Place) -> None:
    assert why() == []


def test_nobody_has_the_role(place: Place) -> None:
    RoleAssignment.objects.filter(user=place.leader).update(ends_on=date(2026, 5, 31))
    assert why() == [(Role.PROJECT_LEADER, "niemand heeft deze rol")]


def test_nobody_has_an_address(place: Place) -> None:
    place.contact.email = ""
    place.contact.save()
    assert why() == [(Role.SISA_CONTACT, "geen e-mailadres bekend")]
    someone(Role.SISA_CONTACT, place.municipality, "tweede")
    assert why() == []


def test_mail_that_comes_back_rings_until_one_arrives(place: Place) -> None:
    place.justification()
    play_round(TODAY)
    mine = Notice.objects.filter(recipient=place.contact, channel="mail", status="planned")
    mine.update(status="bounced")
    assert why() == [(Role.SISA_CONTACT, "e-mail komt terug")]
    assert set(troubles(now=at(2026, 6, 2))) == {"bounced"}
    play_round(date(2026, 7, 1))
    Notice.objects.filter(planned_on=morning(date(2026, 7, 1)), status="planned").update(
        status="sent"
    )
    assert why() == []


def test_one_query_whatever_the_rows(place: Place, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):
        unreachable(on=TODAY)
