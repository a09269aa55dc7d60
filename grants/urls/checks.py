"""Alle controles, and exemptions from them."""

from django.urls import URLPattern, path

from grants.views import checks, exemptions

urlpatterns: list[URLPattern] = [
    path("controles/", checks.catalogue, name="checks"),
    path("vrijstellingen/", exemptions.exemption_list, name="exemptions"),
    path("vrijstellingen/nieuw/", exemptions.exemption_new, name="exemption_new"),
    path("vrijstellingen/<uuid:pk>/", exemptions.exemption, name="exemption"),
]
