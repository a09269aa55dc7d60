"""Voortgangsrapportages and the intervention register."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
