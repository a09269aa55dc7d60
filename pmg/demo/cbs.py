"""Leveringen van het CBS in the demo: through the season, again and again. Whole euros."""

from __future__ import annotations

import csv
import datetime
import io
import zipfile
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from grants.enums import CbsDeliveryState as State
from grants.models import CbsDelivery
from grants.queries.cbs import preview
from grants.services import cbs, cbs_reading
from municipalities.models import Municipality
from pmg.accounts.services.machines import machine
from pmg.casework.moves import Door

from .deliveries import SISA_DIFFERS, case_of, filled_package, package_name
from .documents import ZIP_DATE
from .figures import cumulative, spent
from .stage import Stage, at, scene
from .telling import Scene

HEADINGS = ("Gemeentecode", "Gemeentenaam", "Verantwoordingsjaar", "Uitkeringscode", "Indicator",
            "Waarde", "Status", "Ontvangen op", "Plausibel op")  # fmt: skip
POSTPONED = ("GM0513", 2025)
"""Gouda has more time, at the CBS as well."""
NEVER_SIGNED_IN = "GM0301"
"""Zutphen delivered to the CBS alone."""
LATE_CORRECTION = {("GM0748", 2025): -2_150}
"""What a municipality corrected at the CBS after its judgement."""


def cbs_scenes(stage: Stage) -> Iterator[Scene]:
    """Packages in June, tables in July and September; the last one still waits for somebody."""
    for year in (2024, 2025):
        places = [one for one in stage.municipalities if (one.cbs_code, year) != POSTPONED]
        yield _scene(stage, at(year + 1, 6, 29, 15), "pakketten", year, places[:6])
        july = [one for one in places if one.cbs_code != NEVER_SIGNED_IN]
        yield _scene(stage, at(year + 1, 7, 23, 11), "juli", year, july)
        yield _scene(stage, at(year + 1, 8, 28, 11), "september", year, places)
    yield _scene(stage, at(2026, 11, 18, 11), "november", 2025, places)


def _scene(
    stage: Stage,
    on: datetime.datetime,
    label: str,
    year: int,
    places: Sequence[Municipality],
) -> Scene:
    return scene(on, f"cbs-{year}-{label}", deliver, stage, label, year, tuple(places))


def deliver(
    stage: Stage,
    label: str,
    year: int,
    places: Sequence[Municipality],
    *,
    on: datetime.datetime,
) -> None:
    """Hand in, read, and take over what differs; the one of November is left for a reader."""
    if label == "pakketten":
        name, data = f"FICTIEF_cbs_{year}_pakketten.zip", packages(stage, year, places)
    else:
        name = f"FICTIEF_cbs_{year}_{label}.csv"
        data = table(stage, year, places, label=label)
    delivery = cbs.hand_in(
        accounting_year=stage.accounting_year(year),
        name=name,
        chunks=[data],
        by=stage.person("beleid"),
        on=on,
        door=Door.DEMO,
    )
    cbs_reading.read(delivery_id=delivery.pk, by=machine(), on=on, door=Door.DEMO)
    if label != "november":
        take_over(stage, delivery, on=on)


def take_over(stage: Stage, delivery: CbsDelivery, *, on: datetime.datetime) -> None:
    """Somebody looked at the differences and took them over."""
    delivery.refresh_from_db()
    seen = preview(delivery)
    if delivery.state != State.READ or not seen.taken_over:
        return
    cbs.confirm(
        cbs_delivery=delivery,
        seen=seen.fingerprint,
        by=stage.person("beleid"),
        on=on,
        seen_revision=delivery.revision,
        door=Door.DEMO,
    )


def packages(stage: Stage, year: int, places: Sequence[Municipality]) -> bytes:
    """One zip with a package of each municipality."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for municipality in places:
            info = zipfile.ZipInfo(package_name(municipality, year), ZIP_DATE)
            archive.writestr(info, filled_package(case_of(stage, municipality, year)))
    return out.getvalue()


def table(stage: Stage, year: int, places: Sequence[Municipality], *, label: str) -> bytes:
    """A row per indicator, with other uitkeringen between ours."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for municipality in places:
        writer.writerows(_rows(stage, municipality, year, label))
    return text.getvalue().encode("utf-8-sig")


def _rows(
    stage: Stage, municipality: Municipality, year: int, label: str
) -> Iterator[tuple[Any, ...]]:
    code = stage.accounting_year(year).sisa_code
    whose = (municipality.cbs_code, year)
    more = Decimal(SISA_DIFFERS.get(whose, 0))
    if label == "november":
        more += LATE_CORRECTION.get(whose, 0)
    received = f"14-07-{year + 1}"
    status = ("ontvangen", received, "") if label == "juli" else (
        "plausibel", received, f"23-07-{year + 1}"
    )  # fmt: skip
    head = (f"06{municipality.digits}", municipality.name, year)
    yield (*head, "B12", "B12/01", 1_000, *status)
    values = (
        spent(municipality.cbs_code, year) + more,
        cumulative(municipality.cbs_code, year) + more,
        "Nee",
    )
    for number, value in enumerate(values, start=1):
        yield (*head, code, f"{code}/0{number}", value, *status)
