"""What a municipality asks, and what it takes along: uitstel, correctie, bevindingen, bewijs."""

from django.urls import URLPattern, path

from grants.views import postponements

urlpatterns: list[URLPattern] = [
    path("verantwoording/<uuid:pk>/uitstel/", postponements.postponement, name="postponement"),
]
