"""Uploaden."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import capfirst

from grants.enums import UploadKind

MOST_BYTES = {UploadKind.STATEMENT: 10 * 1024 * 1024, UploadKind.PACKAGE: 60 * 1024 * 1024}
HELP = {
    UploadKind.STATEMENT: "Het formulier als xlsx, xls of ods. Hoogstens 10 MB.",
    UploadKind.PACKAGE: "Eén zip-bestand met alle documenten. Hoogstens 60 MB.",
}


class UploadForm(forms.Form):
    """Eén bestand; of the content the worker judges, with all findings at once."""

    use_required_attribute = False
    file = forms.FileField(label="Bestand", max_length=200)

    def __init__(self, kind: UploadKind, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, prefix=kind.value)
        self.kind = kind
        field = self.fields["file"]
        field.label = capfirst(str(kind.label))
        field.help_text = HELP[kind]
        field.error_messages = {
            "required": "Kies eerst een bestand op uw computer.",
            "empty": "Dit bestand is leeg (0 bytes). Bewaar het opnieuw en kies het nog eens.",
            "max_length": "De bestandsnaam is te lang. Gebruik hoogstens 200 tekens.",
            "missing": "Kies eerst een bestand op uw computer.",
            "invalid": "Het bestand kwam niet goed aan. Kies het opnieuw.",
        }

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        most = MOST_BYTES[self.kind]
        if (file.size or 0) > most:
            raise forms.ValidationError(
                f"Dit bestand is te groot. Het mag hoogstens {most // 1024 // 1024} MB zijn. "
                "Verklein de documenten, bijvoorbeeld door ze opnieuw als PDF te bewaren."
            )
        return file
