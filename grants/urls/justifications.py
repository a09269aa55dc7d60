"""Verantwoorden by a municipality."""

from django.urls import URLPattern, path, register_converter

from grants.enums import DELIVERED_ONLINE
from grants.views import files, questions, statement_draft, uploads
from grants.views import justifications as views


class UploadKindConverter:
    """The kind of an upload in an address."""

    regex = "|".join(DELIVERED_ONLINE)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(UploadKindConverter, "upload_kind")

urlpatterns: list[URLPattern] = [
    path("verantwoording/<uuid:pk>/", views.justification, name="justification"),
    path(
        "verantwoording/<uuid:pk>/formulier/", views.justification_form, name="justification_form"
    ),
    path(
        "verantwoording/<uuid:pk>/controle/",
        views.justification_checks,
        name="justification_checks",
    ),
    path(
        "verantwoording/<uuid:pk>/uploaden/<upload_kind:kind>/",
        uploads.justification_upload,
        name="justification_upload",
    ),
    path(
        "verantwoording/<uuid:pk>/indienen/",
        views.justification_submit,
        name="justification_submit",
    ),
    path(
        "verantwoording/<uuid:pk>/invullen/",
        statement_draft.justification_draft,
        name="justification_draft",
    ),
    path(
        "verantwoording/<uuid:pk>/invullen/formulier/",
        statement_draft.justification_draft_form,
        name="justification_draft_form",
    ),
    path(
        "verantwoording/<uuid:pk>/invullen/overnemen/<uuid:upload>/",
        statement_draft.justification_take_over,
        name="justification_take_over",
    ),
    path(
        "verantwoording/<uuid:pk>/vragen/<int:question>/",
        questions.justification_answer,
        name="justification_answer",
    ),
    path(
        "verantwoording/<uuid:pk>/documenten/",
        uploads.justification_parts,
        name="justification_parts",
    ),
    path("bestand/<uuid:pk>/verplaatsen/", uploads.upload_move, name="upload_move"),
    path("bestand/<uuid:pk>/", files.upload_download, name="upload_download"),
]
