"""Lessen delen en bundelen (nota, lerende aanpak)."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterator

from django.db import transaction

from grants.enums import CheckState
from grants.models import (
    InterventionProgress,
    Lesson,
    LessonBundle,
    LessonWithdrawal,
    ProgressReport,
)
from grants.queries.lessons import LessonChoice, chapters_of, found_lessons, lessons_in
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused, NotAllowed
from pmg.casework.hints import hint
from pmg.pdf.paper import make_paper, paper_edition

from .files import store_file

MAKE_BUNDLE = "grants.make_lesson_bundle"
BUNDLERS = (Role.POLICY_OFFICER, Role.ANALYST)
MOST_ATTEMPTS = 3
MOST_LESSONS = 400
"""More than a reader gets through, and about as many pages as the worker makes in a minute."""
ENOUGH_TO_SHOW = 5
TEMPLATE = "grants/lessons/paper.html"
FICTIONAL = "FICTIEF"


@transaction.atomic
def share_lessons(*, report: ProgressReport, on: datetime.datetime) -> list[Lesson]:
    """Lessen delen: what the municipality marked, once its report is accepted.

    Call it in the transaction of the move that accepts. Doing it again adds nothing.
    """
    if report.shared_lessons.exists():
        return []
    return Lesson.objects.bulk_create(_marked_in(report, on))


def _marked_in(report: ProgressReport, on: datetime.datetime) -> Iterator[Lesson]:
    if report.lessons_shared and report.lessons:
        yield Lesson(report=report, text=report.lessons, accepted_on=on)
    rows = report.interventions.filter(experience_shared=True).exclude(experience="")
    for row in rows.select_related("intervention").prefetch_related("participations"):
        yield Lesson(
            report=report,
            intervention=row.intervention,
            about=row.intervention.name,
            area=row.area,
            age_bands=_bands_of(row),
            factors=list(dict.fromkeys((*row.risk_factors, *row.protective_factors))),
            text=row.experience,
            accepted_on=on,
        )


def _bands_of(row: InterventionProgress) -> list[str]:
    """Only bands with many: that a band is named must not tell of one youth."""
    return [
        one.age_band
        for one in row.participations.all()
        if one.count is not None and one.count >= ENOUGH_TO_SHOW
    ]


@transaction.atomic
def withdraw_lesson(
    *, lesson: Lesson, reason: str, by: User, on: datetime.datetime
) -> LessonWithdrawal:
    """Les intrekken, by the own project leader or the policy officer; once is enough.

    Raises NotAllowed, and MoveRefused without a reason.
    """
    if not may_withdraw(lesson, by):
        raise NotAllowed("Uw rol laat deze stap niet toe.")
    if not reason.strip():
        raise MoveRefused("Schrijf op waarom u de les intrekt.")
    withdrawn, _ = LessonWithdrawal.objects.get_or_create(
        lesson=lesson, defaults={"reason": reason.strip(), "by": by, "on": on}
    )
    return withdrawn


def may_withdraw(lesson: Lesson, user: User) -> bool:
    """Whether `user` may take the lesson back."""
    own = lesson.report.municipality_id
    return user.has_role(Role.POLICY_OFFICER) or user.has_role(
        Role.PROJECT_LEADER, municipality_id=own
    )


@transaction.atomic
def ask_for_bundle(
    *,
    choice: LessonChoice,
    title: str,
    by: User,
    on: datetime.datetime,
    key: uuid.UUID | None = None,
) -> LessonBundle:
    """Lessenbundel vragen of what the filter finds now. The same `key` again is the same bundle.

    Raises NotAllowed, and MoveRefused where there is nothing to bundle, or too much.
    """
    if not by.has_role(*BUNDLERS):
        raise NotAllowed("Uw rol laat deze stap niet toe.")
    if key and (known := LessonBundle.objects.filter(pk=key, asked_by=by).first()):
        return known
    found = list(found_lessons(choice).order_by("pk").values_list("pk", flat=True))
    if not found:
        raise MoveRefused("Er zijn geen lessen om te bundelen. Kies een ander filter.")
    if len(found) > MOST_LESSONS:
        raise MoveRefused(
            f"Er zijn {len(found)} lessen; in een bundel passen er {MOST_LESSONS}. Kies een filter."
        )
    bundle = LessonBundle.objects.create(
        id=key or uuid.uuid4(),
        title=title.strip() or "Lessen uit de praktijk",
        chosen=choice.in_words[:500],
        lessons=found,
        asked_by=by,
        asked_on=on,
    )
    hint(MAKE_BUNDLE, str(bundle.pk))
    return bundle


def make_bundle(bundle_id: uuid.UUID) -> LessonBundle | None:
    """Lessenbundel maken. Doing it again gives the first one; None while another worker is at it.

    What was withdrawn since it was asked stays out.
    """
    with transaction.atomic():
        bundle = (
            LessonBundle.objects.select_for_update(of=("self",), skip_locked=True)
            .filter(pk=bundle_id)
            .first()
        )
        if bundle is None or bundle.state == CheckState.DONE:
            return bundle
        bundle.file = store_file([bundle_paper(bundle)])
        bundle.edition = paper_edition()
        bundle.state = CheckState.DONE
        bundle.save(update_fields=["file", "edition", "state"])
    return bundle


def bundle_paper(bundle: LessonBundle) -> bytes:
    """The bundle as PDF/UA-1 and PDF/A-2a; the same bytes for the same rows."""
    lessons = lessons_in(bundle)
    return make_paper(
        TEMPLATE,
        {"bundle": bundle, "chapters": chapters_of(lessons), "count": len(lessons)},
        title=bundle.title,
        subject=f"Gedeelde lessen van gemeenten: {bundle.title}",
        moment=bundle.asked_on,
        mark=FICTIONAL if is_fictional(lessons) else "",
        stylesheets=("lessons.css",),
    )


def is_fictional(lessons: list[Lesson]) -> bool:
    """Whether any of it comes from a scheme that is made up."""
    return any(lesson.report.grant_year.scheme.is_fictional for lesson in lessons)


@transaction.atomic
def note_failure(bundle_id: uuid.UUID) -> None:
    """Fout van ons vastleggen: after the third attempt the page says so."""
    bundle = LessonBundle.objects.select_for_update(of=("self",)).get(pk=bundle_id)
    if bundle.state != CheckState.ASKED:
        return
    bundle.attempts += 1
    if bundle.attempts >= MOST_ATTEMPTS:
        bundle.state = CheckState.FAILED
    bundle.save(update_fields=["attempts", "state"])
