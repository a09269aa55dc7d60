"""Vaststellingen and terugvorderingen."""

from django.urls import URLPattern, path, re_path

from grants.views import advances, recoveries, settlements

urlpatterns: list[URLPattern] = [
    path("vaststellingen/", settlements.settlement_list, name="settlement_list"),
    path(
        "toekenningen/<uuid:award>/vaststellen/",
        settlements.settlement_draw_up,
        name="settlement_draw_up",
    ),
    path("vaststellingen/<uuid:pk>/", settlements.settlement, name="settlement"),
    path(
        "vaststellingen/<uuid:pk>/voorbeeld.pdf",
        settlements.settlement_letter_preview,
        name="settlement_letter_preview",
    ),
    path("terugvorderingen/", recoveries.recovery_list, name="recovery_list"),
    path("terugvorderingen/<uuid:pk>/", recoveries.recovery, name="recovery"),
    path("openstaande-voorschotten/<slug:code>/", advances.advances, name="advances"),
    path(
        "openstaande-voorschotten/<slug:code>/<int:year>/",
        advances.advances_on,
        name="advances_on",
    ),
    re_path(
        r"^openstaande-voorschotten/(?P<code>[-\w]+)/(?P<year>\d{4})\.(?P<form>csv|xlsx|pdf)$",
        advances.advances_file,
        name="advances_file",
    ),
]
