from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from pmg.design import navigation

# A ministry sets DESIGN to wear its own tokens and logo; these are ours, with an open licence.
DEFAULTS: dict[str, Any] = {
    "ministry": "Ministerie van Justitie en Veiligheid",
    "portal": "Preventie met Gezag",
    "theme_class": "voorbeeld-theme pmg-theme",
    "theme_stylesheets": ["vendor/tokens.css", "css/theme.css"],
    "logo_template": "components/logo.html",
}


def design(request: HttpRequest) -> dict[str, Any]:
    """What base.html needs on every page: names, theme, demo flag and menu."""
    return {
        "design": DEFAULTS | getattr(settings, "DESIGN", {}),
        "is_demo": getattr(settings, "DEMO", False),
        "session_seconds": settings.SESSION_COOKIE_AGE - settings.SESSION_RENEW_AFTER,
        "nav_items": SimpleLazyObject(lambda: navigation.items_for(request)),
    }
