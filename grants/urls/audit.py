"""Auditdossiers."""

from django.urls import URLPattern, path

from grants.views import audit as views

urlpatterns: list[URLPattern] = [
    path("auditdossiers/", views.audit_list, name="audit_list"),
    path("auditdossiers/<uuid:pk>/", views.audit_case, name="audit_case"),
    path("auditdossiers/<uuid:pk>/stand/", views.audit_progress, name="audit_progress"),
    path("auditdossiers/bestand/<uuid:pk>/", views.audit_download, name="audit_download"),
]
