"""Start pages, the scheme, a municipality."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
