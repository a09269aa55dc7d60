"""Uitstel and corrections in the demo: asked, allowed, refused, stopped and sent. Whole euros."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from grants.checks.subject import Statement
from grants.enums import UploadKind
from grants.models import Correction, Justification
from grants.queries.corrections import sheet_of
from grants.queries.scheme_years import scheme_year_for
from grants.services import correcting, postponing
from grants.services.checking import run_check
from grants.services.uploads import upload
from grants.workbook.form import make_form
from municipalities.models import Municipality
from pmg.casework.moves import Door

from .deliveries import case_of, explain, statement_name, statement_of
from .stage import Stage, at, scene
from .telling import Scene

YEAR = 2025
MOVED = 2_100
"""Euros that stood with the wrong intervention."""
WHY = "FICTIEF: een factuur stond bij de verkeerde interventie."
BRUNSSUM, ZUTPHEN = "GM0899", "GM0301"
ALMELO, ROERMOND, LEIDEN, HOORN, VENRAY = "GM0141", "GM0957", "GM0546", "GM0405", "GM0984"


def correction_scenes(stage: Stage) -> Iterator[Scene]:
    """One postponement granted and one refused; a correction in each state."""
    of = {municipality.cbs_code: municipality for municipality in stage.municipalities}
    acts: tuple[tuple[datetime.datetime, Any, str, tuple[Any, ...]], ...] = (
        (at(2026, 7, 6), ask_postponement, BRUNSSUM, (datetime.date(2026, 9, 15),)),
        (at(2026, 7, 8), grant_postponement, BRUNSSUM, (datetime.date(2026, 9, 15),)),
        (at(2026, 7, 14), ask_postponement, ZUTPHEN, (datetime.date(2026, 12, 1),)),
        (at(2026, 7, 15), refuse_postponement, ZUTPHEN, ()),
        (at(2026, 10, 5), request, ALMELO, ()),
        (at(2026, 10, 7), decide, ALMELO, (correcting.consent,)),
        (at(2026, 10, 12), make, ALMELO, ()),
        (at(2026, 10, 13), send, ALMELO, ()),
        (at(2026, 10, 19), request, HOORN, ()),
        (at(2026, 10, 21), decide, HOORN, (correcting.refuse,)),
        (at(2026, 10, 26), request, VENRAY, ()),
        (at(2026, 10, 28), take_back, VENRAY, ()),
        (at(2026, 11, 16), ask, LEIDEN, ()),
        (at(2026, 11, 17), request, ROERMOND, ()),
    )
    for number, (on, play, code, more) in enumerate(acts):
        yield scene(on, f"correction-{code}-{number}", play, stage, of[code], *more)


def ask_postponement(
    stage: Stage, municipality: Municipality, until: datetime.date, *, on: datetime.datetime
) -> None:
    case = case_of(stage, municipality, YEAR)
    postponing.ask_postponement(
        justification=case,
        until=until,
        reason="FICTIEF: de jaarrekening is later klaar dan gepland.",
        by=stage.colleague(municipality, "sisa"),
        on=on,
        seen_revision=case.revision,
        door=Door.DEMO,
    )


def grant_postponement(
    stage: Stage, municipality: Municipality, due_on: datetime.date, *, on: datetime.datetime
) -> None:
    case = case_of(stage, municipality, YEAR)
    postponing.grant_postponement(
        justification=case,
        due_on=due_on,
        reason="De reden is duidelijk en het oordeel komt niet in gevaar.",
        by=stage.person("beleid"),
        on=on,
        seen_revision=case.revision,
        door=Door.DEMO,
    )


def refuse_postponement(stage: Stage, municipality: Municipality, *, on: datetime.datetime) -> None:
    case = case_of(stage, municipality, YEAR)
    postponing.refuse_postponement(
        justification=case,
        reason="Met deze datum kan het oordeel niet op tijd worden gegeven.",
        by=stage.person("beleid"),
        on=on,
        seen_revision=case.revision,
        door=Door.DEMO,
    )


def request(stage: Stage, municipality: Municipality, *, on: datetime.datetime) -> None:
    correcting.request_correction(
        justification=case_of(stage, municipality, YEAR),
        reason=WHY,
        by=stage.colleague(municipality, "sisa"),
        on=on,
        door=Door.DEMO,
    )


def ask(stage: Stage, municipality: Municipality, *, on: datetime.datetime) -> None:
    """The ministry found it itself."""
    correcting.ask_for_correction(
        justification=case_of(stage, municipality, YEAR),
        reason=f"{WHY} Dien een gecorrigeerde opgave in.",
        by=stage.person("beoordelaar"),
        on=on,
        door=Door.DEMO,
    )


def decide(
    stage: Stage, municipality: Municipality, service: Any, *, on: datetime.datetime
) -> None:
    correction = correction_of(stage, municipality)
    refuses = service is correcting.refuse
    why = {"reason": "Het bedrag is zo klein dat het oordeel niet verandert."} if refuses else {}
    service(
        correction=correction,
        by=stage.person("beoordelaar"),
        on=on,
        seen_revision=correction.revision,
        door=Door.DEMO,
        **why,
    )


def take_back(stage: Stage, municipality: Municipality, *, on: datetime.datetime) -> None:
    correction = correction_of(stage, municipality)
    correcting.withdraw(
        correction=correction,
        reason="De factuur stond toch goed.",
        by=stage.colleague(municipality, "sisa"),
        on=on,
        seen_revision=correction.revision,
        door=Door.DEMO,
    )


def make(stage: Stage, municipality: Municipality, *, on: datetime.datetime) -> None:
    """The SiSa contact uploads the corrected form, and names a reason for each figure."""
    case = case_of(stage, municipality, YEAR)
    contact = stage.colleague(municipality, "sisa")
    row = upload(
        justification=case,
        kind=UploadKind.STATEMENT,
        name=statement_name(municipality, YEAR),
        chunks=[make_form(scheme_year_for(case), filled=corrected(case))],
        by=contact,
        on=on,
    )
    run_check(row.check_run.pk)
    explain(case, by=contact)
    correction = correction_of(stage, municipality)
    reasons = {change.figure: WHY for change in sheet_of(correction).changes}
    correcting.keep_reasons(correction=correction, reasons=reasons, by=contact)


def send(stage: Stage, municipality: Municipality, *, on: datetime.datetime) -> None:
    correction = correction_of(stage, municipality)
    correcting.send_correction(
        correction=correction,
        by=stage.colleague(municipality, "tekenaar"),
        on=on,
        seen_revision=correction.revision,
        door=Door.DEMO,
    )


def corrected(case: Justification) -> Statement:
    """The statement with an invoice moved from the last intervention to the one before it."""
    good = statement_of(case)
    *rest, to, from_ = good.lines
    lines = (
        *rest,
        to._replace(amount=to.amount + MOVED),
        from_._replace(amount=from_.amount - MOVED),
    )
    return replace(good, lines=lines)


def correction_of(stage: Stage, municipality: Municipality) -> Correction:
    return case_of(stage, municipality, YEAR).corrections.latest("opened_on")
