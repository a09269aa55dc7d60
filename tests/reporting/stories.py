"""A scheme with some municipalities in different states, for tests of the report."""

from __future__ import annotations

from grants.models import Scheme
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
    for code in ("GM0513", "GM0405", "GM0193"):
        award = make_award(scheme, municipality(code))
        case = make_justification(award, 2024)
        if code != "GM0193":
            submit(case, on=at(2025, 6, 20))
        if code == "GM0513":
            make_figure(case)
            deliver_report(make_report(award=award))
    return scheme
