"""What the form templates in templates/pmg/ need to draw a field."""

from __future__ import annotations

from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.html import format_html
from django.utils.safestring import SafeString

from pmg.design.widgets import AmountInput

register = template.Library()

TEXTBOX = "utrecht-textbox utrecht-textbox--html-input"
CHECKBOX = "utrecht-custom-checkbox utrecht-custom-checkbox--html-input"
RADIO = "utrecht-radio-button utrecht-radio-button--html-input"


@register.filter
def is_amount(field: BoundField) -> bool:
    return isinstance(field.field.widget, AmountInput)


@register.filter
def is_single_checkbox(field: BoundField) -> bool:
    return isinstance(field.field.widget, forms.CheckboxInput)


def _classes(widget: forms.Widget, invalid: bool) -> str:
    match widget:
        case forms.FileInput():
            return "pmg-file"
        case forms.CheckboxInput():
            name = CHECKBOX
        case forms.Textarea():
            name = "utrecht-textarea utrecht-textarea--html-textarea"
        case forms.Select():
            name = "utrecht-select utrecht-select--html-select"
        case forms.DateInput():
            name = f"{TEXTBOX} pmg-date"
        case _:
            name = TEXTBOX
    return f"{name} {name.split(maxsplit=1)[0]}--invalid" if invalid else name


@register.simple_tag
def form_control(field: BoundField) -> SafeString:
    """The input itself, dressed for its kind; help and error are tied to it by Django.

    Never with a placeholder: that goes away when one begins to type.
    """
    own = field.field.widget.attrs.get("class", "")
    names = f"{_classes(field.field.widget, bool(field.errors))} {own}".strip()
    return field.as_widget(attrs={"class": names, "placeholder": False})


@register.simple_tag
def choice_control(field: BoundField, choice: BoundWidget) -> SafeString:
    """One radio button or checkbox of a group, with its label."""
    data: dict[str, Any] = choice.data
    kind = data.get("type", "radio")
    classes = RADIO if kind == "radio" else CHECKBOX
    if field.errors:
        classes += f" {classes.split(maxsplit=1)[0]}--invalid"
    return format_html(
        '<input class="{}" type="{}" name="{}" value="{}" id="{}"{}{}>'
        '<label class="utrecht-form-label utrecht-form-label--{}" for="{}">{}</label>',
        classes,
        kind,
        data["name"],
        data["value"],
        choice.id_for_label,
        SafeString(" checked") if data.get("selected") else "",
        SafeString(" disabled") if field.field.disabled else "",
        "radio" if kind == "radio" else "checkbox",
        choice.id_for_label,
        choice.choice_label,
    )


@register.simple_tag
def error_links(form: forms.BaseForm | forms.BaseFormSet[Any] | None) -> list[tuple[str, str]]:
    """Each error with the id of the field to mend; without one when it belongs to none."""
    if form is None or not getattr(form, "is_bound", False):
        return []
    if isinstance(form, forms.BaseFormSet):
        general = [(str(error), "") for error in form.non_form_errors()]
        return general + [link for single in form.forms for link in error_links(single)]
    links = [(str(error), "") for error in form.non_field_errors()]
    for field in form:
        target = field.id_for_label or f"{field.auto_id}_0"  # the first of a group
        links += [(str(error), target) for error in field.errors]
    return links
