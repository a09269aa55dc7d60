"""Verantwoorden by a municipality."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
