"""Formulieren van de beoordelaar beside the workbench: postponement, SiSa figure, the worklist."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from grants.enums import JustificationState as State
from grants.models import SisaFigure
from grants.queries.worklist import EVERYTHING, TO_DO
from pmg.design.widgets import DateInput

from .amounts import WholeEuroField
from .searching import MunicipalityField


class PostponementForm(forms.Form):
    """Uitstel voor de aanvullende opgave."""

    use_required_attribute = False

    due_on = forms.DateField(
        label="Nieuwe datum",
        help_text="De opgave is op tijd tot en met deze dag.",
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        widget=DateInput,
        error_messages={
            "required": "Kies de nieuwe datum.",
            "invalid": "Vul een bestaande datum in, bijvoorbeeld 1-9-2026.",
        },
    )
    reason = forms.CharField(
        label="Reden",
        help_text="De gemeente leest deze tekst.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        error_messages={"required": "Schrijf op waarom u uitstel verleent."},
    )


class SisaFigureForm(forms.Form):
    """SiSa-cijfer zoals het CBS het levert, typed in by hand."""

    use_required_attribute = False

    spent = WholeEuroField(
        label="Besteding in het jaar",
        help_text="In hele euro’s.",
        error_messages={"required": "Vul de besteding in. Nul is ook een bedrag."},
    )
    cumulative = WholeEuroField(
        label="Cumulatieve besteding",
        help_text="In hele euro’s.",
        error_messages={"required": "Vul de cumulatieve besteding in. Nul is ook een bedrag."},
    )
    is_final = forms.BooleanField(label="Dit is de eindverantwoording", required=False)
    names_us_in_errors = forms.BooleanField(
        label="De tabel van fouten en onzekerheden noemt deze uitkering", required=False
    )
    plausible_on = forms.DateField(
        label="Plausibel volgens het CBS sinds",
        required=False,
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        widget=DateInput,
        error_messages={"invalid": "Vul een bestaande datum in, bijvoorbeeld 22-7-2026."},
    )


def figure_initial(figure: SisaFigure | None) -> dict[str, Any]:
    """The figure that counts now, so that only what changed need be typed."""
    if figure is None:
        return {}
    return {name: getattr(figure, name) for name in SisaFigureForm.base_fields}


class WorklistFilter(forms.Form):
    """Filter boven de werkvoorraad. What cannot be read is left out, never an error."""

    jaar = forms.TypedChoiceField(label="Jaar", coerce=int, empty_value=None, required=False)
    status = forms.ChoiceField(label="Status", required=False)
    gemeente = MunicipalityField()

    def __init__(self, *args: Any, years: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["jaar"].choices = [  # type: ignore[attr-defined]
            ("", "Alle jaren"),
            *((year, str(year)) for year in years),
        ]
        self.fields["status"].choices = [  # type: ignore[attr-defined]
            (TO_DO, "Nog niet beoordeeld"),
            *((value, label.capitalize()) for value, label in State.choices),
            (EVERYTHING, "Alles"),
        ]

    def chosen(self) -> dict[str, Any]:
        """Arguments for the worklist."""
        self.is_valid()
        return {
            "year": self.cleaned_data.get("jaar"),
            "state": self.cleaned_data.get("status") or TO_DO,
            "municipality": self.cleaned_data.get("gemeente", ""),
        }
