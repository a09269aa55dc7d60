"""Woorden bij de cijfers: what people wrote in a field, or else what the sentence rules say."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from reporting.document.blocks import Block, Bullets, Text
from reporting.figures import Figures
from reporting.quotes.named import shown
from reporting.quotes.references import fill
from reporting.sentences import sentences
from reporting.writing.fields import FIELDS
from reporting.writing.paragraphs import paragraphs
from reporting.writing.texts import NOTHING, Texts


class Words:
    """The texts of one edition, with the figures of one snapshot filled in.

    Each method raises UnknownReference for a text that names a figure which is not there.
    """

    def __init__(self, f: Figures, texts: Texts = NOTHING) -> None:
        self.f = f
        self.texts = texts

    @cached_property
    def shown(self) -> dict[str, str]:
        """What readers see of each figure with a name."""
        return shown(self.f)

    def said(self, rules: str) -> list[str]:
        """What the sentence rules of a chapter say."""
        return [sentence.text for sentence in sentences(rules, self.f, self.shown)]

    def line(self, name: str) -> str:
        """A field of one line."""
        return fill(self._source(name), self.shown).strip()

    def blocks(self, name: str) -> tuple[Block, ...]:
        """A field as paragraphs and lists; none where nobody and nothing says anything."""
        return self.written(name) or prose(self.said(FIELDS[name].rules))

    def written(self, name: str) -> tuple[Block, ...]:
        """What was written in a field, or its standard text."""
        return tuple(
            Bullets(tuple(fill(line, self.shown) for line in one.lines))
            if one.is_list
            else Text(fill(one.text, self.shown))
            for one in paragraphs(self._source(name))
        )

    def _source(self, name: str) -> str:
        return self.texts.of(name) or FIELDS[name].standard


def prose(sentences: Sequence[str]) -> tuple[Text, ...]:
    """Sentences as one paragraph."""
    return (Text(" ".join(sentences)),) if sentences else ()
