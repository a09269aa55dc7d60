"""Regels die beoordeeld worden: those of the statement, or the SiSa figure where there is none."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from grants.enums import Outcome
from grants.models import (
    ChecklistMark,
    Justification,
    LineJudgement,
    SisaFigure,
    StatementLine,
)
from grants.reckoning.acceptance import accepted_in_all
from pmg.casework.moves import contributions, events_of

from .exemptions import exemptions_behind

ZERO = Decimal(0)


@dataclass(frozen=True)
class JudgedLine:
    """Eén regel met het oordeel dat telt; `number` is its place on the page, amounts whole euros.

    `earlier` is what was found of the very same line in an earlier statement: it is offered again,
    and counts once somebody saves it.
    """

    number: int
    amount: Decimal
    line: StatementLine | None = None
    figure: SisaFigure | None = None
    judgement: LineJudgement | None = None
    earlier: LineJudgement | None = None
    activity: str = ""
    sector: str = ""

    @property
    def title(self) -> str:
        """Waar de regel over gaat, short enough for a heading."""
        if self.line is None:
            return f"Regel {self.number}: SiSa-cijfer, besteding in het jaar"
        about = self.line.intervention or self.line.description or self.activity
        return f"Regel {self.number}: {about}"

    @property
    def key(self) -> str:
        """The line's name in forms: unique over statement lines and figures."""
        return f"r{self.line.pk}" if self.line else f"c{self.figure.pk}" if self.figure else ""

    @property
    def accepted(self) -> Decimal | None:
        """Geaccepteerd; None as long as nobody judged the line."""
        return self.judgement.accepted if self.judgement else None


@dataclass(frozen=True)
class Weighing:
    """Alle regels van een verantwoording with their judgements; `is_empty` without any delivery.

    A statement over a year without spending has no lines, and can be judged all the same.
    """

    lines: tuple[JudgedLine, ...]
    is_empty: bool = False

    @cached_property
    def unjudged(self) -> int:
        """Regels zonder oordeel."""
        return sum(line.judgement is None for line in self.lines)

    @property
    def judged(self) -> int:
        """Regels met een oordeel."""
        return len(self.lines) - self.unjudged

    @cached_property
    def accepted(self) -> Decimal | None:
        """Geaccepteerd bedrag: the sum; None while a line is not judged, or there is no delivery."""
        return None if self.is_empty else accepted_in_all(line.accepted for line in self.lines)

    @cached_property
    def accepted_so_far(self) -> Decimal:
        """Wat tot nu toe geaccepteerd is."""
        return sum((line.accepted or ZERO for line in self.lines), ZERO)

    @cached_property
    def stated(self) -> Decimal:
        """Wat de regels samen zijn."""
        return sum((line.amount for line in self.lines), ZERO)

    @property
    def latest(self) -> LineJudgement | None:
        """Het oordeel dat het laatst is opgeslagen."""
        given = [line.judgement for line in self.lines if line.judgement]
        return max(given, key=lambda judgement: judgement.pk, default=None)

    @property
    def reduced(self) -> tuple[JudgedLine, ...]:
        """Regels waarvan niet alles geaccepteerd is, with their reasons."""
        return tuple(
            line
            for line in self.lines
            if line.judgement and line.judgement.outcome != Outcome.ACCEPTED
        )


def weighing_of(case: Justification) -> Weighing:
    """The lines of the submitted statement, or the newest figure, each with what was judged last.

    Five queries, whatever the number of lines.
    """
    if case.submitted_id:
        scheme = case.accounting_year.scheme
        activities = dict(scheme.activities.values_list("code", "label"))
        sectors = dict(scheme.sectors.values_list("code", "label"))
        lines = list(StatementLine.objects.filter(version=case.submitted_id).order_by("place"))
        given = _newest(case, "line", [line.pk for line in lines])
        earlier = _of_earlier_statements(case)
        return Weighing(
            tuple(
                JudgedLine(
                    number,
                    line.amount,
                    line=line,
                    judgement=given.get(line.pk),
                    earlier=None if line.pk in given else earlier.get(_told(line)),
                    activity=activities.get(line.activity, line.activity),
                    sector=sectors.get(line.sector, line.sector),
                )
                for number, line in enumerate(lines, start=1)
            )
        )
    figure = case.sisa_figures.order_by("-recorded_at", "-pk").first()
    if figure is None:
        return Weighing((), is_empty=True)
    judgement = _newest(case, "figure", [figure.pk]).get(figure.pk)
    return Weighing((JudgedLine(1, figure.spent, figure=figure, judgement=judgement),))


TAKEN = ("take", "take_without_statement")


def hands_on_judgement(case: Justification) -> frozenset[uuid.UUID]:
    """Wie meewerkte aan het oordeel dat nu voorligt; they may not approve it (vier ogen).

    Whoever edited or proposed since the case was last taken up, also what was replaced or sent
    back since: it may have led to what stands there. And whoever judged or ticked what counts still
    from before, put in the figure or a statement on paper, or gave the exemption with which it could be submitted.
    """
    hands = {line.judgement.by_id for line in weighing_of(case).lines if line.judgement}
    hands |= set(
        ChecklistMark.objects.filter(justification=case.pk)
        .order_by("item_id", "-pk")
        .distinct("item_id")
        .values_list("by_id", flat=True)
    )
    figure = case.sisa_figures.order_by("-recorded_at", "-pk").values_list("by_id").first()
    if figure and figure[0]:
        hands.add(figure[0])
    hands |= set(exemptions_behind(case).values_list("by_id", flat=True))
    received = events_of(case).filter(name="receive_on_paper").last()
    if received:
        hands.add(received.by_id)
    taken = events_of(case).filter(name__in=TAKEN).last()
    if taken:
        since = list(events_of(case).filter(seq__gte=taken.seq))
        hands |= {event.by_id for event in since if event.name == "propose"}
        hands |= set(contributions(case, since).values_list("by_id", flat=True))
    return frozenset(hands)


def _newest(case: Justification, name: str, keys: Sequence[int]) -> dict[int, LineJudgement]:
    return {
        getattr(judgement, f"{name}_id"): judgement
        for judgement in LineJudgement.objects.filter(
            justification=case.pk, **{f"{name}__in": keys}
        )
        .select_related("by", "standard")
        .order_by(f"{name}_id", "-pk")
        .distinct(f"{name}_id")
    }


def _of_earlier_statements(case: Justification) -> dict[tuple[object, ...], LineJudgement]:
    """What was found last of each line of an earlier statement, by what the line says."""
    judged = (
        LineJudgement.objects.filter(justification=case.pk, line__isnull=False)
        .exclude(line__version=case.submitted_id)
        .select_related("line", "standard")
        .order_by("pk")
    )
    return {_told(judgement.line): judgement for judgement in judged if judgement.line}


def _told(line: StatementLine) -> tuple[object, ...]:
    return line.activity, line.sector, line.intervention, line.description, line.amount
