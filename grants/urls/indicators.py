"""Indicatoren en hun waarden."""

from django.urls import URLPattern, path

from grants.views import indicators as views

urlpatterns: list[URLPattern] = [
    path("indicatoren/", views.indicator_list, name="indicators"),
    path("indicatoren/<uuid:pk>/", views.indicator_delivery, name="indicator_delivery"),
    path("indicatoren/<uuid:pk>/bestand/", views.indicator_original, name="indicator_original"),
]
