"""Brieftekst invullen: a text of a scheme becomes the blocks of a letter. Pure.

A blank line ends a block. `## ` begins a heading, `- ` an item of a list. `{naam}` is replaced by a
value, or, alone on its line, by a table. `[naam]` at the start of a block prints nothing.
A block that names something which is not there is left out: no letter has a hole.

Nothing of a text is ever run: it knows names and no expressions, and what is filled in is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from .contents import HEADING, ITEMS, PARAGRAPH, TABLE, Block, Table

PLACEHOLDER = re.compile(r"\{([a-z_]*)\}")
CONDITION = re.compile(r"^\[([a-z_]*)\]\s*")
STRAY = re.compile(r"[{}]")
HEADING_MARK = "## "
ITEM_MARK = "- "


class UnknownPlaceholder(ValueError):
    """De tekst noemt iets wat deze brief niet kent."""


def faults_in(text: str, known: frozenset[str]) -> list[str]:
    """Waarom deze tekst niet gebruikt kan worden, each in a Dutch sentence; empty when it can."""
    named = {*PLACEHOLDER.findall(text), *(_condition(block) for block in _blocks(text))}
    faults = [
        f"Deze brief kent ‘{name}’ niet. Gebruik: {', '.join(sorted(known))}."
        for name in sorted(named - known - {None})
    ]
    if STRAY.search(PLACEHOLDER.sub("", text)):
        faults.append("Er staat een accolade in de tekst die bij geen invulveld hoort.")
    return faults


def fill_line(text: str, values: Mapping[str, str]) -> str:
    """Eén regel invullen, such as a subject. Raises UnknownPlaceholder."""

    def value_of(found: re.Match[str]) -> str:
        if found[1] not in values:
            raise UnknownPlaceholder(found[1])
        return values[found[1]]

    return PLACEHOLDER.sub(value_of, text)


def fill(text: str, values: Mapping[str, str], tables: Mapping[str, Table]) -> tuple[Block, ...]:
    """De tekst ingevuld. An empty value, and a table without rows, counts as not there.

    Raises UnknownPlaceholder for a name that is in neither.
    """
    return tuple(filled for block in _blocks(text) for filled in _filled(block, values, tables))


def _filled(block: str, values: Mapping[str, str], tables: Mapping[str, Table]) -> Iterator[Block]:
    condition = _condition(block)
    block = CONDITION.sub("", block)
    named = [*([condition] if condition else []), *PLACEHOLDER.findall(block)]
    for name in named:
        if name not in values and name not in tables:
            raise UnknownPlaceholder(name)
    if not all(values.get(name) or (name in tables and tables[name].rows) for name in named):
        return
    alone = PLACEHOLDER.fullmatch(block)
    if alone and alone[1] in tables:
        yield Block(TABLE, table=tables[alone[1]])
    elif alone:  # a value may hold paragraphs of its own
        yield from (Block(PARAGRAPH, (part,)) for part in _blocks(values[alone[1]]))
    elif block.startswith(HEADING_MARK):
        yield Block(HEADING, (fill_line(block.removeprefix(HEADING_MARK), values),))
    elif block.startswith(ITEM_MARK):
        lines = (line.removeprefix(ITEM_MARK) for line in block.splitlines())
        yield Block(ITEMS, tuple(fill_line(line, values) for line in lines))
    else:
        yield Block(PARAGRAPH, (fill_line(" ".join(block.split()), values),))


def _blocks(text: str) -> list[str]:
    return [block.strip() for block in re.split(r"\n\s*\n", text) if block.strip()]


def _condition(block: str) -> str | None:
    found = CONDITION.match(block)
    return found[1] if found else None
