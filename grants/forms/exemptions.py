"""Vrijstelling van een controle geven of intrekken."""

from __future__ import annotations

import uuid
from collections import defaultdict
from typing import Any

from django import forms

from grants.checks import package, statement
from grants.checks.exempting import may_be_exempted
from grants.checks.register import RULES
from grants.models import AccountingYear
from municipalities.models import Municipality
from pmg.design.widgets import DateInput

from .checks import DELIVERIES

JUDGES = (package, statement)
"""Imported so that every rule is in the register."""


def _codes() -> list[Any]:
    """Checks that may be exempted, grouped by what they look at."""
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for rule in RULES.values():
        if may_be_exempted(rule):
            groups[DELIVERIES[rule.delivery]].append((rule.code, f"{rule.title} ({rule.code})"))
    return [("", "Kies een controle"), *groups.items()]


class ExemptionForm(forms.Form):
    """Vrijstelling: which check, for whom, over which year, until when and why."""

    use_required_attribute = False
    code = forms.ChoiceField(
        label="Controle", error_messages={"required": "Kies de controle waar het om gaat."}
    )
    municipality = forms.ModelChoiceField(
        Municipality.objects.none(),
        label="Gemeente",
        empty_label="Kies een gemeente",
        error_messages={"required": "Kies de gemeente."},
    )
    accounting_year = forms.ModelChoiceField(
        AccountingYear.objects.none(),
        label="Verantwoordingsjaar",
        empty_label="Kies een jaar",
        error_messages={"required": "Kies het jaar."},
    )
    until = forms.DateField(
        label="Geldt tot en met",
        widget=DateInput(),
        error_messages={
            "required": "Vul in tot en met welke dag de vrijstelling geldt.",
            "invalid": "Vul een datum in, bijvoorbeeld 31-12-2026.",
        },
    )
    reason = forms.CharField(
        label="Reden",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="De gemeente leest deze reden bij haar bevindingen.",
        error_messages={"required": "Vertel waarom deze controle hier niet telt."},
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, **initial: Any) -> None:
        super().__init__(data, initial={"key": uuid.uuid4(), **initial})
        self.fields["code"].choices = _codes()  # type: ignore[attr-defined]
        self.fields["municipality"].queryset = Municipality.objects.filter(  # type: ignore[attr-defined]
            recipients__isnull=False
        ).distinct()
        self.fields["accounting_year"].queryset = AccountingYear.objects.select_related(  # type: ignore[attr-defined]
            "scheme"
        ).order_by("-year")


class WithdrawalForm(forms.Form):
    """Intrekking: why the check counts again."""

    use_required_attribute = False
    reason = forms.CharField(
        label="Reden",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Vertel waarom de vrijstelling stopt."},
    )
