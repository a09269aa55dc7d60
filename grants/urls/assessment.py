"""Beoordelen by the ministry."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
