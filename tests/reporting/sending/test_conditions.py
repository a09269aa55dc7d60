"""The checklist for sending: each point by itself stops the report, and says what is the matter."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

import pmg.celery  # noqa: F401 - the queue as web and worker know it
from grants.models import Justification
from grants.services.drafting import Posted
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused
from reporting.models import FactCheck, Publication, ReportYear, SignOffParty
from reporting.services import conditions
from reporting.services.conditions import conditions_of, ready_to_send
from reporting.services.freezing import freeze_year
from reporting.services.publishing import publish_year
from reporting.services.texts import keep_text
from tests.factories import make_figure, make_user
from tests.reporting.sending.ready import make_files, make_ready, search_people
from tests.reporting.stories import make_story

pytestmark = pytest.mark.usefixtures("clone_db")


@pytest.fixture
def case() -> ReportYear:
    scheme = make_story()
    freeze_year(scheme_id=scheme.pk, year=2024, by=make_user(Role.ANALYST), on=timezone.now())
    return ReportYear.objects.get()


@pytest.fixture
def officer() -> User:
    return make_user(Role.POLICY_OFFICER)


def unmet(case: ReportYear) -> dict[str, str]:
    found = conditions_of(ready_to_send(case, on=timezone.now()))
    return {one.key: " ".join(one.problems) for one in found if not one.is_met}


def send(case: ReportYear, by: User) -> None:
    case.refresh_from_db()
    publish_year(case=case, by=by, on=timezone.now(), seen_revision=case.revision)


def test_of_a_year_just_frozen_nothing_is_met(case: ReportYear, officer: User) -> None:
    points = conditions_of(ready_to_send(case, on=timezone.now()))
    assert len(points) == len(conditions.CONDITIONS)
    assert all(not one.is_met for one in points)
    assert "nog niet doorzocht" in unmet(case)["persons"]
    assert "Kamerbrief: nog in te vullen is" in unmet(case)["texts"]
    assert "geen partij ingesteld" in unmet(case)["sign_offs"]
    with pytest.raises(MoveRefused, match="Maak eerst de PDF"):
        send(case, officer)
    assert not Publication.objects.exists()


def test_each_point_by_itself_stops_it(case: ReportYear, officer: User) -> None:
    rendition = make_ready(case, officer)
    assert unmet(case) == {}

    # Somebody new is known: the search is to be done again.
    make_user(Role.ASSESSOR, first_name="Onverwacht", last_name="Aanwezig")
    assert unmet(case) == {"persons": "De bestanden van nu zijn nog niet doorzocht."}
    with pytest.raises(MoveRefused, match="doorzocht"):
        send(case, officer)
    search_people(rendition, officer)
    assert unmet(case) == {}

    # A party that must sign too, and has not.
    party = SignOffParty.objects.get()
    other = SignOffParty.objects.create(
        scheme=case.scheme, name="Bureau", step=2, parts=["note"], term=5, remind_before=0
    )
    assert unmet(case) == {"sign_offs": "Beslisnota: de paraaf ontbreekt van Bureau."}
    other.is_asked = False
    other.save()
    # A part that nobody signs for.
    party.parts = ["report", "letter", "note"]
    party.save()
    assert unmet(case) == {"sign_offs": "Nog geen partij ingesteld voor: Cijfers."}
    party.parts = ["figures", "report", "letter", "note"]
    party.save()

    # A remark of a municipality that nobody dealt with, and one that may still come.
    check = FactCheck.objects.select_related("municipality").first()
    assert check is not None
    assert check.municipality is not None
    FactCheck.objects.filter(pk=check.pk).update(state="remarked")
    assert check.municipality.name in unmet(case)["facts"]
    FactCheck.objects.filter(pk=check.pk).update(state="asked", due_on=timezone.localdate())
    assert "De termijn loopt nog" in unmet(case)["facts"]
    FactCheck.objects.filter(pk=check.pk).update(state="agreed")
    assert unmet(case) == {}

    # Another text: other files, other sign-offs.
    keep_text(
        scheme=case.scheme,
        year=2024,
        name="lessen",
        posted=Posted({"text": "Begin vroeg."}, 0),
        by=officer,
        on=timezone.now(),
    )
    assert unmet(case).keys() == {"files", "persons", "sign_offs"}


def test_a_day_counts_as_the_clock_of_amsterdam_does(case: ReportYear, officer: User) -> None:
    """A quarter past midnight is the next day there, and still yesterday in UTC."""
    make_ready(case, officer)
    FactCheck.objects.update(due_on=datetime.date(2026, 7, 15))
    late = datetime.datetime(2026, 7, 15, 22, 15, tzinfo=datetime.UTC)

    def facts(moment: datetime.datetime) -> bool:
        points = conditions_of(ready_to_send(case, on=moment))
        return next(one.is_met for one in points if one.key == "facts")

    assert facts(late)
    assert not facts(late - datetime.timedelta(minutes=30))


def test_facts_that_changed_after_the_check_are_shown_again(
    case: ReportYear, officer: User
) -> None:
    make_ready(case, officer)
    hoorn = Justification.objects.get(municipality__cbs_code="GM0405", accounting_year__year=2024)
    make_figure(hoorn, 285_001)
    case.refresh_from_db()
    freeze_year(
        scheme_id=case.scheme_id,
        year=2024,
        by=make_user(Role.ANALYST),
        on=timezone.now(),
        reason="Hoorn leverde het SiSa-cijfer",
        seen_revision=case.revision,
    )
    make_files(case)
    assert unmet(case)["facts"] == "De cijfers zijn na de feitencheck veranderd: Hoorn."


def test_sending_keeps_what_went_out_under_a_number_that_never_comes_back(
    case: ReportYear, officer: User
) -> None:
    rendition = make_ready(case, officer)
    send(case, officer)
    publication = Publication.objects.get()
    assert (publication.number, publication.rendition) == (1, rendition)
    with pytest.raises(MoveRefused):
        send(case, officer)
    assert Publication.objects.count() == 1
