"""Bevinding: one shortcoming of a delivery, with its place and its remedy. Plain Python."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

ERROR = "error"
WARNING = "warning"
CHECKS_VERSION = "2026.2"
"""Stored with each verdict. Raise it with any change of what a check says."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Bevinding. `message` says what is wrong, `remedy` how to mend it, both in plain Dutch.

    `document`, `sheet` and `cell` say where, as far as there is such a place. An error blocks,
    a warning asks for a look.
    """

    code: str
    severity: str
    message: str
    remedy: str
    document: str = ""
    sheet: str = ""
    cell: str = ""

    def as_dict(self) -> dict[str, str]:
        """The keys of the commands' JSON."""
        return {
            "code": self.code,
            "severity": self.severity,
            "document": self.document,
            "sheet": self.sheet,
            "cell": self.cell,
            "message": self.message,
            "remedy": self.remedy,
        }


@dataclass(frozen=True)
class Indicators:
    """SiSa-indicatoren of a year; whole euros. None: not there or not readable."""

    spent: int | None = None
    cumulative: int | None = None
    is_final: bool | None = None

    def as_dict(self) -> dict[str, Any]:
        return {"spent": self.spent, "cumulative": self.cumulative, "is_final": self.is_final}


@dataclass(frozen=True)
class Outcome:
    """Uitkomst van een voorcontrole: what was read, and every finding at once.

    `readable` is False when the file could not be opened at all. `statement` is there when a
    statement was read without an error in its amounts, `typed` where its text can go to the screen;
    `names_us_in_errors` for a package whose table of errors names our code.
    """

    findings: tuple[Finding, ...] = ()
    indicators: Indicators = field(default_factory=Indicators)
    readable: bool = True
    statement: Any = None
    typed: Any = None
    names_us_in_errors: bool = False

    @property
    def ok(self) -> bool:
        """Geen bezwaren: no error; warnings do not block."""
        return not any(finding.severity == ERROR for finding in self.findings)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Errors before warnings within a document, documents in order of appearance."""
    rows = list(findings)
    documents = {name: place for place, name in enumerate(dict.fromkeys(f.document for f in rows))}
    return tuple(sorted(rows, key=lambda f: (documents[f.document], f.severity != ERROR)))
