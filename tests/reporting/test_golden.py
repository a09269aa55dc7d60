"""A snapshot of each schema number, as it was written then: it must be read and drawn for ever."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from reporting.document.contents import make_document
from reporting.document.html import to_html
from reporting.publisher import public_year
from reporting.snapshot import from_bytes, sha256, to_bytes

GOLDEN = Path(__file__).parent / "golden"
FINGERPRINTS = {
    "schema-1.json": "5fdab92fc65a86968adbfdefd619235f42cc51a428a209b43d5d81c2a25d25c2",
    "schema-2.json": "f0a570d7767f5699ec74c0cd2ad75c22f4fd7d448fa8a5875afec91870409b32",
}


def with_what_came_later(plain: dict[str, Any]) -> dict[str, Any]:
    """An old snapshot says nothing of what later schemas added: that reads as unknown."""
    for own in plain["municipalities"]:
        own.setdefault("delivery", None)
        own.setdefault("settlement", None)
    return plain


@pytest.mark.parametrize("name", sorted(FINGERPRINTS))
def test_an_old_snapshot_still_becomes_a_report(name: str) -> None:
    content = (GOLDEN / name).read_bytes()
    assert sha256(content) == FINGERPRINTS[name]
    assert json.loads(to_bytes(from_bytes(content))) == with_what_came_later(json.loads(content))
    html = to_html(make_document(public_year(content)), stylesheets=())
    for own in from_bytes(content).municipalities:
        assert f'id="gemeente-{own.cbs_code.lower()}"' in html
