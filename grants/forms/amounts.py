"""Bedragen zoals mensen ze typen."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from grants.money import UnreadableAmount, whole_euros
from pmg.design.formatting import dutch_number
from pmg.design.widgets import AmountInput


class WholeEuroField(forms.Field):
    """Bedrag in hele euro's: `1234567`, `1.234.567` or `€ 1.234.567`; unreadable is never zero."""

    widget = AmountInput

    def to_python(self, value: Any) -> Decimal | None:
        typed = str(value or "").strip()
        if not typed:
            return None
        try:
            return Decimal(whole_euros(typed))
        except UnreadableAmount as refused:
            raise forms.ValidationError(f"{refused} {refused.remedy}", code="invalid") from refused

    def prepare_value(self, value: Any) -> Any:
        return dutch_number(value) if isinstance(value, Decimal) else value
