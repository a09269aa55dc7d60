"""Beoordelen by the ministry."""

from django.urls import URLPattern, path

from grants.views import assessment as views
from grants.views import paper, workbench

urlpatterns: list[URLPattern] = [
    path("beoordelen/", views.assessment_worklist, name="assessment_worklist"),
    path("beoordelen/<uuid:pk>/", workbench.assessment_workbench, name="assessment_workbench"),
    path("beoordelen/<uuid:pk>/papier/", paper.justification_paper, name="justification_paper"),
    path("beoordelen/<uuid:pk>/uitstel/", views.assessment_postpone, name="assessment_postpone"),
    path(
        "beoordelen/<uuid:pk>/sisa-cijfer/",
        views.assessment_sisa_figure,
        name="assessment_sisa_figure",
    ),
]
