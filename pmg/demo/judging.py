"""How the assessors of the demo judged: lines, checklist, and what they asked. Whole euros."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal

from grants.enums import Outcome, ReasonUse
from grants.models import Justification, Question
from grants.queries.checklist import checklist_of
from grants.queries.lines import JudgedLine, weighing_of
from grants.services import questions
from grants.services.weighing import LineChoice, PointChoice, keep_work
from municipalities.models import Municipality
from pmg.accounts.models import User
from pmg.casework.moves import Door

from .stage import Stage, at, scene
from .telling import Scene

REMARKS = {"sisa": "Gelijk aan het SiSa-cijfer.", "signalen": "Niets dat om uitleg vraagt."}

# Over 2025: asked in September, answered where there is an answer. GM code -> (line, ask, answer).
ASKED = {
    "GM0384": (
        3,
        "Het bedrag is hoger dan vorig jaar. Hoeveel trajecten waren er in 2025?",
        "Er waren 18 trajecten, tegen 12 in de tweede helft van 2024.",
    ),
    "GM0405": (
        0,
        "Is de btw die uw gemeente kan terugvorderen uit de bedragen gehaald?",
        "",
    ),
    "GM0984": (
        4,
        "Voor welke leeftijd is deze interventie in 2025 ingezet?",
        "Voor jongeren van 12 tot en met 17 jaar.",
    ),
}


def question_scenes(stage: Stage) -> Iterator[Scene]:
    """Three questions about 2025; one still waits for its answer."""
    for place, municipality in enumerate(stage.municipalities):
        if municipality.cbs_code not in ASKED:
            continue
        key = f"question-2025-{municipality.cbs_code}"
        asked = at(2026, 11, 2, 10) + datetime.timedelta(minutes=11 * place)
        yield scene(asked, key, ask, stage, municipality)
        if ASKED[municipality.cbs_code][2]:
            told = asked + datetime.timedelta(days=7, hours=3)
            yield scene(told, f"{key}-answer", answer, stage, municipality)


def ask(stage: Stage, municipality: Municipality, *, on: datetime.datetime) -> None:
    number, text, _ = ASKED[municipality.cbs_code]
    case = _case(stage, municipality)
    lines = weighing_of(case).lines
    questions.ask(
        case=case,
        line=lines[number - 1].line if number else None,
        text=text,
        by=stage.person("beoordelaar"),
        on=on,
        seen_revision=case.revision,
        door=Door.DEMO,
    )


def answer(stage: Stage, municipality: Municipality, *, on: datetime.datetime) -> None:
    questions.answer(
        question=Question.objects.get(justification=_case(stage, municipality)),
        text=ASKED[municipality.cbs_code][2],
        by=stage.colleague(municipality, "project"),
        on=on,
        door=Door.DEMO,
    )


def weigh(case: Justification, *, cut: Decimal, why: str, by: User, on: datetime.datetime) -> None:
    """Every line accepted, but for `cut` euros of the largest one; every item ticked."""
    lines = weighing_of(case).lines
    keep_work(
        justification=case,
        lines=_choices(case, lines, cut=cut, why=why),
        points={
            point.item.code: PointChoice(done=True, remark=REMARKS.get(point.item.code, ""))
            for point in checklist_of(case)
        },
        by=by,
        on=on,
        seen_revision=case.revision,
    )


def _choices(
    case: Justification, lines: tuple[JudgedLine, ...], *, cut: Decimal, why: str
) -> dict[str, LineChoice]:
    chosen = {line.key: LineChoice(Outcome.ACCEPTED) for line in lines}
    if cut:
        largest = max(lines, key=lambda line: line.amount)
        reasons = case.accounting_year.scheme.standard_reasons
        chosen[largest.key] = LineChoice(
            Outcome.PARTLY,
            part=largest.amount - cut,
            standard=reasons.get(use=ReasonUse.LINE, code="andere-regeling"),
            remark=why,
        )
    return chosen


def _case(stage: Stage, municipality: Municipality) -> Justification:
    return Justification.objects.select_related("accounting_year__scheme").get(
        award__scheme=stage.scheme, municipality=municipality, accounting_year__year=2025
    )
