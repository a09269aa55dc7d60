"""What reporting puts in the menu and on the start page."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from pmg.design import tasks
from pmg.design.navigation import register
from pmg.design.tasks import Task
from reporting.permissions import KEEPERS, READERS, SIGNERS
from reporting.queries.fact_checks import pages_to_check
from reporting.queries.sign_offs import waiting_for


def reads(user: Any) -> bool:
    """Who reads the report before it is public."""
    return bool(user.is_authenticated) and user.has_role(*READERS)


def signs(user: Any) -> bool:
    """Who gives sign-offs."""
    return bool(user.is_authenticated) and user.has_role(*SIGNERS)


def keeps_parties(user: Any) -> bool:
    """Who keeps the list of parties that sign."""
    return bool(user.is_authenticated) and user.has_role(*KEEPERS)


def sign_offs_to_give(user: Any, today: datetime.date) -> Iterator[Task]:
    """Parafen die op iemand wachten."""
    for one in waiting_for(user) if signs(user) else ():
        yield Task(
            f"Paraaf: {one.get_part_display()} over {one.report_year.year}",
            reverse("reporting:sign_off", args=[one.pk]),
            one.due_on,
            f"Voor {one.party}.",
        )


def facts_to_check(user: Any, today: datetime.date) -> Iterator[Task]:
    """De eigen bladzijde in de Kamerrapportage, for whom the ministry named."""
    for check in pages_to_check(user) if user.municipality_ids else ():
        yield Task(
            f"Feiten over {check.report_year.year} controleren",
            reverse("reporting:fact_check", args=[check.pk]),
            check.due_on,
            "De bladzijde van uw gemeente in de Kamerrapportage, onder embargo.",
        )


register("Rapportage", "reporting:years", allowed=reads, order=60)
register("Wie parafeert", "reporting:parties", allowed=keeps_parties, order=94, room="Beheer")
register("Mijn parafen", "reporting:my_sign_offs", allowed=signs, order=59)
tasks.register("sign-offs", sign_offs_to_give)
tasks.register("fact checks", facts_to_check)
