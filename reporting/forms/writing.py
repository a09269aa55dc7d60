"""Een tekst van het verslag zoals getypt, and what the buttons around it put into it."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict

from grants.forms.drafts import as_posted, line, number_posted, text
from grants.services.drafting import Posted
from reporting.quotes.references import to
from reporting.services.texts import LONGEST_REMARK
from reporting.writing.fields import Field

ROWS = 14


class TextForm(forms.Form):
    """The box of one field, drawn with what was typed; what is wrong comes from outside."""

    use_required_attribute = False

    def __init__(self, field: Field, typed: str, faults: Sequence[str] = ()) -> None:
        self.faults = faults
        super().__init__({"text": typed}, auto_id="id_%s")
        box = line(field.title, field.ask) if field.is_line else text(field.title, field.ask)
        if not field.is_line:
            box.widget.attrs["rows"] = ROWS
        self.fields["text"] = box

    def full_clean(self) -> None:
        self._errors = ErrorDict()
        self.cleaned_data: dict[str, str] = {}
        for fault in self.faults:
            self.add_error("text", fault)


class RemarkForm(forms.Form):
    """Een opmerking bij een tekst."""

    use_required_attribute = False
    text = forms.CharField(
        label="Uw opmerking",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_REMARK,
        error_messages={"required": "Schrijf eerst uw opmerking op."},
    )


def posted(data: QueryDict) -> Posted:
    """The box as it came back, with the revision it was drawn from."""
    typed = as_posted(data.get("text", ""))
    return Posted({"text": typed}, number_posted(data.get("revision", "")))


def with_addition(typed: Posted, addition: str) -> Posted:
    """The same box with a sentence or a text at its end."""
    before = typed.raw["text"].rstrip()
    between = "" if not before else "\n\n" if "\n" in addition else " "
    return Posted({"text": f"{before}{between}{addition}"}, typed.seen_revision)


def with_figure(typed: Posted, name: str) -> Posted:
    """The same box with a reference at its end."""
    return with_addition(typed, to(name))
