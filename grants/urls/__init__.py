"""Addresses of everything a municipality delivers and the ministry decides, by area."""

from . import (
    applications,
    assessment,
    audit,
    board,
    cbs,
    checks,
    justifications,
    lessons,
    letters,
    money,
    notices,
    overview,
    progress,
    reconciliations,
    requests,
    schemes,
    settlements,
    takeovers,
)

app_name = "grants"
urlpatterns = [
    *overview.urlpatterns,
    *applications.urlpatterns,
    *schemes.urlpatterns,
    *justifications.urlpatterns,
    *checks.urlpatterns,
    *requests.urlpatterns,
    *assessment.urlpatterns,
    *letters.urlpatterns,
    *audit.urlpatterns,
    *board.urlpatterns,
    *cbs.urlpatterns,
    *money.urlpatterns,
    *settlements.urlpatterns,
    *notices.urlpatterns,
    *progress.urlpatterns,
    *lessons.urlpatterns,
    *takeovers.urlpatterns,
    *reconciliations.urlpatterns,
]
