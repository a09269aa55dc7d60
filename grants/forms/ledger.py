"""Filter boven de boekingen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from grants.enums import EntryKind
from grants.models import Scheme
from grants.queries.ledger import PAID

from .searching import MunicipalityField


class EntryFilter(forms.Form):
    """Welke boekingen. A value that nobody offered makes it invalid: then there are no rows."""

    soort = forms.ChoiceField(
        label="Soort",
        required=False,
        choices=[
            ("", "Alle soorten"),
            (EntryKind.COMMITMENT, "verplichting"),
            (PAID, "betaald (min terugontvangen)"),
            (EntryKind.JUSTIFIED, "verantwoord"),
            (EntryKind.ACCEPTED, "geaccepteerd"),
            (EntryKind.SETTLED, "vastgesteld"),
            (EntryKind.RECOVERY, "terug te vorderen (min ontvangen)"),
            (EntryKind.WRITTEN_OFF, "kwijtgescholden"),
            (EntryKind.VAT, EntryKind.VAT.label),
            (EntryKind.VAT_PAID, EntryKind.VAT_PAID.label),
        ],
    )
    gemeente = MunicipalityField()
    uitkeringsjaar = forms.ChoiceField(label="Uitkeringsjaar", required=False)
    verantwoordingsjaar = forms.TypedChoiceField(
        label="Verantwoordingsjaar", coerce=int, empty_value=None, required=False
    )
    begrotingsjaar = forms.TypedChoiceField(
        label="Begrotingsjaar", coerce=int, empty_value=None, required=False
    )

    def __init__(
        self,
        *args: Any,
        scheme: Scheme,
        budget_years: Iterable[int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, Iterable[tuple[Any, str]]] = {
            "uitkeringsjaar": ((one.label, one.label) for one in scheme.grant_years.all()),
            "verantwoordingsjaar": (
                (one.year, str(one.year)) for one in scheme.accounting_years.all()
            ),
            "begrotingsjaar": ((year, str(year)) for year in budget_years),
        }
        for name, known in choices.items():
            self.fields[name].choices = [("", "Alle"), *known]  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, Any]:
        """Arguments for the rows."""
        self.is_valid()
        typed = self.cleaned_data
        return {
            "kind": typed.get("soort", ""),
            "municipality": typed.get("gemeente", ""),
            "grant_year": typed.get("uitkeringsjaar", ""),
            "accounting_year": typed.get("verantwoordingsjaar"),
            "budget_year": typed.get("begrotingsjaar"),
        }
