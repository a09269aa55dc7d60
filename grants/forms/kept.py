"""Bestand dat al is geüpload: kept when something else was wrong, so that nobody chooses it twice."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.html import format_html

from grants.models import StoredFile

SALT = "kept-upload"
A_DAY = 24 * 60 * 60


class KeptUploadForm(forms.Form):
    """Formulier met één bestand. What was kept is signed for the person who uploaded it.

    A form adds its own `file`, which is asked for where nothing was kept.
    """

    kept = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, owner: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner = str(owner.pk)
        self._tell(self._kept(str(self.data.get("kept", ""))))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["kept"] = self._kept(cleaned.get("kept", ""))
        return cleaned

    def keep(self, sha256: str, name: str) -> None:
        """Draws the form again with the file that was stored under this SHA-256."""
        token = signing.dumps([self.owner, sha256, name], salt=SALT)
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["kept"] = token
        self.data = data
        self._tell((sha256, name))

    def uploaded(self) -> UploadedFile | None:
        """The file that came with this very request."""
        return self.cleaned_data.get("file") if hasattr(self, "cleaned_data") else None

    def _kept(self, token: str) -> tuple[str, str] | None:
        try:
            owner, sha256, name = signing.loads(token, salt=SALT, max_age=A_DAY)
        except (signing.BadSignature, ValueError):
            return None
        if owner != self.owner or not StoredFile.objects.filter(pk=sha256).exists():
            return None
        return sha256, name

    def _tell(self, kept: tuple[str, str] | None) -> None:
        if kept:
            self.fields["file"].required = False
            # The field may be drawn already; a help text is HTML, and a name comes from outside.
            self["file"].help_text = format_html(
                "‘{}’ is bewaard. Kies alleen een bestand als u een ander wilt gebruiken.", kept[1]
            )
