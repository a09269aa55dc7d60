"""The report of the demo: reporting year 2024 frozen, made and published; 2025 in preparation."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from pmg.casework.moves import Door
from reporting.models import FactCheck, ReportYear
from reporting.privacy.search import Hit, HitKind
from reporting.services.fact_checks import (
    agree_with_facts,
    ask_fact_checks,
    handle_remark,
    remark_on_facts,
)
from reporting.services.freezing import freeze_year
from reporting.services.privacy import ask_for_search, clear_hits, run_search
from reporting.services.publishing import publish_year
from reporting.services.rendering import ask_for_report, run_job

from .stage import Stage, at, scene
from .telling import Scene

YEAR = 2024


def report_scenes(stage: Stage) -> Iterator[Scene]:
    """November and December 2025."""
    yield scene(at(2025, 11, 24), "report-2024-freeze", freeze, stage, outermost=True)
    yield scene(at(2025, 11, 26), "report-2024-make", make, stage)
    yield scene(at(2025, 11, 27), "report-2024-people", look_for_people, stage)
    yield scene(at(2025, 11, 27, 11), "report-2024-facts", show_their_pages, stage)
    yield scene(at(2025, 12, 2), "report-2024-facts-answered", answer_on_facts, stage)
    yield scene(at(2025, 12, 8), "report-2024-publish", publish, stage)


def freeze(stage: Stage, *, on: datetime.datetime) -> None:
    """Repeating it is harmless: a year that is frozen stays as it is."""
    if ReportYear.objects.filter(scheme=stage.scheme, year=YEAR).exists():
        return
    freeze_year(
        scheme_id=stage.scheme.pk, year=YEAR, by=stage.person("analist"), on=on, door=Door.DEMO
    )


def make(stage: Stage, *, on: datetime.datetime) -> None:
    """The files, as the worker would make them."""
    snapshot = _case(stage).snapshots.get()
    run_job(ask_for_report(snapshot=snapshot, by=stage.person("analist")).pk)


def look_for_people(stage: Stage, *, on: datetime.datetime) -> None:
    """Nobody is named but a member of the government, who does not exist either."""
    rendition = _case(stage).snapshots.get().renditions.get()
    run_search(ask_for_search(rendition=rendition, by=stage.person("analist")).pk)
    clear_hits(
        scheme=stage.scheme,
        year=YEAR,
        hits=[Hit("D. Denkbeeldig", "Kamerbrief, bladzijde 1", HitKind.NAME, "")],
        everywhere=True,
        reason="FICTIEF: minister van Justitie en Veiligheid.",
        by=stage.person("beleid"),
        on=on,
    )


def show_their_pages(stage: Stage, *, on: datetime.datetime) -> None:
    """Every municipality its own page, to all three who speak for it."""
    ask_fact_checks(
        case=_case(stage),
        named={
            own: [stage.colleague(own, role) for role in ("project", "sisa", "tekenaar")]
            for own in stage.municipalities
        },
        due_on=at(2025, 12, 5).date(),
        by=stage.person("beleid"),
        on=on,
        door=Door.DEMO,
    )


def answer_on_facts(stage: Stage, *, on: datetime.datetime) -> None:
    """One has a remark, which is dealt with; one never answers."""
    case = _case(stage)
    for own in stage.municipalities[1:]:
        check = FactCheck.objects.get(report_year=case, municipality=own)
        told: dict[str, Any] = {
            "fact_check": check,
            "content": check.snapshot.sha256,
            "by": stage.colleague(own, "project"),
            "on": on,
            "seen_revision": check.revision,
            "door": Door.DEMO,
        }
        if own.name != "Hoorn":
            agree_with_facts(**told)
            continue
        remark_on_facts(reason="FICTIEF: onze interventie begon in de wijk Grote Waal.", **told)
        check.refresh_from_db()
        handle_remark(
            fact_check=check,
            reason="FICTIEF: dit staat volgend jaar in uw voortgangsrapportage; de cijfers kloppen.",
            by=stage.person("beleid"),
            on=on + datetime.timedelta(hours=2),
            seen_revision=check.revision,
            door=Door.DEMO,
        )


def publish(stage: Stage, *, on: datetime.datetime) -> None:
    case = _case(stage)
    publish_year(
        case=case,
        by=stage.person("beleid"),
        on=on,
        seen_revision=case.revision,
        door=Door.DEMO,
    )


def _case(stage: Stage) -> ReportYear:
    return ReportYear.objects.get(scheme=stage.scheme, year=YEAR)
