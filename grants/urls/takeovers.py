"""Overname uit de oude administratie."""

from django.urls import URLPattern, path, re_path

from grants.enums import TakeOverKind
from grants.views import takeovers as views

KINDS = "|".join(TakeOverKind.values)

urlpatterns: list[URLPattern] = [
    path("overname/", views.take_over_list, name="take_overs"),
    re_path(
        rf"^overname/model/(?P<code>[-\w]+)/(?P<kind>{KINDS})\.xlsx$",
        views.take_over_model,
        name="take_over_model",
    ),
    path("overname/<uuid:pk>/", views.take_over, name="take_over"),
    path("overname/<uuid:pk>/lezen/", views.take_over_reading, name="take_over_reading"),
    path("overname/<uuid:pk>/bestand/", views.take_over_file, name="take_over_file"),
    path(
        "overname/<uuid:pk>/stukken/<int:document>/",
        views.take_over_document,
        name="take_over_document",
    ),
    path("toekenningen/<uuid:pk>/besluit/", views.award_decision, name="award_decision"),
]
