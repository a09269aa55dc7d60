"""Aansluiting met het financiële systeem."""

from django.urls import URLPattern, path

from grants.views import reconciliations as views

urlpatterns: list[URLPattern] = [
    path("aansluiting/", views.reconciliation_list, name="reconciliations"),
    path("aansluiting/<uuid:pk>/", views.reconciliation, name="reconciliation"),
    path(
        "aansluiting/<uuid:pk>/verschil/<int:place>/",
        views.reconciliation_explain,
        name="reconciliation_explain",
    ),
    path(
        "aansluiting/<uuid:pk>/aansluiting.xlsx",
        views.reconciliation_export,
        name="reconciliation_export",
    ),
    path("aansluiting/<uuid:pk>/export/", views.reconciliation_file, name="reconciliation_file"),
]
