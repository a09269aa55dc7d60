"""Onderdeel van een regeling invullen: a form per row, made from the table of sections."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import BooleanField, DateField, DecimalField

from grants.models import Scheme
from grants.queries.scheme_changes import label_of, municipality_names
from grants.queries.scheme_document import Document, Row, plain
from grants.queries.scheme_sections import MUNICIPALITIES, Section
from pmg.design.widgets import DateInput

from .euros import EuroField

BLANK_ROWS = 1
MORE_ROWS = 3
RESERVED = frozenset({"nieuw", "wijzigingen"})
"""Words of our own addresses."""


class RowsFormSet(forms.BaseFormSet):
    """De regels van één onderdeel; no two with the same key."""

    section: Section

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        if forms.formsets.DELETION_FIELD_NAME in form.fields:
            form.fields[forms.formsets.DELETION_FIELD_NAME].label = "Deze regel weghalen"
        if forms.formsets.ORDERING_FIELD_NAME in form.fields:
            form.fields[forms.formsets.ORDERING_FIELD_NAME].label = "Plaats in de lijst"

    def clean(self) -> None:
        seen: set[tuple[str, ...]] = set()
        for form in self._kept():
            if not self.section.key or form.errors:
                continue
            key = tuple(str(form.cleaned_data[name]) for name in self.section.key)
            if key in seen:
                form.add_error(
                    self.section.key[0],
                    f"‘{' '.join(key)}’ staat er twee keer in. Haal er een weg.",
                )
            seen.add(key)

    def rows(self) -> list[Row]:
        """As the document holds them; of a valid formset."""
        kept = self._kept()
        if self.can_order:
            kept.sort(key=lambda form: form.cleaned_data.get("ORDER") or 10_000)
        return [
            {
                name: form.cleaned_data[name]
                if name in self.section.links
                else plain(form.cleaned_data[name], self.section.model_field(name))
                for name in self.section.fields
            }
            for form in kept
        ]

    def _kept(self) -> list[forms.Form]:
        return [
            form
            for form in self.forms
            if not (form.empty_permitted and not form.has_changed())
            and not getattr(form, "cleaned_data", {}).get(forms.formsets.DELETION_FIELD_NAME)
        ]


class ChoiceRows(forms.Form):
    """Een onderdeel dat alleen een keuze uit een lijst is."""

    chosen = forms.MultipleChoiceField(label="", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, section: Section, choices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.section = section
        self.fields["chosen"].label = section.title
        self.fields["chosen"].choices = choices  # type: ignore[attr-defined]

    def rows(self) -> list[Row]:
        """As the document holds them; of a valid form."""
        (name,) = self.section.fields
        return [{name: value} for value in self.cleaned_data["chosen"]]


def part_form(section: Section, document: Document, data: Any = None) -> Any:
    """The form of a section, filled with the rows of the document."""
    rows = document[section.name]
    if section.is_choice:
        (name,) = section.fields
        return ChoiceRows(
            data,
            section=section,
            choices=_choices(section, name, document),
            initial={"chosen": [row[name] for row in rows]},
        )
    single = not section.key
    blank = max(0, 1 - len(rows)) if single else BLANK_ROWS
    made = forms.formset_factory(
        _row_form(section, document),
        formset=RowsFormSet,
        extra=blank,
        can_delete=not section.is_scheme,
        can_delete_extra=False,
        can_order=section.placed,
        max_num=1 if single else 400,
        validate_max=True,
    )
    made.section = section  # type: ignore[attr-defined]
    return made(_with_more(data, made.form()), initial=[_typed(section, row) for row in rows])


def _with_more(data: Any, blank: forms.Form) -> Any:
    """The same page with more empty rows, where somebody asked for them.

    Each holds what a `blank` row starts with: otherwise an untouched row would look like one that
    somebody emptied, and ask to be filled in.
    """
    if data is None or "more" not in data:
        return data
    data = data.copy()
    typed = str(data.get("form-TOTAL_FORMS", ""))
    total = int(typed) if typed.isdecimal() else 0
    data["form-TOTAL_FORMS"] = str(total + MORE_ROWS)
    starts = {field.name: field.value() for field in blank}
    for place in range(total, total + MORE_ROWS):
        for name, value in starts.items():
            if value is not None and value is not False:
                data[f"form-{place}-{name}"] = str(value)
    return data


def _row_form(section: Section, document: Document) -> type[forms.Form]:
    fields = {name: _field(section, name, document) for name in section.fields}
    return type("RowForm", (forms.Form,), fields | {"use_required_attribute": False})


def _field(section: Section, name: str, document: Document) -> forms.Field:
    label = label_of(section, name)
    if name in section.links:
        return forms.ChoiceField(
            label=label,
            choices=[("", "Kies"), *_choices(section, name, document)],
            error_messages={"required": f"Kies bij ‘{label}’ uit de lijst."},
        )
    of = section.model_field(name)
    if isinstance(of, BooleanField):
        return forms.BooleanField(label=label, required=False, initial=of.get_default())
    given: dict[str, Any] = {
        "label": label,
        "required": not of.blank,
        "help_text": of.help_text,
        "error_messages": {"required": _missing(label)},
    }
    if isinstance(of, DateField):
        return forms.DateField(widget=DateInput, **given)
    if isinstance(of, DecimalField):
        if of.max_digits == 14:
            return EuroField(**given)
        initial = of.get_default() if of.has_default() else None
        return forms.DecimalField(
            max_digits=of.max_digits,
            decimal_places=of.decimal_places,
            min_value=-100,
            max_value=100,
            localize=True,
            initial=initial,
            **given,
        )
    made = of.formfield(label=label)
    assert made is not None
    made.error_messages["required"] = _missing(label)
    return made


def _missing(label: str) -> str:
    """A page of rows asks the same of each row: the message says what."""
    return f"Vul ‘{label}’ in."


def _choices(section: Section, name: str, document: Document) -> list[tuple[str, str]]:
    link, names = section.links[name], municipality_names()
    if link.section == MUNICIPALITIES:
        return sorted(names.items(), key=lambda item: item[1])
    # The first part of the path names the field that a document holds.
    field = link.key.split("__")[0]
    values = [str(row[field]) for row in document[link.section]]
    return [(value, names.get(value, value)) for value in values]


def _typed(section: Section, row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of a document as form fields want it."""
    typed = dict(row)
    for name in section.fields:
        if name in section.links or row[name] is None:
            continue
        of = section.model_field(name)
        if isinstance(of, DecimalField):
            typed[name] = Decimal(row[name])
        elif isinstance(of, DateField):
            typed[name] = datetime.date.fromisoformat(row[name])
    return typed


class NewSchemeForm(forms.Form):
    """Nieuwe regeling: the rest is filled in part by part."""

    use_required_attribute = False

    name = forms.CharField(
        label="Naam", max_length=200, error_messages={"required": "Vul de naam in."}
    )
    code = forms.SlugField(
        label="Code",
        max_length=50,
        help_text="Kleine letters, cijfers en streepjes, bijvoorbeeld pmg-2030. Staat in adressen.",
        error_messages={"required": "Vul een code in."},
    )
    starts_on = forms.DateField(
        label="Begin bestedingsperiode",
        widget=DateInput,
        error_messages={"required": "Vul de eerste dag in."},
    )
    ends_on = forms.DateField(
        label="Einde bestedingsperiode",
        widget=DateInput,
        error_messages={"required": "Vul de laatste dag in."},
    )
    like = forms.ModelChoiceField(
        label="Overnemen van",
        help_text="Neemt ontvangers, activiteiten, herinneringen en lijsten over, geen jaren of geld.",
        queryset=Scheme.objects.order_by("-starts_on"),
        to_field_name="code",
        required=False,
        empty_label="Geen: begin leeg",
    )

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"].lower()
        if code in RESERVED:
            raise forms.ValidationError("Deze code gebruiken wij zelf. Kies een andere.")
        if Scheme.objects.filter(code=code).exists():
            raise forms.ValidationError("Er is al een regeling met deze code. Kies een andere.")
        return code

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        first, last = typed.get("starts_on"), typed.get("ends_on")
        if first and last and last <= first:
            self.add_error("ends_on", "Het einde ligt niet na het begin.")
        return typed
