"""What people puts in the menu."""

from typing import Any

from pmg.accounts.enums import Role
from pmg.design.navigation import register


def reads_the_log(user: Any) -> bool:
    """Who sees what was read and taken."""
    return bool(user.is_authenticated) and user.has_role(Role.ADMINISTRATOR, Role.AUDITOR)


register("Inzage", "people:access_log", allowed=reads_the_log, order=95)
