"""Artikelen en brieven van een regeling invullen."""

from __future__ import annotations

from typing import Any

from django import forms

from grants.letters.kinds import kind_of
from grants.models import LetterSender, LetterText, Scheme
from grants.queries.scheme_letters import ARTICLE_FIELDS

LONG = forms.Textarea(attrs={"rows": 4})


class ArticlesForm(forms.ModelForm):
    """Het artikel voor elk soort besluit."""

    use_required_attribute = False
    edition = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Scheme
        fields = [*ARTICLE_FIELDS]
        help_texts = dict.fromkeys(
            ARTICLE_FIELDS, "Bijvoorbeeld: artikel 8, eerste lid. Leeg: deze brief kan niet uit."
        )


class SenderForm(forms.ModelForm):
    """De afzender, en de bezwaarclausule van een beschikking."""

    use_required_attribute = False

    class Meta:
        model = LetterSender
        fields = [
            "ministry",
            "department",
            "address",
            "on_behalf",
            "unsigned",
            "objection",
            "pay_to",
        ]
        widgets = {"address": LONG, "on_behalf": LONG, "objection": LONG}
        help_texts = {
            "pay_to": "Rekeningnummer en naam. Dit staat in de brief over een terugvordering, en bij "
            "de gemeente op het scherm."
        }


class LetterTextForm(forms.ModelForm):
    """De tekst van één soort brief, met invulvelden tussen accolades."""

    use_required_attribute = False

    class Meta:
        model = LetterText
        fields = ["subject", "body", "signatory"]
        widgets = {"body": forms.Textarea(attrs={"rows": 18})}
        help_texts = {"signatory": "Een functie, nooit de naam van een persoon."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = ", ".join(f"{{{name}}}" for name in sorted(kind_of(self.instance.act).known))
        self.fields["body"].help_text = (
            "Een witregel begint een alinea, ## een kopje. Een alinea met [naam] ervoor staat er "
            f"alleen als dat veld is gevuld. Invulvelden: {known}."
        )


class LettersForm:
    """Alles samen: one page, saved as a whole or not at all."""

    def __init__(self, data: Any, *, scheme: Scheme, edition: str) -> None:
        sender = LetterSender.objects.filter(scheme=scheme).first()
        self.articles = ArticlesForm(data, instance=scheme, initial={"edition": edition})
        self.sender = SenderForm(
            data, instance=sender or LetterSender(scheme=scheme), prefix="afzender"
        )
        self.texts = [
            LetterTextForm(data, instance=text, prefix=text.act)
            for text in LetterText.objects.filter(scheme=scheme)
        ]
        self.forms = (self.articles, self.sender, *self.texts)

    def is_valid(self) -> bool:
        """All of them are asked, so that every error shows at once."""
        valid = [form.is_valid() for form in self.forms]
        return all(valid)

    @property
    def errors(self) -> bool:
        """For the title of the page."""
        return any(form.is_bound and form.errors for form in self.forms)

    @property
    def change(self) -> dict[str, Any]:
        """What the service wants."""
        articles = dict(self.articles.cleaned_data)
        return {
            "seen_edition": articles.pop("edition"),
            "articles": articles,
            "sender": self.sender.cleaned_data,
            "texts": {form.instance.act: form.cleaned_data for form in self.texts},
        }
