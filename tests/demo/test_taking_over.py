"""The demo's take-over: one municipality from before, a file that waits, and one with faults."""

from __future__ import annotations

from grants.enums import TakeOverState as State
from grants.models import Award, Payment, TakeOver
from grants.queries.takeovers import origin_of
from tests.harness.site import Site


def test_what_came_from_before_waits_or_has_faults(demo_site_db: Site) -> None:
    found = {one.name: one for one in TakeOver.objects.all()}
    assert {name: one.state for name, one in found.items()} == {
        "FICTIEF_awards.xlsx": State.DONE,
        "FICTIEF_payments.xlsx": State.DONE,
        "FICTIEF_progress.xlsx": State.PROPOSED,
        "FICTIEF_payments_met_fouten.xlsx": State.READ,
    }
    award = Award.objects.get(municipality__cbs_code="GM0899", scheme__code="pmg-2024")
    origin = origin_of(award)
    assert origin is not None
    assert origin.document is not None
    assert origin.document.name == "FICTIEF_besluit_0899.pdf"
    assert origin_of(Payment.objects.get(reference="FICTIEF-BET-2024-0899")) is not None
    faulty = found["FICTIEF_payments_met_fouten.xlsx"].findings
    assert {one.code for one in faulty.all()} == {"overname-grens", "overname-onbekend"}
