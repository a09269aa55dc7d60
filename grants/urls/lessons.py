"""Gedeelde lessen and their bundles."""

from django.urls import URLPattern, path

from grants.views import lessons as views

urlpatterns: list[URLPattern] = [
    path("lessen/", views.lesson_list, name="lessons"),
    path("lessen/<int:pk>/intrekken/", views.lesson_withdraw, name="lesson_withdraw"),
    path("lessen/bundels/", views.lesson_bundles, name="lesson_bundles"),
    path("lessen/bundels/stand/", views.lesson_bundles_progress, name="lesson_bundles_progress"),
    path("lessen/bundels/<uuid:pk>/", views.lesson_bundle, name="lesson_bundle"),
]
