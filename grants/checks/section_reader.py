"""Reads the fields of one section and keeps what it finds; a fault never stops the reading."""

from __future__ import annotations

import datetime
from collections.abc import Container
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Generic, Literal, overload

from .progress_content import Reach
from .section_findings import S, SectionFinding, Severity
from .typed_rows import Typed
from .typed_values import read_day, read_number, read_reach

YES = "ja"
LONGEST_TEXT = 10_000
NOTHING = Reach(0)


@dataclass
class SectionReader(Generic[S]):
    """Lezer van één onderdeel. Each method returns a clean value, or an empty one and a finding."""

    section: S
    typed: Typed
    findings: list[SectionFinding[S]] = field(default_factory=list)

    def note(
        self,
        code: str,
        name: str,
        place: str,
        message: str,
        remedy: str,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Keep a finding."""
        self.findings.append(
            SectionFinding(
                code=code,
                section=self.section,
                field=name,
                place=place,
                message=message,
                remedy=remedy,
                severity=severity,
            )
        )

    def has_finding(self, name: str) -> bool:
        return any(finding.field == name for finding in self.findings)

    def text(self, name: str, place: str, *, longest: int = LONGEST_TEXT, remedy: str = "") -> str:
        """Tekst; with a `remedy` it must be filled in."""
        typed = self.typed.get(name, "").strip()
        if remedy and not typed:
            self.note("niet-ingevuld", name, place, "Hier is nog niets ingevuld.", remedy)
        if len(typed) > longest:
            self.note(
                "te-lang",
                name,
                place,
                f"De tekst heeft {len(typed)} tekens; er passen er {longest}.",
                "Maak de tekst korter.",
            )
        return typed

    def choice(self, name: str, place: str, among: Container[str]) -> str:
        """Keuze that must be made."""
        typed = self.typed.get(name, "")
        if typed in among:
            return typed
        self.note("geen-keuze", name, place, "Er is niets gekozen.", "Kies uit de lijst.")
        return ""

    def yes(self, name: str) -> bool:
        """Ja; anything else is no."""
        return self.typed.get(name, "") == YES

    @overload
    def reach(self, name: str, place: str) -> Reach: ...
    @overload
    def reach(self, name: str, place: str, *, optional: Literal[True]) -> Reach | None: ...

    def reach(self, name: str, place: str, *, optional: bool = False) -> Reach | None:
        """Aantal. Zero is a number and must be filled in, unless the field is optional."""
        typed = self.typed.get(name, "")
        if not typed.strip():
            if optional:
                return None
            self.note(
                "geen-aantal",
                name,
                place,
                "Er is geen aantal ingevuld.",
                "Vul een aantal in. Was het er geen, vul dan 0 in.",
            )
            return NOTHING
        if (reach := read_reach(typed)) is not None:
            return reach
        self.note(
            "onleesbaar-aantal",
            name,
            place,
            f"‘{typed}’ is geen aantal.",
            "Vul een heel getal in, of ‘minder dan 5’.",
        )
        return NOTHING

    def number(self, name: str, place: str) -> Decimal | None:
        """Getal; empty is none."""
        typed = self.typed.get(name, "")
        if not typed.strip():
            return None
        if (number := read_number(typed)) is None:
            self.note(
                "onleesbaar-getal",
                name,
                place,
                f"‘{typed}’ is geen getal dat we kunnen lezen.",
                "Schrijf decimalen met een komma, zoals 12,5.",
            )
        return number

    def day(self, name: str, place: str) -> datetime.date | None:
        """Datum; empty is none."""
        typed = self.typed.get(name, "")
        if not typed.strip():
            return None
        if (day := read_day(typed)) is None:
            self.note(
                "onleesbare-datum",
                name,
                place,
                f"‘{typed}’ is geen datum die we kunnen lezen.",
                "Schrijf de datum als 1-9-2024.",
            )
        return day
