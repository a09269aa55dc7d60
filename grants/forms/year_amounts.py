"""Een bedrag voor elk uitkeringsjaar, met wat er samen is ingevuld."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from grants.models import GrantYear

from .euros import EuroField


class YearAmountsForm(forms.Form):
    """Formulier met één bedrag per uitkeringsjaar; euros."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.years: list[GrantYear] = []

    def ask_amount(self, year: GrantYear, **shown: Any) -> None:
        """Een bedrag vragen voor dit uitkeringsjaar."""
        self.years.append(year)
        self.fields[self.name_of(year)] = EuroField(
            error_messages={"required": f"Vul het bedrag voor {year} in. Nul is ook een bedrag."},
            **shown,
        )

    @staticmethod
    def name_of(year: GrantYear) -> str:
        """The name of its field."""
        return f"amount_{year.pk}"

    @property
    def names(self) -> list[str]:
        """The fields with amounts, in the order of the years."""
        return [self.name_of(year) for year in self.years]

    @property
    def amounts(self) -> dict[GrantYear, Decimal]:
        """The amounts by year; of a valid form."""
        return {year: self.cleaned_data[self.name_of(year)] for year in self.years}

    @property
    def others(self) -> dict[str, Any]:
        """What was filled in beside the amounts; of a valid form."""
        names = set(self.names)
        return {name: value for name, value in self.cleaned_data.items() if name not in names}

    @property
    def filled(self) -> Decimal:
        """Wat er nu samen is ingevuld; what cannot be read does not count yet."""
        return sum((self._read(name) for name in self.names), Decimal(0))

    def _read(self, name: str) -> Decimal:
        value = self[name].value()
        if isinstance(value, Decimal):
            return value
        try:
            return self.fields[name].to_python(value) or Decimal(0)
        except forms.ValidationError:
            return Decimal(0)
