"""Bedragen in euro's en centen, zoals mensen ze typen."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms

from pmg.design.formatting import dutch_number
from pmg.design.widgets import AmountInput

EUROS = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d{1,12})(?:,(\d{2})|,-)?")


class EuroField(forms.Field):
    """Bedrag: `1234567`, `1.234.567`, `€ 1.234.567,50`; what cannot be read is never zero.

    A point is only for thousands, so that 1.50 is refused rather than read as 150.
    """

    widget = AmountInput
    default_error_messages = {
        "invalid": "Vul een bedrag in euro’s in, bijvoorbeeld 125.000 of 125.000,50."
    }

    def to_python(self, value: Any) -> Decimal | None:
        typed = re.sub(r"[\s€]", "", str(value or ""))
        if not typed:
            return None
        if not (found := EUROS.fullmatch(typed)):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return Decimal(f"{found[1].replace('.', '')}.{found[2] or '00'}")

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, Decimal):
            return value
        return dutch_number(value, 0 if value == value.to_integral_value() else 2)
