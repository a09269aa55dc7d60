"""What a municipality shares: found by its words once accepted, and nothing else of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import ProgrammingError, transaction
from django.utils import timezone

from grants.checks.progress_content import ProgressContent
from grants.enums import CheckState
from grants.models import Lesson, LessonBundle, ProgressReport
from grants.queries.lessons import LessonChoice, factors_shared, found_lessons, pieces_of
from grants.services.files import read_file
from grants.services.lessons import ask_for_bundle, make_bundle, withdraw_lesson
from grants.services.progress import NotReady, accept
from pmg.accounts.enums import Role
from pmg.casework.errors import MoveRefused, NotAllowed
from pmg.casework.moves import Door
from tests.factories import at, make_award, make_user, municipality
from tests.grants.progress.contents import make_content
from tests.grants.progress.reports import deliver_report, make_report

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):  # type: ignore[no-untyped-def]
    settings.MEDIA_ROOT = tmp_path / "media"


def sharing(**changes: object) -> ProgressContent:
    """A complete report that shares its lesson and the experience with its intervention."""
    content = make_content(lessons_shared=True)
    rows = tuple(replace(row, shared=True, **changes) for row in content.interventions)
    return replace(content, interventions=rows)


def accepted(
    code: str = "GM0513",
    content: ProgressContent | None = None,
    beside: ProgressReport | None = None,
) -> ProgressReport:
    award = make_award(beside.award.scheme, municipality(code)) if beside else None
    report = make_report(code, award=award)
    deliver_report(report, content=content or sharing())
    accept(
        report=report,
        by=make_user(Role.POLICY_OFFICER),
        on=at(2025, 10, 6),
        seen_revision=report.revision,
        door=Door.DEMO,
    )
    return report


def texts(**choice: object) -> set[str]:
    return {lesson.text for lesson in found_lessons(LessonChoice(**choice))}  # type: ignore[arg-type]


LESSON = "Begin op school, niet in de wijk."
EXPERIENCE = "De trainers kregen na de kerst meer vertrouwen."


def test_nothing_is_shared_unless_the_municipality_says_so() -> None:
    accepted(content=make_content())
    assert texts() == set()


def test_nothing_is_shared_before_the_report_is_accepted() -> None:
    deliver_report(make_report(), content=sharing())
    assert not Lesson.objects.exists()


def test_what_was_marked_is_found_after_accepting() -> None:
    accepted()
    assert texts() == {LESSON, EXPERIENCE}
    lesson = Lesson.objects.get(text=EXPERIENCE)
    assert lesson.about == "Alleen jij bepaalt wie je bent"
    assert lesson.factors == ["schoolverzuim", "verkeerde vrienden", "sport"]


def test_an_age_band_with_fewer_than_five_is_not_named() -> None:
    accepted()
    assert Lesson.objects.get(text=EXPERIENCE).age_bands == ["12-17", "23-27"]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("scholen", {LESSON}),  # the stem of 'school'
        ("trainer kerst", {EXPERIENCE}),
        ("trainer school", set()),
        ("vertrouwen OR wijk", {LESSON, EXPERIENCE}),
        ("Oost", {EXPERIENCE}),  # the area
        ("bepaalt", {EXPERIENCE}),  # the intervention
        ("'; drop table", set()),
        ("60", set()),  # the planned number is no part of a lesson
    ],
)
def test_dutch_words_find_it(search: str, found: set[str]) -> None:
    accepted()
    assert texts(search=search) == found


def test_accents_do_not_matter() -> None:
    accepted(content=replace(sharing(), lessons="Één coördinator per wijk is genoeg."))
    assert texts(search="een coordinator") == {"Één coördinator per wijk is genoeg."}


def test_what_was_found_is_marked_and_nothing_is_lost() -> None:
    accepted(content=replace(sharing(), lessons="<b>School</b> & wijk\ndoen mee."))
    (lesson,) = found_lessons(LessonChoice(search="wijk school"))
    pieces = pieces_of(lesson)
    assert [piece.text for piece in pieces if piece.found] == ["School", "wijk"]
    assert "".join(piece.text for piece in pieces) == lesson.text


def test_filters_narrow_the_list() -> None:
    first = accepted()
    accepted(
        "GM0899",
        replace(sharing(area="West", risk_factors=("schulden",)), lessons="Praat met ouders."),
        beside=first,
    )
    assert texts(factor="schulden") == {EXPERIENCE}
    assert texts(area="west") == {EXPERIENCE}
    assert texts(age_band="18-22") == set()
    assert texts(municipality="GM0899") == {"Praat met ouders.", EXPERIENCE}
    assert texts(grant_year=first.grant_year_id) == {LESSON, EXPERIENCE, "Praat met ouders."}
    assert factors_shared() == ["schoolverzuim", "schulden", "sport", "verkeerde vrienden"]


@pytest.mark.parametrize("name", ["lessons", "experience", "area"])
def test_personal_data_is_not_shared(name: str) -> None:
    told = "Bel Samir op 06-12345678."
    content = replace(sharing(), lessons=told) if name == "lessons" else sharing(**{name: told})
    with pytest.raises(NotReady) as refused:
        deliver_report(make_report(), content=content)
    (finding,) = refused.value.findings
    assert finding.code == "persoonsgegevens-in-gedeelde-les"


def test_a_lesson_is_never_rewritten() -> None:
    accepted()
    with pytest.raises(ProgrammingError), transaction.atomic():
        Lesson.objects.update(text="iets anders")


def test_a_lesson_that_was_taken_back_is_found_no_more() -> None:
    report = accepted()
    lesson = Lesson.objects.get(text=LESSON)
    leader = make_user(Role.PROJECT_LEADER, report.municipality)
    other = make_user(Role.PROJECT_LEADER, municipality("GM0899"))
    with pytest.raises(NotAllowed):
        withdraw_lesson(lesson=lesson, reason="Onjuist.", by=other, on=timezone.now())
    with pytest.raises(MoveRefused):
        withdraw_lesson(lesson=lesson, reason=" ", by=leader, on=timezone.now())
    withdraw_lesson(lesson=lesson, reason="Onjuist.", by=leader, on=timezone.now())
    again = withdraw_lesson(lesson=lesson, reason="Nog eens.", by=leader, on=timezone.now())
    assert again.reason == "Onjuist."
    assert texts() == {EXPERIENCE}


def ask(**choice: str) -> LessonBundle:
    return ask_for_bundle(
        choice=LessonChoice(**choice),
        title="Lessen van scholen",
        by=make_user(Role.POLICY_OFFICER),
        on=at(2025, 11, 3),
    )


def test_a_bundle_is_made_once_of_what_was_found() -> None:
    accepted()
    bundle = ask(search="school")
    assert bundle.lessons == [Lesson.objects.get(text=LESSON).pk]
    made = make_bundle(bundle.pk)
    assert made is not None
    assert made.state == CheckState.DONE
    assert made.file is not None
    assert read_file(made.file).startswith(b"%PDF-")
    again = make_bundle(bundle.pk)
    assert again is not None
    assert again.file_id == made.file_id


def test_the_same_lessons_give_the_same_bytes() -> None:
    accepted()
    first, second = make_bundle(ask().pk), make_bundle(ask().pk)
    assert first is not None
    assert second is not None
    assert first.file_id == second.file_id


def test_a_bundle_needs_a_lesson_and_the_ministry() -> None:
    accepted()
    with pytest.raises(MoveRefused):
        ask(search="olifant")
    with pytest.raises(NotAllowed):
        ask_for_bundle(
            choice=LessonChoice(),
            title="",
            by=make_user(Role.PROJECT_LEADER, municipality("GM0513")),
            on=timezone.now(),
        )
