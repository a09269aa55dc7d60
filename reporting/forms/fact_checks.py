"""Bladzijden voorleggen aan gemeenten, en wat zij antwoorden."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms

from municipalities.models import Municipality
from pmg.accounts.models import User
from reporting.queries.fact_checks import CheckRow

LAST_DAY = "Laatste dag om te antwoorden"
NO_DAY = "Vul een datum in, bijvoorbeeld 15-1-2027."


def last_day(initial: datetime.date | None = None) -> forms.DateField:
    """The field of a term."""
    return forms.DateField(
        label=LAST_DAY,
        initial=initial,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": NO_DAY, "invalid": NO_DAY},
    )


class AskForm(forms.Form):
    """Wie welke bladzijde ziet: per municipality the persons to name, and one term."""

    use_required_attribute = False

    def __init__(self, rows: Sequence[CheckRow], due_on: datetime.date, *args: Any) -> None:
        super().__init__(*args)
        self.rows = {str(row.municipality.pk): row for row in rows if row.check is None}
        self.fields["due_on"] = last_day(due_on)
        for key, row in self.rows.items():
            self.fields[f"named-{key}"] = forms.MultipleChoiceField(
                label=row.municipality.name,
                required=False,
                choices=[(str(one.pk), _named(one)) for one in row.people],
                widget=forms.CheckboxSelectMultiple,
                error_messages={"invalid_choice": "Deze persoon spreekt niet voor de gemeente."},
            )

    @property
    def named(self) -> dict[Municipality, list[User]]:
        """The persons that were ticked, by municipality; of a valid form."""
        found = {}
        for key, row in self.rows.items():
            ticked = self.cleaned_data[f"named-{key}"]
            if people := [one for one in row.people if str(one.pk) in ticked]:
                found[row.municipality] = people
        return found

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if not self.errors and not self.named:
            self.add_error(None, "Kies bij ten minste één gemeente wie de bladzijde mag zien.")
        return typed


def _named(user: User) -> str:
    return f"{user}, {user.function}" if user.function else str(user)


class AgreeForm(forms.Form):
    """Akkoord, about the figures that were shown."""

    content = forms.CharField(widget=forms.HiddenInput)


class RemarkForm(AgreeForm):
    """Wat er niet klopt."""

    use_required_attribute = False
    reason = forms.CharField(
        label="Wat klopt er niet, en wat moet het zijn?",
        help_text="Noem het cijfer of de zin. Noem geen namen van jongeren.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=5000,
        error_messages={"required": "Schrijf op wat er niet klopt."},
    )


class HandleForm(forms.Form):
    """Wat met de opmerking is gedaan."""

    use_required_attribute = False
    reason = forms.CharField(
        label="Wat hebt u ermee gedaan?",
        help_text="De gemeente leest deze tekst.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=5000,
        error_messages={"required": "Schrijf op wat u met de opmerking hebt gedaan."},
    )


class AgainForm(forms.Form):
    """Waarom opnieuw, en tot wanneer."""

    use_required_attribute = False
    reason = forms.CharField(
        label="Waarom legt u de bladzijde opnieuw voor?",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": "Schrijf op waarom."},
    )
    due_on = last_day()
