"""Shut by default: who may open a page at all, before any view is asked."""

import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

NOT_SAVED = (
    "U was niet meer ingelogd. Wat u net verstuurde, is niet opgeslagen. Log in en probeer het "
    "opnieuw. Wat eerder als concept is opgeslagen, staat er nog."
)


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
        if request.method in {"GET", "HEAD"} and not is_fragment(request):
            return self.handle_no_permission(request, view_func)
        return self.handle_lost_work(request)

    def handle_lost_work(self, request: HttpRequest) -> HttpResponseBase:
        """Back to the page on which it was typed, and a plain word that nothing was saved.

        A fragment that refreshes itself, or saves a draft, only gets the status: the page around
        it, with what was typed, stays where it is.
        """
        if is_fragment(request):
            return HttpResponse(NOT_SAVED, status=401, content_type="text/plain; charset=utf-8")
        messages.warning(request, NOT_SAVED)
        return redirect_to_login(typed_on(request))


def is_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks: for a piece of a page that stays where it is."""
    return bool(request.headers.get("HX-Request"))


def typed_on(request: HttpRequest) -> str:
    """Path of the page that sent this form; the start page where the browser does not say."""
    page = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(
        page, {request.get_host()}, require_https=request.is_secure()
    ):
        return "/"
    parts = urlsplit(page)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def note_arrival(request: HttpRequest, **_: Any) -> None:
    """Note in the session when somebody signed in."""
    request.session["seen"] = int(time.time())


class KeptToOneself:
    """Pages of who signed in are stored nowhere, and every page puts off the end of the session.

    A view that says itself how long its answer may be kept, such as a published file, is left so.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.user.is_authenticated:
            now = int(time.time())
            if now - request.session.get("seen", 0) > settings.SESSION_RENEW_AFTER:
                request.session["seen"] = now
            response.headers.setdefault("Cache-Control", "no-store, private")
        elif response.status_code == HTTPStatus.NOT_FOUND:
            # What is not there now, such as a report before it is sent, may be there in a minute.
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class WithoutNull:
    """Refuses an address with a NUL in it: nobody types one, and no database looks for one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        asked = (value for _, values in request.GET.lists() for value in values)
        if "\0" in request.path or any("\0" in value for value in asked):
            return HttpResponseBadRequest()
        return self.get_response(request)


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
