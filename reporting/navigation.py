"""What reporting puts in the menu."""

from typing import Any

from pmg.design.navigation import register
from reporting.permissions import READERS


def reads(user: Any) -> bool:
    """Who reads the report before it is public."""
    return bool(user.is_authenticated) and user.has_role(*READERS)


register("Rapportage", "reporting:years", allowed=reads, order=60)
