"""All addresses. Each view needs sign-in unless ``settings.OPEN_VIEWS`` names it."""

from django.urls import include, path

from pmg.health import health

urlpatterns = [
    path("health/", health, name="health"),
    path("accounts/", include("allauth.urls")),
    path("", include("pmg.accounts.urls")),
    path("", include("municipalities.urls")),
    path("", include("grants.urls")),
    path("", include("reporting.urls")),
]
