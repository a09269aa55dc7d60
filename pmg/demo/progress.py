"""Progress reports of the demo, from opening to accepted."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from grants.models import ProgressReport
from grants.services import progress
from grants.services.progress_opening import open_progress_reports
from municipalities.models import Municipality
from pmg.accounts.services.machines import machine
from pmg.casework.moves import Door

from .reports import report_of
from .stage import Stage, at, scene
from .telling import Scene

# Who did not deliver, and how far the others of the second year came; the rest was accepted.
SILENT = {"2024/25": {"GM0899"}, "2025/26": {"GM0899", "GM0513", "GM0301"}}
ONLY_SUBMITTED = {"GM0392", "GM0546", "GM0957", "GM0141", "GM0984", "GM0405"}
RETURNED = {"GM0928"}
ASKED = "Het bereik van één interventie ontbreekt. Vul de deelnames per leeftijdsgroep aan."


def progress_scenes(stage: Stage) -> Iterator[Scene]:
    """Open on 1 July, delivered in September, read in October."""
    for label, year in (("2024/25", 2025), ("2025/26", 2026)):
        yield scene(at(year, 7, 1, 8), f"progress-open-{label}", open_all, stage, label)
        for place, municipality in enumerate(stage.municipalities):
            code = municipality.cbs_code
            if code in SILENT[label]:
                continue
            key = f"progress-{label}-{code}"
            delivered = at(year, 9, 7, 9) + datetime.timedelta(days=place, minutes=13 * place)
            yield scene(delivered, f"{key}-deliver", deliver, stage, municipality, label)
            if year == 2026 and code in ONLY_SUBMITTED:
                continue
            read = at(year, 10, 6, 11) + datetime.timedelta(days=place, minutes=5 * place)
            play = send_back if year == 2026 and code in RETURNED else accept
            yield scene(read, f"{key}-read", play, stage, municipality, label)


def open_all(stage: Stage, label: str, *, on: datetime.datetime) -> None:
    open_progress_reports(grant_year=stage.grant_year(label), by=machine(), on=on, door=Door.DEMO)


def deliver(stage: Stage, municipality: Municipality, label: str, *, on: datetime.datetime) -> None:
    progress.deliver(
        report=_report(stage, municipality, label),
        content=report_of(municipality, stage.grant_year(label)),
        by=stage.colleague(municipality, "project"),
        signed_by=stage.colleague(municipality, "tekenaar"),
        on=on,
        door=Door.DEMO,
    )


def accept(stage: Stage, municipality: Municipality, label: str, *, on: datetime.datetime) -> None:
    report = _report(stage, municipality, label)
    progress.accept(
        report=report,
        by=stage.person("beleid"),
        on=on,
        seen_revision=report.revision,
        door=Door.DEMO,
    )


def send_back(
    stage: Stage, municipality: Municipality, label: str, *, on: datetime.datetime
) -> None:
    report = _report(stage, municipality, label)
    progress.return_to_municipality(
        report=report,
        reason=ASKED,
        by=stage.person("beleid"),
        on=on,
        seen_revision=report.revision,
        door=Door.DEMO,
    )


def _report(stage: Stage, municipality: Municipality, label: str) -> ProgressReport:
    return ProgressReport.objects.get(
        award__scheme=stage.scheme, municipality=municipality, grant_year__label=label
    )
