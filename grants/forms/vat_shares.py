"""Btw-deel klaarzetten en vastleggen dat het is gestort."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from grants.models import GrantYear
from pmg.design.formatting import euro
from pmg.design.widgets import DateInput

from .euros import EuroField
from .payments import DATE_FORMATS, NOT_A_DATE


class VatShareForm(forms.Form):
    """Btw-deel van één uitkeringsjaar."""

    use_required_attribute = False

    grant_year = forms.ChoiceField(
        label="Uitkeringsjaar",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een uitkeringsjaar."},
    )
    amount = EuroField(
        label="Btw-deel",
        help_text="De btw die de gemeente kan terugkrijgen uit het BTW-compensatiefonds.",
        error_messages={"required": "Vul een bedrag in."},
    )
    explanation = forms.CharField(
        label="Toelichting",
        help_text="Waar volgt dit bedrag uit? Bijvoorbeeld: opgave van de gemeente van 1 maart.",
        max_length=500,
        error_messages={
            "required": "Schrijf op waar dit bedrag uit volgt.",
            "max_length": "Gebruik hoogstens 500 tekens.",
        },
    )

    def __init__(
        self, *args: Any, rooms: Sequence[tuple[GrantYear, Decimal]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.years = {str(year.pk): year for year, room in rooms if room > 0}
        self.fields["grant_year"].choices = [  # type: ignore[attr-defined]
            (str(year.pk), f"{year}: hoogstens {euro(room)}") for year, room in rooms if room > 0
        ]

    def share(self) -> dict[str, Any]:
        """Arguments for the service; of a valid form."""
        typed = dict(self.cleaned_data)
        return typed | {"grant_year": self.years[typed["grant_year"]]}


class DepositedForm(forms.Form):
    """Wanneer het geld in het fonds is gestort, according to the financial system."""

    use_required_attribute = False

    deposited_on = forms.DateField(
        label="Gestort op",
        help_text="De datum uit het financiële systeem.",
        input_formats=DATE_FORMATS,
        widget=DateInput,
        error_messages={"required": "Kies de datum van storting.", "invalid": NOT_A_DATE},
    )
