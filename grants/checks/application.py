"""Aanvraag lezen: from what was typed to clean content, with every finding at once.

Pure: the same rules on the screen, on submit and for an application that comes in by the demo.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from typing import TypedDict

from grants.enums import ApplicationSection as Section
from grants.iban import clean_iban
from grants.money import UnreadableAmount, whole_euros
from pmg.design.formatting import euro

from . import application_rules as rules
from .application_content import (
    ApplicationChoices,
    ApplicationContent,
    BudgetRow,
    ContactPerson,
    PlannedIntervention,
)
from .application_typed import (
    AMOUNT,
    TEXTS,
    TypedApplication,
    place_of,
)
from .findings import WARNING
from .personal_data import personal_data_in
from .register import RULES
from .section_findings import SectionFinding, Severity
from .typed_rows import Typed, rows_in

LONGEST_TEXT = 10_000
LONGEST_LINE = 300
MOST_ROWS = 100
MAIL = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")
FREE_TEXT = frozenset({"text", "target", "approach", "area", "aim", "description"})

ApplicationFinding = SectionFinding[Section]


@dataclass(frozen=True)
class ApplicationReading:
    """Uitkomst: the content where nothing is wrong, and what was found."""

    content: ApplicationContent | None
    findings: tuple[ApplicationFinding, ...] = ()

    @property
    def errors(self) -> tuple[ApplicationFinding, ...]:
        return tuple(f for f in self.findings if f.severity == Severity.ERROR)

    @property
    def warnings(self) -> tuple[ApplicationFinding, ...]:
        return tuple(f for f in self.findings if f.severity == Severity.WARNING)


def read_application(
    typed: TypedApplication, choices: ApplicationChoices, *, year: int
) -> ApplicationReading:
    """Read all sections together; content only when there is no error. `year` is that of today."""
    readers = {section: _Reader(section, typed.get(section, {}), choices) for section in Section}
    analysis, securing = readers[Section.ANALYSIS], readers[Section.SECURING]
    plan = _read_plan(readers[Section.PLAN])
    content = ApplicationContent(
        analysis=analysis.text("text", remedy="Beschrijf welke jongeren, wijken en risico’s."),
        target=analysis.text("target", remedy="Beschrijf voor wie de aanpak is."),
        sources=analysis.text("sources", remedy="Noem waar de cijfers vandaan komen."),
        approach=readers[Section.PLAN].text("approach", remedy="Beschrijf wat u gaat doen."),
        plan=plan,
        budget=_read_budget(readers[Section.BUDGET], {row.intervention for row in plan}),
        securing=securing.text("text", remedy="Beschrijf hoe de aanpak na afloop doorgaat."),
        **_read_account(readers[Section.ACCOUNT]),
    )
    for reader in readers.values():
        _note_personal_data(reader, year)
    findings = tuple(finding for reader in readers.values() for finding in reader.findings)
    wrong = any(finding.severity == Severity.ERROR for finding in findings)
    return ApplicationReading(None if wrong else content, findings)


@dataclass
class _Reader:
    """Lezer van één onderdeel. Each method returns a clean value, or an empty one and a finding."""

    section: Section
    typed: Typed
    choices: ApplicationChoices
    findings: list[ApplicationFinding] = field(default_factory=list)

    def note(self, code: str, name: str, message: str, remedy: str) -> None:
        rule = RULES[code]
        place = place_of(self.section, name, rows_in(self.typed), self.choices) if name else ""
        self.findings.append(
            SectionFinding(
                code=code,
                section=self.section,
                field=name,
                place=place,
                message=message,
                remedy=remedy,
                severity=Severity.WARNING if rule.severity == WARNING else Severity.ERROR,
            )
        )

    def text(self, name: str, *, remedy: str = "", longest: int = LONGEST_TEXT) -> str:
        """Tekst; with a `remedy` it must be filled in."""
        text = self.typed.get(name, "").strip()
        if remedy and not text:
            self.note(rules.EMPTY, name, "Hier is nog niets ingevuld.", remedy)
        if len(text) > longest:
            said = f"De tekst heeft {len(text)} tekens; er passen er {longest}."
            self.note(rules.TOO_LONG, name, said, "Maak de tekst korter, of voeg een bijlage toe.")
        return text

    def choice(self, name: str, among: Container[str], *, optional: bool = False) -> str:
        text = self.typed.get(name, "")
        if text in among or (optional and not text):
            return text
        self.note(rules.NO_CHOICE, name, "Er is niets gekozen.", "Kies uit de lijst.")
        return ""

    def amount(self, name: str) -> int:
        """Bedrag in whole euros; nothing typed is never zero."""
        text = self.typed.get(name, "")
        if not text.strip():
            self.note(
                rules.EMPTY,
                name,
                "Hier staat geen bedrag.",
                "Vul een bedrag in. Vraagt u dit jaar niets, vul dan 0 in.",
            )
            return 0
        try:
            amount = whole_euros(text)
        except UnreadableAmount as fault:
            self.note(rules.UNREADABLE, name, str(fault), fault.remedy)
            return 0
        if amount < 0:
            self.note(
                rules.NEGATIVE,
                name,
                "Het bedrag is lager dan nul.",
                "Vul 0 of een hoger bedrag in.",
            )
            return 0
        return amount

    def rows(self) -> tuple[int, ...]:
        numbers = rows_in(self.typed)
        if len(numbers) > MOST_ROWS:
            self.note(
                rules.TOO_MANY_ROWS,
                "",
                f"Er staan meer dan {MOST_ROWS} rijen.",
                "Neem rijen samen.",
            )
            return ()
        return numbers


def _read_plan(reader: _Reader) -> tuple[PlannedIntervention, ...]:
    known = {str(key): key for key in reader.choices.interventions}
    numbers = reader.rows()
    if not numbers:
        reader.note(
            rules.NO_INTERVENTION,
            "",
            "Er staat nog geen interventie in het plan.",
            "Voeg een interventie uit het register toe.",
        )
    return tuple(
        PlannedIntervention(
            intervention=known.get(
                reader.choice(f"{number}-intervention", known), uuid.UUID(int=0)
            ),
            area=reader.text(f"{number}-area", longest=LONGEST_LINE),
            partners=reader.text(f"{number}-partners", longest=LONGEST_LINE),
            aim=reader.text(f"{number}-aim", remedy="Beschrijf wat u ermee wilt bereiken."),
        )
        for number in numbers
    )


def _read_budget(reader: _Reader, planned: set[uuid.UUID]) -> tuple[BudgetRow, ...]:
    choices = reader.choices
    known = {str(key): key for key in choices.interventions}
    numbers = reader.rows()
    rows = []
    for number in numbers:
        named = reader.choice(f"{number}-intervention", known, optional=True)
        if named and known[named] not in planned:
            reader.note(
                rules.NOT_IN_PLAN,
                f"{number}-intervention",
                "Deze interventie staat niet in het plan.",
                "Zet haar in het plan, of kies een andere.",
            )
        rows.append(
            BudgetRow(
                activity=reader.choice(f"{number}-activity", choices.activities),
                sector=reader.choice(f"{number}-sector", choices.sectors),
                intervention=known.get(named),
                description=reader.text(f"{number}-description", longest=LONGEST_LINE),
                amounts={
                    year.key: reader.amount(f"{number}-{AMOUNT}{year.key}")
                    for year in choices.years
                },
            )
        )
    for code, message, remedy in _wrong_totals(rows, reader):
        reader.note(code, "", message, remedy)
    return tuple(rows)


def _wrong_totals(rows: list[BudgetRow], reader: _Reader) -> Iterator[tuple[str, str, str]]:
    if not sum(sum(row.amounts.values()) for row in rows):
        yield (
            rules.NO_BUDGET,
            "In de begroting staat nog geen bedrag.",
            "Voeg een rij toe met een activiteit, een sector en de bedragen.",
        )
    for year in reader.choices.years:
        total = sum(row.amounts[year.key] for row in rows)
        if total > year.maximum:
            yield (
                rules.ABOVE_MAXIMUM,
                f"U vraagt voor {year.label} {euro(total)}; hoogstens is {euro(year.maximum)}.",
                f"Verlaag de bedragen voor {year.label} met {euro(total - year.maximum)}.",
            )


class _Account(TypedDict):
    iban: str
    holder: str
    contacts: tuple[ContactPerson, ...]


def _read_account(reader: _Reader) -> _Account:
    iban = reader.text("iban", remedy="Vul het IBAN van de gemeente in.", longest=42)
    if iban:
        try:
            iban = clean_iban(iban)
        except ValueError:
            reader.note(
                rules.BAD_IBAN,
                "iban",
                "Dit rekeningnummer klopt niet.",
                "Controleer het IBAN, ook de eerste cijfers.",
            )
    first = _read_contact(reader, "", obliged=True)
    second = _read_contact(reader, "second_", obliged=False)
    return {
        "iban": iban,
        "holder": reader.text("holder", remedy="Vul in op wiens naam de rekening staat."),
        "contacts": (first, second) if second.name else (first,),
    }


def _read_contact(reader: _Reader, prefix: str, *, obliged: bool) -> ContactPerson:
    def text(name: str, remedy: str) -> str:
        wanted = remedy if obliged else ""
        return reader.text(f"{prefix}{name}", remedy=wanted, longest=LONGEST_LINE)

    mail = text("mail", "Vul een e-mailadres in.")
    if mail and not MAIL.fullmatch(mail):
        reader.note(
            rules.BAD_MAIL,
            f"{prefix}mail",
            "Dit is geen e-mailadres.",
            "Schrijf het adres als naam@gemeente.nl.",
        )
    return ContactPerson(
        name=text("name", "Vul in wie het ministerie kan bellen of mailen."),
        function=text("function", "Vul de functie in."),
        mail=mail,
        phone=text("phone", "Vul een telefoonnummer in."),
    )


def _note_personal_data(reader: _Reader, year: int) -> None:
    if reader.section == Section.ACCOUNT:
        return
    for name, text in reader.typed.items():
        is_known = name in TEXTS[reader.section] or name.partition("-")[0].isdecimal()
        if not is_known or name.rpartition("-")[2] not in FREE_TEXT:
            continue
        for trace in personal_data_in(text, year=year):
            reader.note(
                rules.PERSONAL,
                name,
                f"‘{trace.fragment}’ lijkt op {trace.kind}.",
                "Haal het weg: in een aanvraag staan geen gegevens over één jongere.",
            )
