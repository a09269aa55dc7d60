"""Correctie aanvragen, and the reason of each figure that changes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from grants.forms.drafts import as_posted
from grants.reckoning.corrections import Change
from grants.services.correcting import LONGEST


class WhyForm(forms.Form):
    """Waarom de ingediende verantwoording moet veranderen."""

    use_required_attribute = False

    reason = forms.CharField(
        label="Wat moet er worden gecorrigeerd, en waarom?",
        help_text="De andere partij leest deze tekst. Noem geen namen van personen.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST,
        error_messages={"required": "Schrijf op wat er moet veranderen en waarom."},
    )


class StopForm(forms.Form):
    """Waarom de correctie niet doorgaat."""

    use_required_attribute = False

    reason = forms.CharField(
        label="Waarom gaat de correctie niet door?",
        help_text="De andere partij leest deze tekst.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST,
        error_messages={"required": "Schrijf op waarom de correctie niet doorgaat."},
    )


class ReasonsForm(forms.Form):
    """Een reden bij elk gewijzigd cijfer. A draft may be empty; what is sent may not."""

    use_required_attribute = False

    def __init__(
        self,
        data: Any = None,
        *,
        changes: Sequence[Change],
        typed: Mapping[str, str],
        required: bool = False,
    ) -> None:
        super().__init__(data)
        self._is_final = required
        self._figures = {name_of(change.figure): change.figure for change in changes}
        for change in changes:
            self.fields[name_of(change.figure)] = forms.CharField(
                label=f"Reden bij: {change.label}",
                widget=forms.Textarea(attrs={"rows": 2}),
                initial=typed.get(change.figure, ""),
                max_length=LONGEST,
                error_messages={"required": "Schrijf op waarom dit cijfer verandert."},
            )

    def full_clean(self) -> None:
        """A draft may lack a word; the page calls none of them optional."""
        for field in self.fields.values():
            field.required = self._is_final
        super().full_clean()
        for field in self.fields.values():
            field.required = True

    def reasons(self) -> dict[str, str]:
        """What was typed at each figure, exactly so."""
        return {
            figure: as_posted(str(self.data[name])).strip()
            for name, figure in self._figures.items()
            if name in self.data
        }

    def beside(self, changes: Sequence[Change]) -> list[tuple[Change, Any]]:
        """Each change with its field, as the page draws them."""
        return [(change, self[name_of(change.figure)]) for change in changes]


def name_of(figure: str) -> str:
    """The field of a figure: short, and the same on every page."""
    return f"reden-{hashlib.sha256(figure.encode()).hexdigest()[:12]}"
