"""Twee versies kiezen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import Http404


class CompareForm(forms.Form):
    """Which versions of a year are laid side by side: the last two unless one says otherwise."""

    van = forms.TypedChoiceField(label="Versie", coerce=int)
    met = forms.TypedChoiceField(label="Vergelijken met versie", coerce=int)

    def __init__(self, *args: Any, versions: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._last = tuple(versions)[-2:]
        choices = [(number, str(number)) for number in versions]
        for field, number in (("van", self._last[0]), ("met", self._last[-1])):
            self.fields[field].choices = choices  # type: ignore[attr-defined]
            self.fields[field].initial = number

    def chosen(self) -> tuple[int, ...]:
        """The versions to compare. Raises Http404 for one that does not exist."""
        if not self.is_bound:
            return self._last
        if not self.is_valid():
            raise Http404
        return self.cleaned_data["van"], self.cleaned_data["met"]
