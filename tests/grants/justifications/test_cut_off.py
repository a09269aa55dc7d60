"""An upload that is cut off half-way leaves nothing behind, and can simply be done again."""

from __future__ import annotations

import socket
import time
from urllib.parse import urlsplit

import pytest
import requests
from django.conf import settings
from django.test import Client
from django.urls import reverse

from grants.models import Justification, Upload
from pmg.accounts.models import User
from tests.harness.site import Site


@pytest.fixture
def case(live_app: Site) -> Justification:
    return Justification.objects.get(municipality__cbs_code="GM0513", accounting_year__year=2025)


def signed_in(site: Site) -> requests.Session:
    client = Client()
    client.force_login(
        User.objects.get(username="gouda-sisa"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    session = requests.Session()
    session.cookies.set(
        settings.SESSION_COOKIE_NAME, client.cookies[settings.SESSION_COOKIE_NAME].value
    )
    return session


def test_half_an_upload_is_no_upload(live_app: Site, case: Justification) -> None:
    with signed_in(live_app) as session:
        page = session.get(live_app.url + reverse("grants:justification", args=[case.pk]))
        token = session.cookies[settings.CSRF_COOKIE_NAME]
        assert page.ok
        address = reverse("grants:justification_upload", args=[case.pk, "statement"])
        request = requests.Request(
            "POST",
            live_app.url + address,
            data={"csrfmiddlewaretoken": token},
            files={"statement-file": ("pmg_2025_0513.xlsx", b"PK" + b"x" * 400_000)},
            headers={"Referer": live_app.url},
        )
        whole = session.prepare_request(request)
        send_half(live_app.url, whole)
        assert not Upload.objects.filter(justification=case).exists()
        again = session.send(whole, allow_redirects=False)
        assert again.status_code == 302
    assert Upload.objects.get(justification=case).name == "pmg_2025_0513.xlsx"


def send_half(url: str, request: requests.PreparedRequest) -> None:
    """The head and half the body, and then the line is gone."""
    host = urlsplit(url)
    body = request.body
    assert isinstance(body, bytes)
    head = f"POST {request.path_url} HTTP/1.1\r\nHost: {host.netloc}\r\n" + "".join(
        f"{name}: {value}\r\n" for name, value in request.headers.items()
    )
    with socket.create_connection((host.hostname, host.port)) as line:
        line.sendall(head.encode() + b"\r\n" + body[: len(body) // 2])
        time.sleep(0.5)
    time.sleep(0.5)
