"""Sign-in with one click. Exists in the demo only: elsewhere the address answers 404."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from pmg.accounts.models import User


@require_POST
def demo_login(request: HttpRequest) -> HttpResponse:
    """Signs the visitor in as the made-up person whose button was pressed."""
    if not settings.DEMO:
        raise Http404
    person = get_object_or_404(
        User,
        username=request.POST.get("username", ""),
        is_demo=True,
        is_system=False,
        is_active=True,
    )
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    return redirect(settings.LOGIN_REDIRECT_URL)
