"""Who may open a page, and who may act on people.

A stranger gets 404: that a page exists is no one's business.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase

from .enums import MINISTRY_ROLES, MUNICIPAL_ROLES, Role
from .models import RoleAssignment, RoleOffer, TwoPersons, User

View = Callable[..., HttpResponseBase]

EVERYONE = MINISTRY_ROLES | MUNICIPAL_ROLES
"""Whoever has a role at all."""


def open_to(*roles: Role) -> Callable[[View], View]:
    """Shuts a view to everybody without one of `roles`.

    The roles stay on the view as `view.open_to`, where the test of the access table reads them.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated or not request.user.has_role(*roles):
                raise Http404
            return view(request, *args, **kwargs)

        guarded.open_to = frozenset(roles)  # type: ignore[attr-defined]
        return guarded

    return decorate


def may_give(by: User, role: str, municipality_id: Any = None) -> bool:
    """Who may invite somebody for a role: the administrator, and for a municipality those in it.

    A signatory invites for every role there, anybody else for the own role.
    """
    if by.has_role(Role.ADMINISTRATOR):
        return True
    return role in MUNICIPAL_ROLES and by.speaks_for(municipality_id, Role.SIGNATORY, role)


def may_decide(by: User, request: TwoPersons) -> bool:
    """Who may confirm or refuse what another asked: never who asked it, or whom it is about."""
    if by.pk in {request.asked_by_id, request.user_id} or not by.is_active:
        return False
    if isinstance(request, RoleOffer) and request.role in MUNICIPAL_ROLES:
        return by.has_role(Role.ADMINISTRATOR) or by.speaks_for(
            request.municipality_id, Role.SIGNATORY
        )
    return by.has_role(Role.ADMINISTRATOR, Role.BUDGET_HOLDER)


def may_end(by: User, held: RoleAssignment) -> bool:
    """Who may end a role: the administrator, a signatory there, or whoever holds it."""
    if by.has_role(Role.ADMINISTRATOR):
        return True
    return held.role in MUNICIPAL_ROLES and (
        held.user_id == by.pk or by.speaks_for(held.municipality_id, Role.SIGNATORY)
    )


def may_withdraw(by: User, offer: RoleOffer) -> bool:
    """Who may take an invitation back: who could have made it."""
    return offer.asked_by_id == by.pk or may_give(by, offer.role, offer.municipality_id)
