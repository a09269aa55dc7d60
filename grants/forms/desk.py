"""Wat een beoordelaar op de werkbank typt: lines, checklist, motivation, questions and reasons.

It is one form on the page: whichever button is pressed, nothing that was typed gets lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms

from grants.enums import Outcome
from grants.models import StandardReason
from grants.queries.checklist import Point
from grants.queries.lines import JudgedLine
from grants.reckoning.acceptance import is_a_part
from grants.services.weighing import LineChoice, PointChoice

from .amounts import WholeEuroField

WHOLE = "geheel"
"""What a question is about when it is about no line in particular."""


class LineForm(forms.Form):
    """Oordeel over één regel. Its errors name the line, for they also stand above the page."""

    use_required_attribute = False

    outcome = forms.ChoiceField(
        label="Oordeel",
        choices=[(outcome.value, outcome.label.capitalize()) for outcome in Outcome],
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": "Kies akkoord, deels akkoord of niet akkoord."},
    )
    part = WholeEuroField(label="Bedrag dat u accepteert")
    standard = forms.TypedChoiceField(label="Standaardreden", coerce=int, empty_value=None)
    remark = forms.CharField(
        label="Eigen reden of uitleg",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        line: JudgedLine,
        reasons: Mapping[int, StandardReason],
    ) -> None:
        super().__init__(data, prefix=line.key, initial=_judged(line))
        self.line, self.reasons = line, reasons
        self.fields["standard"].choices = [  # type: ignore[attr-defined]
            ("", "Kies een reden"),
            *((pk, reason.label) for pk, reason in reasons.items()),
        ]

    def clean(self) -> dict[str, Any]:
        """Asks for the amount and the reason that the chosen outcome needs."""
        typed: dict[str, Any] = super().clean() or {}
        outcome, part = typed.get("outcome"), typed.get("part")
        amount, number = self.line.amount, self.line.number
        if outcome == Outcome.PARTLY and "part" not in self.errors:
            if part is None:
                self.add_error("part", f"Regel {number}: vul in hoeveel u accepteert.")
            elif not is_a_part(part, of=amount):
                self.add_error(
                    "part", f"Regel {number}: vul een bedrag in tussen nul en het bedrag zelf."
                )
        if outcome in (Outcome.PARTLY, Outcome.REJECTED) and not (
            typed.get("standard") or typed.get("remark")
        ):
            self.add_error("standard", f"Regel {number}: kies een reden of schrijf er een op.")
        return typed

    def full_clean(self) -> None:
        """Asks for no more than the outcome needs; the page calls none of it optional."""
        asked = [self.fields[name] for name in ("part", "standard", "remark")]
        self.fields["part"].disabled = self.is_bound and self["outcome"].data != Outcome.PARTLY
        for field in asked:
            field.required = False
        super().full_clean()
        for field in asked:
            field.required = True
        self.fields["part"].disabled = False

    def choice(self) -> LineChoice | None:
        """What was chosen; None where nothing was."""
        chosen = self.cleaned_data
        if not chosen["outcome"]:
            return None
        partly = chosen["outcome"] == Outcome.PARTLY
        return LineChoice(
            outcome=chosen["outcome"],
            part=chosen["part"] if partly else None,
            standard=self.reasons.get(chosen["standard"]),
            remark=chosen["remark"],
        )


class PointForm(forms.Form):
    """Punt van de controlelijst."""

    use_required_attribute = False

    done = forms.BooleanField(required=False)
    remark = forms.CharField(label="Opmerking", required=False, max_length=2000)

    def __init__(self, data: Mapping[str, Any] | None = None, *, point: Point) -> None:
        mark = point.mark
        super().__init__(
            data,
            prefix=f"punt-{point.item.code}",
            initial={"done": point.done, "remark": mark.remark if mark else ""},
        )
        self.point = point
        self.fields["done"].label = point.item.label

    def choice(self) -> PointChoice:
        return PointChoice(self.cleaned_data["done"], self.cleaned_data["remark"])


class MotivationForm(forms.Form):
    """Motivering van het oordeel; half a text is kept, but only a proposal cannot do without."""

    use_required_attribute = False

    motivation = forms.CharField(
        label="Motivering",
        help_text="De gemeente leest deze tekst bij het oordeel.",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=5000,
        error_messages={"required": "Schrijf op waarom u zo oordeelt. De gemeente leest dit."},
    )

    def __init__(self, *args: Any, proposes: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposes = proposes

    def full_clean(self) -> None:
        self.fields["motivation"].required = self.proposes
        super().full_clean()
        self.fields["motivation"].required = True


class QuestionForm(forms.Form):
    """Vraag aan de gemeente, about one line or about the whole."""

    use_required_attribute = False

    about = forms.ChoiceField(label="Waar gaat uw vraag over?")
    question = forms.CharField(
        label="Uw vraag",
        help_text="De gemeente leest en beantwoordt deze vraag op haar eigen pagina.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": "Schrijf op wat u wilt weten."},
    )

    def __init__(self, *args: Any, lines: Iterable[JudgedLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = {line.key: line for line in lines if line.line}
        self.fields["about"].choices = [  # type: ignore[attr-defined]
            (WHOLE, "De hele verantwoording"),
            *((key, line.title) for key, line in self.lines.items()),
        ]

    def line(self) -> Any:
        """The statement line that the question is about; None for the whole."""
        chosen = self.lines.get(self.cleaned_data["about"])
        return chosen.line if chosen else None


class ReturnForm(forms.Form):
    """Aanvulling vragen: then the municipality delivers a new statement."""

    use_required_attribute = False

    reasons = forms.MultipleChoiceField(
        label="Wat moet de gemeente aanpassen?",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    ask = forms.CharField(
        label="Uw toelichting",
        help_text="De gemeente leest deze tekst.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=5000,
        required=False,
    )

    def __init__(self, *args: Any, sentences: Sequence[StandardReason], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sentences = {reason.code: reason.sentence for reason in sentences}
        self.fields["reasons"].choices = list(  # type: ignore[attr-defined]
            self.sentences.items()
        )

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if not typed.get("reasons") and not typed.get("ask"):
            self.add_error("ask", "Kies een reden, of schrijf op wat de gemeente moet aanpassen.")
        return typed

    def reason(self) -> str:
        """De reden: the sentences that were ticked, then what was written; of a valid form."""
        ticked = [self.sentences[code] for code in self.cleaned_data["reasons"]]
        return "\n".join([*ticked, self.cleaned_data["ask"]]).strip()


class ReasonForm(forms.Form):
    """Reden van een stap that needs one."""

    use_required_attribute = False

    reason = forms.CharField(
        label="Reden",
        help_text="De ander leest deze tekst.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=5000,
        error_messages={"required": "Schrijf op waarom. De ander moet het kunnen begrijpen."},
    )


def _judged(line: JudgedLine) -> dict[str, Any]:
    judgement = line.judgement or line.earlier
    if judgement is None:
        return {}
    partly = judgement.outcome == Outcome.PARTLY
    return {
        "outcome": judgement.outcome,
        "part": Decimal(judgement.accepted) if partly else None,
        "standard": judgement.standard_id,
        "remark": judgement.remark,
    }
