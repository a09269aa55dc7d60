"""Opgave op het scherm in the demo: a draft that two colleagues share and have not finished."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace

from grants.checks.statement_typed import typed_of
from grants.queries.statement_drafts import draft_of
from grants.services.statement_drafts import add_line, take_over

from .deliveries import case_of, statement_of
from .stage import Stage, at, scene
from .telling import Scene

ZUTPHEN = "GM0301"


def draft_scenes(stage: Stage) -> Iterator[Scene]:
    """After a trial that failed, Zutphen went on on the screen."""
    yield scene(at(2026, 7, 8, 10), "statement-draft-GM0301", fill_in_half, stage)


def fill_in_half(stage: Stage, *, on: datetime.datetime) -> None:
    """The SiSa contact typed what the books say; the project leader began a line and stopped."""
    municipality = next(m for m in stage.municipalities if m.cbs_code == ZUTPHEN)
    case = case_of(stage, municipality, 2025)
    whole = typed_of(statement_of(case))
    begun = replace(whole, cumulative="", explanation="", lines=whole.lines[:-2])
    sisa, project = (stage.colleague(municipality, who) for who in ("sisa", "project"))
    take_over(justification=case, typed=begun, seen_state=draft_of(case).state, by=sisa)
    add_line(
        justification=case,
        by=project,
        raw={
            "activity": "c",
            "intervention": whole.lines[-1].intervention,
            "description": "Bedrag volgt, de partner stuurt nog een factuur.",
            "amount": "ca. 40 duizend",
        },
    )
