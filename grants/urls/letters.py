"""Brieven, and documents beside the workbench."""

from django.urls import URLPattern, path

from grants.views import documents, letters, objections

urlpatterns: list[URLPattern] = [
    path("brieven/<uuid:pk>.pdf", letters.letter, name="letter"),
    path("bezwaren/", objections.objection_list, name="objection_list"),
    path("bezwaren/<uuid:pk>/", objections.objection, name="objection"),
    path("brieven/<uuid:letter>/bezwaar/", objections.objection_receive, name="objection_receive"),
    path("brieven/", letters.letter_list, name="letter_list"),
    path("brieven/<uuid:pk>/", letters.letter_page, name="letter_page"),
    path("brieven/voorbeeld/<slug:kind>/<uuid:pk>/", letters.letter_preview, name="letter_preview"),
    path(
        "brieven/voorbeeld/<slug:kind>/<uuid:pk>/voorbeeld.pdf",
        letters.letter_preview_pdf,
        name="letter_preview_pdf",
    ),
    path("beoordelen/<uuid:pk>/documenten/", documents.documents, name="documents"),
    path("beoordelen/documenten/<int:pk>.webp", documents.document_page, name="document_page"),
]
