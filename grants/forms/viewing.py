"""Which document and page somebody wants to see; whatever cannot be read falls back on the first."""

from __future__ import annotations

from typing import Any

from django import forms

from grants.queries.viewing import Chosen


class ViewingForm(forms.Form):
    """What stands in the address: file, document, page and zoom."""

    bestand = forms.UUIDField(required=False)
    document = forms.IntegerField(required=False, min_value=1)
    pagina = forms.IntegerField(required=False, min_value=1)
    zoom = forms.IntegerField(required=False)

    def chosen(self) -> Chosen:
        """What was asked for, as far as it makes sense."""
        self.is_valid()
        read: dict[str, Any] = getattr(self, "cleaned_data", {})
        return Chosen(
            upload=read.get("bestand"),
            document=read.get("document") or 0,
            page=read.get("pagina") or 1,
            zoom=read.get("zoom") or 100,
        )
