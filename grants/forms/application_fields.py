"""Velden van de aanvraag: drawn with what was typed, never refusing anything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from grants.checks.application_content import ApplicationChoices
from grants.checks.application_typed import AMOUNT
from grants.checks.typed_rows import Typed
from grants.enums import ApplicationSection as Section
from pmg.design.widgets import AmountInput

from .drafts import DraftForm, FieldFinding, choice, line
from .drafts import text as box


class AnalysisForm(DraftForm):
    """Probleemanalyse."""

    text = box(
        "Wat is het probleem?",
        "Welke wijken, welke groepen jongeren, welke risico- en beschermende factoren? Noem geen "
        "namen of andere persoonsgegevens.",
        rows=8,
    )
    target = box(
        "Voor wie is de aanpak?", "Beschrijf de doelgroep: leeftijd, wijk, situatie.", rows=4
    )
    sources = box("Waar komen de cijfers vandaan?", "Bijvoorbeeld: politie 2025, GGD 2024.", rows=3)


class ApproachForm(DraftForm):
    """De aanpak in woorden, above the interventions."""

    approach = box("Wat gaat u doen?", "Beschrijf de aanpak en wie haar uitvoert.")


class PlanRowForm(DraftForm):
    """Eén interventie in het plan."""

    area = line("Wijk")
    partners = line("Partners")
    aim = box("Wat wilt u ermee bereiken?", rows=3)

    def __init__(
        self,
        prefix: str,
        typed: Typed,
        findings: Iterable[FieldFinding] = (),
        *,
        choices: ApplicationChoices,
    ) -> None:
        names = [(str(key), name) for key, name in choices.interventions.items()]
        super().__init__(
            prefix,
            typed,
            findings,
            intervention=choice("Interventie uit het register", names),
        )


class BudgetRowForm(DraftForm):
    """Eén regel van de begroting, with an amount per grant year."""

    description = line("Omschrijving")

    def __init__(
        self,
        prefix: str,
        typed: Typed,
        findings: Iterable[FieldFinding] = (),
        *,
        choices: ApplicationChoices,
    ) -> None:
        names = [(str(key), name) for key, name in choices.interventions.items()]
        optional = choice("Interventie", names)
        optional.required = False
        amounts: dict[str, Any] = {
            f"{AMOUNT}{year.key}": forms.CharField(label=f"Bedrag {year.label}", widget=AmountInput)
            for year in choices.years
        }
        super().__init__(
            prefix,
            typed,
            findings,
            activity=choice("Activiteit", list(choices.activities.items())),
            sector=choice("Sector die profiteert", list(choices.sectors.items())),
            intervention=optional,
            **amounts,
        )

    @property
    def amounts(self) -> list[forms.BoundField]:
        """The fields for the amounts, by grant year."""
        return [self[name] for name in self.fields if name.startswith(AMOUNT)]


class SecuringForm(DraftForm):
    """Borging."""

    text = box(
        "Hoe gaat de aanpak door als de regeling stopt?",
        "Denk aan structureel geld, vaste medewerkers en besluiten van college of raad.",
    )


class AccountForm(DraftForm):
    """Rekening en contactpersonen."""

    iban = line("Rekeningnummer (IBAN)", "Bijvoorbeeld: NL91 ABNA 0417 1643 00", required=True)
    holder = line("Ten name van", "Bijvoorbeeld: Gemeente Gouda", required=True)
    name = line("Naam", required=True)
    function = line("Functie", required=True)
    mail = line("E-mailadres", required=True)
    phone = line("Telefoonnummer", required=True)
    second_name = line("Naam")
    second_function = line("Functie")
    second_mail = line("E-mailadres")
    second_phone = line("Telefoonnummer")


TEXT_FORMS: Mapping[Section, type[DraftForm]] = {
    Section.ANALYSIS: AnalysisForm,
    Section.PLAN: ApproachForm,
    Section.SECURING: SecuringForm,
    Section.ACCOUNT: AccountForm,
}
ROW_FORMS: Mapping[Section, type[PlanRowForm] | type[BudgetRowForm]] = {
    Section.PLAN: PlanRowForm,
    Section.BUDGET: BudgetRowForm,
}
