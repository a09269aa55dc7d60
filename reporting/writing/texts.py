"""Tekstversie: all texts of a report as canonical bytes, frozen with the files made from them.

Output bytes = f(snapshot, these bytes, edition, libraries). What must stay inside the ministry
(names of officials) is in here, and in no file that goes out; see `Field.is_internal`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from reporting.enums import Paper
from reporting.snapshot import sha256
from reporting.writing.fields import FIELDS, fields_of

SCHEMA = 1


@dataclass(frozen=True)
class Texts:
    """What was written, by field; a field in which nothing was written is not in it."""

    written: Mapping[str, str] = field(default_factory=dict)

    def of(self, name: str) -> str:
        """What was written in a field, or nothing."""
        return self.written.get(name, "")

    @cached_property
    def content(self) -> bytes:
        """Canonical JSON: sorted keys, no spaces, UTF-8."""
        plain = {"schema": SCHEMA, "texts": dict(self.written)}
        return json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()

    @cached_property
    def sha256(self) -> str:
        return sha256(self.content)

    def fingerprint(self, paper: Paper) -> str:
        """SHA-256 of what readers of one paper see of these texts.

        A sign-off of the letter stands when only the report changed: its fingerprint is the same.
        """
        own = {one.name for one in fields_of(paper) if not one.is_internal}
        return Texts({name: text for name, text in self.written.items() if name in own}).sha256


NOTHING = Texts()


def read_texts(content: bytes) -> Texts:
    """Read stored texts back. Raises ValueError for bytes of another schema."""
    plain = json.loads(content)
    if plain.get("schema") != SCHEMA:
        raise ValueError(f"Texts of schema {plain.get('schema')} are unknown, not {SCHEMA}.")
    return Texts({name: text for name, text in plain["texts"].items() if name in FIELDS})
