"""Indienen, terugsturen en akkoord geven: the small forms around the report."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from grants.enums import ProgressState
from grants.models import GrantYear


class ReturnForm(forms.Form):
    """Aanvulling vragen."""

    use_required_attribute = False
    reason = forms.CharField(
        label="Wat moet de gemeente aanvullen?",
        help_text="De gemeente leest deze tekst.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Schrijf op wat de gemeente moet aanvullen."},
    )


class ConfirmForm(forms.Form):
    """Bevestigen dat de rapportage mag worden ingediend."""

    use_required_attribute = False
    digest = forms.CharField(widget=forms.HiddenInput)
    looked = forms.BooleanField(
        label="Ik heb deze plaatsen bekeken: er staan geen persoonsgegevens in",
        error_messages={
            "required": "Bekijk eerst wat op persoonsgegevens lijkt, en vink dit dan aan."
        },
    )

    def __init__(self, *args: object, must_look: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if not must_look:
            del self.fields["looked"]


class ProgressFilter(forms.Form):
    """Filter boven de lijst: grant year and state, both in the address."""

    use_required_attribute = False
    jaar = forms.ChoiceField(label="Uitkeringsjaar")
    status = forms.ChoiceField(label="Status", choices=[("", "alle"), *ProgressState.choices])

    def __init__(self, data: QueryDict, *, years: list[GrantYear]) -> None:
        super().__init__(initial=data.dict())
        self.years = {str(year.pk): year for year in years}
        options = [(pk, str(year)) for pk, year in self.years.items()]
        self.fields["jaar"].choices = [("", "alle"), *options]  # type: ignore[attr-defined]

    @property
    def year(self) -> GrantYear | None:
        """The chosen grant year; one that is not there counts as none."""
        return self.years.get(self.initial.get("jaar", ""))

    @property
    def state(self) -> str:
        """The chosen state, or an empty text."""
        status: str = self.initial.get("status", "")
        return status if status in ProgressState.values else ""
