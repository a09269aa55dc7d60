"""A spoiled delivery of the CBS is told in lines with a remedy: table, package or zip of packages."""

from __future__ import annotations

import random
import time

import pytest

from grants.intake.cbs import read_delivery
from tests.files.folders import PACKAGE_SUBJECT
from tests.fuzz.mutations import BYTEWISE, members
from tests.fuzz.test_deliveries import BATCHES, SECONDS, cases
from tests.grants.cbs.deliveries import as_csv, as_ods, as_xlsx, long_rows, packages

FIGURES = {"0513": 285_000, "0141": 12}
ROWS = long_rows(FIGURES, status=("plausibel", "10-07-2026", "17-07-2026"))
DELIVERIES = {
    "levering.csv": as_csv(ROWS),
    "levering.xlsx": as_xlsx(ROWS),
    "levering.ods": as_ods(ROWS),
    "levering.zip": packages(g0513=285_000, g0141=12),
}


def spoiled(dice: random.Random, data: bytes) -> bytes:
    structural = (members, members) if data.startswith(b"PK") else ()
    return dice.choice((*structural, *BYTEWISE))(dice, data)


@pytest.mark.random
@pytest.mark.parametrize("batch", range(BATCHES))
@pytest.mark.parametrize("name", DELIVERIES)
def test_every_spoiled_delivery_is_read_or_explained(name: str, batch: int) -> None:
    for dice in cases(batch):
        began = time.process_time()
        reading = read_delivery(spoiled(dice, DELIVERIES[name]), name, PACKAGE_SUBJECT)
        assert time.process_time() - began < SECONDS
        for line in reading.lines:
            assert line.spent is not None or line.status or (line.message and line.remedy)
