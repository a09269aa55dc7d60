"""Selectie vastleggen en herhalen: figures kept as they came, each run kept with its hashes."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction

from grants.checks.findings import Finding
from grants.intake.selection import read_figures
from grants.models import Scheme, SelectionInput, SelectionRun
from grants.reckoning.selection import (
    Candidate,
    Scaling,
    Settings,
    hash_of_input,
    hash_of_outcome,
    select,
)
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused, NotAllowed

from .files import store_file

SELECTORS = (Role.ANALYST,)


class UnreadableFigures(MoveRefused):
    """Cijfers die niet te lezen zijn; `findings` say where, what and how to mend it."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        super().__init__("De cijfers zijn niet bewaard: herstel eerst de tabel.")


@transaction.atomic
def keep_figures(
    *,
    scheme: Scheme,
    name: str,
    data: bytes,
    by: User,
    on: datetime.datetime,
    key: uuid.UUID | None = None,
) -> SelectionInput:
    """Cijfers bewaren. The same `key` again gives the first. Raises NotAllowed, UnreadableFigures."""
    _allowed(by)
    Scheme.objects.select_for_update().get(pk=scheme.pk)
    if key and (made := SelectionInput.objects.filter(pk=key).first()):
        return made
    figures = read_figures(data, name)
    if figures.findings:
        raise UnreadableFigures(figures.findings)
    return SelectionInput.objects.create(
        pk=key or uuid.uuid4(),
        scheme=scheme,
        file=store_file([data]),
        name=name,
        indicators=list(figures.indicators),
        rows=[
            {
                "code": one.code,
                "name": one.name,
                "inhabitants": one.inhabitants,
                "figures": dict(one.figures),
            }
            for one in figures.candidates
        ],
        by=by,
        on=on,
    )


@transaction.atomic
def run_selection(
    *,
    figures: SelectionInput,
    weights: Mapping[str, Decimal],
    scaling: Scaling,
    excluded: Mapping[str, str],
    cut: int,
    by: User,
    on: datetime.datetime,
    key: uuid.UUID | None = None,
) -> SelectionRun:
    """Selectie berekenen and keep every step.

    Raises NotAllowed; MoveRefused without a weight, for an unknown code or without a reason.
    """
    _allowed(by)
    if key and (made := SelectionRun.objects.filter(pk=key).first()):
        return made
    candidates = candidates_of(figures)
    if not any(weights.values()) or not set(weights) <= set(figures.indicators):
        raise MoveRefused("Geef ten minste één indicator een gewicht.")
    if unknown := sorted(set(excluded) - {one.code for one in candidates}):
        raise MoveRefused(f"Deze code staat niet in de cijfers: {', '.join(unknown)}.")
    if any(not reason.strip() for reason in excluded.values()):
        raise MoveRefused("Schrijf bij elke uitgesloten gemeente waarom.")
    if not 0 < cut <= len(candidates) - len(excluded):
        raise MoveRefused("Kies een aantal tussen 1 en het aantal gemeenten dat meedoet.")
    chosen = Settings(dict(weights), scaling, dict(excluded), cut)
    return _kept(figures, chosen, by, on, key, repeats=None)


@transaction.atomic
def repeat_selection(
    *, run: SelectionRun, by: User, on: datetime.datetime, key: uuid.UUID | None = None
) -> SelectionRun:
    """Selectie herhalen with the same figures and settings; the outcome must be the very same.

    The new run stands beside the old one, whose hash it can be compared with. Raises NotAllowed.
    """
    _allowed(by)
    if key and (made := SelectionRun.objects.filter(pk=key).first()):
        return made
    return _kept(run.input, settings_of(run), by, on, key, repeats=run)


def candidates_of(figures: SelectionInput) -> list[Candidate]:
    """De gemeenten as they were kept."""
    return [
        Candidate(row["code"], row["name"], row["inhabitants"], row["figures"])
        for row in figures.rows
    ]


def settings_of(run: SelectionRun) -> Settings:
    """De instellingen as they were kept."""
    kept = run.settings
    return Settings(
        {name: Decimal(weight) for name, weight in kept["weights"].items()},
        Scaling(kept["scaling"]),
        kept["excluded"],
        kept["cut"],
    )


def _kept(
    figures: SelectionInput,
    chosen: Settings,
    by: User,
    on: datetime.datetime,
    key: uuid.UUID | None,
    *,
    repeats: SelectionRun | None,
) -> SelectionRun:
    candidates = candidates_of(figures)
    outcome = select(candidates, chosen)
    return SelectionRun.objects.create(
        pk=key or uuid.uuid4(),
        input=figures,
        settings=chosen.as_data(),
        input_hash=hash_of_input(candidates, chosen),
        outcome=[row.as_data() for row in outcome.rows],
        outcome_hash=hash_of_outcome(outcome),
        tie_at_cut=outcome.tie_at_cut,
        repeats=repeats,
        by=by,
        on=on,
    )


def _allowed(by: User) -> None:
    if not by.has_role(*SELECTORS):
        raise NotAllowed("Alleen een analist legt de selectie vast.")
