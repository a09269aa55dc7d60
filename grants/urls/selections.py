"""Selectie van de gemeenten."""

from django.urls import URLPattern, path

from grants.views import selections as views

urlpatterns: list[URLPattern] = [
    path("selectie/", views.selection_list, name="selections"),
    path("selectie/cijfers/<uuid:pk>/", views.selection_settings, name="selection_settings"),
    path("selectie/<uuid:pk>/", views.selection, name="selection"),
    path("selectie/<uuid:pk>/herhalen/", views.selection_repeat, name="selection_repeat"),
    path("selectie/<uuid:pk>/selectie.xlsx", views.selection_workbook, name="selection_workbook"),
    path("selectie/<uuid:pk>/cijfers.csv", views.selection_file, name="selection_file"),
    path("selectie/<uuid:pk>/selectie.csv", views.selection_export, name="selection_export"),
]
