"""Addresses of a municipality's own people."""

from django.urls import path

from .views import mergers
from .views import people as views

app_name = "municipalities"
urlpatterns = [
    path("herindelingen/", mergers.mergers, name="mergers"),
    path("gemeenten/<str:cbs_code>/mensen/", views.people, name="people"),
    path("gemeenten/<str:cbs_code>/mensen/uitnodigen/", views.people_invite, name="invite"),
    path(
        "gemeenten/<str:cbs_code>/mensen/overdragen/",
        views.people_hand_over,
        name="hand_over",
    ),
    path(
        "gemeenten/<str:cbs_code>/mensen/niet-voor-mij/",
        views.people_not_mine,
        name="not_mine",
    ),
    path(
        "gemeenten/<str:cbs_code>/uitnodigingen/<uuid:pk>/",
        views.people_offer,
        name="offer",
    ),
]
