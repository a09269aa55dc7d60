"""Uploaden: een bestand of meer, en waar het voor is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import capfirst

from grants.checks.recognising import AWAY, PART
from grants.enums import DELIVERED_ONLINE, UploadKind
from grants.queries.package_parts import Parts
from grants.services.package_parts import MOST_BYTES as MOST_BYTES_OF_A_PACKAGE

MOST_BYTES = {UploadKind.STATEMENT: 10 * 1024 * 1024, UploadKind.PACKAGE: MOST_BYTES_OF_A_PACKAGE}
HELP = {
    UploadKind.STATEMENT: "Het formulier als xlsx, xls of ods. Hoogstens 10 MB.",
    UploadKind.PACKAGE: "Eén zip-bestand, of de losse documenten. Hoogstens 60 MB per bestand.",
}


class FilesInput(forms.ClearableFileInput):
    """Bestanden kiezen: several at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or more; clean data are a list."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        rows = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(row, initial) for row in rows or [None]]


class UploadForm(forms.Form):
    """Bestanden; of the content the worker judges, with all findings at once."""

    use_required_attribute = False
    file = FilesField(label="Bestand", max_length=200)

    def __init__(self, kind: UploadKind, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, prefix=kind.value)
        self.kind = kind
        field = self.fields["file"]
        field.widget = FilesInput() if kind == UploadKind.PACKAGE else forms.FileInput()
        field.label = capfirst(str(kind.label))
        field.help_text = HELP[kind]
        field.error_messages = {
            "required": "Kies eerst een bestand op uw computer.",
            "empty": "Dit bestand is leeg (0 bytes). Bewaar het opnieuw en kies het nog eens.",
            "max_length": "De bestandsnaam is te lang. Gebruik hoogstens 200 tekens.",
            "missing": "Kies eerst een bestand op uw computer.",
            "invalid": "Het bestand kwam niet goed aan. Kies het opnieuw.",
        }

    def clean_file(self) -> list[UploadedFile]:
        files: list[UploadedFile] = self.cleaned_data["file"]
        most = MOST_BYTES[self.kind]
        for file in files:
            if (file.size or 0) > most:
                named = f" (‘{file.name}’)" if len(files) > 1 else ""
                raise forms.ValidationError(
                    f"Dit bestand is te groot{named}. Het mag hoogstens {most // 1024 // 1024} MB "
                    "zijn. Verklein de documenten, bijvoorbeeld door ze opnieuw als PDF te bewaren."
                )
        return files


class MoveForm(forms.Form):
    """Een upload verplaatsen: what the file is instead."""

    to = forms.ChoiceField(
        choices=[(str(kind), "") for kind in DELIVERED_ONLINE] + [(PART, ""), (AWAY, "")]
    )


class PartForm(forms.Form):
    """Een los document op zijn plaats zetten."""

    part = forms.UUIDField()
    revision = forms.IntegerField(min_value=0)
    slot = forms.CharField(required=False, max_length=100)


def slot_choices(parts: Parts) -> list[tuple[str, str]]:
    """What a loose file may be: a document of the package, or the statement after all."""
    return [
        ("", "Nog niet bekend"),
        *((slot.document.stem, slot.words) for slot in parts.slots),
        (UploadKind.STATEMENT.value, "Aanvullende opgave (geen deel van het pakket)"),
    ]
