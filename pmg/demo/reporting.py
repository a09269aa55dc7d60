"""The report of the demo: reporting year 2024 frozen, made and published; 2025 in preparation."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from pmg.casework.moves import Door
from reporting.models import ReportYear
from reporting.privacy.search import Hit, HitKind
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
