"""Filter boven het statusbord."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from grants.models import Scheme
from grants.queries.board import BY_LATE, BY_NAME, BY_PROVINCE, Column, every_column, states
from municipalities.models import Municipality

ORDERS = ((BY_NAME, "Naam"), (BY_LATE, "Meeste te laat"), (BY_PROVINCE, "Provincie"))


class BoardFilter(forms.Form):
    """What cannot be read is left out, never an error."""

    regeling = forms.ChoiceField(label="Regeling", required=False)
    zoek = forms.CharField(label="Zoek een gemeente", required=False, max_length=80)
    kolom = forms.ChoiceField(label="Kijk naar", required=False)
    status = forms.ChoiceField(label="Status", required=False)
    provincie = forms.ChoiceField(label="Provincie", required=False)
    regio = forms.ChoiceField(label="Veiligheidsregio", required=False)
    volgorde = forms.ChoiceField(label="Volgorde", choices=ORDERS, required=False)

    def __init__(
        self,
        *args: Any,
        schemes: Sequence[Scheme],
        columns: Iterable[Column],
        places: tuple[Sequence[str], Sequence[tuple[str, str]]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        provinces, regions = places
        choices: dict[str, list[tuple[str, str]]] = {
            "regeling": [(one.code, one.name) for one in schemes],
            "kolom": [("", "Alles"), *((one.key, one.title.capitalize()) for one in columns)],
            "status": [
                ("", "Alle statussen"),
                *((value, label.capitalize()) for value, label in states()),
            ],
            "provincie": [("", "Alle provincies"), *((one, one) for one in provinces)],
            "regio": [("", "Alle regio’s"), *regions],
        }
        for name, listed in choices.items():
            self.fields[name].choices = listed  # type: ignore[attr-defined]
        if len(schemes) < 2:
            del self.fields["regeling"]

    def chosen(self, columns: Iterable[Column]) -> dict[str, Any]:
        """Arguments for the board."""
        self.is_valid()
        asked = self.cleaned_data
        return {
            "search": asked.get("zoek", "").strip(),
            "column": next((one for one in columns if one.key == asked.get("kolom")), None),
            "state": asked.get("status", ""),
            "province": asked.get("provincie", ""),
            "region": asked.get("regio", ""),
            "order": asked.get("volgorde") or BY_NAME,
        }


class RemindForm(forms.Form):
    """Wie er herinnerd wordt, en aan welk jaar. With `send` it is for real."""

    gemeente = forms.MultipleChoiceField(
        error_messages={"required": "Kies eerst een of meer gemeenten."}
    )
    over = forms.ChoiceField(
        error_messages={
            "required": "Kies waar de herinnering over gaat.",
            "invalid_choice": "Kies een jaar uit de lijst.",
        },
    )
    send = forms.BooleanField(required=False)
    key = forms.UUIDField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns = {column.key: column for column in every_column()}
        self.fields["over"].choices = [(key, key) for key in self.columns]  # type: ignore[attr-defined]
        codes = Municipality.objects.values_list("cbs_code", flat=True)
        self.fields["gemeente"].choices = [(code, code) for code in codes]  # type: ignore[attr-defined]

    def clean_over(self) -> Column:
        return self.columns[self.cleaned_data["over"]]

    @property
    def is_for_real(self) -> bool:
        """Of er iets weggaat, after the preview was seen; of a valid form."""
        return bool(self.cleaned_data["send"])

    @property
    def what_is_wrong(self) -> str:
        """De eerste fout in een zin."""
        return next(str(errors[0]) for errors in self.errors.values())
