"""Regelingen in the demo: the next scheme as a draft, and a ceiling that waits for approval."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterator

from grants.queries.scheme_document import edition_of, rows_of
from grants.queries.scheme_sections import BY_NAME
from grants.services.reference import DRAFTS, read_scheme
from grants.services.scheme_changes import change_section, propose_change, start_scheme
from pmg.casework.moves import Door

from .stage import Stage, at, scene
from .telling import Scene

CEILING = {"kind": "cash", "budget_year": 2027, "amount": "1000000.00"}


def scheme_scenes(stage: Stage) -> Iterator[Scene]:
    """November 2026: the administrator works ahead."""
    for path in sorted(DRAFTS.glob("*.json")):
        key = f"scheme-draft-{path.stem}"
        yield scene(at(2026, 11, 9, 10), key, start_draft, stage, path.stem)
    yield scene(at(2026, 11, 17, 14), "scheme-ceiling-2027", propose_ceiling, stage)


def start_draft(stage: Stage, code: str, *, on: datetime.datetime) -> None:
    start_scheme(
        code=code,
        document=read_scheme(DRAFTS / f"{code}.json"),
        by=stage.person("beheerder"),
        on=on,
        key=uuid.uuid5(uuid.NAMESPACE_URL, f"scheme-{code}"),
        door=Door.DEMO,
    )


def propose_ceiling(stage: Stage, *, on: datetime.datetime) -> None:
    """Room for the last payments, which fall in 2027; the amount is fictional."""
    ceilings = BY_NAME["ceilings"]
    rows = rows_of(stage.scheme, ceilings)
    change = change_section(
        scheme=stage.scheme,
        section=ceilings,
        rows=[*rows, CEILING],
        by=stage.person("beheerder"),
        on=on,
        seen_edition=edition_of(rows),
        door=Door.DEMO,
    )
    assert change is not None, "the scheme has no ceiling of this year yet"
    propose_change(
        scheme_change=change,
        by=stage.person("beheerder"),
        on=on,
        seen_revision=change.revision,
        door=Door.DEMO,
    )
