"""No check cries wolf: of what the demo delivers, only what was made wrong on purpose is told."""

from __future__ import annotations

from pytest_django import DjangoDbBlocker

from grants.models import FindingRow
from tests.harness.databases import copied, pointed_at, with_demo

DIFFERS_FROM_SISA = ("GM0392", 2025)
DOES_NOT_ADD_UP = ("GM0301", 2025)


def test_only_what_is_wrong_on_purpose_is_told(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    with copied(with_demo()) as database, django_db_blocker.unblock(), pointed_at(database):
        case = "verdict__check_run__upload__justification"
        rows = FindingRow.objects.values_list(
            f"{case}__municipality__cbs_code", f"{case}__accounting_year__year", "code"
        )
        told = {(code, (place, year)) for place, year, code in rows}
    assert ("sisa-verschil", DIFFERS_FROM_SISA) in told
    wolf = [
        (code, whose)
        for code, whose in sorted(told)
        if whose != DOES_NOT_ADD_UP and (code, whose) != ("sisa-verschil", DIFFERS_FROM_SISA)
    ]
    assert wolf == []
