"""Addresses of the report."""

from django.urls import path

from reporting.views import (
    fact_checks,
    parties,
    privacy,
    public,
    publications,
    remarks,
    reports,
    seeing,
    sign_offs,
    versions,
    writing,
    years,
)

app_name = "reporting"
urlpatterns = [
    path("rapportage/", years.year_list, name="years"),
    path("rapportage/versies/<uuid:pk>/voorbeeld/", reports.preview, name="preview"),
    path("rapportage/versies/<uuid:pk>/maken/", reports.ask, name="ask"),
    path("rapportage/versies/<uuid:pk>/voortgang/", reports.progress, name="progress"),
    path("rapportage/opdrachten/<uuid:pk>/annuleren/", reports.cancel, name="cancel"),
    path("rapportage/bestanden/<uuid:pk>/", reports.download, name="download"),
    path("rapportage/parafen/", sign_offs.my_sign_offs, name="my_sign_offs"),
    path("rapportage/parafen/<uuid:pk>/", sign_offs.sign_off, name="sign_off"),
    path("rapportage/partijen/", parties.parties, name="parties"),
    path("rapportage/partijen/<uuid:pk>/", parties.party, name="party"),
    path("rapportage/partijen/<slug:code>/nieuw/", parties.party_new, name="party_new"),
    path("rapportage/<slug:code>/<int:year>/", years.year_page, name="year"),
    path("rapportage/<slug:code>/<int:year>/parafen/", sign_offs.sign_offs, name="sign_offs"),
    path(
        "rapportage/<slug:code>/<int:year>/parafen/vragen/",
        sign_offs.ask,
        name="sign_offs_ask",
    ),
    path("rapportage/<slug:code>/<int:year>/vergelijken/", years.compare, name="compare"),
    path("rapportage/<slug:code>/<int:year>/bevriezen/", years.freeze, name="freeze"),
    path("rapportage/<slug:code>/<int:year>/publiceren/", publications.publish, name="publish"),
    path("rapportage/openbaar/<uuid:pk>/intrekken/", publications.withdraw, name="withdraw"),
    path("openbaar/", public.public_list, name="public_list"),
    path("openbaar/<slug:code>/<int:year>/", public.public_page, name="public_page"),
    path(
        "openbaar/<slug:code>/<int:year>/versie-<int:number>/<str:name>",
        public.public_download,
        name="public_file",
    ),
    path("rapportage/<slug:code>/<int:year>/beeld/", seeing.sight, name="sight"),
    path(
        "rapportage/<slug:code>/<int:year>/beeld/<slug:key>.<slug:form>",
        seeing.sight_file,
        name="sight_file",
    ),
    path(
        "rapportage/<slug:code>/<int:year>/feitencheck/",
        fact_checks.fact_checks,
        name="fact_checks",
    ),
    path("rapportage/feitencheck/<uuid:pk>/", fact_checks.fact_check, name="fact_check"),
    path(
        "rapportage/<slug:code>/<int:year>/persoonsgegevens/",
        privacy.people_found,
        name="people_found",
    ),
    path(
        "rapportage/<slug:code>/<int:year>/persoonsgegevens/zoeken/",
        privacy.people_search,
        name="people_search",
    ),
    path(
        "rapportage/<slug:code>/<int:year>/persoonsgegevens/vrijgeven/",
        privacy.people_clear,
        name="people_clear",
    ),
    path(
        "rapportage/vrijgaven/<int:pk>/intrekken/",
        privacy.people_take_back,
        name="people_take_back",
    ),
    path("rapportage/<slug:code>/<int:year>/teksten/", writing.writing, name="writing"),
    path("rapportage/<slug:code>/<int:year>/teksten/<slug:name>/", writing.write, name="write"),
    path(
        "rapportage/<slug:code>/<int:year>/teksten/<slug:name>/bevestigen/",
        writing.write_confirm,
        name="write_confirm",
    ),
    path(
        "rapportage/<slug:code>/<int:year>/teksten/<slug:name>/versies/",
        versions.write_versions,
        name="write_versions",
    ),
    path(
        "rapportage/<slug:code>/<int:year>/teksten/<slug:name>/opmerkingen/",
        remarks.remark_add,
        name="remark_add",
    ),
    path(
        "rapportage/opmerkingen/<uuid:pk>/oplossen/", remarks.remark_resolve, name="remark_resolve"
    ),
]
