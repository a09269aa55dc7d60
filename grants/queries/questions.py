"""Vragen aan de gemeente: what was asked, what was answered, and how many are open."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from grants.models import Application, Justification, ProgressReport, Question, Reply


@dataclass(frozen=True)
class Questions:
    """Alle vragen bij een zaak, the oldest first."""

    asked: tuple[Question, ...]

    @property
    def open(self) -> tuple[Question, ...]:
        """Vragen zonder antwoord."""
        return tuple(question for question in self.asked if reply_to(question) is None)


def questions_of(case: Justification | Application | ProgressReport) -> Questions:
    """One query, with who asked and who answered."""
    return Questions(
        tuple(
            Question.objects.filter(**{case.moves.kind: case.pk}).select_related(
                "line", "event__by", "reply__event__by"
            )
        )
    )


def reply_to(question: Question) -> Reply | None:
    """Het antwoord, or the withdrawal; None while the question is open."""
    return getattr(question, "reply", None)


def open_questions() -> QuerySet[Question]:
    """Vragen die op antwoord wachten, of every municipality."""
    return Question.objects.filter(reply__isnull=True)


def open_question_count(of: str = "pk", *, about: str = "justification") -> Coalesce:
    """For a list of cases of the kind `about`: how many questions are open; `of` leads to their key."""
    counted = (
        open_questions()
        .filter(**{about: OuterRef(of)})
        .order_by()
        .values(about)
        .annotate(n=Count("pk"))
        .values("n")
    )
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
