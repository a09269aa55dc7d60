"""Statusbord."""

from django.urls import URLPattern, path

from grants.views import board as views

urlpatterns: list[URLPattern] = [
    path("statusbord/", views.status_board, name="status_board"),
]
