"""Whatever is posted to whatever address: an answer, never a fault of ours.

Each page is opened by somebody who may, its buttons are pressed with nonsense in every field, and
all of it without the token of the page is refused.
"""

from __future__ import annotations

import random
import re
import uuid
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from municipalities.models import Municipality
from pmg.accounts.models import User
from tests.access.objects import arguments_for
from tests.access.table import TABLE
from tests.access.test_access import ONE_OF_EACH

NONSENSE = (
    "a\0b",
    "9" * 40,
    "-99999999999999999999",
    "NaN",
    "1e999999",
    "Z" * 20_000,
    "\N{RIGHT-TO-LEFT OVERRIDE}=cmd|' /C calc'!A0",
    "2026-02-30",
    "0001-01-01",
    "9999-12-31",
    "\N{DEVANAGARI DIGIT ONE}\N{SUPERSCRIPT TWO}",
    "00000000-0000-0000-0000-000000000000",
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "//boos.example",
    " ",
)
FEW = settings.RANDOM_CASES < 100
"""Whether each button is pressed now and then only: its turn comes in `make soak`."""


class Fields(HTMLParser):
    """The fields and the buttons of the forms on a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.kept: dict[str, str] = {}
        self.typed: set[str] = set()
        self.buttons: set[tuple[str, str]] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        name, value = found.get("name") or "", found.get("value") or ""
        if not name or tag not in ("input", "textarea", "select", "button"):
            return
        if tag == "button" or found.get("type") == "submit":
            self.buttons.add((name, value))
        elif name in ("revision", "key", "state", "seen"):
            self.kept[name] = value
        else:
            self.typed.add(name)


def bodies(page: str, dice: random.Random) -> Iterator[dict[str, Any]]:
    """What is sent: every button, with nonsense in the fields; now and then in all of them."""
    fields = Fields(page)
    for name, value in [*sorted(fields.buttons), ("", "")]:
        for _ in range(dice.random() < 0.3 if FEW else 20):
            body: dict[str, Any] = {key: dice.choice(NONSENSE) for key in sorted(fields.typed)}
            body |= fields.kept | {"key": str(uuid.uuid4())} if dice.random() < 0.8 else {}
            if dice.random() < 0.2:
                body["file"] = SimpleUploadedFile("a\0../b.zip", b"PK\x03\x04")
            if name:
                body[name] = value if dice.random() < 0.9 else dice.choice(NONSENSE)
            yield body


def shut_without_token(address: str, who: User) -> bool:
    client = Client(enforce_csrf_checks=True)
    client.force_login(who)
    return client.post(address, {"move": "x"}).status_code in (403, 404, 405)


@pytest.mark.random
def test_nonsense_gets_an_answer(demo_db: str) -> None:
    gouda = Municipality.objects.get(cbs_code="GM0513")
    # All of them first: what is posted makes new objects.
    addresses = {name: reverse(name, kwargs=arguments_for(name, gouda)) for name in TABLE}
    wrong: list[tuple[Any, ...]] = []
    for name, address in sorted(addresses.items()):
        role = sorted(TABLE[name].roles, key=str)[0]
        who = User.objects.get(username=ONE_OF_EACH[role])
        client = Client(raise_request_exception=False)
        client.force_login(who)
        page = client.get(address)
        if not shut_without_token(address, who):
            wrong.append((name, "a form of another site was taken"))
        if "no-store" not in page.headers.get("Cache-Control", "") and "immutable" not in (
            page.headers.get("Cache-Control", "")
        ):
            wrong.append((name, "kept by caches"))
        is_page = page.headers.get("Content-Type", "").startswith("text/html")
        text = page.content.decode() if is_page and not page.streaming else ""
        page.close()
        dice = random.Random(name)
        for body in bodies(text, dice):
            answer = client.post(address, body)
            if answer.status_code >= 500:
                fault = answer.exc_info[1] if answer.exc_info else ""
                short = {key: str(value)[:30] for key, value in body.items()}
                wrong.append((name, f"{type(fault).__name__}: {fault}"[:150], short))
            if leads_away(answer.headers.get("Location", "")):
                wrong.append((name, "leads away", answer.headers["Location"]))
            answer.close()
    assert wrong == []


def leads_away(location: str) -> bool:
    return bool(re.match(r"(https?:)?//", location))
