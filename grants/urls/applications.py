"""Aanvragen: drafted and submitted by a municipality, assessed and decided on by the ministry."""

from django.urls import URLPattern, path

from grants.views import application_draft, application_receipts, applications

CASE = "aanvraag/<uuid:pk>/"
RECEIPT = f"{CASE}ontvangstbewijs/<slug:reference>/"

urlpatterns: list[URLPattern] = [
    path("aanvragen/", applications.application_list, name="application_list"),
    path(
        "aanvragen/beginnen/<slug:code>/",
        application_draft.application_open,
        name="application_open",
    ),
    path(CASE, applications.application, name="application"),
    path(f"{CASE}invullen/", application_draft.application_fill_in, name="application_fill_in"),
    path(f"{CASE}bijlagen/", application_draft.application_attach, name="application_attach"),
    path(
        f"{CASE}bijlagen/<uuid:attachment>/",
        applications.application_attachment,
        name="application_attachment",
    ),
    path(
        f"{CASE}bijlagen/<uuid:attachment>/houden/",
        application_draft.application_keep,
        name="application_keep",
    ),
    path(f"{CASE}indienen/", application_draft.application_submit, name="application_submit"),
    path(f"{CASE}criteria/", applications.application_criteria, name="application_criteria"),
    path(f"{CASE}toekenning/", applications.application_award, name="application_award"),
    path(
        f"{CASE}vragen/<int:question>/", applications.application_answer, name="application_answer"
    ),
    path(RECEIPT, application_receipts.application_receipt, name="application_receipt"),
    path(
        f"{RECEIPT}maak/",
        application_receipts.application_receipt_prepare,
        name="application_receipt_prepare",
    ),
    path(
        f"{RECEIPT}bestand/",
        application_receipts.application_receipt_file,
        name="application_receipt_file",
    ),
]
