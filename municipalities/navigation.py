"""What municipalities puts in the menu."""

from typing import Any

from pmg.accounts.enums import Role
from pmg.design.navigation import register


def records_mergers(user: Any) -> bool:
    """Who writes down which municipality went into which."""
    return bool(user.is_authenticated) and user.has_role(Role.ADMINISTRATOR)


register(
    "Herindelingen", "municipalities:mergers", allowed=records_mergers, order=97, room="Beheer"
)
