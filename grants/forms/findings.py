"""Uitleg bij aandachtspunten."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from django import forms

from grants.forms.drafts import as_posted
from grants.services.findings import LONGEST, Points

ASK = "Schrijf in een zin hoe het zit. Dan kan het ministerie uw punt beoordelen."


class WordsForm(forms.Form):
    """Een woord bij elk aandachtspunt. A draft may be empty; what is submitted may not."""

    use_required_attribute = False

    def __init__(
        self,
        data: Any = None,
        *,
        points: Points,
        typed: Mapping[str, str],
        required: bool = True,
    ) -> None:
        super().__init__(data)
        self._is_final = required
        self._keys: dict[str, str] = {}
        for upload, asked in points.items():
            for point in asked:
                name = name_of(point.key)
                self._keys[name] = point.key
                first, more = point.findings[0], len(point.findings) - 1
                others = f" En nog {more} keer hetzelfde op een andere plaats." if more else ""
                place = ", ".join(
                    part
                    for part in (first.document or upload.name, first.sheet, first.cell)
                    if part
                )
                self.fields[name] = forms.CharField(
                    label=f"Uw uitleg: {first.message}{others}",
                    help_text=f"Plaats: {place}." if not more else "",
                    widget=forms.Textarea(attrs={"rows": 2}),
                    initial=typed.get(point.key, ""),
                    max_length=LONGEST,
                    error_messages={"required": ASK},
                )

    def full_clean(self) -> None:
        """A draft may lack a word; the page calls none of them optional."""
        for field in self.fields.values():
            field.required = self._is_final
        super().full_clean()
        for field in self.fields.values():
            field.required = True

    def words(self) -> dict[str, str]:
        """What was typed at each point, exactly so, whether or not it is right."""
        return {
            key: as_posted(str(self.data[name])).strip()
            for name, key in self._keys.items()
            if name in self.data
        }


def name_of(point: str) -> str:
    """The field of a point: short, and the same on every page."""
    return f"uitleg-{hashlib.sha256(point.encode()).hexdigest()[:12]}"
