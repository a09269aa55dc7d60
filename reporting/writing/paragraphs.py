"""Alinea's: plain text as paragraphs and lists. An empty line ends a paragraph, `- ` begins a point."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

POINT = "- "


@dataclass(frozen=True)
class Paragraph:
    """One paragraph, or the points of one list."""

    lines: tuple[str, ...]
    is_list: bool = False

    @property
    def text(self) -> str:
        return " ".join(self.lines)


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of a text, in order; nothing for a text of white space."""
    found: list[Paragraph] = []
    lines = (line.strip() for line in text.splitlines())
    for is_empty, block in groupby(lines, key=lambda line: not line):
        if is_empty:
            continue
        for is_list, part in groupby(block, key=lambda line: line.startswith(POINT)):
            own = tuple(line.removeprefix(POINT).strip() if is_list else line for line in part)
            found.append(Paragraph(own, is_list))
    return found
