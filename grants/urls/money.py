"""Toekenningen, betalingen and the ledger."""

from django.urls import URLPattern, path, re_path

from grants.views import awards, ledger, payments

urlpatterns: list[URLPattern] = [
    path("toekenningen/", awards.award_list, name="award_list"),
    path("toekenningen/voorbereiden/", awards.award_prepare, name="award_prepare"),
    path("toekenningen/<uuid:pk>/", awards.award, name="award"),
    path("toekenningen/<uuid:award>/betalen/", payments.payment_prepare, name="payment_prepare"),
    path("betalingen/", payments.payment_list, name="payment_list"),
    path("betalingen/voorstellen/", payments.payment_proposals, name="payment_proposals"),
    path("betalingen/<uuid:pk>/", payments.payment, name="payment"),
    path("grootboek/", ledger.ledger, name="ledger"),
    path("grootboek/<slug:code>/", ledger.scheme_ledger, name="scheme_ledger"),
    path("grootboek/<slug:code>/boekingen/", ledger.ledger_entries, name="ledger_entries"),
    re_path(
        r"^grootboek/(?P<code>[-\w]+)/boekingen\.(?P<form>csv|xlsx)$",
        ledger.ledger_export,
        name="ledger_export",
    ),
    path("grootboek/<slug:code>/<str:cbs_code>/", ledger.award_ledger, name="award_ledger"),
]
