"""The pages of what a year shows."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pmg.accounts.enums import Role
from tests.factories import make_user
from tests.reporting.stories import deliver_all, make_story
from tests.reporting.test_pages import signed_in

SIGHT = "/rapportage/pmg-2024/2024/beeld/"


@pytest.mark.django_db
def test_the_page_shows_everything_with_its_downloads() -> None:
    make_story()
    client = signed_in(make_user(Role.ANALYST))
    page = client.get(SIGHT).content.decode()
    assert page.count('<svg xmlns="') == 9
    assert re.search(r"Van \d+ van de \d+ gemeenten is er nog geen voortgangsrapportage", page)
    table = client.get("/rapportage/pmg-2024/2024/beeld/sectoren.csv")
    assert table["Content-Disposition"].startswith('attachment; filename="beeld-2024-sectoren')
    assert table.content.decode("utf-8-sig").startswith("Sector;")
    chart = client.get("/rapportage/pmg-2024/2024/beeld/kaart.svg")
    assert chart["Content-Type"] == "image/svg+xml"
    assert chart.content.startswith(b"<svg")
    assert client.get("/rapportage/pmg-2024/2024/beeld/onzin.csv").status_code == 404
    assert client.get("/rapportage/pmg-2024/2019/beeld/").status_code == 404


@pytest.mark.django_db
def test_queries_do_not_grow_with_municipalities() -> None:
    scheme = make_story()
    client = signed_in(make_user(Role.ANALYST))
    client.get(SIGHT)
    counts = []
    for code in ("", "GM0141"):
        if code:
            deliver_all(scheme, code)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            client.get(SIGHT)
        counts.append(len(seen))
    assert counts[0] == counts[1]
