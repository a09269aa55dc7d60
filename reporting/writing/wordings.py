"""Verschillen tussen twee teksten, word by word: what was added and what was taken out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

WORDS = re.compile(r"\{\{.*?\}\}\s*|\S+\s*|\s+")


class Change(StrEnum):
    """What became of a stretch of text."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Stretch:
    """A stretch of text with one fate."""

    change: Change
    text: str


def compare(before: str, after: str) -> list[Stretch]:
    """Both texts as one, in order; what was removed stands before what took its place."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    found: list[Stretch] = []
    for what, begin, end, start, stop in SequenceMatcher(None, old, new, False).get_opcodes():
        if what == "equal":
            found.append(Stretch(Change.SAME, "".join(old[begin:end])))
            continue
        for change, words in ((Change.REMOVED, old[begin:end]), (Change.ADDED, new[start:stop])):
            if words:
                found.append(Stretch(change, "".join(words)))
    return found
