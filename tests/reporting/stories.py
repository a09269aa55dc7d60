"""A scheme with some municipalities in different states, for tests of the report."""

from __future__ import annotations

from grants.models import Justification, Scheme
from tests.factories import (
    at,
    make_award,
    make_figure,
    make_justification,
    make_scheme,
    municipality,
    submit,
)
from tests.grants.progress.reports import deliver_report, make_report


def make_story() -> Scheme:
    """Gouda delivered everything over 2024, Hoorn only its statement, Zwolle nothing."""
    scheme = make_scheme()
    deliver_all(scheme, "GM0513")
    submit(open_year(scheme, "GM0405"), on=at(2025, 6, 20))
    open_year(scheme, "GM0193")
    return scheme


def open_year(scheme: Scheme, code: str) -> Justification:
    """A granted award with its justification over 2024 open."""
    return make_justification(make_award(scheme, municipality(code)), 2024)


def deliver_all(scheme: Scheme, code: str) -> None:
    """A municipality of which everything over 2024 is in."""
    case = open_year(scheme, code)
    submit(case, on=at(2025, 6, 20))
    make_figure(case)
    deliver_report(make_report(award=case.award))
