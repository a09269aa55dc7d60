"""Addresses of everything a municipality delivers and the ministry decides, by area."""

from . import assessment, board, cbs, justifications, letters, money, overview, progress, requests

app_name = "grants"
urlpatterns = [
    *overview.urlpatterns,
    *justifications.urlpatterns,
    *requests.urlpatterns,
    *assessment.urlpatterns,
    *letters.urlpatterns,
    *board.urlpatterns,
    *cbs.urlpatterns,
    *money.urlpatterns,
    *progress.urlpatterns,
]
