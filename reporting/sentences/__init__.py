"""Zinsregels: what the figures say, in plain Dutch. A rule proposes a sentence or keeps silent.

A rule is a pure function of the figures. It names figures by reference, so that who takes over
its sentence types no number. Results are described, never attributed to the scheme: the decision
note of 4 April 2024, 4.2 (theory of change).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reporting.figures import Figures
from reporting.quotes.references import fill
from reporting.sentences import money, people

Rule = Callable[[Figures], str | None]


@dataclass(frozen=True)
class Sentence:
    """A proposed sentence, the rule it comes from, and what readers would see of it."""

    rule: str
    source: str
    text: str


RULES: dict[str, tuple[Rule, ...]] = {
    "summary": (
        money.correction,
        money.justified_total,
        money.accepted_total,
        money.all_judged,
        money.largest_activity,
        people.reached,
        people.with_evidence,
        money.statements_missing,
        people.progress_missing,
    ),
    "money": (
        money.justified_total,
        money.first_year,
        money.rise,
        money.decline,
        money.unchanged,
        money.accepted_total,
        money.all_judged,
        money.statements_complete,
        money.statements_missing,
        money.all_on_time,
        money.some_late,
        money.nothing_spent,
        money.not_yet_firm,
        money.outlier,
        money.differs_from_sisa,
        money.left_over,
        money.recovered,
    ),
    "spending": (money.largest_activity, money.largest_sector),
    "reach": (
        people.reached,
        people.largest_band,
        people.progress_missing,
        people.counts_hidden,
        people.none_hidden,
    ),
    "interventions": (people.with_evidence, people.without_evidence),
    "results": (people.indicators_move, people.nothing_measured),
}


def sentences(chapter: str, figures: Figures, shown: Mapping[str, str]) -> list[Sentence]:
    """The sentences that the figures support, in the order of the chapter.

    `shown` is what readers see of each figure, from `reporting.quotes.named`.
    """
    found = [(rule.__name__, rule(figures)) for rule in RULES.get(chapter, ())]
    return [Sentence(name, text, fill(text, shown)) for name, text in found if text]
