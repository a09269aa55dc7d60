"""Formulieren rond een aanvraag: confirm, attach, ask, judge, advise, decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from grants.enums import Advice, ApplicationState, CriterionOutcome
from grants.intake.kinds import OLD_OFFICE, PDF, ZIP, kind_of
from grants.models import Criterion, CriterionVerdict, GrantYear, Scheme
from grants.queries.applications import EVERYTHING, TO_DO
from grants.queries.award_room import AwardRoom
from grants.services.application_assessing import Judged
from pmg.design.formatting import euro

from .awards import ReasonForm
from .drafts import number_posted
from .uploads import FilesField, FilesInput
from .year_amounts import YearAmountsForm

MOST_BYTES = 20 * 1024 * 1024
OFFICE = frozenset({".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp"})
OLD = frozenset({".doc", ".xls", ".ppt"})


class AttachmentForm(forms.Form):
    """Bijlagen toevoegen; the content is looked at, whatever the browser says of it."""

    use_required_attribute = False
    file = FilesField(
        label="Bijlagen",
        max_length=200,
        widget=FilesInput(),
        help_text="PDF, Word, Excel, PowerPoint of OpenDocument. Hoogstens 20 MB per bestand.",
        error_messages={
            "required": "Kies eerst een bestand op uw computer.",
            "missing": "Kies eerst een bestand op uw computer.",
            "invalid": "Het bestand kwam niet goed aan. Kies het opnieuw.",
            "empty": "Dit bestand is leeg (0 bytes). Bewaar het opnieuw en kies het nog eens.",
            "max_length": "De bestandsnaam is te lang. Gebruik hoogstens 200 tekens.",
        },
    )

    def clean_file(self) -> list[UploadedFile]:
        files: list[UploadedFile] = self.cleaned_data["file"]
        for file in files:
            named = f"‘{file.name}’"
            if (file.size or 0) > MOST_BYTES:
                raise forms.ValidationError(
                    f"{named} is te groot. Een bijlage mag hoogstens 20 MB zijn. Verklein het "
                    "bestand, bijvoorbeeld door het opnieuw als PDF te bewaren."
                )
            if not _may_be_attached(file):
                raise forms.ValidationError(
                    f"{named} is geen PDF- of Office-bestand. Bewaar het als PDF en kies het nog "
                    "eens."
                )
        return files


def _may_be_attached(file: UploadedFile) -> bool:
    kind = kind_of(file.read(8))
    file.seek(0)
    suffix = PurePath(file.name or "").suffix.lower()
    return (
        (suffix == ".pdf" and kind == PDF)
        or (suffix in OFFICE and kind == ZIP)
        or (suffix in OLD and kind == OLD_OFFICE)
    )


class KeepForm(forms.Form):
    """Bijlage weghalen of terugzetten."""

    keep = forms.TypedChoiceField(choices=[("0", ""), ("1", "")], coerce=lambda text: text == "1")


class ConfirmForm(forms.Form):
    """Indienen: the fingerprint of what was read, and the word of the signatory."""

    digest = forms.CharField(widget=forms.HiddenInput(), max_length=64)
    declared = forms.BooleanField(
        error_messages={"required": "Vink eerst aan dat de aanvraag volledig en juist is."}
    )

    def __init__(self, *args: Any, municipality: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.fields[
            "declared"
        ].label = (
            f"Ik dien deze aanvraag in namens gemeente {municipality}. Zij is volledig en juist."
        )


class ReturnApplicationForm(ReasonForm):
    """Aanvulling vragen: what is missing, and until when."""

    complete_by = forms.DateField(
        label="Aanvullen tot en met",
        help_text="Bijvoorbeeld: 15-7-2026",
        input_formats=["%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(format="%d-%m-%Y"),
        error_messages={
            "required": "Vul in tot en met welke dag de gemeente kan aanvullen.",
            "invalid": "Schrijf de datum als 15-7-2026.",
        },
    )
    field_order = ("reason", "complete_by")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = "Wat ontbreekt er?"
        self.fields["reason"].error_messages["required"] = "Schrijf op wat er ontbreekt."


class QuestionForm(forms.Form):
    """Vraag aan de gemeente."""

    use_required_attribute = False
    text = forms.CharField(
        label="Uw vraag",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=5000,
        error_messages={"required": "Schrijf eerst uw vraag op."},
    )


class AdviceForm(ReasonForm):
    """Advies over de aanvraag, with its motivation."""

    advice = forms.ChoiceField(
        label="Uw advies",
        choices=Advice.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een advies."},
    )
    field_order = ("advice", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = "Motivering"
        self.fields["reason"].max_length = 5000  # type: ignore[attr-defined]

    def clean_advice(self) -> Advice:
        return Advice(self.cleaned_data["advice"])


class CriterionForm(forms.Form):
    """Oordeel over één criterium; it may be left empty, but not half filled in."""

    use_required_attribute = False
    outcome = forms.ChoiceField(
        label="Oordeel",
        choices=CriterionOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een oordeel bij deze reden."},
    )
    reason = forms.CharField(
        label="Reden",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=5000,
        error_messages={"required": "Schrijf op waarom u dit vindt."},
    )
    seen = forms.CharField(widget=forms.HiddenInput(), required=False)

    def __init__(
        self, criterion: Criterion, verdict: CriterionVerdict | None, data: Any = None
    ) -> None:
        super().__init__(
            data,
            prefix=f"criterium-{criterion.code}",
            empty_permitted=True,
            initial={
                "outcome": verdict.outcome if verdict else "",
                "reason": verdict.reason if verdict else "",
                "seen": verdict.pk if verdict else 0,
            },
        )
        self.criterion, self.verdict = criterion, verdict

    def has_changed(self) -> bool:
        """Whether anything was filled in: an empty one is no verdict."""
        return any(self[name].data for name in ("outcome", "reason"))

    def judged(self) -> Judged | None:
        """What was judged; None where nothing was chosen. Of a valid form."""
        if not self.cleaned_data.get("outcome"):
            return None
        return Judged(
            CriterionOutcome(self.cleaned_data["outcome"]),
            self.cleaned_data["reason"],
            number_posted(self.cleaned_data["seen"]),
        )


class DecideForm(YearAmountsForm):
    """Toekenning voorbereiden uit een aanvraag: per grant year, in full or in part."""

    reference = forms.CharField(
        label="Beschikkingsnummer",
        max_length=40,
        error_messages={"required": "Vul het beschikkingsnummer in."},
    )
    commitment_number = forms.CharField(label="Verplichtingnummer", max_length=20, required=False)
    creditor_number = forms.CharField(label="Crediteurnummer", max_length=20, required=False)
    motivation = forms.CharField(
        label="Motivering",
        help_text="Waarom krijgt deze gemeente dit bedrag? Dit staat in de brief.",
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=5000,
        error_messages={"required": "Schrijf op waarom de gemeente dit bedrag krijgt."},
    )

    def __init__(
        self,
        *args: Any,
        requested: Sequence[tuple[GrantYear, Decimal]],
        room: AwardRoom,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for year, amount in requested:
            self.ask_amount(
                year,
                label=f"Toe te kennen voor {year}",
                initial=amount,
                help_text=f"Gevraagd: {euro(amount)}. Hoogstens {euro(room.maximum_of(year))}. "
                "U kunt ook een deel toekennen.",
            )
        self.order_fields(["reference", *self.names])

    def arguments(self) -> Mapping[str, Any]:
        """Arguments for the service; of a valid form."""
        return {"amounts": self.amounts, **self.others}


class ApplicationFilter(forms.Form):
    """Filter boven de werkvoorraad. What cannot be read is left out, never an error."""

    regeling = forms.ChoiceField(label="Regeling", required=False)
    status = forms.ChoiceField(
        label="Status",
        required=False,
        choices=[
            (TO_DO, "Wacht op het ministerie"),
            (EVERYTHING, "Alle aanvragen"),
            *(row for row in ApplicationState.choices if row[0] != ApplicationState.DRAFT),
        ],
    )

    def __init__(self, data: Any, *, schemes: Sequence[Scheme]) -> None:
        super().__init__({"status": data.get("status") or TO_DO, "regeling": data.get("regeling")})
        self.fields["regeling"].choices = [  # type: ignore[attr-defined]
            ("", "Alle regelingen"),
            *((scheme.code, scheme.name) for scheme in schemes),
        ]

    def chosen(self) -> dict[str, str]:
        """Arguments for the list."""
        self.is_valid()
        return {
            "scheme": self.cleaned_data.get("regeling", ""),
            "state": self.cleaned_data.get("status", TO_DO),
        }
