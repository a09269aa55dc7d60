"""Beoordelen: from opening a justification to the judgement on it (SiSa; nota 4.2)."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import replace
from decimal import Decimal

from django.db import transaction

from grants.enums import AwardState, CorrectionState, FigureSource, LetterAct
from grants.models import AccountingYear, Award, Justification, Postponement, SisaFigure, Upload
from grants.queries.checklist import checklist_of
from grants.queries.lines import hands_on_judgement, weighing_of
from grants.queries.questions import open_questions
from grants.queries.settlements import ended_before
from grants.reckoning.acceptance import acceptable
from grants.reckoning.deadlines import day_in_amsterdam
from grants.transitions.justifications import JudgementFacts, PostponementFacts
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.casework.errors import FourEyes, NotAllowed
from pmg.casework.models import Event
from pmg.casework.moves import Door, contribute, move

from .ledger import book_accepted
from .letters import sign_letter, sign_letter_if_named

RECORDERS = (Role.ASSESSOR, Role.POLICY_OFFICER)
"""Who may type a figure of the CBS in."""


@transaction.atomic
def open_justifications(
    *,
    accounting_year: AccountingYear,
    by: User,
    on: datetime.datetime,
    door: Door | None = None,
) -> list[Justification]:
    """Verantwoordingen openen over jaar T: one for each granted award that has none yet.

    May be repeated: what is open stays as it is. Returns what was opened now.
    Raises NotAllowed for somebody who may not open them.
    """
    # The awards are locked in one order, so that two who open at once wait for each other.
    awards = (
        Award.objects.select_for_update(of=("self",))
        .filter(scheme=accounting_year.scheme_id, state=AwardState.GRANTED)
        .exclude(pk__in=ended_before(accounting_year.starts_on))
        .order_by("pk")
    )
    opened = []
    known = set(
        Justification.objects.filter(
            accounting_year=accounting_year, award__in=[award.pk for award in awards]
        ).values_list("award_id", flat=True)
    )
    for award in awards:
        if award.pk in known:
            continue
        case = Justification(
            award=award, accounting_year=accounting_year, municipality_id=award.municipality_id
        )
        due = {"due_on": accounting_year.due_on}
        move(case, "open", by=by, on=on, seen_revision=0, fields=due, door=door)
        opened.append(case)
    return opened


@transaction.atomic
def postpone(
    *,
    justification: Justification,
    due_on: datetime.date,
    reason: str,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Postponement:
    """Uitstel verlenen voor de aanvullende opgave: up to and including `due_on`.

    The postponement of the SiSa package itself is decided elsewhere. The event remembers the
    article of the scheme, without which no letter goes out. Raises MoveRefused where the date does
    not lie after today and after the present one.
    """
    article = justification.accounting_year.scheme.postponement_article
    event = move(
        justification,
        "postpone",
        by=by,
        on=on,
        seen_revision=seen_revision,
        reason=reason,
        facts=PostponementFacts(
            today=day_in_amsterdam(on),
            asked=due_on,
            due_on=justification.due_on,
        ),
        fields={"due_on": due_on, "postponement_asked_on": None},
        data={"due_on": due_on.isoformat()} | ({"article": article} if article else {}),
        key=key,
        door=door,
    )
    postponement, _ = Postponement.objects.get_or_create(
        event=event,
        defaults={"justification": justification, "due_on": due_on, "reason": event.reason},
    )
    sign_letter_if_named(act=LetterAct.POSTPONED, case=justification, event=event, on=on)
    return postponement


@transaction.atomic
def record_sisa_figure(
    *,
    justification: Justification,
    source: FigureSource,
    spent: Decimal,
    cumulative: Decimal,
    is_final: bool,
    on: datetime.datetime,
    plausible_on: datetime.date | None = None,
    upload: Upload | None = None,
    names_us_in_errors: bool = False,
    by: User | None = None,
) -> SisaFigure:
    """SiSa-cijfer vastleggen: what package or CBS say about our code; whole euros.

    The newest figure counts and nothing is overwritten. The same figure twice in a row is one row,
    so that a delivery may come in again. `by` is who typed it; none for what was read from a
    delivery: that person may not judge on it. Raises NotAllowed for somebody who does not assess,
    ValueError for an amount that is not in whole euros, and for a figure of a package without the
    upload it was read from.
    """
    if by is not None and not by.has_role(*RECORDERS):
        raise NotAllowed("Uw rol laat deze stap niet toe.")
    if any(amount != amount.to_integral_value() for amount in (spent, cumulative)):
        raise ValueError("a SiSa figure is in whole euros")
    if source == FigureSource.PACKAGE and upload is None:
        raise ValueError("a figure of a package names its upload")
    told = {
        "source": source,
        "upload_id": upload.pk if upload else None,
        "spent": spent,
        "cumulative": cumulative,
        "is_final": is_final,
        "plausible_on": plausible_on,
        "names_us_in_errors": names_us_in_errors,
    }
    Justification.objects.select_for_update(of=("self",)).get(pk=justification.pk)
    newest = newest_figure(justification)
    if newest and all(getattr(newest, name) == value for name, value in told.items()):
        return newest
    if by is not None:
        contribute(justification, by=by)
    return SisaFigure.objects.create(justification=justification, by=by, on=on, **told)


@transaction.atomic
def take(
    *,
    justification: Justification,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """In behandeling nemen. Raises MoveRefused."""
    return move(
        justification, "take", by=by, on=on, seen_revision=seen_revision, key=key, door=door
    )


@transaction.atomic
def take_without_statement(
    *,
    justification: Justification,
    reason: str,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Beoordelen zonder opgave, on the SiSa figure alone: a municipality may never sign in.

    Raises MoveRefused, also as long as there is no SiSa figure.
    """
    return move(
        justification,
        "take_without_statement",
        by=by,
        on=on,
        seen_revision=seen_revision,
        reason=reason,
        facts=judgement_facts(justification, accepted=None),
        key=key,
        door=door,
    )


@transaction.atomic
def return_to_municipality(
    *,
    justification: Justification,
    reason: str,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Aanvulling vragen: the municipality reads `reason` and may deliver again.

    Raises MoveRefused, also while the municipality works on a correction: one way back at a time.
    """
    return move(
        justification,
        "return",
        by=by,
        on=on,
        seen_revision=seen_revision,
        reason=reason,
        facts=judgement_facts(justification, accepted=None),
        key=key,
        door=door,
    )


@transaction.atomic
def propose(
    *,
    justification: Justification,
    motivation: str,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Oordeel voorstellen: what is accepted of the year, in whole euros, and why.

    The amount is the sum of the judged lines. The event remembers on which statement and figure
    the proposal rests. Raises MoveRefused while a line, an obligatory item or a question is open,
    and where the sum is more than was justified.
    """
    figure = newest_figure(justification)
    facts = proposal_facts(justification)
    return move(
        justification,
        "propose",
        by=by,
        on=on,
        seen_revision=seen_revision,
        fields={"accepted": facts.accepted, "motivation": motivation.strip()},
        facts=facts,
        data={
            "accepted": str(facts.accepted),
            "statement": str(justification.submitted_id) if justification.submitted_id else None,
            "sisa_figure": figure.pk if figure else None,
        },
        key=key,
        door=door,
    )


@transaction.atomic
def send_back(
    *,
    justification: Justification,
    reason: str,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Voorstel terugsturen naar de beoordelaar, who finds it as it was. Raises MoveRefused."""
    return move(
        justification,
        "send_back",
        by=by,
        on=on,
        seen_revision=seen_revision,
        reason=reason,
        key=key,
        door=door,
    )


@transaction.atomic
def judge(
    *,
    justification: Justification,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Oordeel vaststellen en het geaccepteerde bedrag boeken: by another than who proposed it.

    Raises MoveRefused: FourEyes for whoever worked on the judgement, also where that was replaced or sent
    back since; and without an article in the scheme.
    """
    if by.pk in hands_on_judgement(justification):
        raise FourEyes
    facts = judgement_facts(justification, accepted=justification.accepted)
    event = move(
        justification,
        "judge",
        by=by,
        on=on,
        seen_revision=seen_revision,
        facts=facts,
        data={"accepted": str(facts.accepted), "justified": str(facts.justified)},
        key=key,
        door=door,
    )
    if justification.accepted is not None:
        book_accepted(justification=justification, amount=justification.accepted, event=event)
    sign_letter(act=LetterAct.JUDGEMENT, case=justification, event=event, on=on)
    return event


def newest_figure(justification: Justification) -> SisaFigure | None:
    """Het SiSa-cijfer dat telt: the newest by the clock of the database."""
    return justification.sisa_figures.order_by("-recorded_at", "-pk").first()


def judgement_facts(justification: Justification, *, accepted: Decimal | None) -> JudgementFacts:
    """What the guards of a judgement look at."""
    figure = newest_figure(justification)
    submitted = justification.submitted
    return JudgementFacts(
        accepted=accepted,
        justified=acceptable(
            stated=submitted.spent if submitted else None,
            audited=figure.spent if figure else None,
        ),
        has_sisa_figure=figure is not None,
        has_article=bool(justification.accounting_year.scheme.judgement_article),
        correction_open=justification.corrections.filter(state=CorrectionState.CONSENTED).exists(),
    )


def proposal_facts(justification: Justification) -> JudgementFacts:
    """What the guards of a proposal look at: the lines, the checklist and the questions as well."""
    weighing = weighing_of(justification)
    accepted = weighing.accepted
    return replace(
        judgement_facts(
            justification, accepted=accepted.quantize(Decimal(1)) if accepted is not None else None
        ),
        unjudged_lines=weighing.unjudged,
        open_items=tuple(
            point.item.label for point in checklist_of(justification) if point.holds_up
        ),
        open_questions=open_questions().filter(justification=justification.pk).count(),
    )
