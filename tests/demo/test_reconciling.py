"""The demo's selection and reconciliation: fictional figures, explained differences."""

from __future__ import annotations

import datetime

from grants.models import AccountChange, OutcomeFile, Reconciliation, SelectionRun
from grants.queries.outcomes import preview
from grants.queries.payment_orders import orders_without_outcome
from grants.queries.reconciliations import differences_of
from grants.queries.waiting import payment_tasks
from pmg.accounts.models import User
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


def test_one_of_everything_that_happens_to_a_payment_waits_in_the_demo(demo_site_db: Site) -> None:
    tasks = payment_tasks(User.objects.get(username="financien"))
    assert [one.state for one in tasks.came_back] == ["returned", "failed"]
    assert len(tasks.proposed) == 1
    assert len(tasks.prepared) == 2
    assert [order.waiting for order in orders_without_outcome()] == [1]  # type: ignore[attr-defined]
    for made in OutcomeFile.objects.all():
        seen = preview(made, today=datetime.date(2026, 11, 20))
        assert (len(seen.books), len(seen.done), len(seen.refused)) == (0, 1, 1)
    (change,) = AccountChange.objects.filter(state="requested")
    assert change.award.payments.filter(state="prepared").exists()
