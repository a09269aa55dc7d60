"""Selectie en aansluiting in the demo. Every figure is made up; euros."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from decimal import Decimal

from grants.models import Reconciliation
from grants.queries.reconciliations import differences_of, paid_until
from grants.reckoning.reconciliation import Paid
from grants.reckoning.selection import Scaling
from grants.services.ledger_check import check_books
from grants.services.reconciliations import explain_difference, run_reconciliation
from grants.services.selections import keep_figures, repeat_selection, run_selection
from grants.workbook.safe_csv import safe_csv
from pmg.accounts.services.machines import machine

from .stage import Stage, at, scene
from .telling import Scene

EXPORT = ("Betalingskenmerk", "Crediteurnummer", "Verplichtingnummer", "Naam", "Boekdatum",
          "Bedrag")  # fmt: skip
FIGURES = ("gemeentecode", "gemeente", "inwoners", "jeugdige verdachten", "drugsdelicten")
OTHERS = 20
"""Municipalities that do not exist, to choose the twenty of the regulation from."""
WORDS = {
    "different": "Typefout bij het boeken. De afdeling Financiën herstelt dit in november.",
    "missing_here": "Hoort bij een andere regeling; de export is te ruim gekozen.",
}


def reconciling_scenes(stage: Stage) -> Iterator[Scene]:
    """The selection of 2024, two months laid beside the financial system, a night's check."""
    yield scene(at(2024, 4, 3), "selection", choose, stage)
    yield scene(at(2026, 10, 2), "reconciliation-september", beside, stage, at(2026, 9, 30).date())
    yield scene(at(2026, 11, 3), "reconciliation-october", beside, stage, at(2026, 10, 31).date())
    yield scene(at(2026, 11, 20, 3), "books-checked", check_last_night, outermost=True)


def check_last_night(*, on: datetime.datetime) -> None:
    """What the machine does each night by itself."""
    check_books(by=machine(), on=on)


def choose(stage: Stage, *, on: datetime.datetime) -> None:
    """Fictional figures that lead to the twenty; one is left out with a reason."""
    rows: list[tuple[str | int, ...]] = [
        (one.digits, one.name, 30_000 + 500 * place, 300 + 9 * place, 120 + 5 * place)
        for place, one in enumerate(stage.municipalities)
    ]
    rows += [
        (f"{9901 + place}", f"Fictiefstad {place + 1}", 40_000 + 900 * place, 120 + 2 * place, 40)
        for place in range(OTHERS)
    ]
    rows.append(("9990", "Fictiefmeer", 20_000, 900, 500))
    analyst = stage.person("analist")
    figures = keep_figures(
        scheme=stage.scheme,
        name="FICTIEF_politiecijfers_2023.csv",
        data=safe_csv(FIGURES, rows),
        by=analyst,
        on=on,
    )
    run = run_selection(
        figures=figures,
        weights={"jeugdige verdachten": Decimal(2), "drugsdelicten": Decimal(1)},
        scaling=Scaling.Z_SCORE,
        excluded={"GM9990": "Ontvangt al een uitkering uit een zusterregeling (fictief)."},
        cut=len(stage.municipalities),
        by=analyst,
        on=on,
    )
    repeat_selection(run=run, by=analyst, on=on + datetime.timedelta(hours=1))


def beside(stage: Stage, until: datetime.date, *, on: datetime.datetime) -> None:
    """An export with a few faults in it, and what the financial officer says of them."""
    officer = stage.person("financien")
    run = run_reconciliation(
        scheme=stage.scheme,
        until=until,
        name=f"FICTIEF_betalingen_tot_en_met_{until}.csv",
        data=export(paid_until(stage.scheme, until), is_first=until.month == 9),
        by=officer,
        on=on,
    )
    explain(run, stage, on=on)


def export(payments: Sequence[Paid], *, is_first: bool) -> bytes:
    """What the financial system says: one cent off, one too many, and at first one too few."""
    rows: list[tuple[str | Decimal, ...]] = []
    for place, one in enumerate(payments):
        if place == 1 and is_first:
            continue
        amount = one.amount - (Decimal("0.01") if place == 2 else 0)
        day = f"{one.on:%d-%m-%Y}"
        rows.append((one.reference, one.creditor, one.commitment, one.party, day, amount))
    rows.append(("FICTIEF-ANDERS-01", "C9999", "", "Fictiefstad", "14-08-2026", Decimal(12_500)))
    return safe_csv(EXPORT, rows)


def explain(run: Reconciliation, stage: Stage, *, on: datetime.datetime) -> None:
    for line in differences_of(run):
        if words := WORDS.get(line.kind):
            explain_difference(line=line, text=words, by=stage.person("financien"), on=on)
