"""The demo's selection and reconciliation: fictional figures, explained differences."""

from __future__ import annotations

from grants.models import Reconciliation, SelectionRun
from grants.queries.reconciliations import differences_of
from tests.harness.site import Site


def test_the_figures_lead_to_the_twenty_and_the_differences_are_explained(
    demo_site_db: Site,
) -> None:
    first, again = SelectionRun.objects.order_by("on")
    assert first.outcome_hash == again.outcome_hash
    chosen = {row["code"] for row in first.outcome if row["is_selected"]}
    assert chosen == set(
        first.input.scheme.recipients.values_list("municipality__cbs_code", flat=True)
    )
    september, october = Reconciliation.objects.order_by("on")
    assert (september.differences, october.differences, october.solved) == (3, 2, 1)
    assert all(line.words for line in differences_of(october))
