"""All addresses. Each view needs sign-in unless ``settings.OPEN_VIEWS`` names it."""

from django.conf import settings
from django.urls import include, path

from pmg.design.views import gallery
from pmg.health import health

urlpatterns = [
    path("health/", health, name="health"),
    path("accounts/", include("allauth.urls")),
    path("", include("pmg.accounts.urls")),
    path("", include("municipalities.urls")),
    path("", include("grants.urls")),
    path("", include("reporting.urls")),
]
if settings.DEMO:
    urlpatterns.append(path("_voorbeelden/", gallery, name="gallery"))
