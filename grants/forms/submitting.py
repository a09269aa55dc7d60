"""Verklaren bij het indienen."""

from __future__ import annotations

from typing import Any

from django import forms

from grants.models import Justification


class DeclarationForm(forms.Form):
    """De verklaring van de ondertekenaar: without it nothing is submitted."""

    declared = forms.BooleanField(
        error_messages={"required": "Vink eerst aan dat de opgave volledig en juist is."},
    )

    def __init__(self, *args: Any, case: Justification, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.fields[
            "declared"
        ].label = (
            f"Ik verklaar namens gemeente {case.municipality} dat de opgave volledig en juist is."
        )
