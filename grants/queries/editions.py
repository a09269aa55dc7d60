"""Wie een gegeven van een regeling of register wijzigde: read from the history of the database."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pmg.accounts.models import User


class Authors:
    """Wie elke wijziging deed, in one query; nobody where the system did it."""

    def __init__(self, editions: Iterable[Any]) -> None:
        ids = {user_id for edition in editions if (user_id := _user_id(edition))}
        self._people = (
            {str(user.pk): user for user in User.objects.filter(pk__in=ids)} if ids else {}
        )

    def of(self, edition: Any) -> User | None:
        """The person behind one edition."""
        return self._people.get(_user_id(edition))


def _user_id(edition: Any) -> str:
    return str(edition.pgh_context.metadata.get("user", "")) if edition.pgh_context else ""
