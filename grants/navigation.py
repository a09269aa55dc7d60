"""What grants puts in the menu."""

from typing import Any

from grants.views.assessment import READERS
from pmg.design.navigation import register


def judges(user: Any) -> bool:
    """Who reads the worklist of the assessors."""
    return bool(user.is_authenticated) and user.has_role(*READERS)


register("Overzicht", "grants:start", order=10)
register("Beoordelen", "grants:assessment_worklist", allowed=judges, order=30)
register("Regelingen", "grants:schemes", order=90)
