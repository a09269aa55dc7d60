"""Een bezwaar registreren en behandelen."""

from __future__ import annotations

from django import forms

from grants.enums import ObjectionState
from grants.models.objections import DECIDED

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ObjectionForm(forms.Form):
    """Wie bezwaar maakt, wanneer het kwam, en waarom."""

    use_required_attribute = False

    objector = forms.CharField(
        label="Wie maakt bezwaar?",
        help_text="Een functie, nooit de naam van een persoon.",
        max_length=120,
        initial="het college van burgemeester en wethouders",
        error_messages={"required": "Vul in wie bezwaar maakt."},
    )
    received_on = forms.DateField(
        label="Ontvangen op", widget=DAY, error_messages={"required": "Vul de datum in."}
    )
    posted_on = forms.DateField(
        label="Op de post gedaan op",
        help_text="Alleen als het bezwaar per post kwam.",
        widget=DAY,
        required=False,
    )
    has_committee = forms.BooleanField(
        label="Een adviescommissie adviseert over dit bezwaar",
        help_text="Dan is de beslistermijn twaalf weken in plaats van zes.",
        required=False,
    )
    grounds = forms.CharField(
        label="Waarom is de gemeente het er niet mee eens?",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=8000,
        error_messages={"required": "Vul de gronden van het bezwaar in."},
    )


class ProposalForm(forms.Form):
    """De voorgestelde beslissing, met motivering voor de brief."""

    use_required_attribute = False

    outcome = forms.ChoiceField(
        label="Beslissing",
        widget=forms.RadioSelect,
        choices=[(state.value, ObjectionState(state).label.capitalize()) for state in DECIDED],
        error_messages={"required": "Kies een beslissing."},
    )
    motivation = forms.CharField(
        label="Motivering",
        help_text="De gemeente leest dit in de brief.",
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=8000,
        error_messages={"required": "Schrijf de motivering op."},
    )
