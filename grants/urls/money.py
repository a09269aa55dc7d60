"""Toekenningen, betalingen and the ledger."""

from django.urls import URLPattern, path, re_path

from grants.views import (
    account_changes,
    awards,
    changes,
    ledger,
    ledger_checks,
    outcomes,
    payment_orders,
    payments,
    vat_shares,
)

urlpatterns: list[URLPattern] = [
    path("toekenningen/", awards.award_list, name="award_list"),
    path("toekenningen/voorbereiden/", awards.award_prepare, name="award_prepare"),
    path("toekenningen/<uuid:pk>/", awards.award, name="award"),
    path("toekenningen/<uuid:award>/betalen/", payments.payment_prepare, name="payment_prepare"),
    path("toekenningen/<uuid:award>/wijzigen/", changes.change_prepare, name="change_prepare"),
    path("wijzigingen/<uuid:pk>/", changes.change, name="change"),
    path(
        "toekenningen/<uuid:award>/rekening/",
        account_changes.account_change_new,
        name="account_change_new",
    ),
    path("rekeningwijzigingen/<uuid:pk>/", account_changes.account_change, name="account_change"),
    path("betalingen/", payments.payment_list, name="payment_list"),
    path("betalingen/voorstellen/", payments.payment_proposals, name="payment_proposals"),
    path("betalingen/uitkomsten/", outcomes.outcome_file_list, name="outcome_files"),
    path("betalingen/uitkomsten/<uuid:pk>/", outcomes.outcome_file, name="outcome_file"),
    path(
        "betalingen/uitkomsten/<uuid:pk>/lezen/", outcomes.outcome_reading, name="outcome_reading"
    ),
    path("betalingen/uitkomsten/<uuid:pk>/opnieuw/", outcomes.outcome_again, name="outcome_again"),
    path(
        "betalingen/uitkomsten/<uuid:pk>/bestand/",
        outcomes.outcome_original,
        name="outcome_original",
    ),
    path("betaalopdrachten/", payment_orders.payment_order_list, name="payment_orders"),
    path("betaalopdrachten/maken/", payment_orders.payment_order_new, name="payment_order_new"),
    path("betaalopdrachten/<uuid:pk>/", payment_orders.payment_order, name="payment_order"),
    path(
        "betaalopdrachten/<uuid:pk>/bestanden/",
        payment_orders.payment_order_paper,
        name="payment_order_paper",
    ),
    path(
        "betaalopdrachten/<uuid:pk>/opnieuw/",
        payment_orders.payment_order_again,
        name="payment_order_again",
    ),
    re_path(
        r"^betaalopdrachten/(?P<pk>[-0-9a-f]{36})/opdracht\.(?P<kind>csv|pdf)$",
        payment_orders.payment_order_file,
        name="payment_order_file",
    ),
    path("betalingen/<uuid:pk>/", payments.payment, name="payment"),
    path("boekhouding/controle/", ledger_checks.ledger_check_list, name="ledger_checks"),
    path("btw-delen/", vat_shares.vat_share_list, name="vat_shares"),
    path("btw-delen/<uuid:pk>/", vat_shares.vat_share, name="vat_share"),
    path(
        "toekenningen/<uuid:award>/btw-deel/",
        vat_shares.vat_share_prepare,
        name="vat_share_prepare",
    ),
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
