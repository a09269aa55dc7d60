"""Start pages, the scheme, a municipality."""

from django.urls import path

from grants.views.overview import municipality, scheme, schemes
from grants.views.scheme_letters import scheme_letters
from grants.views.start import start

urlpatterns = [
    path("", start, name="start"),
    path("regelingen/", schemes, name="schemes"),
    path("regelingen/<slug:code>/", scheme, name="scheme"),
    path("regelingen/<slug:code>/brieven/", scheme_letters, name="scheme_letters"),
    path("gemeenten/<str:cbs_code>/", municipality, name="municipality"),
]
