"""Bestand dat al is geüpload: kept when something else was wrong, so that nobody chooses it twice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.html import format_html, format_html_join

from grants.models import StoredFile

SALT = "kept-upload"
A_DAY = 24 * 60 * 60

Stored = list[tuple[str, str]]
"""What was kept of one field: SHA-256 and name of each file."""


class KeptUploadForm(forms.Form):
    """Formulier met bestanden. What was kept is signed for the person who uploaded it.

    A form adds its own file fields; one is not asked for again where its files were kept.
    """

    kept = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, owner: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner = str(owner.pk)
        self._tell(self._read(str(self.data.get("kept", ""))))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["kept"] = self._read(cleaned.get("kept", ""))
        return cleaned

    def keep(self, stored: Mapping[str, Stored]) -> None:
        """Draws the form again with the files that were stored, by field."""
        kept = self._read(str(self.data.get("kept", ""))) | dict(stored)
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["kept"] = signing.dumps([self.owner, kept], salt=SALT, compress=True)
        self.data = data
        self._tell(kept)

    def uploaded(self, field: str = "file") -> list[UploadedFile]:
        """The files of a field that came with this very request, where nothing is wrong with them."""
        found = getattr(self, "cleaned_data", {}).get(field) or []
        return found if isinstance(found, list) else [found]

    @property
    def file_fields(self) -> list[str]:
        return [name for name, field in self.fields.items() if isinstance(field, forms.FileField)]

    def _read(self, token: str) -> dict[str, Stored]:
        try:
            owner, kept = signing.loads(token, salt=SALT, max_age=A_DAY)
        except (signing.BadSignature, ValueError):
            return {}
        asked = {sha256 for files in kept.values() for sha256, _ in files}
        known = set(StoredFile.objects.filter(pk__in=asked).values_list("pk", flat=True))
        if owner != self.owner or asked - known:
            return {}
        return {
            name: [(sha256, file_name) for sha256, file_name in files]
            for name, files in kept.items()
            if name in self.file_fields
        }

    def _tell(self, kept: Mapping[str, Stored]) -> None:
        for field, files in kept.items():
            self.fields[field].required = False
            names = format_html_join(", ", "‘{}’", ((name,) for _, name in files))
            # The field may be drawn already; a help text is HTML, and a name comes from outside.
            self[field].help_text = (
                format_html(
                    "{} is bewaard. Kies alleen een bestand als u een ander wilt gebruiken.", names
                )
                if len(files) == 1
                else format_html(
                    "{} bestanden zijn bewaard: {}. Kies ze alleen opnieuw als u andere wilt "
                    "gebruiken; die komen dan in de plaats van deze.",
                    len(files),
                    names,
                )
            )
