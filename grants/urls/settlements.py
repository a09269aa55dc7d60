"""Vaststellingen and terugvorderingen."""

from django.urls import URLPattern, path

from grants.views import recoveries, settlements

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
]
