"""SiSa-cijfers, oordelen en voortgangsrapportages overnemen."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from grants.checks.progress_content import (
    FEW,
    IndicatorContent,
    InterventionContent,
    ProgressContent,
    Reach,
)
from grants.checks.progress_typed import as_typed, digest_of_report
from grants.checks.takeover_content import amount_in
from grants.checks.takeover_layout import ACCEPTED, PARTICIPATIONS_OF, YOUTHS_OF
from grants.enums import AwardState, FigureSource, ProgressState
from grants.models import (
    AccountingYear,
    Award,
    GrantYear,
    Justification,
    ProgressReport,
    ProgressVersion,
)
from grants.services.assessment import judgement_facts, record_sisa_figure
from grants.services.ledger import book_accepted
from grants.services.progress_rows import write_rows
from pmg.casework.errors import MoveRefused
from pmg.casework.models import Case, Event
from pmg.casework.moves import Door, events_of, move

from .acts import Act, Made

TEXTS = ("analysis", "securing", "bottlenecks", "lessons", "outlook")


def take_over_sisa(act: Act) -> Made:
    """SiSa-cijfer overnemen over jaar T, and the judgement on it where there was one.

    A case that is open here already takes the figure; one that is being judged is left alone.
    Raises MoveRefused.
    """
    values = act.values
    year = AccountingYear.objects.get(scheme=act.scheme, year=int(values["year"]))
    case = Justification.objects.filter(award=_award(act), accounting_year=year).first()
    if case is None:
        case = Justification(award=_award(act), accounting_year=year)
        _open(case, act, year.form_out_on, {"due_on": year.due_on})
    plausible = values["plausible_on"]
    record_sisa_figure(
        justification=case,
        source=FigureSource.TAKE_OVER,
        spent=amount_in(values, "spent"),
        cumulative=amount_in(values, "cumulative"),
        is_final=values["is_final"],
        plausible_on=datetime.date.fromisoformat(plausible) if plausible else None,
        on=act.moment_of(plausible) if plausible else act.now,
    )
    if values["accepted"] is None:
        return Made(case, _last_event(case))
    accepted = amount_in(values, "accepted")
    facts = judgement_facts(case, accepted=accepted)
    event = move(
        case,
        "take_over",
        by=act.by,
        on=act.moment_of(values["judged_on"], case),
        seen_revision=case.revision,
        facts=facts,
        fields={"accepted": accepted, "motivation": values["motivation"]},
        data={
            "accepted": str(accepted),
            "justified": str(facts.justified),
            "judged_on": values["judged_on"],
            **act.origin(),
        },
        door=Door.TAKE_OVER,
    )
    book_accepted(justification=case, amount=accepted, event=event)
    return Made(case, event)


def take_over_progress(act: Act) -> Made:
    """Voortgangsrapportage overnemen, submitted or accepted. Raises MoveRefused."""
    values = act.values
    year = GrantYear.objects.get(scheme=act.scheme, label=values["grant_year"])
    report = ProgressReport.objects.filter(award=_award(act), grant_year=year).first()
    if report is None:
        report = ProgressReport(award=_award(act), grant_year=year)
        _open(report, act, min(year.ends_on, datetime.date.fromisoformat(values["on"])), {})
    if report.state != ProgressState.OPEN:
        raise MoveRefused("Deze voortgangsrapportage is hier intussen al ingediend.")
    content = _content(values)
    typed = as_typed(content)
    fingerprint = digest_of_report(typed)
    number = report.versions.count() + 1
    moment = act.moment_of(values["on"], report)
    event = move(
        report,
        "take_over_accepted" if values["status"] == ACCEPTED else "take_over",
        by=act.by,
        on=moment,
        seen_revision=report.revision,
        fields={name: getattr(content, name) for name in TEXTS}
        | {
            "analysis_state": content.analysis_state,
            "securing_state": content.securing_state,
        },
        data={"version": number, "sha256": fingerprint, **act.origin()},
        door=Door.TAKE_OVER,
    )
    ProgressVersion.objects.create(
        report=report, number=number, typed=typed, sha256=fingerprint, by=act.by, on=moment
    )
    write_rows(report, content)
    return Made(report, event)


def _open(case: Case, act: Act, day: datetime.date, fields: Mapping[str, Any]) -> None:
    case.municipality = _award(act).municipality
    move(
        case,
        "open",
        by=act.by,
        on=act.moment_of(day.isoformat()),
        seen_revision=0,
        fields=fields,
        data=act.origin(),
        door=Door.TAKE_OVER,
    )


def _award(act: Act) -> Award:
    award = (
        Award.objects.select_related("municipality", "scheme")
        .filter(
            scheme=act.scheme,
            municipality__cbs_code=f"GM{act.values['municipality']}",
            state=AwardState.GRANTED,
        )
        .first()
    )
    if award is None:
        raise MoveRefused(f"Gemeente {act.values['municipality']} heeft hier geen toekenning.")
    return award


def _last_event(case: Case) -> Event:
    event = events_of(case).last()
    assert event is not None, "a case begins with an event"
    return event


def _content(values: Mapping[str, Any]) -> ProgressContent:
    return ProgressContent(
        analysis_state=values["analysis_state"],
        securing_state=values["securing_state"],
        youths=_reaches(values, YOUTHS_OF),
        interventions=tuple(
            InterventionContent(
                intervention=uuid.UUID(row["intervention"]),
                activity=row["activity"],
                participations=_reaches(row, PARTICIPATIONS_OF),
                area=row["area"],
                partners=row["partners"],
                experience=row["experience"],
            )
            for row in values["interventions"]
        ),
        indicators=tuple(
            IndicatorContent(
                code=row["indicator"],
                baseline=_number(row["baseline"]),
                target=_number(row["target"]),
                value=_number(row["value"]),
                source=row["source"],
            )
            for row in values["indicators"]
        ),
        **{name: values[name] for name in TEXTS},
    )


def _reaches(values: Mapping[str, Any], start: str) -> dict[str, Reach]:
    return {
        key.removeprefix(start): FEW if value == "<5" else Reach(int(value))
        for key, value in values.items()
        if key.startswith(start) and value is not None
    }


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
