"""Input fields that HTML does not know by itself."""

from __future__ import annotations

from typing import Any

from django import forms


class AmountInput(forms.TextInput):
    """Bedrag: a text field with a euro sign before it.

    Text, not type=number: that one drops what it cannot read, and reads `1.234` as 1,234.
    """

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "autocomplete": "off"} | (attrs or {}))


class DateInput(forms.DateInput):
    """Datum: the browser's own date picker."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")
