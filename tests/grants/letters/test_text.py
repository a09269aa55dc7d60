"""A text with placeholders: filled, left out where something is missing, never run."""

from __future__ import annotations

import json

import pytest

from grants.enums import LetterAct
from grants.letters.contents import Block, Column, Contents, Table, read_contents
from grants.letters.kinds import KINDS
from grants.letters.text import UnknownPlaceholder, faults_in, fill, fill_line
from grants.services.letter_texts import LETTERS

AMOUNTS = Table("Bedragen", (Column("Wat"), Column("Bedrag", is_number=True)), (("a", "€ 1"),))
EMPTY = Table("Regels", (Column("Regel"),), ())


def test_blocks_become_paragraphs_headings_lists_and_tables() -> None:
    text = "Beste {wie},\n\n## Over {wat}\n\n- een {wat}\n- twee\n\n{bedragen}"
    assert fill(text, {"wie": "college", "wat": "geld"}, {"bedragen": AMOUNTS}) == (
        Block("paragraph", ("Beste college,",)),
        Block("heading", ("Over geld",)),
        Block("items", ("een geld", "twee")),
        Block("table", table=AMOUNTS),
    )


def test_a_block_that_names_something_which_is_not_there_is_left_out() -> None:
    text = "[regels] ## Wat niet\n\n{regels}\n\n[reden] Omdat.\n\nWegens {reden}.\n\nSlot."
    assert fill(text, {"reden": ""}, {"regels": EMPTY}) == (Block("paragraph", ("Slot.",)),)


def test_a_condition_prints_nothing_itself() -> None:
    assert fill("[gelijk] Ze zijn gelijk.", {"gelijk": "ja"}, {}) == (
        Block("paragraph", ("Ze zijn gelijk.",)),
    )


def test_a_value_may_hold_paragraphs_of_its_own() -> None:
    filled = fill("{motivering}", {"motivering": "Eén.\n\nTwee."}, {})
    assert [block.lines for block in filled] == [("Eén.",), ("Twee.",)]


@pytest.mark.parametrize(
    "said", ["{{ settings.SECRET_KEY }}", "{jaar}", "{0.__class__}", "<script>", "[jaar] %s"]
)
def test_what_was_typed_as_a_value_is_text_and_nothing_else(said: str) -> None:
    filled = fill("Reden: {reden}", {"reden": said, "jaar": "2025"}, {})
    assert filled == (Block("paragraph", (f"Reden: {said}",)),)


def test_a_text_that_names_what_the_letter_does_not_know_is_refused() -> None:
    with pytest.raises(UnknownPlaceholder):
        fill_line("Over {jar}", {"jaar": "2025"})
    with pytest.raises(UnknownPlaceholder):
        fill("[jar] Over", {"jaar": "2025"}, {})
    known = frozenset({"jaar"})
    assert faults_in("Over {jaar}", known) == []
    assert "‘jar’" in faults_in("Over {jar}", known)[0]
    assert "‘jar’" in faults_in("[jar] Over", known)[0]
    for stray in ("{", "}", "{jaar", "{0.__class__}", "{{jaar}}", "{jaar!r}"):
        assert faults_in(f"Over {stray}", known), stray


def test_every_text_of_a_scheme_names_only_what_its_letter_knows() -> None:
    for file in LETTERS.glob("*.json"):
        for row in json.loads(file.read_text(encoding="utf-8"))["texts"]:
            known = KINDS[LetterAct(row["act"])].known
            for text in (row["subject"], "\n\n".join(row["body"])):
                assert faults_in(text, known) == []


def test_contents_come_back_from_json_as_they_were() -> None:
    contents = Contents(
        kind="mededeling",
        ministry="Ministerie",
        department="Directie",
        address=("Postbus 1",),
        to=("Het college",),
        dated="6 augustus 2026",
        reference="PMG/2025-01",
        about="PMG",
        subject="Oordeel",
        blocks=(Block("paragraph", ("Tekst",)), Block("table", table=AMOUNTS)),
        on_behalf=("De minister,",),
        signatory="de directeur",
        unsigned="",
    )
    assert read_contents(json.loads(json.dumps(contents.as_dict()))) == contents
    with pytest.raises(ValueError, match="schema 2"):
        read_contents({**contents.as_dict(), "schema": 2})
