"""Input fields that HTML does not know by itself."""

from __future__ import annotations

from html import escape
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString


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


class LongSelect(forms.Select):
    """Keuze uit honderden, such as all municipalities: written in one go.

    Django makes a dictionary of each option and a page of it in a template: with 342 that takes
    longer than all the rest of a list.
    """

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        chosen = set(self.format_value(value))
        # Escaped by the standard library: Django's own does a hundred of them in the same time.
        options = SafeString(
            "\n".join(
                f'<option value="{escape(str(key))}"{" selected" * (str(key) in chosen)}>'
                f"{escape(str(label))}</option>"
                for key, label in self.choices
            )
        )
        own = self.build_attrs(self.attrs, {"name": name, **(attrs or {})})
        return format_html("<select{}>\n{}\n</select>", flatatt(own), options)
