"""Formulieren van de beoordelaar. Which buttons they have comes from the table of moves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms

from grants.enums import JustificationState as State
from grants.models import Justification, SisaFigure
from grants.queries.worklist import EVERYTHING, TO_DO
from grants.transitions.justifications import JUSTIFICATION_MOVES
from municipalities.models import Municipality
from pmg.casework.table import Move
from pmg.design.formatting import euro
from pmg.design.widgets import DateInput

from .amounts import WholeEuroField

DECISIONS = ("take", "take_without_statement", "propose", "return", "judge", "send_back")

RETURN_REASONS = {
    "sisa": "De opgave verschilt van het SiSa-cijfer. Leg uit waardoor, of pas de opgave aan.",
    "jump": "Leg het grote verschil met het plan of met vorig jaar uit.",
    "place": "Een bedrag staat bij de verkeerde activiteit of sector.",
    "cumulative": "De cumulatieve besteding sluit niet aan op die van vorig jaar.",
    "negative": "Een negatieve regel heeft geen uitleg.",
}


def decisions_among(moves: Iterable[Move]) -> tuple[Move, ...]:
    """De keuzes van een beoordelaar among these moves, in the order of the form."""
    return tuple(sorted((m for m in moves if m.name in DECISIONS), key=lambda m: _place(m.name)))


def decisions_beside(name: str) -> tuple[Move, ...]:
    """De keuzes that stood on the same page as the decision of this name."""
    if name not in DECISIONS:
        return ()
    sources = set(JUSTIFICATION_MOVES[name].sources)
    return decisions_among(m for m in JUSTIFICATION_MOVES if sources & set(m.sources))


def _place(name: str) -> int:
    return DECISIONS.index(name)


class DecisionForm(forms.Form):
    """Oordeel: one of the moves a case allows, with what that move needs.

    `at_most` is what can be accepted, in whole euros.
    """

    use_required_attribute = False

    decision = forms.ChoiceField(
        label="Uw oordeel",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat u met deze verantwoording doet."},
    )
    accepted = WholeEuroField(
        label="Bedrag dat u accepteert",
        error_messages={"required": "Vul het bedrag in dat u accepteert. Nul is ook een bedrag."},
    )
    reasons = forms.MultipleChoiceField(
        label="Wat vraagt u aan de gemeente?",
        help_text="Alleen als u een aanvulling vraagt.",
        choices=list(RETURN_REASONS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    text = forms.CharField(
        label="Reden", widget=forms.Textarea(attrs={"rows": 5}), max_length=5000, strip=True
    )

    def __init__(self, *args: Any, moves: Sequence[Move], at_most: Decimal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {move.name for move in moves}
        decision = self.fields["decision"]
        decision.choices = [(move.name, move.label) for move in moves]  # type: ignore[attr-defined]
        if len(moves) == 1:
            decision.widget = forms.HiddenInput()
            decision.initial = moves[0].name
        if "propose" not in names:
            del self.fields["accepted"]
        else:
            self.fields["accepted"].help_text = f"In hele euro’s, hoogstens {euro(at_most)}."
        if "return" not in names:
            del self.fields["reasons"]
        if names == {"take"}:
            del self.fields["text"]
        else:
            self._ask_for_text(names)

    def _ask_for_text(self, names: set[str]) -> None:
        text = self.fields["text"]
        if "propose" in names:
            text.label = "Motivering, of uw vraag"
            text.help_text = "De gemeente leest deze tekst."
        elif "judge" in names:
            text.help_text = "Alleen als u het voorstel terugstuurt. De beoordelaar leest dit."
        text.error_messages["required"] = "Schrijf op waarom. De ander moet het kunnen begrijpen."

    def full_clean(self) -> None:
        """Asks only for what the chosen move needs; the page calls none of it optional."""
        chosen = self.data.get("decision", "")
        ticked = chosen == "return" and bool(self["reasons"].data)
        needed = {
            "accepted": chosen == "propose",
            "text": chosen not in ("", "judge") and not ticked,
        }
        asked = [name for name in needed if name in self.fields]
        for name in asked:
            self.fields[name].required = needed[name]
        super().full_clean()
        for name in asked:
            self.fields[name].required = True

    @property
    def button(self) -> str:
        """Tekst op de knop: the move itself where there is nothing to choose."""
        choices = self.fields["decision"].choices  # type: ignore[attr-defined]
        return str(choices[0][1]) if len(choices) == 1 else "Vastleggen"

    def reason(self) -> str:
        """De reden: the sentences that were ticked, then what was written; of a valid form."""
        ticked = [RETURN_REASONS[code] for code in self.cleaned_data.get("reasons", ())]
        return "\n".join([*ticked, self.cleaned_data.get("text", "")]).strip()


def decision_initial(case: Justification, moves: Iterable[Move]) -> Mapping[str, Any]:
    """What an earlier proposal left behind, so that one sent back need not be typed again."""
    if "propose" not in {move.name for move in moves}:
        return {}
    return {"accepted": case.accepted, "text": case.motivation}


class PostponementForm(forms.Form):
    """Uitstel voor de aanvullende opgave."""

    use_required_attribute = False

    due_on = forms.DateField(
        label="Nieuwe datum",
        help_text="De opgave is op tijd tot en met deze dag.",
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        widget=DateInput,
        error_messages={
            "required": "Kies de nieuwe datum.",
            "invalid": "Vul een bestaande datum in, bijvoorbeeld 1-9-2026.",
        },
    )
    reason = forms.CharField(
        label="Reden",
        help_text="De gemeente leest deze tekst.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        error_messages={"required": "Schrijf op waarom u uitstel verleent."},
    )


class SisaFigureForm(forms.Form):
    """SiSa-cijfer zoals het CBS het levert, typed in by hand."""

    use_required_attribute = False

    spent = WholeEuroField(
        label="Besteding in het jaar",
        help_text="In hele euro’s.",
        error_messages={"required": "Vul de besteding in. Nul is ook een bedrag."},
    )
    cumulative = WholeEuroField(
        label="Cumulatieve besteding",
        help_text="In hele euro’s.",
        error_messages={"required": "Vul de cumulatieve besteding in. Nul is ook een bedrag."},
    )
    is_final = forms.BooleanField(label="Dit is de eindverantwoording", required=False)
    names_us_in_errors = forms.BooleanField(
        label="De tabel van fouten en onzekerheden noemt deze uitkering", required=False
    )
    plausible_on = forms.DateField(
        label="Plausibel volgens het CBS sinds",
        required=False,
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        widget=DateInput,
        error_messages={"invalid": "Vul een bestaande datum in, bijvoorbeeld 22-7-2026."},
    )


def figure_initial(figure: SisaFigure | None) -> dict[str, Any]:
    """The figure that counts now, so that only what changed need be typed."""
    if figure is None:
        return {}
    return {name: getattr(figure, name) for name in SisaFigureForm.base_fields}


class WorklistFilter(forms.Form):
    """Filter boven de werkvoorraad. What cannot be read is left out, never an error."""

    jaar = forms.TypedChoiceField(label="Jaar", coerce=int, empty_value=None, required=False)
    status = forms.ChoiceField(label="Status", required=False)
    gemeente = forms.ChoiceField(label="Gemeente", required=False)

    def __init__(
        self,
        *args: Any,
        years: Iterable[int],
        municipalities: Iterable[Municipality],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["jaar"].choices = [  # type: ignore[attr-defined]
            ("", "Alle jaren"),
            *((year, str(year)) for year in years),
        ]
        self.fields["status"].choices = [  # type: ignore[attr-defined]
            (TO_DO, "Nog niet beoordeeld"),
            *((value, label.capitalize()) for value, label in State.choices),
            (EVERYTHING, "Alles"),
        ]
        self.fields["gemeente"].choices = [  # type: ignore[attr-defined]
            ("", "Alle gemeenten"),
            *((one.cbs_code, one.name) for one in municipalities),
        ]

    def chosen(self) -> dict[str, Any]:
        """Arguments for the worklist."""
        self.is_valid()
        return {
            "year": self.cleaned_data.get("jaar"),
            "state": self.cleaned_data.get("status") or TO_DO,
            "municipality": self.cleaned_data.get("gemeente", ""),
        }
