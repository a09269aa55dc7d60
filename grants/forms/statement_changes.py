"""Verschillen tussen het concept en een formulier, before the form is taken over."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from grants.checks.statement_typed import BOX_LABELS, TypedLine, TypedStatement, options
from grants.checks.subject import SchemeYear

from .drafts import Difference


@dataclass(frozen=True)
class Changes:
    """Wat er verandert: boxes with both texts, and lines that come and go, in words."""

    boxes: list[Difference]
    gone: list[TypedLine]
    new: list[TypedLine]
    is_reordered: bool

    def __bool__(self) -> bool:
        return bool(self.boxes or self.gone or self.new or self.is_reordered)


def changes_between(now: TypedStatement, then: TypedStatement, subject: SchemeYear) -> Changes:
    """What taking over `then` does to the draft `now`; both tidy."""
    boxes = [
        Difference(label, now.boxes[name], then.boxes[name])
        for name, label in BOX_LABELS.items()
        if now.boxes[name] != then.boxes[name]
    ]
    gone, new = _without(now.lines, then.lines), _without(then.lines, now.lines)
    matcher = SequenceMatcher(None, now.lines, then.lines, autojunk=False)
    same = sum(block.size for block in matcher.get_matching_blocks())
    return Changes(
        boxes,
        [_in_words(line, subject) for line in gone],
        [_in_words(line, subject) for line in new],
        is_reordered=same < min(len(now.lines) - len(gone), len(then.lines) - len(new)),
    )


def _without(lines: tuple[TypedLine, ...], others: tuple[TypedLine, ...]) -> list[TypedLine]:
    """The lines that the others lack, each as often as it is lacking."""
    left = list(others)
    lacking = []
    for line in lines:
        if line in left:
            left.remove(line)
        else:
            lacking.append(line)
    return lacking


def _in_words(line: TypedLine, subject: SchemeYear) -> TypedLine:
    activities = dict(options(subject.activities))
    sectors = {sector.code: sector.label for sector in subject.sectors}
    return line._replace(
        activity=activities.get(line.activity, line.activity),
        sector=sectors.get(line.sector, line.sector),
    )
