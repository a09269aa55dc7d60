"""Op papier ontvangen: the form, the figures that are typed over, and the receipt itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from grants.checks.statement_typed import (
    BOX_LABELS,
    LINE_LABELS,
    TypedLine,
    TypedStatement,
    typed_statement,
)
from grants.checks.subject import SchemeYear
from grants.enums import UploadKind
from pmg.design.widgets import DateInput

from .drafts import as_posted, number_posted
from .statement_fields import BoxesForm, LineForm
from .uploads import MOST_BYTES, FilesField, FilesInput

BOXES = "opgave"
FIRST_LINES, MORE_LINES, MOST_LINES = 4, 4, 200
MEGABYTE = 1024 * 1024
MOST_SCAN_BYTES = 25 * MEGABYTE
KINDS = (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".eml", ".msg", ".docx", ".xlsx", ".zip")


class PaperFormForm(forms.Form):
    """Het formulier van de gemeente, as it came by mail or on a stick."""

    use_required_attribute = False

    form = forms.FileField(
        label="Ingevuld formulier van de gemeente",
        max_length=200,
        help_text="Als xlsx, xls of ods. Hoogstens 10 MB.",
        error_messages={
            "required": "Kies het formulier op uw computer.",
            "empty": "Dit bestand is leeg (0 bytes). Kies een ander.",
        },
    )

    def clean_form(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["form"]
        if (file.size or 0) > MOST_BYTES[UploadKind.STATEMENT]:
            raise forms.ValidationError("Dit bestand is te groot. Het mag hoogstens 10 MB zijn.")
        return file


class ReceiptForm(forms.Form):
    """Ontvangst vastleggen: when it came, why on paper, and the scans."""

    use_required_attribute = False

    received_on = forms.DateField(
        label="Ontvangen op",
        help_text="De dag waarop het ministerie de opgave kreeg. Die telt voor ‘op tijd’.",
        widget=DateInput(),
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        error_messages={
            "required": "Vul in op welke dag de opgave binnenkwam.",
            "invalid": "Vul een datum in, bijvoorbeeld 8-7-2026.",
        },
    )
    reason = forms.CharField(
        label="Waarom op papier?",
        help_text="De gemeente leest dit op de tijdlijn.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Schrijf op waarom de gemeente op papier indient."},
    )
    scans = FilesField(
        label="Scan van de brief, of de mail",
        help_text="Een of meer bestanden, bijvoorbeeld pdf, jpg of eml. Hoogstens 25 MB per stuk.",
        widget=FilesInput(),
        max_length=200,
        error_messages={
            "required": "Kies de scan van de brief, of de mail, op uw computer.",
            "empty": "Dit bestand is leeg (0 bytes). Maak de scan opnieuw.",
        },
    )

    def clean_received_on(self) -> Any:
        day = self.cleaned_data["received_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("Deze dag ligt in de toekomst.")
        return day

    def clean_scans(self) -> list[UploadedFile]:
        files: list[UploadedFile] = self.cleaned_data["scans"]
        for file in files:
            if (file.size or 0) > MOST_SCAN_BYTES:
                raise forms.ValidationError(
                    f"‘{file.name}’ is te groot. Een scan mag hoogstens 25 MB zijn."
                )
            if not (file.name or "").lower().endswith(KINDS):
                raise forms.ValidationError(
                    f"‘{file.name}’ is geen scan of mail. Kies een van: {', '.join(KINDS)}."
                )
        return files


class TypedForm:
    """De cijfers overgetypt: boxes and as many empty lines as were asked for; refuses nothing."""

    def __init__(self, subject: SchemeYear, data: Mapping[str, Any] | None = None) -> None:
        self.data = data or {}
        asked = number_posted(str(self.data.get("lines", ""))) or FIRST_LINES
        self.count = min(asked + (MORE_LINES if "more" in self.data else 0), MOST_LINES)
        self.boxes = BoxesForm(BOXES, self._texts(BOXES, BOX_LABELS), subject=subject)
        self.lines = [
            (number, LineForm(prefix, self._texts(prefix, LINE_LABELS), subject=subject))
            for number in range(1, self.count + 1)
            for prefix in (f"regel{number}",)
        ]

    @property
    def is_touched(self) -> bool:
        """Whether anything was typed."""
        return any(self.typed.boxes.values()) or bool(self.typed.lines)

    @property
    def typed(self) -> TypedStatement:
        """The statement as typed, without the lines that stayed empty."""
        lines = (
            TypedLine(**self._texts(f"regel{number}", LINE_LABELS))
            for number in range(1, self.count + 1)
        )
        return typed_statement(
            self._texts(BOXES, BOX_LABELS),
            [line._asdict() for line in lines if not line.is_blank],
        )

    def _texts(self, prefix: str, names: Mapping[str, str]) -> dict[str, str]:
        return {name: as_posted(str(self.data.get(f"{prefix}-{name}", ""))) for name in names}
