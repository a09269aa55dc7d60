"""Rekeningnummer, gecontroleerd bij het invullen."""

from __future__ import annotations

from typing import Any

from django import forms

from grants.iban import clean_iban


class IbanField(forms.CharField):
    """IBAN, typed with or without spaces."""

    default_error_messages = {
        "invalid": "Dit rekeningnummer klopt niet. Controleer het IBAN, ook de eerste cijfers."
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=42, **kwargs)

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        try:
            return clean_iban(text)
        except ValueError as error:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error
