"""Velden van de voortgangsrapportage: drawn with what was typed, never refusing anything."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms

from grants.checks.progress import Choices
from grants.checks.progress_content import Measured
from grants.checks.progress_findings import ProgressFinding
from grants.checks.progress_places import ROW_LABELS
from grants.checks.progress_typed import SHARED
from grants.checks.typed_rows import Typed
from grants.enums import AgeBand, AnalysisState, ProgressSection, SecuringState

from .drafts import DraftForm, choice, line, text

FEW = "minder-dan-5"
"""Id of the list that proposes 'minder dan 5' in a field for a number."""


def number(label: str, *, required: bool = True) -> forms.Field:
    """A number of people: text, for one may also write 'minder dan 5'."""
    box = forms.TextInput(attrs={"list": FEW, "autocomplete": "off", "class": "pmg-count"})
    return forms.CharField(label=label, required=required, widget=box)


def share() -> forms.Field:
    """Whether all participants may read a text; nobody does unless the municipality says so."""
    return forms.ChoiceField(
        label="Deelt u deze les met andere gemeenten?",
        required=False,
        choices=[("", "Nee"), (SHARED, "Ja, zet haar bij de gedeelde lessen")],
        help_text="Na akkoord van het ministerie kan iedereen die meedoet de tekst lezen en "
        "zoeken. Aantallen en bedragen delen wij niet.",
    )


class AnalysisForm(DraftForm):
    """Probleemanalyse."""

    state = choice("Stand van de probleemanalyse", AnalysisState.choices)
    text = text(
        "Wat wijst de analyse uit?",
        "Noem de wijken en de belangrijkste bevindingen. Bent u nog niet begonnen, dan mag dit "
        "leeg blijven.",
    )


class SecuringForm(DraftForm):
    """Borging."""

    state = choice("Stand van de borging", SecuringState.choices)
    text = text(
        "Hoe gaat de aanpak door als de regeling stopt?",
        "Denk aan structureel geld, vaste medewerkers en besluiten van college of raad.",
    )


class BottlenecksForm(DraftForm):
    """Knelpunten."""

    text = text("Waar liep u tegenaan?", "Waren er geen knelpunten? Schrijf dat dan op.")


class LessonsForm(DraftForm):
    """Geleerde lessen."""

    text = text("Wat hebt u geleerd?", "Wat raadt u andere gemeenten aan, en wat juist niet?")
    share = share()


class OutlookForm(DraftForm):
    """Vooruitblik."""

    text = text("Wat gaat u komend uitkeringsjaar doen?")


class YouthsForm(DraftForm):
    """Unieke jongeren per leeftijdsgroep."""

    def __init__(self, prefix: str, typed: Typed, findings: Iterable[ProgressFinding] = ()) -> None:
        bands = {str(band): number(str(label)) for band, label in AgeBand.choices}
        super().__init__(prefix, typed, findings, **bands)


class IndicatorForm(DraftForm):
    """Eén indicator: nulmeting, waarde, streefwaarde en bron."""

    baseline = line("Nulmeting")
    value = line("Waarde dit uitkeringsjaar")
    target = line("Streefwaarde")
    source = line("Bron", "Bijvoorbeeld: politie, 2025")


class MeasuredForm(DraftForm):
    """Een indicator waarvan het ministerie de waarde leverde: that value is shown, not typed."""

    target = line("Streefwaarde")

    def __init__(
        self,
        prefix: str,
        typed: Typed,
        findings: Iterable[ProgressFinding] = (),
        *,
        measured: Measured,
    ) -> None:
        self.measured = measured
        asked = {} if measured.baseline is not None else {"baseline": line("Nulmeting")}
        super().__init__(prefix, typed, findings, **asked)


class InterventionForm(DraftForm):
    """Eén interventie, with the participations per age band."""

    area = line("Wijk")
    planned_start_on = line("Gepland begin", "Bijvoorbeeld: 1-9-2024")
    started_on = line("Begonnen op", "Leeg als de interventie nog niet begon.")
    partners = line("Partners")
    risk_factors = line("Risicofactoren", "Zet een komma tussen de factoren.")
    protective_factors = line("Beschermende factoren", "Zet een komma tussen de factoren.")
    experience = text("Wat was de ervaring?", rows=4, required=False)
    share = share()

    def __init__(
        self,
        prefix: str,
        typed: Typed,
        findings: Iterable[ProgressFinding] = (),
        *,
        choices: Choices,
    ) -> None:
        names = [(str(key), name) for key, name in choices.interventions.items()]
        bands = {f"reach-{band}": number(str(label)) for band, label in AgeBand.choices}
        super().__init__(
            prefix,
            typed,
            findings,
            intervention=choice("Interventie uit het register", names),
            activity=choice("Activiteit", list(choices.activities.items())),
            planned=number("Geplande deelnames", required=False),
            **bands,
            completed=number("Waarvan afgerond", required=False),
        )
        self.order_fields(list(ROW_LABELS))

    @property
    def reach(self) -> list[forms.BoundField]:
        """The fields for the participations."""
        return [self[name] for name in ROW_LABELS if name.startswith("reach-")]


TEXT_FORMS: dict[ProgressSection, type[DraftForm]] = {
    ProgressSection.ANALYSIS: AnalysisForm,
    ProgressSection.SECURING: SecuringForm,
    ProgressSection.BOTTLENECKS: BottlenecksForm,
    ProgressSection.LESSONS: LessonsForm,
    ProgressSection.OUTLOOK: OutlookForm,
}
