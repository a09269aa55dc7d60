"""Voortgangsrapportage lezen: from what was typed to clean content, with every finding at once.

Pure: the same rules on the screen, on submit and for a report that comes in by the demo.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from grants.enums import AgeBand, AnalysisState, ProgressSection, SecuringState

from .personal_data import personal_data_in
from .progress_content import (
    IndicatorContent,
    InterventionContent,
    Measured,
    ProgressContent,
    Reach,
)
from .progress_findings import PERSONAL_DATA, PERSONAL_DATA_SHARED, ProgressFinding
from .progress_places import INDICATOR_LABELS, ROW_LABELS, is_free_text, place_of
from .progress_typed import SHARED, TypedReport
from .section_findings import Severity
from .section_reader import SectionReader
from .typed_rows import Typed, rows_in
from .typed_values import read_list

Reader = SectionReader[ProgressSection]
MOST_ROWS = 100
LONGEST_FACTOR = 80
SHARED_FIELDS = frozenset({"text", "area", "risk_factors", "protective_factors", "experience"})
"""What others read of a lesson that is shared."""


@dataclass(frozen=True, kw_only=True)
class Choices:
    """Waaruit gekozen kan worden, and the grant year the report is about.

    `activities` and `indicators` by code, `interventions` of the register by id; the values are
    their Dutch names. `measured` holds the values that the ministry delivered, by indicator.
    """

    starts_on: datetime.date
    ends_on: datetime.date
    interventions: Mapping[uuid.UUID, str]
    activities: Mapping[str, str]
    indicators: Mapping[str, str]
    measured: Mapping[str, Measured] = field(default_factory=dict)


def beside(choices: Choices) -> tuple[str, ...]:
    """What the report holds that nobody typed: the delivered values, for its fingerprint."""
    return tuple(f"{code}:{one.key}" for code, one in choices.measured.items())


@dataclass(frozen=True)
class Reading:
    """Uitkomst: the content where nothing is wrong, and what was found."""

    content: ProgressContent | None
    findings: tuple[ProgressFinding, ...] = field(default=())

    @property
    def errors(self) -> tuple[ProgressFinding, ...]:
        return tuple(f for f in self.findings if f.severity == Severity.ERROR)

    @property
    def warnings(self) -> tuple[ProgressFinding, ...]:
        return tuple(f for f in self.findings if f.severity == Severity.WARNING)

    @property
    def personal_data(self) -> tuple[ProgressFinding, ...]:
        """Warnings that somebody must have looked at."""
        return tuple(f for f in self.findings if f.code == PERSONAL_DATA)

    @property
    def unfinished(self) -> tuple[str, ...]:
        """The sections with an error, by their Dutch name."""
        return tuple(dict.fromkeys(str(f.section.label) for f in self.errors))


def read_report(typed: TypedReport, choices: Choices) -> Reading:
    """Read all sections together; content only when there is no error."""
    readers = {
        section: SectionReader(section, typed.get(section, {})) for section in ProgressSection
    }
    analysis_state, analysis = _read_state(
        readers[ProgressSection.ANALYSIS], AnalysisState, AnalysisState.NOT_STARTED
    )
    securing_state, securing = _read_state(
        readers[ProgressSection.SECURING], SecuringState, SecuringState.NOT_STARTED
    )
    content = ProgressContent(
        analysis_state=analysis_state,
        analysis=analysis,
        interventions=_read_interventions(readers[ProgressSection.INTERVENTIONS], choices),
        youths=_read_youths(readers[ProgressSection.YOUTHS]),
        indicators=_read_indicators(readers[ProgressSection.INDICATORS], choices),
        securing_state=securing_state,
        securing=securing,
        bottlenecks=_read_text(
            readers[ProgressSection.BOTTLENECKS], "Waren er geen? Schrijf dat op."
        ),
        lessons=_read_text(
            readers[ProgressSection.LESSONS], "Schrijf op wat u een ander aanraadt."
        ),
        lessons_shared=readers[ProgressSection.LESSONS].yes("share"),
        outlook=_read_text(readers[ProgressSection.OUTLOOK], "Schrijf op wat u komend jaar doet."),
    )
    findings = [finding for reader in readers.values() for finding in reader.findings]
    if not findings:
        findings += more_youths_than_participations(content)
    findings += personal_data(typed, choices)
    wrong = any(finding.severity == Severity.ERROR for finding in findings)
    return Reading(None if wrong else content, tuple(sorted(findings, key=_in_page_order)))


def more_youths_than_participations(content: ProgressContent) -> Iterator[ProgressFinding]:
    """Who was reached took part at least once, so there are not more youths than participations."""
    if not content.interventions:
        return
    for band, youths in content.youths.items():
        most = sum(row.participations[band].highest for row in content.interventions)
        if youths.lowest > most:
            yield ProgressFinding(
                code="meer-jongeren-dan-deelnames",
                severity=Severity.WARNING,
                section=ProgressSection.YOUTHS,
                field=band,
                place=str(AgeBand(band).label),
                message=f"U telt {youths} jongeren, maar hoogstens {most} deelnames.",
                remedy="Kijk na of alle deelnames bij de interventies staan. Klopt het, dan mag "
                "het zo blijven.",
            )


def personal_data(typed: TypedReport, choices: Choices) -> Iterator[ProgressFinding]:
    """Free text that looks like it says something about one person."""
    for section, texts in typed.items():
        for name in filter(is_free_text, texts):
            shared = _is_shared(section, name, texts)
            for trace in personal_data_in(texts[name], year=choices.ends_on.year):
                yield ProgressFinding(
                    code=PERSONAL_DATA_SHARED if shared else PERSONAL_DATA,
                    severity=Severity.ERROR if shared else Severity.WARNING,
                    section=section,
                    field=name,
                    place=place_of(section, name, texts, choices.indicators),
                    message=f"‘{trace.fragment}’ lijkt op {trace.kind}.",
                    remedy="Haal het weg, of deel deze tekst niet met andere gemeenten."
                    if shared
                    else "Haal het weg: in een rapportage staan geen persoonsgegevens. Is het "
                    "iets anders, dan kunt u dat bij het indienen zeggen.",
                )


def _is_shared(section: ProgressSection, name: str, texts: Typed) -> bool:
    """Whether all participants will read this field."""
    row, _, rest = name.rpartition("-")
    may_be = section in {ProgressSection.LESSONS, ProgressSection.INTERVENTIONS}
    share = texts.get(f"{row}-share" if row else "share", "")
    return may_be and rest in SHARED_FIELDS and share == SHARED


def _in_page_order(finding: ProgressFinding) -> tuple[int, bool]:
    return list(ProgressSection).index(finding.section), finding.severity != Severity.ERROR


def _read_text(reader: Reader, remedy: str) -> str:
    return reader.text("text", "toelichting", remedy=remedy)


def _read_state(
    reader: Reader, states: type[AnalysisState] | type[SecuringState], nothing_yet: str
) -> tuple[str, str]:
    """A state, and the words that go with it unless there is nothing to tell yet."""
    state = reader.choice("state", "stand", states.values)
    wanted = "" if state in (nothing_yet, "") else "Licht de stand in enkele zinnen toe."
    return state, reader.text("text", "toelichting", remedy=wanted)


def _read_youths(reader: Reader) -> dict[str, Reach]:
    return {band: reader.reach(band, str(label)) for band, label in AgeBand.choices}


def _read_interventions(reader: Reader, choices: Choices) -> tuple[InterventionContent, ...]:
    numbers = rows_in(reader.typed)
    if len(numbers) > MOST_ROWS:
        reader.note(
            "te-veel-rijen", "", "", f"Er staan meer dan {MOST_ROWS} interventies.", "Neem samen."
        )
        return ()
    if not numbers:
        reader.note(
            "geen-interventies",
            "",
            "",
            "Er staan geen interventies in de rapportage.",
            "Voeg een rij toe. Voerde u er nog geen uit, dan mag het zo blijven.",
            Severity.WARNING,
        )
    rows = tuple(_read_row(reader, place, n, choices) for place, n in enumerate(numbers, start=1))
    _note_doubles(reader, numbers, rows)
    return rows


def _read_row(reader: Reader, place: int, number: int, choices: Choices) -> InterventionContent:
    def where(name: str) -> tuple[str, str]:
        return f"{number}-{name}", f"rij {place}, {ROW_LABELS[name]}"

    known = {str(key): key for key in choices.interventions}
    intervention = reader.choice(*where("intervention"), known)
    started_on = reader.day(*where("started_on"))
    if started_on and started_on > choices.ends_on:
        reader.note(
            "begonnen-na-het-jaar",
            *where("started_on"),
            "Deze datum ligt na het uitkeringsjaar.",
            "Verbeter de datum, of haal de rij weg als de interventie nog niet begonnen is.",
        )
    planned = reader.reach(*where("planned"), optional=True)
    participations = {band: reader.reach(*where(f"reach-{band}")) for band in AgeBand.values}
    completed = reader.reach(*where("completed"), optional=True)
    most = sum(reach.highest for reach in participations.values())
    readable = not any(reader.has_finding(f"{number}-reach-{band}") for band in participations)
    if completed and readable and completed.lowest > most:
        reader.note(
            "meer-afgerond-dan-deelnames",
            *where("completed"),
            "Er zijn meer deelnames afgerond dan er waren.",
            "Verbeter het aantal, of vul de deelnames aan.",
        )
    return InterventionContent(
        intervention=known.get(intervention, uuid.UUID(int=0)),
        activity=reader.choice(*where("activity"), choices.activities),
        planned=planned.highest if planned else None,
        area=reader.text(*where("area"), longest=100),
        partners=reader.text(*where("partners"), longest=300),
        started_on=started_on,
        participations=participations,
        completed=completed,
        planned_start_on=reader.day(*where("planned_start_on")),
        risk_factors=_read_factors(reader, *where("risk_factors")),
        protective_factors=_read_factors(reader, *where("protective_factors")),
        shared=(shared := reader.yes(f"{number}-share")),
        experience=reader.text(
            *where("experience"),
            remedy="Schrijf op wat anderen hiervan leren, of deel deze les niet." if shared else "",
        ),
    )


def _read_factors(reader: Reader, name: str, place: str) -> tuple[str, ...]:
    factors = read_list(reader.text(name, place))
    if any(len(factor) > LONGEST_FACTOR for factor in factors):
        reader.note(
            "factor-te-lang",
            name,
            place,
            f"Een factor is langer dan {LONGEST_FACTOR} tekens.",
            "Zet een komma tussen de factoren en houd ze kort, zoals ‘schoolverzuim’.",
        )
    return factors


def _note_doubles(
    reader: Reader, numbers: tuple[int, ...], rows: tuple[InterventionContent, ...]
) -> None:
    """The same intervention in the same area twice would count its participations twice."""
    seen: set[tuple[uuid.UUID, str, str]] = set()
    for place, (number, row) in enumerate(zip(numbers, rows, strict=True), start=1):
        same = (row.intervention, row.activity, row.area.lower())
        if same in seen and row.intervention.int:
            reader.note(
                "dubbele-rij",
                f"{number}-intervention",
                f"rij {place}, {ROW_LABELS['intervention']}",
                "Deze interventie staat er al, met dezelfde activiteit en wijk.",
                "Neem de rijen samen of vul een andere wijk in.",
            )
        seen.add(same)


def _read_indicators(reader: Reader, choices: Choices) -> tuple[IndicatorContent, ...]:
    known = {f"{code}-{name}" for code in choices.indicators for name in INDICATOR_LABELS}
    for name in sorted(set(reader.typed) - known):
        reader.note(
            "onbekende-indicator",
            name,
            name,
            "Deze indicator hoort niet bij de regeling.",
            "Haal de waarde weg, of vraag het ministerie de indicator toe te voegen.",
        )
    rows = []
    for code, label in choices.indicators.items():
        if measured := choices.measured.get(code):
            rows.append(_read_measured(reader, code, label, measured))
            continue
        row = IndicatorContent(
            code=code,
            baseline=reader.number(f"{code}-baseline", f"{label}, nulmeting"),
            value=reader.number(f"{code}-value", f"{label}, waarde"),
            target=reader.number(f"{code}-target", f"{label}, streefwaarde"),
            source=reader.text(f"{code}-source", f"{label}, bron", longest=200),
        )
        if row.value is not None and not row.source:
            reader.note(
                "bron-ontbreekt",
                f"{code}-source",
                f"{label}, bron",
                "Bij deze waarde staat geen bron.",
                "Noem waar de waarde vandaan komt, met het jaar.",
            )
        if row.value is None and not reader.has_finding(f"{code}-value"):
            reader.note(
                "geen-waarde",
                f"{code}-value",
                f"{label}, waarde",
                "Er is geen waarde ingevuld.",
                "Vul de waarde in. Is die er nog niet, dan mag het leeg blijven.",
                Severity.WARNING,
            )
        rows.append(row)
    return tuple(row for row in rows if row != IndicatorContent(code=row.code))


def _read_measured(reader: Reader, code: str, label: str, measured: Measured) -> IndicatorContent:
    """An indicator that the ministry delivers: the municipality says what it aims at."""
    baseline = measured.baseline
    if baseline is None:
        baseline = reader.number(f"{code}-baseline", f"{label}, nulmeting")
    return IndicatorContent(
        code=code,
        baseline=baseline,
        value=measured.value,
        target=reader.number(f"{code}-target", f"{label}, streefwaarde"),
        source=measured.origin,
        measured=measured.key,
    )
