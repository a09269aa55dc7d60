"""Formulierkenmerk: says for whom a form was made, and can be verified from scheme data alone."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass

from .subject import SchemeYear

MARK = re.compile(r"([a-z0-9-]{1,50}) (\d{4}) (\d{4}) v(\d{1,4}) ([0-9a-f]{16})", re.ASCII)


@dataclass(frozen=True)
class FormMark:
    """Formulierkenmerk as it stands in a form. `digest` covers what the form was made from."""

    scheme: str
    year: int
    cbs_digits: str
    version: int
    digest: str

    def __str__(self) -> str:
        return f"{self.scheme} {self.year} {self.cbs_digits} v{self.version} {self.digest}"


def mark_of(subject: SchemeYear) -> FormMark:
    """The mark of the form for this subject: the same in every database that holds the scheme.

    So it rests on codes only: not on an award, on words that may be mended, or on what is a demo.
    """
    facts = [
        subject.scheme,
        subject.year,
        subject.cbs_digits,
        subject.form_version,
        [choice.code for choice in subject.activities],
        sorted(choice.code for choice in subject.sectors),
    ]
    digest = hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:16]
    return FormMark(subject.scheme, subject.year, subject.cbs_digits, subject.form_version, digest)


def read_mark(text: str) -> FormMark | None:
    """The mark in a cell; None where the text is none."""
    if not (found := MARK.fullmatch(" ".join(text.split()))):
        return None
    return FormMark(found[1], int(found[2]), found[3], int(found[4]), found[5])
