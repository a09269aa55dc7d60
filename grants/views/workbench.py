"""Werkbank: judge one justification without opening another page.

The page is one form with several buttons. Whatever button is pressed, what was judged, ticked and
written is kept first; then comes the act of the button.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from grants.checks.register import RULES
from grants.enums import ReasonUse
from grants.forms.assessment import SisaFigureForm, figure_initial
from grants.forms.desk import (
    LineForm,
    MotivationForm,
    PointForm,
    QuestionForm,
    ReasonForm,
    ReturnForm,
)
from grants.forms.seen import INCOMPLETE, Seen
from grants.models import Justification, SisaFigure
from grants.queries.assessment import judgement_on, workbench
from grants.queries.checklist import checklist_of
from grants.queries.exemptions import exemptions_behind
from grants.queries.lines import Weighing, hands_on_judgement, weighing_of
from grants.queries.next_case import left_of, next_case
from grants.queries.questions import questions_of
from grants.queries.visibility import justifications_visible_to
from grants.reckoning.deadlines import day_in_amsterdam
from grants.services import assessment, questions
from grants.services.audit import READERS as DOSSIER_READERS
from grants.services.weighing import keep_work
from grants.transitions.justifications import JUSTIFICATION_MOVES
from pmg.accounts.models import User
from pmg.accounts.permissions import open_to
from pmg.accounts.requests import SignedInRequest
from pmg.casework.errors import MoveRefused
from pmg.casework.moves import allowed_moves

from .assessment import READERS
from .declining import declining_of

LINES_ON_A_PAGE = 50
KEPT = "Uw werk is opgeslagen."
NOTHING_NEW = "Er is niets gewijzigd sinds u het laatst opsloeg."
NEEDS = {
    "question": "question",
    "return": "back",
    "take_without_statement": "reason",
    "send_back": "reason",
}
"""Act -> the part of the form that it cannot do without."""
TEXT_OF = {"question": "question", "back": "ask", "reason": "reason"}
"""Part of the form -> its text, which stays in sight until its own button is pressed."""


@dataclass
class Paper:
    """Het formulier van de werkbank: what can be typed in the state of the case."""

    case: Justification
    weighing: Weighing
    moves: frozenset[str]
    lines: list[LineForm]
    points: list[PointForm]
    motivation: MotivationForm
    question: QuestionForm
    back: ReturnForm
    reason: ReasonForm
    page: int
    pages: int

    @property
    def can_work(self) -> bool:
        """Of lines and checklist kunnen worden ingevuld."""
        return "propose" in self.moves

    @property
    def work(self) -> list[forms.Form]:
        """What is kept whichever button is pressed."""
        return [*self.lines, *self.points, self.motivation] if self.can_work else []

    @property
    def wrong(self) -> list[forms.Form]:
        """The parts with an error, in the order of the page."""
        every = [*self.lines, self.question, *self.points, self.motivation, self.back, self.reason]
        return [part for part in every if part.errors]

    @property
    def errors(self) -> bool:
        """Of er iets niet klopt; the title of the page asks it."""
        return bool(self.wrong)


@open_to(*READERS)
def assessment_workbench(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Werkbank: judge one justification without opening another page."""
    case, now = _case(request.user, pk), timezone.now()
    if request.method != "POST":
        return _draw(request, case, _paper(case, request), now=now)
    seen, act = Seen(request.POST), request.POST.get("act", "save")
    asked = {"work", act, NEEDS.get(act, "")}
    paper = _paper(case, request, data=request.POST, asked=asked)
    if not seen.is_valid():
        messages.error(request, INCOMPLETE)
    elif _is_filled_in(paper, act):
        try:
            told = _act(paper, act, data=request.POST, by=request.user, on=now, **seen.act())
        except MoveRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, told)
            case, rest = _case(request.user, pk), _unsent(request.POST, act)
            if not rest:
                return redirect(_address(case, act, paper.page))
            return _draw(request, case, _paper(case, request, data=rest), now=now)
    case = _case(request.user, pk)
    return _draw(
        request, case, _paper(case, request, data=request.POST, asked=asked), now=now, lost=True
    )


def _act(
    paper: Paper,
    name: str,
    *,
    data: QueryDict,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID,
) -> str:
    """Keeps the work, then does what the button says. Returns what to tell. Raises MoveRefused."""
    case = paper.case
    kept = False
    if paper.can_work:
        kept = keep_work(
            justification=case,
            lines={line.line.key: choice for line in paper.lines if (choice := line.choice())},
            points={point.point.item.code: point.choice() for point in paper.points},
            motivation=paper.motivation.cleaned_data["motivation"],
            accept_rest=name == "accept_rest",
            by=by,
            on=on,
            seen_revision=seen_revision,
        )
    if name.startswith("withdraw-"):
        _withdraw(case, name, data=data, by=by, on=on, key=key)
        return "De vraag is ingetrokken."
    if (do := ACTS.get(name)) is None:
        return KEPT if kept else NOTHING_NEW
    seen = case.revision if kept else seen_revision
    do(paper, {"justification": case, "by": by, "on": on, "seen_revision": seen, "key": key})
    return f"{JUSTIFICATION_MOVES[name].event}. Dit staat nu op de tijdlijn."


def _withdraw(case: Justification, name: str, *, data: QueryDict, **act: Any) -> None:
    number = name.removeprefix("withdraw-")
    question = get_object_or_404(case.questions, pk=int(number) if number.isdecimal() else None)
    questions.withdraw(question=question, text=data.get(f"why-{question.pk}", ""), **act)


def _ask(paper: Paper, *, justification: Justification, **act: Any) -> object:
    about, text = paper.question.line(), paper.question.cleaned_data["question"]
    return questions.ask(case=justification, line=about, text=text, **act)


ACTS: dict[str, Callable[[Paper, dict[str, Any]], object]] = {
    "take": lambda paper, act: assessment.take(**act),
    "take_without_statement": lambda paper, act: assessment.take_without_statement(
        reason=paper.reason.cleaned_data["reason"], **act
    ),
    "question": lambda paper, act: _ask(paper, **act),
    "return": lambda paper, act: assessment.return_to_municipality(
        reason=paper.back.reason(), **act
    ),
    "propose": lambda paper, act: assessment.propose(
        motivation=paper.motivation.cleaned_data["motivation"], **act
    ),
    "send_back": lambda paper, act: assessment.send_back(
        reason=paper.reason.cleaned_data["reason"], **act
    ),
    "judge": lambda paper, act: assessment.judge(**act),
}
"""Name of the move -> how the page does it."""


def _is_filled_in(paper: Paper, act: str) -> bool:
    """Whether the work can be kept and the act has what it needs; errors stay with their fields."""
    wanted = paper.work
    if act == "propose":
        wanted.append(paper.motivation)
    if act in NEEDS:
        wanted.append(getattr(paper, NEEDS[act]))
    return not [form for form in wanted if not form.is_valid()]  # look at every one of them


def _unsent(data: QueryDict, act: str) -> QueryDict | None:
    """What was typed for another button than this one; None where nothing was."""
    rest = data.copy()
    for name, part in TEXT_OF.items():
        if NEEDS.get(act) == name:
            rest.pop(part, None)
    return rest if any(rest.get(part, "").strip() for part in TEXT_OF.values()) else None


def _address(case: Justification, act: str, page: int) -> str:
    """The same page again; the part of it comes along in the address that was posted to."""
    turned = act.removeprefix("page-")
    shown = int(turned) if act.startswith("page-") and turned.isdecimal() else page
    query = f"?regels={shown}" if shown > 1 else ""
    return reverse("grants:assessment_workbench", args=[case.pk]) + query


def _paper(
    case: Justification,
    request: SignedInRequest,
    *,
    data: QueryDict | None = None,
    asked: Collection[str] = (),
) -> Paper:
    """The form. The `asked` parts are judged by what was sent; the others only show it again."""
    weighing, user = weighing_of(case), request.user
    moves = {move.name for move in allowed_moves(case, by=user)}
    if "judge" in moves and user.pk in hands_on_judgement(case):
        moves.remove("judge")
    sentences = list(case.accounting_year.scheme.standard_reasons.all())
    for_lines = {one.pk: one for one in sentences if one.use == ReasonUse.LINE}
    for_return = [one for one in sentences if one.use == ReasonUse.RETURN]
    pages = max(-(-len(weighing.lines) // LINES_ON_A_PAGE), 1)
    wanted = request.GET.get("regels", "1")
    page = min(max(int(wanted) if wanted.isdecimal() else 1, 1), pages)
    shown = weighing.lines[(page - 1) * LINES_ON_A_PAGE : page * LINES_ON_A_PAGE]

    def bound(part: str) -> QueryDict | None:
        return data if part in asked else None

    def again(*fields: str) -> dict[str, Any]:
        return {name: data[name] for name in fields if name in data} if data else {}

    work = bound("work") if "propose" in moves else None
    kept = {"motivation": case.motivation}
    ticked = {"reasons": data.getlist("reasons")} if data else {}
    return Paper(
        case=case,
        weighing=weighing,
        moves=frozenset(moves),
        lines=[LineForm(work, line=line, reasons=for_lines) for line in shown],
        points=[PointForm(work, point=point) for point in checklist_of(case)],
        motivation=MotivationForm(
            work or bound("propose"), initial=kept, proposes="propose" in asked
        ),
        question=QuestionForm(
            bound("question"), lines=weighing.lines, initial=again("about", "question")
        ),
        back=ReturnForm(bound("back"), sentences=for_return, initial=again("ask") | ticked),
        reason=ReasonForm(bound("reason"), initial=again("reason")),
        page=page,
        pages=pages,
    )


def _draw(
    request: SignedInRequest,
    case: Justification,
    paper: Paper,
    *,
    now: datetime.datetime,
    lost: bool = False,
) -> HttpResponse:
    """The page with what is open now; `lost` shows what was typed for what is not open any more."""
    desk = workbench(case, now=now)
    return render(
        request,
        "grants/assessment/workbench.html",
        {
            "case": case,
            **declining_of(case, request.user),
            "desk": desk,
            "paper": paper,
            "form": paper,
            "typed": _homeless(request.POST, paper) if lost else [],
            "questions": questions_of(case),
            "exemptions": [(RULES.get(one.code), one) for one in exemptions_behind(case)],
            "may_read_dossier": request.user.has_role(*DOSSIER_READERS),
            "judgement": judgement_on(case),
            "crumbs": [("Beoordelen", reverse("grants:assessment_worklist"))],
            "figure_form": figure_form(request.user, desk.figure),
            "left": left_of(request.user, case.accounting_year),
            "next": next_case(request.user, case),
            "key": uuid.uuid4(),
            "today": day_in_amsterdam(now),
        },
    )


def figure_form(user: User, figure: SisaFigure | None) -> SisaFigureForm | None:
    """The figure of the CBS can be typed on the page itself, by who may."""
    if not user.has_role(*assessment.RECORDERS):
        return None
    return SisaFigureForm(initial=figure_initial(figure))


def _homeless(data: QueryDict, paper: Paper) -> list[str]:
    """Texts that were typed into fields that the page does not have any more."""
    places = {
        "motivation": paper.can_work,
        "question": "question" in paper.moves,
        "ask": "return" in paper.moves,
        "reason": bool(paper.moves & {"send_back", "take_without_statement"}),
    }
    texts = [data.get(name, "").strip() for name, has_place in places.items() if not has_place]
    if not paper.can_work:
        texts += [data.get(name, "").strip() for name in data if name.endswith("-remark")]
    return [text for text in texts if text]


def _case(user: User, pk: uuid.UUID) -> Justification:
    return get_object_or_404(
        justifications_visible_to(user).select_related(
            "municipality", "award", "accounting_year__scheme", "submitted"
        ),
        pk=pk,
    )
