"""Leveringen van het CBS."""

from django.urls import URLPattern, path

from grants.views import cbs as views

urlpatterns: list[URLPattern] = [
    path("cbs/", views.cbs_deliveries, name="cbs_deliveries"),
    path("cbs/<uuid:pk>/", views.cbs_delivery, name="cbs_delivery"),
    path("cbs/<uuid:pk>/lezen/", views.cbs_delivery_reading, name="cbs_delivery_reading"),
    path("cbs/<uuid:pk>/bestand/", views.cbs_delivery_file, name="cbs_delivery_file"),
]
