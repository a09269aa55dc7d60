"""Vragen over berichten: which days, which status, why a mail came back."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import capfirst

from municipalities.models import Municipality
from pmg.casework.notices import Status
from pmg.design.widgets import DateInput

LONGEST = datetime.timedelta(days=400)
FORMATS = ["%Y-%m-%d", "%d-%m-%Y"]
INVALID = "Vul een bestaande datum in, bijvoorbeeld 1-6-2026."


class DaysForm(forms.Form):
    """Van welke dag tot en met welke dag."""

    use_required_attribute = False

    van = forms.DateField(
        label="Van",
        input_formats=FORMATS,
        widget=DateInput,
        error_messages={"required": "Kies de eerste dag.", "invalid": INVALID},
    )
    tot = forms.DateField(
        label="Tot en met",
        help_text="Leeg: alleen die ene dag.",
        required=False,
        input_formats=FORMATS,
        widget=DateInput,
        error_messages={"invalid": INVALID},
    )

    def clean(self) -> dict[str, Any]:
        days = super().clean() or {}
        start, end = days.get("van"), days.get("tot")
        if start and end and end < start:
            self.add_error("tot", "Deze dag ligt vóór de eerste dag.")
        elif start and end and end - start > LONGEST:
            self.add_error("tot", "Kies ten hoogste een jaar.")
        return days

    def days(self) -> tuple[datetime.date, datetime.date]:
        """First and last day; call it on a valid form."""
        start: datetime.date = self.cleaned_data["van"]
        return start, self.cleaned_data["tot"] or start


class LogFilter(forms.Form):
    """Filter boven de verzendlijst. What cannot be read is left out, never an error."""

    status = forms.ChoiceField(label="Status", required=False)
    gemeente = forms.ChoiceField(label="Gemeente", required=False)
    zoek = forms.CharField(label="Zoek in onderwerp", required=False, max_length=100)

    def __init__(self, *args: Any, municipalities: Iterable[Municipality], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = [  # type: ignore[attr-defined]
            ("", "Alle statussen"),
            ("aandacht", "Vraagt aandacht"),
            *((value, capfirst(label)) for value, label in Status.choices),
        ]
        self.fields["gemeente"].choices = [  # type: ignore[attr-defined]
            ("", "Alle gemeenten"),
            *((one.cbs_code, one.name) for one in municipalities),
        ]

    def chosen(self) -> dict[str, str]:
        """Arguments for the log."""
        self.is_valid()
        read = self.cleaned_data.get
        return {
            "status": read("status", ""),
            "municipality": read("gemeente", ""),
            "search": read("zoek", "").strip(),
        }


class BounceForm(forms.Form):
    """Een mail als teruggekomen vastleggen."""

    use_required_attribute = False

    reason = forms.CharField(
        label="Wat stond er in de teruggekomen mail?",
        help_text="Kort, zonder namen en e-mailadressen.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        error_messages={"required": "Schrijf op wat er in de teruggekomen mail stond."},
    )
