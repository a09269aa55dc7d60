"""Every move is told to somebody, or silent on purpose; every text is plain and keeps secrets."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from grants.services.notices_table import SILENT, TOLD
from grants.transitions.applications import APPLICATION_MOVES
from grants.transitions.corrections import CORRECTION_MOVES
from grants.transitions.justifications import JUSTIFICATION_MOVES
from grants.transitions.progress import PROGRESS_MOVES
from grants.transitions.settlements import RECOVERY_MOVES, SETTLEMENT_MOVES

TEXTS = Path(__file__).resolve().parents[3] / "templates" / "mail"
CASES = (
    APPLICATION_MOVES,
    JUSTIFICATION_MOVES,
    PROGRESS_MOVES,
    CORRECTION_MOVES,
    SETTLEMENT_MOVES,
    RECOVERY_MOVES,
)


@pytest.mark.parametrize("table", CASES, ids=lambda table: table.kind)
def test_every_move_is_told_or_silent(table: object) -> None:
    moves = {(table.kind, row.name) for row in table}
    placed = {row for row in TOLD.keys() | SILENT if row[0] == table.kind}
    assert moves <= placed
    assert not TOLD.keys() & SILENT


@pytest.mark.parametrize("row", TOLD.values(), ids=lambda row: row.text)
def test_who_must_act_is_told(row: object) -> None:
    assert set(row.must_act) <= set(row.to)
    text = (TEXTS / f"{row.text}.txt").read_text(encoding="utf-8")
    assert bool(row.must_act) == ("block duties" in text), "an act that is asked is spelt out"


@pytest.mark.parametrize("path", sorted(TEXTS.glob("*.txt")), ids=lambda path: path.stem)
def test_texts_hold_no_figures_and_reasons_only_on_the_portal(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "euro" not in text
    assert "€" not in text
    for place in re.finditer(r"{{ reason }}", text):
        assert "{% if on_portal" in text[: place.start()].rsplit("{% block", 1)[1]
