"""Who may open a page. A stranger gets 404: that a page exists is no one's business."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase

from .enums import MINISTRY_ROLES, MUNICIPAL_ROLES, Role

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
