"""One report, made once for all tests that look at it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from reporting.publisher import Output, make_outputs
from reporting.snapshot import to_bytes
from tests.reporting.years import TEXTS, make_year


@pytest.fixture(scope="session")
def outputs() -> Mapping[str, Output]:
    """All files of a fictional year with hidden counts, a late municipality and every status."""
    made = make_outputs(to_bytes(make_year(1)), texts=TEXTS, archive=True)
    return {output.kind: output for output in made}


@pytest.fixture(scope="session")
def pdf_path(outputs: Mapping[str, Output], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / outputs["pdf"].name
    path.write_bytes(outputs["pdf"].content)
    return path


@pytest.fixture(scope="session")
def archive_path(outputs: Mapping[str, Output], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("archive") / outputs["archive"].name
    path.write_bytes(outputs["archive"].content)
    return path
