"""Een toekenning wijzigen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from grants.queries.award_room import AwardRoom
from grants.queries.awards import GrantYearMoney
from pmg.design.formatting import euro

from .year_amounts import YearAmountsForm


class ChangeForm(YearAmountsForm):
    """Het nieuwe bedrag voor elk uitkeringsjaar, en waarom."""

    motivation = forms.CharField(
        label="Waarom wijzigt de toekenning?",
        help_text="De gemeente leest dit in de brief.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        error_messages={"required": "Schrijf op waarom de toekenning wijzigt."},
    )

    def __init__(
        self, *args: Any, money: Sequence[GrantYearMoney], room: AwardRoom, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for line in money:
            taken = line.waiting + line.paid
            self.ask_amount(
                line.year,
                label=f"Bedrag voor uitkeringsjaar {line.year}",
                initial=line.allocated,
                help_text=f"Nu {euro(line.allocated)}. Ten minste {euro(taken)} (betaald of "
                f"onderweg), hoogstens {euro(room.maximum_of(line.year))}.",
            )
        self.order_fields(self.names)

    def change(self) -> dict[str, Any]:
        """Arguments for the service; of a valid form."""
        return {"amounts": self.amounts, "motivation": self.cleaned_data["motivation"]}
