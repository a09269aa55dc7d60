"""Aansluiten op het financiële systeem: laid side by side and kept. Nothing is changed by it."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping

from django.db import transaction

from grants.checks.findings import Finding
from grants.enums import MatchKind
from grants.intake.financial_export import read_export
from grants.models import (
    DifferenceExplanation,
    Reconciliation,
    ReconciliationLine,
    Scheme,
)
from grants.queries.reconciliations import last_run, paid_until
from grants.reckoning.deadlines import day_in_amsterdam
from grants.reckoning.reconciliation import Match, reconcile, standing_beside
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused, NotAllowed

from .files import store_file

RECONCILERS = (Role.FINANCIAL_OFFICER,)
LONGEST = 2_000


class UnreadableExport(MoveRefused):
    """Export die niet te lezen is; `findings` say where, what and how to mend it."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        super().__init__("Er is niet aangesloten: herstel eerst de export.")


@transaction.atomic
def run_reconciliation(
    *,
    scheme: Scheme,
    until: datetime.date,
    name: str,
    data: bytes,
    by: User,
    on: datetime.datetime,
    headings: Mapping[str, str] | None = None,
    key: uuid.UUID | None = None,
) -> Reconciliation:
    """Aansluiten tot en met een dag, to the cent, and beside the run before it.

    Rows of the export after that day are left out on both sides. The same `key` again gives the
    run of the first time. Raises NotAllowed, UnreadableExport; MoveRefused for a day to come.
    """
    if not by.has_role(*RECONCILERS):
        raise NotAllowed("Alleen een financieel medewerker sluit aan.")
    if until > day_in_amsterdam(on):
        raise MoveRefused("Deze dag moet nog komen. Kies vandaag of eerder.")
    Scheme.objects.select_for_update().get(pk=scheme.pk)
    if key and (made := Reconciliation.objects.filter(pk=key).first()):
        return made
    export = read_export(data, name, headings)
    if export.findings:
        raise UnreadableExport(export.findings)
    counted = [one for one in export.payments if one.on <= until]
    outcome = reconcile(paid_until(scheme, until), counted)
    previous = last_run(scheme)
    before = (
        set(previous.lines.exclude(kind=MatchKind.MATCHED).values_list("identity", flat=True))
        if previous
        else set()
    )
    now = {match.identity for match in outcome.matches}
    run = Reconciliation.objects.create(
        pk=key or uuid.uuid4(),
        scheme=scheme,
        until=until,
        file=store_file([data]),
        name=name,
        columns=dict(export.columns or {}),
        here=outcome.here,
        there=outcome.there,
        counts={kind.value: outcome.counts[kind] for kind in MatchKind},
        solved=len(before - now),
        left_out=len(export.payments) - len(counted),
        previous=previous,
        by=by,
        on=on,
    )
    ReconciliationLine.objects.bulk_create(
        _line(run, place, match, before) for place, match in enumerate(outcome.matches, start=1)
    )
    return run


def _line(run: Reconciliation, place: int, match: Match, before: set[str]) -> ReconciliationLine:
    here, there = match.here, match.there
    either = here or there
    assert either is not None, "a match has a side"
    return ReconciliationLine(
        run=run,
        place=place,
        kind=match.kind,
        standing=standing_beside(before, match) or "",
        identity=match.identity[:600],
        reference=either.reference,
        party=either.party,
        amount_here=here.amount if here else None,
        amount_there=there.amount if there else None,
        on_here=here.on if here else None,
        on_there=there.on if there else None,
        row=there.place if there else None,
    )


@transaction.atomic
def explain_difference(
    *, line: ReconciliationLine, text: str, by: User, on: datetime.datetime
) -> DifferenceExplanation:
    """Verschil verklaren. A word is only added; the newest counts, also in the next run.

    The same words again are the same explanation. Raises NotAllowed; MoveRefused without words or
    for what is no difference.
    """
    if not by.has_role(*RECONCILERS):
        raise NotAllowed("Alleen een financieel medewerker verklaart een verschil.")
    words = text.strip()
    if not words or len(words) > LONGEST:
        raise MoveRefused(f"Schrijf in 1 tot {LONGEST} tekens waar het verschil vandaan komt.")
    if line.kind == MatchKind.MATCHED:
        raise MoveRefused("Deze betaling sluit aan. Er is niets te verklaren.")
    newest = line.explanations.order_by("-pk").first()
    if newest and newest.text == words:
        return newest
    return DifferenceExplanation.objects.create(line=line, text=words, by=by, on=on)
