"""Start pages, and a municipality."""

from django.urls import path

from grants.views.overview import municipality
from grants.views.start import start

urlpatterns = [
    path("", start, name="start"),
    path("gemeenten/<str:cbs_code>/", municipality, name="municipality"),
]
