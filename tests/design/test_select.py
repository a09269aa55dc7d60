"""Our select says what Django's own says."""

import re

from django import forms
from django.forms.renderers import DjangoTemplates

CHOICES = [
    ("", "Kies"),
    ("a", "<b> & 'één'"),
    ("Groep", [(1, "een"), (2, "twee")]),
]


class Chosen(forms.Form):
    one = forms.ChoiceField(choices=CHOICES, widget=forms.Select(attrs={"class": "x"}))
    some = forms.MultipleChoiceField(choices=CHOICES)


def test_the_same_as_djangos_own() -> None:
    for data in ({}, {"one": "a", "some": ["1", "2"]}):
        ours = Chosen(data, use_required_attribute=False)
        django = Chosen(data, use_required_attribute=False, renderer=DjangoTemplates())
        for name in ("one", "some"):
            assert re.sub(r"\s+", " ", str(ours[name].as_widget())) == re.sub(
                r"\s+", " ", str(django[name].as_widget())
            )
