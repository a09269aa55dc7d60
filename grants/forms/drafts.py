"""Velden van een concept: drawn with what was typed, never refusing anything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django import forms
from django.forms.utils import ErrorDict
from django.utils.functional import Promise

Option = tuple[str, str | Promise]


class FieldFinding(Protocol):
    """Bevinding at a field of a draft."""

    @property
    def field(self) -> str: ...
    @property
    def message(self) -> str: ...
    @property
    def remedy(self) -> str: ...


@dataclass(frozen=True)
class Difference:
    """Verschil tussen twee teksten of one field: what a colleague stored, what was typed here."""

    place: str
    stored: str
    typed: str


class DraftForm(forms.Form):
    """A part of the draft. What is wrong in it comes from the findings; a draft is never invalid."""

    use_required_attribute = False

    def __init__(
        self,
        prefix: str,
        typed: Mapping[str, str],
        findings: Iterable[FieldFinding] = (),
        **fields: Any,
    ) -> None:
        """`typed` and the findings by the names of the part, without the prefix."""
        self.findings = tuple(findings)
        super().__init__({f"{prefix}-{name}": text for name, text in typed.items()}, prefix=prefix)
        self.fields.update(fields)

    def full_clean(self) -> None:
        self._errors = ErrorDict()
        self.cleaned_data: dict[str, Any] = {}
        for finding in self.findings:
            name = finding.field if finding.field in self.fields else None
            self.add_error(name, f"{finding.message} {finding.remedy}")

    @property
    def shown(self) -> list[tuple[str, str]]:
        """Each label with what was typed or chosen, to read; empty where there is nothing."""
        return [(str(box.label), self._in_words(box)) for box in self]

    @staticmethod
    def _in_words(box: forms.BoundField) -> str:
        typed = str(box.value() or "")
        if isinstance(box.field, forms.ChoiceField):
            choices: Any = box.field.choices
            options = [(str(value), str(label)) for value, label in choices]
            return dict(options).get(typed, typed) if typed or ("", "Nee") in options else ""
        return typed


def text(label: str, help_text: str = "", *, rows: int = 6, required: bool = True) -> forms.Field:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, required=required, widget=area)


def line(label: str, help_text: str = "", *, required: bool = False) -> forms.Field:
    return forms.CharField(label=label, help_text=help_text, required=required)


def choice(label: str, options: Iterable[Option], help_text: str = "") -> forms.Field:
    return forms.ChoiceField(
        label=label, help_text=help_text, choices=[("", "Kies uit de lijst"), *options]
    )


def as_posted(text: str) -> str:
    """Text as a browser sends it, with the line ends of our side; NUL no database keeps."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def number_posted(text: str) -> int:
    """A number of our own that came back with the page; 0 for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0
