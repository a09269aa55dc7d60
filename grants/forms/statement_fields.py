"""Velden van de opgave op het scherm: those of the form, drawn with what was typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django import forms

from grants.checks.statement_typed import YES_OR_NO, options
from grants.checks.subject import SchemeYear
from pmg.design.widgets import AmountInput

from .drafts import DraftForm, FieldFinding, Option, choice, text

INTERVENTIONS = "interventies"
"""Id of the list that proposes the interventions of plan and register."""


class BoxesForm(DraftForm):
    """De bedragen van het jaar: what stands on the sheet Opgave."""

    def __init__(
        self,
        prefix: str,
        typed: Mapping[str, str],
        findings: Iterable[FieldFinding] = (),
        *,
        subject: SchemeYear,
    ) -> None:
        super().__init__(
            prefix,
            typed,
            findings,
            spent=_amount(
                f"Besteding in {subject.year}",
                "In hele euro’s, bijvoorbeeld 285.000. Niets besteed? Vul dan 0 in.",
            ),
            cumulative=_amount(
                f"Cumulatieve besteding tot en met {subject.year}",
                f"Wat eerder is geaccepteerd plus de besteding in {subject.year}.",
            ),
            final=choice(
                "Is dit de eindverantwoording?",
                _with_typed(((word, word) for word in YES_OR_NO), typed.get("final", "")),
                "Kies Ja als dit uw laatste verantwoording is. Dat kan alleen in het laatste jaar.",
            ),
            explanation=text(
                "Toelichting",
                "Bijvoorbeeld waarom de besteding anders is dan gepland.",
                rows=4,
                required=False,
            ),
        )


class LineForm(DraftForm):
    """Eén regel van de bestedingen."""

    def __init__(
        self,
        prefix: str,
        typed: Mapping[str, str],
        findings: Iterable[FieldFinding] = (),
        *,
        subject: SchemeYear,
    ) -> None:
        sectors = ((sector.code, sector.label) for sector in subject.sectors)
        super().__init__(
            prefix,
            typed,
            findings,
            activity=choice(
                "Activiteit", _with_typed(options(subject.activities), typed.get("activity", ""))
            ),
            sector=choice("Sector", _with_typed(sectors, typed.get("sector", ""))),
            amount=_amount("Bedrag"),
            intervention=forms.CharField(
                label="Interventie",
                required=False,
                # A box of one line would drop the line ends of what came from a form.
                widget=forms.Textarea(attrs={"rows": 2})
                if "\n" in typed.get("intervention", "")
                else forms.TextInput(attrs={"list": INTERVENTIONS, "autocomplete": "off"}),
            ),
            description=text("Omschrijving", rows=2, required=False),
        )


def _amount(label: str, help_text: str = "") -> forms.Field:
    return forms.CharField(label=label, help_text=help_text, widget=AmountInput())


def _with_typed(known: Iterable[Option], typed: str) -> list[Option]:
    """The choices, and what was taken over from a form that is none of them."""
    rows: list[Option] = list(known)
    if typed and typed not in {value for value, _ in rows}:
        rows.append((typed, f"{typed[:60]} (staat niet in de lijst)"))
    return rows
