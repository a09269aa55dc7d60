"""The one exemption of the demo: a table that an accountant sends later."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterator

from grants.services.exemptions import give_exemption

from .stage import Stage, at, scene
from .telling import Scene

REASON = "De accountant van Zutphen stuurt de tabel na (fictief)."


def exemption_scenes(stage: Stage) -> Iterator[Scene]:
    """Given before the deadline, by the policy officer."""
    yield scene(at(2026, 7, 8, 11), "exemption-2025-GM0301", give, stage)


def give(stage: Stage, *, on: datetime.datetime) -> None:
    municipality = next(m for m in stage.municipalities if m.cbs_code == "GM0301")
    give_exemption(
        code="foutentabel-ontbreekt",
        municipality=municipality,
        accounting_year=stage.accounting_year(2025),
        reason=REASON,
        until=datetime.date(2026, 12, 31),
        by=stage.person("beleid"),
        on=on,
        key=uuid.uuid5(uuid.NAMESPACE_URL, "exemption-2025-GM0301"),
    )
