"""Verantwoorden by a municipality."""

from django.urls import URLPattern, path

from grants.views import files

urlpatterns: list[URLPattern] = [
    path("bestand/<uuid:pk>/", files.upload_download, name="upload_download"),
]
