"""Regelingen: reading them, and changing what they are made of."""

from django.urls import URLPattern, path

from grants.views import overview, scheme_changes
from grants.views.scheme_letters import scheme_letters

urlpatterns: list[URLPattern] = [
    path("regelingen/", overview.schemes, name="schemes"),
    path("regelingen/nieuw/", scheme_changes.scheme_new, name="scheme_new"),
    path("regelingen/wijzigingen/", scheme_changes.scheme_changes, name="scheme_changes"),
    path("regelingen/wijzigingen/<uuid:pk>/", scheme_changes.scheme_change, name="scheme_change"),
    path(
        "regelingen/wijzigingen/<uuid:pk>/<str:part>/",
        scheme_changes.scheme_change_part,
        name="scheme_change_part",
    ),
    path("regelingen/<slug:code>/", overview.scheme, name="scheme"),
    path("regelingen/<slug:code>/brieven/", scheme_letters, name="scheme_letters"),
    path("regelingen/<slug:code>/gegevens/", scheme_changes.scheme_parts, name="scheme_parts"),
    path(
        "regelingen/<slug:code>/gegevens/<str:part>/",
        scheme_changes.scheme_part,
        name="scheme_part",
    ),
]
