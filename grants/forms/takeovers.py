"""Overname aanbieden, voorleggen en goedkeuren."""

from __future__ import annotations

from collections import Counter
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import capfirst

from grants.enums import TakeOverKind
from grants.models import Scheme

from .kept import KeptUploadForm

MOST_BYTES = 200 * 1024 * 1024
MOST_DOCUMENTS = 400
UNKNOWN_SCHEME = "Kies een regeling uit de lijst."


class SchemeChoice(forms.ModelChoiceField):
    """Regeling. What is no scheme at all is refused in the same words as one that is not there."""

    default_error_messages = {
        "required": "Kies de regeling.",
        "invalid_choice": UNKNOWN_SCHEME,
    }

    def to_python(self, value: Any) -> Scheme | None:
        """The scheme. Django would answer what is no identifier with words about identifiers."""
        try:
            return cast(Scheme | None, super().to_python(value))
        except ValidationError as refused:
            raise ValidationError(UNKNOWN_SCHEME, code="invalid_choice") from refused

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class ManyFiles(forms.ClearableFileInput):
    """Meer dan één bestand tegelijk."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Bestanden; each of them is cleaned."""

    widget = ManyFiles(attrs={"accept": ".pdf"})

    def clean(self, data: Any, initial: Any = None) -> Any:
        files = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(FilesField, self).clean(file, initial) for file in files]


class TakeOverForm(KeptUploadForm):
    """Eén werkmap per soort, with the PDFs of the decisions beside it or in one zip."""

    use_required_attribute = False

    scheme = SchemeChoice(
        label="Regeling",
        queryset=Scheme.objects.order_by("-starts_on", "name"),
        empty_label=None,
    )
    kind = forms.ChoiceField(
        label="Wat neemt u over?",
        choices=[(value, capfirst(label)) for value, label in TakeOverKind.choices],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Kies wat u overneemt.",
            "invalid_choice": "Kies een soort uit de lijst.",
        },
    )
    file = forms.FileField(
        label="Werkmap of zip",
        max_length=200,
        help_text="De ingevulde werkmap (xlsx, ods of xls), of een zip met de werkmap en de PDF’s. "
        "Hoogstens 200 MB.",
        error_messages={
            "required": "Kies eerst een bestand op uw computer.",
            "empty": "Dit bestand is leeg (0 bytes). Bewaar de werkmap opnieuw.",
            "max_length": "De bestandsnaam is te lang. Gebruik hoogstens 200 tekens.",
            "missing": "Kies eerst een bestand op uw computer.",
            "invalid": "Het bestand kwam niet goed aan. Kies het opnieuw.",
        },
    )
    documents = FilesField(
        label="PDF’s van de besluiten",
        required=False,
        max_length=200,
        help_text="Alleen bij toekenningen. U kunt meer bestanden tegelijk kiezen.",
        error_messages={
            "empty": "Een van de PDF’s is leeg (0 bytes).",
            "max_length": "De naam van een PDF is te lang. Gebruik hoogstens 200 tekens.",
        },
    )

    def clean_file(self) -> UploadedFile | None:
        file: UploadedFile | None = self.cleaned_data["file"]
        if file and (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(
                "Dit bestand is te groot. Het mag hoogstens 200 MB zijn. Verdeel de toekenningen "
                "over twee werkmappen."
            )
        return file

    def clean_documents(self) -> list[UploadedFile]:
        files: list[UploadedFile] = self.cleaned_data["documents"]
        if len(files) > MOST_DOCUMENTS or sum(file.size or 0 for file in files) > MOST_BYTES:
            raise forms.ValidationError(
                "Dit zijn te veel PDF’s tegelijk. Verdeel de toekenningen over twee werkmappen."
            )
        names = Counter((file.name or "").casefold() for file in files)
        if twice := [name for name, count in names.items() if count > 1]:
            raise forms.ValidationError(
                f"Twee PDF’s heten ‘{twice[0]}’. Geef elk besluit een eigen naam."
            )
        return files


class AgreeForm(forms.Form):
    """Welk overzicht iemand zag."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
