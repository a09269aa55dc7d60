"""Wat de pagina liet zien toen iemand op de knop drukte."""

from __future__ import annotations

import uuid
from typing import TypedDict

from django import forms

INCOMPLETE = "De pagina was niet volledig geladen. Er is niets opgeslagen. Probeer het opnieuw."
"""What somebody reads whose page came without these fields."""


class Act(TypedDict):
    """What every service wants to know about the page its user saw."""

    seen_revision: int
    key: uuid.UUID


class Seen(forms.Form):
    """The hidden fields of a form that moves a case: its revision, and a key used once.

    With the revision an old page is recognised, with the key a double click.
    """

    revision = forms.IntegerField(min_value=0)
    key = forms.UUIDField()

    def act(self) -> Act:
        """Arguments for a service; call it on a valid form."""
        return {
            "seen_revision": self.cleaned_data["revision"],
            "key": self.cleaned_data["key"],
        }
