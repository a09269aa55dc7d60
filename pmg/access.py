"""Shut by default: who may open a page at all, before any view is asked."""

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect


class ShutByDefault(LoginRequiredMiddleware):
    """Asks for sign-in on every view that ``OPEN_VIEWS`` does not name.

    Django's own middleware lets any view opt out by decorator; here one list decides, so that a
    library cannot open a page unseen.
    """

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        match = request.resolver_match
        if request.user.is_authenticated or (match and match.view_name in settings.OPEN_VIEWS):
            return None
        return self.handle_no_permission(request, view_func)


class SecondFactorFirst:
    """Sends a person without a second factor to the page that sets one up, where it is required."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponseBase | None:
        if not settings.SECOND_FACTOR_REQUIRED or not request.user.is_authenticated:
            return None
        match = request.resolver_match
        name = match.view_name if match else ""
        if name in settings.OPEN_VIEWS or name.startswith(("mfa_", "account_reauthenticate")):
            return None
        if is_mfa_enabled(request.user):
            return None
        return redirect("mfa_index")


class ClosedSignup(DefaultAccountAdapter):
    """Nobody registers himself: an administrator makes accounts."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
