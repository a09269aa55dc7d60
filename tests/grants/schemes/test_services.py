"""Changing a scheme that works: light at once, weighty by two people, never what was decided."""

from __future__ import annotations

import datetime
from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction

from grants.enums import SchemeChangeState
from grants.models import Scheme, SchemeChange
from grants.queries.scheme_changes import open_change_of, rows_in, shown
from grants.queries.scheme_document import Row, edition_of, rows_of
from grants.queries.scheme_sections import BY_NAME
from grants.services import scheme_changes as services
from pmg.accounts.enums import Role
from pmg.accounts.models import Mandate, User
from pmg.casework.errors import FourEyes, MoveRefused, NotAllowed, StaleRevision
from pmg.casework.moves import Door
from tests.factories import at, make_award, make_scheme, make_user, municipality

pytestmark = pytest.mark.django_db
DEMO: dict[str, Any] = {"door": Door.DEMO}


@pytest.fixture
def scheme(db: None) -> Scheme:
    return make_scheme()


@pytest.fixture
def administrator(scheme: Scheme) -> User:
    return make_user(Role.ADMINISTRATOR)


def changed(scheme: Scheme, name: str, match: Row, **fields: Any) -> list[Row]:
    return [
        row | fields if match.items() <= row.items() else row
        for row in rows_of(scheme, BY_NAME[name])
    ]


def save(scheme: Scheme, by: User, name: str, rows: list[Row], **more: Any) -> SchemeChange | None:
    section = BY_NAME[name]
    draft = open_change_of(scheme)
    seen = edition_of(rows_in(draft, section) if draft else rows_of(scheme, section))
    return services.change_section(
        **{"scheme": scheme, "section": section, "rows": rows, "by": by, "on": at(2026, 3, 2)}
        | {"seen_edition": seen, "door": Door.DEMO}
        | more
    )


def propose(change: SchemeChange, by: User) -> None:
    services.propose_change(
        scheme_change=change, by=by, on=at(2026, 3, 3), seen_revision=change.revision, **DEMO
    )
    change.refresh_from_db()


def approve(change: SchemeChange, by: User) -> None:
    services.approve_change(
        scheme_change=change, by=by, on=at(2026, 3, 4), seen_revision=change.revision, **DEMO
    )


def ceiling(scheme: Scheme, amount: int) -> list[Row]:
    return changed(scheme, "ceilings", {"kind": "cash", "budget_year": 2026}, amount=f"{amount}.00")


def test_a_light_part_counts_at_once_and_is_told(scheme: Scheme, administrator: User) -> None:
    rows = changed(scheme, "sectors", {"code": "zorg"}, label="Zorg")
    change = save(scheme, administrator, "sectors", rows)
    assert change is not None
    assert change.state == SchemeChangeState.SAVED
    assert scheme.sectors.get(code="zorg").label == "Zorg"
    (section,) = shown(change)
    (row,) = section.rows
    assert [(one.before, one.after) for one in row.fields] == [("Zorg en hulpverlening", "Zorg")]
    assert save(scheme, administrator, "sectors", rows) is None


def test_rows_come_go_and_change_places(scheme: Scheme, administrator: User) -> None:
    rows = rows_of(scheme, BY_NAME["sectors"])
    new = {"code": "sport", "label": "Sport"}
    save(scheme, administrator, "sectors", [new, *rows[1:]])
    assert [row.code for row in scheme.sectors.all()][:2] == ["sport", "scholen"]
    assert not scheme.sectors.filter(code="jongerenwerk").exists()


def test_a_weighty_part_waits_for_the_budget_holder(scheme: Scheme, administrator: User) -> None:
    change = save(scheme, administrator, "ceilings", ceiling(scheme, 11_000_000))
    assert change is not None
    assert change.state == SchemeChangeState.DRAFT
    propose(change, administrator)
    find = {"kind": "cash", "budget_year": 2026}
    assert scheme.ceilings.get(**find).amount == 10_000_000
    approve(change, make_user(Role.BUDGET_HOLDER))
    assert scheme.ceilings.get(**find).amount == 11_000_000


def test_several_parts_go_together(scheme: Scheme, administrator: User) -> None:
    year = {
        "label": "2027/28",
        "starts_on": "2027-07-01",
        "ends_on": "2027-12-31",
        "maximum": "250000.00",
        "budget": "5000000.00",
        "progress_due_on": "2028-04-01",
    }
    change = save(
        scheme, administrator, "grant_years", [*rows_of(scheme, BY_NAME["grant_years"]), year]
    )
    assert change is not None
    with pytest.raises(MoveRefused, match=r"buiten de bestedingsperiode.*telt op tot 0 procent"):
        propose(change, administrator)
    save(
        scheme,
        administrator,
        "payment_plan",
        [
            *rows_of(scheme, BY_NAME["payment_plan"]),
            {"grant_year": "2027/28", "due_on": "2027-07-01", "share": "100"},
        ],
    )
    save(scheme, administrator, "terms", changed(scheme, "terms", {}, ends_on="2027-12-31"))
    change.refresh_from_db()
    assert set(change.after) == {"grant_years", "payment_plan", "terms"}
    propose(change, administrator)
    approve(change, make_user(Role.BUDGET_HOLDER))
    assert scheme.grant_years.get(label="2027/28").payment_plan.get().share == 100
    scheme.refresh_from_db()
    assert scheme.ends_on == datetime.date(2027, 12, 31)


def test_four_eyes_and_a_mandate(scheme: Scheme, administrator: User) -> None:
    change = save(scheme, administrator, "ceilings", ceiling(scheme, 11_000_000))
    assert change is not None
    propose(change, administrator)
    administrator.role_assignments.create(
        role=Role.BUDGET_HOLDER, starts_on=datetime.date(2024, 1, 1)
    )
    with pytest.raises(FourEyes):
        approve(change, User.objects.get(pk=administrator.pk))
    holder = make_user(Role.BUDGET_HOLDER)
    Mandate.objects.filter(user=holder).delete()
    with pytest.raises(MoveRefused, match="mandaat"):
        approve(change, holder)
    with pytest.raises(NotAllowed):
        save(scheme, make_user(Role.POLICY_OFFICER), "sectors", [])


def test_what_was_granted_stays(scheme: Scheme, administrator: User) -> None:
    make_award(scheme, municipality(), amount=400_000)
    low = changed(scheme, "grant_years", {"label": "2025/26"}, maximum="399999.00")
    change = save(scheme, administrator, "grant_years", low)
    assert change is not None
    with pytest.raises(MoveRefused, match="al toegekend"):
        propose(change, administrator)
    ceilings = changed(scheme, "ceilings", {"kind": "commitment"}, amount="1199999.00")
    save(scheme, administrator, "ceilings", ceilings)
    gone = [r for r in rows_of(scheme, BY_NAME["recipients"]) if r["municipality"] != "GM0513"]
    save(scheme, administrator, "recipients", gone)
    change.refresh_from_db()
    with pytest.raises(MoveRefused, match=r"GM0513.*verplichtingenplafond van 2024"):
        propose(change, administrator)


def test_an_award_made_while_the_proposal_waited_is_seen(
    scheme: Scheme, administrator: User
) -> None:
    low = changed(scheme, "grant_years", {"label": "2025/26"}, maximum="300000.00")
    change = save(scheme, administrator, "grant_years", low)
    assert change is not None
    propose(change, administrator)
    make_award(scheme, municipality(), amount=400_000)
    with pytest.raises(MoveRefused, match="al toegekend"):
        approve(change, make_user(Role.BUDGET_HOLDER))
    assert scheme.grant_years.get(label="2025/26").maximum == 500_000


def test_an_old_page_writes_nothing_over(scheme: Scheme, administrator: User) -> None:
    seen = edition_of(rows_of(scheme, BY_NAME["sectors"]))
    save(scheme, administrator, "sectors", changed(scheme, "sectors", {"code": "zorg"}, label="A"))
    rows = changed(scheme, "sectors", {"code": "zorg"}, label="B")
    with pytest.raises(StaleRevision):
        save(scheme, administrator, "sectors", rows, seen_edition=seen)


def test_what_was_refused_can_be_worked_on_again(scheme: Scheme, administrator: User) -> None:
    change = save(scheme, administrator, "ceilings", ceiling(scheme, 11_000_000))
    assert change is not None
    propose(change, administrator)
    services.reject_change(
        scheme_change=change,
        by=make_user(Role.BUDGET_HOLDER),
        on=at(2026, 3, 4),
        seen_revision=change.revision,
        reason="Te veel.",
        **DEMO,
    )
    services.reopen_change(
        scheme_change=change,
        by=administrator,
        on=at(2026, 3, 5),
        seen_revision=change.revision,
        **DEMO,
    )
    save(scheme, administrator, "ceilings", ceiling(scheme, 10_000_000))
    change.refresh_from_db()
    assert (change.before, change.after) == ({}, {})


@pytest.mark.parametrize(
    "statement", ["UPDATE grants_ceiling SET amount = 1", "DELETE FROM grants_ceiling"]
)
def test_the_database_keeps_a_ceiling_above_what_is_booked(scheme: Scheme, statement: str) -> None:
    make_award(scheme, municipality(), amount=400_000)
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        connection.cursor().execute(statement)
    cause = refusal.value.__cause__
    assert isinstance(cause, psycopg.Error)
    assert cause.diag.constraint_name == "ceiling_above_booked"
    scheme.ceilings.filter(kind="commitment").update(amount=1_200_000)
