"""Voortgangsrapportages and the intervention register."""

from django.urls import URLPattern, path

from grants.views import intervention_proposals, interventions, progress, progress_draft

urlpatterns: list[URLPattern] = [
    path("voortgang/", progress.progress_list, name="progress_list"),
    path("voortgang/openen/<int:pk>/", progress.progress_open, name="progress_open"),
    path("voortgang/<uuid:pk>/", progress.progress_report, name="progress_report"),
    path("voortgang/<uuid:pk>/invullen/", progress_draft.progress_fill_in, name="progress_fill_in"),
    path("voortgang/<uuid:pk>/indienen/", progress_draft.progress_submit, name="progress_submit"),
    path("voortgang/<uuid:pk>/aanvullen/", progress.progress_return, name="progress_return"),
    path("voortgang/<uuid:pk>/vraag/", progress.progress_question, name="progress_question"),
    path(
        "voortgang/<uuid:pk>/vraag/<int:question>/",
        progress.progress_answer,
        name="progress_answer",
    ),
    path(
        "voortgang/<uuid:pk>/vraag/<int:question>/intrekken/",
        progress.progress_question_withdraw,
        name="progress_question_withdraw",
    ),
    path("voortgang/<uuid:pk>/akkoord/", progress.progress_accept, name="progress_accept"),
    path("interventies/", interventions.intervention_list, name="interventions"),
    path("interventies/nieuw/", interventions.intervention_new, name="intervention_new"),
    path(
        "interventies/voorstellen/",
        intervention_proposals.proposal_list,
        name="intervention_proposals",
    ),
    path(
        "interventies/voorstellen/nieuw/",
        intervention_proposals.proposal_new,
        name="intervention_propose",
    ),
    path(
        "interventies/voorstellen/<uuid:pk>/",
        intervention_proposals.proposal,
        name="intervention_proposal",
    ),
    path("interventies/<uuid:pk>/", interventions.intervention_detail, name="intervention"),
    path(
        "interventies/<uuid:pk>/wijzigen/",
        interventions.intervention_edit,
        name="intervention_edit",
    ),
]
