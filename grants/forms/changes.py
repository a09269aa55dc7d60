"""Een toekenning wijzigen."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from grants.models import GrantYear
from grants.queries.awards import GrantYearMoney
from pmg.design.formatting import euro

from .euros import EuroField


class ChangeForm(forms.Form):
    """Het nieuwe bedrag voor elk uitkeringsjaar, en waarom."""

    use_required_attribute = False

    motivation = forms.CharField(
        label="Waarom wijzigt de toekenning?",
        help_text="De gemeente leest dit in de brief.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        error_messages={"required": "Schrijf op waarom de toekenning wijzigt."},
    )

    def __init__(self, *args: Any, money: Sequence[GrantYearMoney], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.money = money
        for line in money:
            taken = line.waiting + line.paid
            self.fields[self._name(line.year)] = EuroField(
                label=f"Bedrag voor uitkeringsjaar {line.year}",
                initial=line.allocated,
                help_text=f"Nu {euro(line.allocated)}. Ten minste {euro(taken)} (betaald of "
                f"onderweg), hoogstens {euro(line.year.maximum)}.",
                error_messages={"required": f"Vul het bedrag voor {line.year} in."},
            )
        self.order_fields([self._name(line.year) for line in money])

    @staticmethod
    def _name(year: GrantYear) -> str:
        return f"amount_{year.pk}"

    def change(self) -> dict[str, Any]:
        """Arguments for the service; of a valid form."""
        amounts: dict[GrantYear, Decimal] = {
            line.year: self.cleaned_data[self._name(line.year)] for line in self.money
        }
        return {"amounts": amounts, "motivation": self.cleaned_data["motivation"]}
