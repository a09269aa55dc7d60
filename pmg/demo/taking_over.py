"""Overname in the demo: one municipality of the twenty came from the old administration. Made up."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from grants.checks.takeover_layout import AMOUNT_OF, YOUTHS_OF, sheets_for
from grants.enums import TakeOverKind
from grants.models import TakeOver
from grants.queries.takeovers import preview, subject_of
from grants.services.taking_over import agreeing, handing_in
from grants.services.taking_over.carrying_out import carry_out
from grants.services.taking_over.reading import read
from grants.workbook.takeover import make_model
from municipalities.models import Municipality
from pmg.accounts.services.machines import machine
from pmg.casework.moves import Door

from .documents import pdf
from .money import FROM_BEFORE
from .stage import Stage, at, iban_of, scene
from .telling import Scene

MINUTE = datetime.timedelta(minutes=1)
AGREED = "FICTIEF: overgenomen uit de oude administratie."


def taking_over_scenes(stage: Stage) -> Iterator[Scene]:
    """Summer 2024: two files carried out. November 2026: one waits, and one has faults."""
    home = next(one for one in stage.municipalities if one.cbs_code == FROM_BEFORE)
    for kind, when in ((AWARDS, at(2024, 6, 18)), (PAYMENTS, at(2024, 7, 23))):
        yield scene(when, f"take-over-{kind}", bring, stage, home, kind)
        agreed = when + datetime.timedelta(days=1)
        yield scene(agreed, f"take-over-{kind}-approve", agree, stage, kind)
    yield scene(at(2026, 11, 18, 9), "take-over-progress", bring, stage, home, PROGRESS)
    yield scene(at(2026, 11, 19, 9), "take-over-faulty", bring_with_faults, stage, home)


AWARDS, PAYMENTS, PROGRESS = TakeOverKind.AWARDS, TakeOverKind.PAYMENTS, TakeOverKind.PROGRESS


def bring(stage: Stage, home: Municipality, kind: TakeOverKind, *, on: datetime.datetime) -> None:
    """The financial officer hands in a workbook, and puts what it would make to the budget holder."""
    rows = {AWARDS: award_row, PAYMENTS: payment_row, PROGRESS: report_row}[kind](stage, home)
    case = hand_in(stage, kind, rows, f"FICTIEF_{kind}.xlsx", home, on=on)
    agreeing.propose(
        take_over=case,
        seen=preview(case, on=on).fingerprint,
        by=stage.person("financien"),
        on=on + 10 * MINUTE,
        seen_revision=case.revision,
        door=Door.DEMO,
    )


def bring_with_faults(stage: Stage, home: Municipality, *, on: datetime.datetime) -> None:
    """More than was granted, above the ceiling, and a number that nobody knows: findings to mend."""
    row = payment_row(stage, home)
    rows = (
        row | {"reference": "FICTIEF-BET-2024-0899-02", "amount": Decimal(25_000)},
        row | {"reference": "FICTIEF-BET-2024-0899-03", "award": "FICTIEF-ONBEKEND"},
    )
    hand_in(stage, PAYMENTS, rows, "FICTIEF_payments_met_fouten.xlsx", home, on=on)


def hand_in(
    stage: Stage,
    kind: TakeOverKind,
    rows: Any,
    name: str,
    home: Municipality,
    *,
    on: datetime.datetime,
) -> TakeOver:
    subject = subject_of(stage.scheme, kind, on=on)
    main = sheets_for(subject)[0].name
    listed = rows if isinstance(rows, tuple) else (rows,)
    decision = pdf(["FICTIEF", f"Besluit voor {home.name}", f"Nummer {reference_of(home)}"])
    case = handing_in.hand_in(
        scheme=stage.scheme,
        kind=kind,
        workbook=(name, [make_model(subject, {main: listed})]),
        documents=[(document_of(home), [decision])] if kind == AWARDS else [],
        by=stage.person("financien"),
        on=on,
        key=uuid.uuid5(uuid.NAMESPACE_URL, name),
        door=Door.DEMO,
    )
    read(take_over_id=case.pk, by=machine(), on=on + MINUTE, door=Door.DEMO)
    case.refresh_from_db()
    return case


def agree(stage: Stage, kind: TakeOverKind, *, on: datetime.datetime) -> None:
    """The budget holder approves what was seen; the machine carries it out."""
    case = TakeOver.objects.get(kind=kind)
    agreeing.approve(
        take_over=case,
        seen=preview(case, on=on).fingerprint,
        by=stage.person("budgethouder"),
        on=on,
        seen_revision=case.revision,
        door=Door.DEMO,
    )
    carry_out(take_over_id=case.pk, by=machine(), on=on + MINUTE, door=Door.DEMO)


def reference_of(home: Municipality) -> str:
    return f"FICTIEF-PMG-2024-{home.digits}"


def document_of(home: Municipality) -> str:
    return f"FICTIEF_besluit_{home.digits}.pdf"


def award_row(stage: Stage, home: Municipality) -> dict[str, Any]:
    return {
        "municipality": home.digits,
        "name": home.name,
        "reference": reference_of(home),
        "decided_on": datetime.date(2024, 6, 11),
        "iban": iban_of(home),
        "creditor_number": f"C{home.digits}",
        "commitment_number": f"F24{home.digits}",
        "document": document_of(home),
        "motivation": AGREED,
        **{f"{AMOUNT_OF}{year.label}": year.maximum for year in stage.scheme.grant_years.all()},
    }


def payment_row(stage: Stage, home: Municipality) -> dict[str, Any]:
    return {
        "reference": f"FICTIEF-BET-2024-{home.digits}",
        "award": reference_of(home),
        "grant_year": "2024/25",
        "amount": stage.grant_year("2024/25").maximum,
        "paid_on": datetime.date(2024, 7, 15),
    }


def report_row(stage: Stage, home: Municipality) -> dict[str, Any]:
    return {
        "municipality": home.digits,
        "name": home.name,
        "grant_year": "2024/25",
        "status": "ingediend",
        "on": datetime.date(2025, 11, 3),
        "analysis_state": "afgerond",
        "analysis": "FICTIEF: de analyse is op papier ingediend.",
        "securing_state": "gepland",
        "securing": "FICTIEF: de aanpak komt in de begroting van 2028.",
        f"{YOUTHS_OF}12-17": "38",
        f"{YOUTHS_OF}18-22": "<5",
    }
