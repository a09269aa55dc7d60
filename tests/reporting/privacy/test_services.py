"""Searching the files of a year, letting a phrase through, and taking that back."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

import pmg.celery  # noqa: F401 - the queue as web and worker know it
from pmg.accounts.enums import Role
from pmg.casework.errors import MoveRefused
from reporting.models import Clearance, PersonSearch, Rendition, RenditionFile, Snapshot, TextSet
from reporting.privacy.search import Person
from reporting.queries.privacy import blocking, clearances_of, finds, known_people, search_of
from reporting.services.freezing import freeze_year
from reporting.services.privacy import (
    ask_for_search,
    clear_hits,
    note_failure,
    run_search,
    take_back,
    take_up_again,
)
from tests.factories import make_user
from tests.grants.applications.contents import begun, make_town
from tests.reporting.stories import make_story

pytestmark = pytest.mark.usefixtures("clone_db")


def make_files(**files: bytes) -> Rendition:
    """A frozen year with these files, as if the worker made them."""
    scheme = make_story()
    freeze_year(scheme_id=scheme.pk, year=2024, by=make_user(Role.ANALYST), on=timezone.now())
    snapshot = Snapshot.objects.get()
    texts = TextSet.objects.create(scheme=scheme, year=2024, content=b"{}", sha256="x")
    rendition = Rendition.objects.create(
        snapshot=snapshot, texts=texts, edition={}, edition_key="k"
    )
    for kind, content in files.items():
        RenditionFile.objects.create(
            rendition=rendition,
            kind=kind,
            name=f"{kind}.csv",
            content=content,
            sha256="s",
            size=len(content),
        )
    return rendition


def searched(rendition: Rendition) -> PersonSearch:
    run_search(ask_for_search(rendition=rendition, by=make_user(Role.ANALYST)).pk)
    found = search_of(rendition)
    assert found is not None
    return found


def test_a_name_blocks_until_it_is_let_through_and_again_when_that_is_taken_back() -> None:
    make_user(Role.ASSESSOR, first_name="Noor", last_name="Verzinsel")
    rendition = make_files(csv=b"tekst\nNoor Verzinsel", json=b"van N. Verzinsel")
    assert blocking(rendition) is None
    searched(rendition)
    stands = blocking(rendition)
    assert stands is not None
    assert {hit.place for hit in stands} == {"CSV, tekst", "JSON, tekst"}

    scheme, officer = rendition.snapshot.report_year.scheme, make_user(Role.POLICY_OFFICER)
    one = [hit for hit in stands if hit.place.startswith("CSV")]
    (cleared,) = clear_hits(
        scheme=scheme,
        year=2024,
        hits=one,
        everywhere=False,
        reason="Citaat.",
        by=officer,
        on=timezone.now(),
    )
    left = blocking(rendition)
    assert left is not None
    assert [hit.place for hit in left] == ["JSON, tekst"]

    take_back(clearance=cleared, reason="Toch niet.", by=officer, on=timezone.now())
    assert blocking(rendition) == stands
    assert Clearance.objects.count() == 2


def test_a_member_of_the_government_may_stand_everywhere_but_not_who_only_sounds_alike() -> None:
    rendition = make_files(csv=b"mw. Denkbeeldig\nmw. Denkbeeldiger", json=b"A. Denkbeeldig")
    found = finds(searched(rendition), {})
    clear_hits(
        scheme=rendition.snapshot.report_year.scheme,
        year=2024,
        hits=[one.hit for one in found if one.hit.phrase == "A. Denkbeeldig"],
        everywhere=True,
        reason="Minister.",
        by=make_user(Role.POLICY_OFFICER),
        on=timezone.now(),
    )
    left = blocking(rendition)
    assert left is not None
    assert {hit.phrase for hit in left} == {"mw. Denkbeeldig", "mw. Denkbeeldiger"}


def test_with_somebody_new_the_search_is_done_again() -> None:
    rendition = make_files(csv=b"niemand")
    searched(rendition)
    assert blocking(rendition) == []
    make_user(Role.AUDITOR, first_name="Nieuw", last_name="Gezicht")
    assert blocking(rendition) is None


def test_the_note_with_names_stays_inside_and_is_not_searched() -> None:
    make_user(Role.ASSESSOR, first_name="Noor", last_name="Verzinsel")
    rendition = make_files(note_in=b"Noor Verzinsel", csv=b"niemand")
    searched(rendition)
    assert blocking(rendition) == []


def test_contacts_of_applications_are_known_too() -> None:
    begun(make_town())
    contact = next(one for one in known_people() if one.phone)
    assert contact == Person("Robin", "de Vries", "robin@gemeente.invalid", "0182 000 000")


def test_a_search_is_asked_once_and_a_lost_hint_is_swept() -> None:
    rendition = make_files(csv=b"niemand")
    analyst = make_user(Role.ANALYST)
    first = ask_for_search(rendition=rendition, by=analyst)
    assert ask_for_search(rendition=rendition, by=analyst) == first
    later = timezone.now() + datetime.timedelta(seconds=6)
    assert take_up_again(now=later) == [first.pk]
    run_search(first.pk)
    run_search(first.pk)
    assert take_up_again(now=later) == []
    assert PersonSearch.objects.get().attempts == 1


def test_a_file_that_cannot_be_searched_is_a_fault_of_ours_and_never_clean() -> None:
    rendition = make_files(csv=b"\xff\xfe")
    row = ask_for_search(rendition=rendition, by=make_user(Role.ANALYST))
    for _ in range(3):
        with pytest.raises(UnicodeDecodeError):
            run_search(row.pk)
        note_failure(row.pk)
    row.refresh_from_db()
    assert row.state == "failed"
    assert blocking(rendition) is None


def test_nothing_is_let_through_without_a_reason() -> None:
    rendition = make_files(csv=b"mw. Denkbeeldig")
    hits = [one.hit for one in finds(searched(rendition), {})]
    scheme = rendition.snapshot.report_year.scheme
    for reason, chosen in ((" ", hits), ("Goed.", [])):
        with pytest.raises(MoveRefused):
            clear_hits(
                scheme=scheme,
                year=2024,
                hits=chosen,
                everywhere=False,
                reason=reason,
                by=make_user(Role.POLICY_OFFICER),
                on=timezone.now(),
            )
    assert clearances_of(scheme, 2024) == {}
