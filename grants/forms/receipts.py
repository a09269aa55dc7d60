"""Een ontvangstbewijs controleren."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms

MOST_BYTES = 5 * 1024 * 1024
BOTH_OR_FILE = "Vul het nummer en de controlecode in, of kies het PDF-bestand."


class VerifyForm(forms.Form):
    """Nummer en controlecode, or the file itself; nothing of it is kept."""

    use_required_attribute = False

    reference = forms.CharField(
        label="Nummer",
        help_text="Staat bovenaan het ontvangstbewijs.",
        max_length=60,
        required=False,
    )
    code = forms.CharField(
        label="Controlecode",
        help_text="Twaalf letters en cijfers, bijvoorbeeld AB2C-3DEF-4GHJ.",
        max_length=30,
        required=False,
    )
    file = forms.FileField(
        label="Of kies het ontvangstbewijs als PDF",
        help_text="Het bestand moet precies zo zijn als u het van ons kreeg. Wij bewaren het niet.",
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not told.get("file") and not (told.get("reference") and told.get("code")):
            raise forms.ValidationError(BOTH_OR_FILE)
        return told

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError("Dit bestand is te groot voor een ontvangstbewijs van ons.")
        return file

    def sha256(self) -> str:
        """Fingerprint of the chosen file; empty without one. Call it on a valid form."""
        file = self.cleaned_data.get("file")
        if not file:
            return ""
        digest = hashlib.sha256()
        for chunk in file.chunks():
            digest.update(chunk)
        return digest.hexdigest()
