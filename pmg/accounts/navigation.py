"""What people puts in the menu."""

from typing import Any

from pmg.accounts.enums import Role
from pmg.design.navigation import register


def reads_the_log(user: Any) -> bool:
    """Who sees what was read and taken."""
    return bool(user.is_authenticated) and user.has_role(Role.ADMINISTRATOR, Role.AUDITOR)


def keeps_people(user: Any) -> bool:
    """Who gives roles and mandates."""
    return bool(user.is_authenticated) and user.has_role(Role.ADMINISTRATOR)


def confirms(user: Any) -> bool:
    """Who is a second person for a role or mandate."""
    return bool(user.is_authenticated) and user.has_role(Role.ADMINISTRATOR, Role.BUDGET_HOLDER)


register("Mensen", "people:people", allowed=keeps_people, order=95, room="Beheer")
register("Bevestigen", "people:decisions", allowed=confirms, order=96, room="Beheer")
register("Inzage", "people:access_log", allowed=reads_the_log, order=98, room="Beheer")
