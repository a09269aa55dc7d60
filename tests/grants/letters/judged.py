"""Gouda's justification over 2025, on its way to a judgement and its letter."""

from __future__ import annotations

from django.db.models import QuerySet

from grants.models import Justification, Letter
from grants.services import assessment
from pmg.accounts.enums import Role
from pmg.casework.models import Event
from pmg.casework.moves import Door
from tests.factories import (
    at,
    make_award,
    make_figure,
    make_justification,
    make_scheme,
    make_user,
    municipality,
    submit,
    weigh,
)

MOTIVATION = "De toelichting verklaart het verschil."


def proposed_case(accepted: int | None = None, *, sisa: int | None = None) -> Justification:
    """Submitted, weighed and proposed; `accepted` in whole euros, all of it without."""
    case = make_justification(make_award(make_scheme(), municipality()))
    submit(case)
    make_figure(case, sisa)
    assessor = make_user(Role.ASSESSOR)
    act = {"justification": case, "by": assessor, "door": Door.DEMO}
    assessment.take(**act, on=at(2026, 8, 3), seen_revision=case.revision)  # type: ignore[arg-type]
    weigh(case, accepted, by=assessor, on=at(2026, 8, 3, 13))
    assessment.propose(  # type: ignore[call-arg]
        **act,  # type: ignore[arg-type]
        motivation=MOTIVATION,
        on=at(2026, 8, 4),
        seen_revision=case.revision,
    )
    return case


def judge(case: Justification) -> Event:
    """Approved by another assessor."""
    return assessment.judge(
        justification=case,
        by=make_user(Role.ASSESSOR),
        on=at(2026, 8, 6, 15),
        seen_revision=case.revision,
        door=Door.DEMO,
    )


def letters() -> QuerySet[Letter]:
    """Of justifications; the award before them has a letter of its own."""
    return Letter.objects.filter(case_kind="justification")
