"""Bevriezen bevestigen."""

from __future__ import annotations

from typing import Any

from django import forms


class FreezeForm(forms.Form):
    """Why a year is frozen again, and the tick that one knows what it means."""

    reason = forms.CharField(
        label="Reden van de correctie",
        help_text="Deze reden staat in het rapport.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )
    confirmed = forms.BooleanField(
        label="Ik heb gecontroleerd wat er wordt vastgelegd",
        error_messages={"required": "Vink aan dat u hebt gecontroleerd wat er wordt vastgelegd."},
    )

    def __init__(self, *args: Any, is_correction: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        if not is_correction:
            del self.fields["reason"]

    @property
    def given_reason(self) -> str:
        """The reason given, or nothing at the first freeze."""
        return str(self.cleaned_data.get("reason", ""))
