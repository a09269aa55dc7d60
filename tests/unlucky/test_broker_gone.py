"""The broker and the cache are gone: people go on working, and what they asked is done later."""

from __future__ import annotations

import requests
from django.conf import settings
from django.test import Client
from django.urls import reverse

from grants.enums import CheckState
from grants.models import Upload
from tests.grants.justifications.conftest import make_gouda
from tests.harness import site

GONE = {"REDIS_URL": "unix:///nowhere/valkey.sock"}


def test_an_upload_is_kept_and_waits(clone_db: str) -> None:
    gouda = make_gouda()
    client = Client()
    client.force_login(gouda.sisa, backend="django.contrib.auth.backends.ModelBackend")
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page = reverse("grants:justification", args=[gouda.case.pk])
    with site.running_web(clone_db, environment=GONE) as url, requests.Session() as session:
        session.cookies.set(settings.SESSION_COOKIE_NAME, cookie)
        assert session.get(url + page).ok
        answer = session.post(
            url + reverse("grants:justification_upload", args=[gouda.case.pk, "statement"]),
            data={"csrfmiddlewaretoken": session.cookies[settings.CSRF_COOKIE_NAME]},
            files={"statement-file": ("pmg_2025_0513.xlsx", gouda.form())},
            headers={"Referer": url},
        )
        assert answer.ok
        assert "is bewaard als aanvullende opgave" in answer.text
        assert requests.get(f"{url}/health/", timeout=30).status_code in (200, 503)
        assert "Inloggen" in requests.get(f"{url}/accounts/login/", timeout=30).text
    row = Upload.objects.get()
    assert (row.file.size, row.check_run.state) == (len(gouda.form()), CheckState.ASKED)
