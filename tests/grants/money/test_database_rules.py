"""What PostgreSQL itself keeps: ceilings, allocations and history, whoever writes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from decimal import Decimal

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction

from grants.enums import CeilingKind, EntryKind
from grants.models import Award, LedgerEntry, Scheme
from pmg.accounts.enums import Role
from pmg.casework.models import Event
from pmg.embedded.places import APP_ROLE
from pmg.privileges import append_only_tables
from tests.factories import at, make_award, make_scheme, make_user, municipality
from tests.harness.services import run_places

INSERT = """
    INSERT INTO grants_ledgerentry (id, award_id, kind, amount, grant_year_id, budget_year, event_id)
    SELECT gen_random_uuid(), award.id, %(kind)s, %(amount)s, grant_year.id, %(budget_year)s, event.id
    FROM grants_award award
    JOIN grants_grantyear grant_year ON grant_year.label = %(grant_year)s
    JOIN casework_event event ON event.case_id = award.id AND event.name = 'grant'
    WHERE award.reference = %(reference)s
"""
PAYMENT = {"kind": "payment", "amount": 500_000, "grant_year": "2024/25", "budget_year": 2024}
GOUDA = {"reference": "PMG-2024-0513"}


def set_ceiling(scheme: Scheme, kind: CeilingKind, budget_year: int, amount: int) -> None:
    scheme.ceilings.filter(kind=kind, budget_year=budget_year).update(amount=amount)


@pytest.fixture
def award(db: None) -> Award:
    return make_award(make_scheme(), municipality())


def refused(statement: str, **values: object) -> str:
    """The name of the rule by which the database refuses the statement."""
    with (
        pytest.raises(IntegrityError) as refusal,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, values)
    cause = refusal.value.__cause__
    assert isinstance(cause, psycopg.Error)
    return cause.diag.constraint_name or ""


def insert(**values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(INSERT, values)


def test_a_raw_payment_within_every_limit_is_booked(award: Award) -> None:
    insert(**GOUDA, **PAYMENT)
    assert LedgerEntry.objects.filter(kind=EntryKind.PAYMENT).count() == 1


def test_a_raw_payment_above_the_allocation_is_refused(award: Award) -> None:
    assert refused(INSERT, **GOUDA, **PAYMENT | {"amount": "500000.01"}) == "within_allocation"


def test_the_rest_of_the_allocation_counts(award: Award) -> None:
    insert(**GOUDA, **PAYMENT | {"amount": 300_000})
    assert refused(INSERT, **GOUDA, **PAYMENT | {"amount": "200000.01"}) == "within_allocation"
    insert(**GOUDA, **PAYMENT | {"amount": 200_000})


def test_what_came_back_may_be_paid_again(award: Award) -> None:
    insert(**GOUDA, **PAYMENT)
    insert(**GOUDA, **PAYMENT | {"kind": "return", "amount": -500_000})
    insert(**GOUDA, **PAYMENT)


def test_only_what_the_bank_sent_back_makes_room_under_the_cash_ceiling(award: Award) -> None:
    set_ceiling(award.scheme, CeilingKind.CASH, 2024, 500_000)
    insert(**GOUDA, **PAYMENT)
    # Hung on the award, as a recovery could be: a receipt, which leaves the ceiling as it is.
    insert(**GOUDA, **PAYMENT | {"kind": "return", "amount": -300_000})
    other = PAYMENT | {"grant_year": "2025/26", "amount": 200_000}
    assert refused(INSERT, **GOUDA, **other) == "within_cash_ceiling"
    sent_back(award, 200_000)
    insert(**GOUDA, **other)


def test_a_vat_part_weighs_on_both_ceilings(award: Award) -> None:
    set_ceiling(award.scheme, CeilingKind.COMMITMENT, 2024, 1_600_000)
    set_ceiling(award.scheme, CeilingKind.CASH, 2024, 540_000)
    vat = PAYMENT | {"kind": "vat"}
    assert refused(INSERT, **GOUDA, **vat | {"amount": "100000.01"}) == "within_commitment_ceiling"
    insert(**GOUDA, **vat | {"amount": 100_000})
    # It takes nothing of what the municipality was awarded, nor the other way round.
    insert(**GOUDA, **PAYMENT)
    deposit = PAYMENT | {"kind": "vat_paid"}
    assert refused(INSERT, **GOUDA, **deposit | {"amount": "40000.01"}) == "within_cash_ceiling"
    insert(**GOUDA, **deposit | {"amount": 40_000})
    set_ceiling(award.scheme, CeilingKind.CASH, 2024, 10_000_000)
    assert refused(INSERT, **GOUDA, **deposit | {"amount": "60000.01"}) == "within_vat_share"


def test_a_ceiling_is_not_lowered_below_what_is_booked_on_it(award: Award) -> None:
    insert(**GOUDA, **PAYMENT)
    insert(**GOUDA, **PAYMENT | {"kind": "vat", "amount": 1000})
    insert(**GOUDA, **PAYMENT | {"kind": "vat_paid", "amount": 1000})
    sent_back(award, 200_000)
    for kind, booked in ((CeilingKind.COMMITMENT, 1_501_000), (CeilingKind.CASH, 301_000)):
        with pytest.raises(IntegrityError, match="is booked on this ceiling"), transaction.atomic():
            set_ceiling(award.scheme, kind, 2024, booked - 1)
        set_ceiling(award.scheme, kind, 2024, booked)


def sent_back(award: Award, amount: int) -> LedgerEntry:
    """A payment that the bank sent back, without a case behind it."""
    return LedgerEntry.objects.create(
        award=award,
        kind=EntryKind.RETURN,
        amount=-amount,
        grant_year=award.scheme.grant_years.get(label="2024/25"),
        budget_year=2024,
        event=Event.objects.create(
            case_kind="payment",
            case_id=award.pk,
            seq=1,
            name="return",
            by=make_user(Role.FINANCIAL_OFFICER),
            on=at(2024, 7, 5),
        ),
    )


def test_a_raw_payment_above_the_cash_ceiling_is_refused(award: Award) -> None:
    set_ceiling(award.scheme, CeilingKind.CASH, 2024, 499_999)
    assert refused(INSERT, **GOUDA, **PAYMENT) == "within_cash_ceiling"


def test_a_raw_commitment_above_the_ceiling_is_refused(award: Award) -> None:
    set_ceiling(award.scheme, CeilingKind.COMMITMENT, 2024, 1_500_000)
    more = PAYMENT | {"kind": "commitment", "amount": "0.01"}
    assert refused(INSERT, **GOUDA, **more) == "within_commitment_ceiling"


def test_a_year_without_a_ceiling_has_no_money(award: Award) -> None:
    late = PAYMENT | {"budget_year": 2031}
    assert refused(INSERT, **GOUDA, **late) == "within_cash_ceiling"


def test_a_correction_downwards_is_always_booked(award: Award) -> None:
    set_ceiling(award.scheme, CeilingKind.COMMITMENT, 2024, 1_500_000)
    insert(**GOUDA, **PAYMENT | {"kind": "commitment", "amount": -1})


def test_rows_of_one_statement_are_added_up(award: Award) -> None:
    event = Event.objects.get(case_id=award.pk, name="grant")
    halves = [
        LedgerEntry(
            award=award,
            kind=EntryKind.PAYMENT,
            amount=Decimal(250_001),
            grant_year=award.scheme.grant_years.get(label="2024/25"),
            budget_year=2024,
            event=event,
        )
        for _ in range(2)
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        LedgerEntry.objects.bulk_create(halves)


# -- Two at once ------------------------------------------------------------------------------


@pytest.fixture
def app_connections(clone_db: str) -> Iterator[list[psycopg.Connection[tuple[object, ...]]]]:
    """Two connections of the app role, as two web processes have them."""
    address = run_places().database_url(APP_ROLE, clone_db)
    pair = [psycopg.connect(address) for _ in range(2)]
    yield pair
    for one in pair:
        one.close()


def race(
    pair: list[psycopg.Connection[tuple[object, ...]]],
    first: dict[str, object],
    second: dict[str, object],
) -> str:
    """Books the first, books the second meanwhile, commits the first; the second's refusal."""
    pair[0].execute(INSERT, first)
    outcome: list[str] = []

    def follow() -> None:
        try:
            pair[1].execute(INSERT, second)
            pair[1].commit()
            outcome.append("booked")
        except psycopg.errors.CheckViolation as refusal:
            pair[1].rollback()
            outcome.append(refusal.diag.constraint_name or "")

    thread = threading.Thread(target=follow)
    thread.start()
    thread.join(0.3)
    assert thread.is_alive(), "the second did not wait for the first"
    pair[0].commit()
    thread.join(10)
    return outcome[0]


def test_two_at_once_never_pay_one_allocation_twice(
    app_connections: list[psycopg.Connection[tuple[object, ...]]],
) -> None:
    make_award(make_scheme(), municipality())
    row = {**GOUDA, **PAYMENT}
    assert race(app_connections, row, row) == "within_allocation"
    assert LedgerEntry.objects.filter(kind=EntryKind.PAYMENT).count() == 1


def test_two_municipalities_at_once_never_pass_one_ceiling(
    app_connections: list[psycopg.Connection[tuple[object, ...]]],
) -> None:
    scheme = make_scheme()
    make_award(scheme, municipality())
    make_award(scheme, municipality("GM0899"))
    set_ceiling(scheme, CeilingKind.CASH, 2024, 999_999)
    other = {"reference": "PMG-2024-0899", **PAYMENT}
    assert race(app_connections, {**GOUDA, **PAYMENT}, other) == "within_cash_ceiling"


def test_what_came_back_makes_room_for_one_of_two_at_once(
    app_connections: list[psycopg.Connection[tuple[object, ...]]],
) -> None:
    scheme = make_scheme()
    award = make_award(scheme, municipality())
    make_award(scheme, municipality("GM0899"))
    set_ceiling(scheme, CeilingKind.CASH, 2024, 500_000)
    insert(**GOUDA, **PAYMENT)
    sent_back(award, 300_000)
    row = PAYMENT | {"amount": 300_000}
    other = {"reference": "PMG-2024-0899", **row}
    assert race(app_connections, {**GOUDA, **row}, other) == "within_cash_ceiling"
    assert sum(LedgerEntry.objects.exclude(kind="commitment").values_list("amount", flat=True)) == (
        500_000
    )


def test_a_commitment_and_a_vat_part_at_once_never_pass_one_ceiling(
    app_connections: list[psycopg.Connection[tuple[object, ...]]],
) -> None:
    scheme = make_scheme()
    make_award(scheme, municipality())
    set_ceiling(scheme, CeilingKind.COMMITMENT, 2024, 1_500_001)
    more = {**GOUDA, **PAYMENT, "amount": 1}
    first, second = more | {"kind": "vat"}, more | {"kind": "commitment"}
    assert race(app_connections, first, second) == "within_commitment_ceiling"


def test_a_ceiling_is_lowered_and_booked_on_one_after_the_other(
    app_connections: list[psycopg.Connection[tuple[object, ...]]],
) -> None:
    scheme = make_scheme()
    make_award(scheme, municipality())
    lower = "UPDATE grants_ceiling SET amount = 499999 WHERE kind = 'cash' AND budget_year = 2024"
    app_connections[0].execute(lower)
    outcome: list[str] = []

    def follow() -> None:
        try:
            app_connections[1].execute(INSERT, {**GOUDA, **PAYMENT})
            app_connections[1].commit()
            outcome.append("booked")
        except psycopg.errors.CheckViolation as refusal:
            outcome.append(refusal.diag.constraint_name or "")

    thread = threading.Thread(target=follow)
    thread.start()
    thread.join(0.3)
    assert thread.is_alive(), "the booking did not wait for the ceiling"
    app_connections[0].commit()
    thread.join(10)
    assert outcome == ["within_cash_ceiling"]


def test_an_old_snapshot_may_not_book(
    app_connections: list[psycopg.Connection[tuple[object, ...]]],
) -> None:
    make_award(make_scheme(), municipality())
    app_connections[0].isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    with pytest.raises(psycopg.errors.InvalidTransactionState):
        app_connections[0].execute(INSERT, {**GOUDA, **PAYMENT})


# -- History ----------------------------------------------------------------------------------


def protected_tables() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'append_only'"
        )
        return {table for (table,) in cursor.fetchall()}


def test_each_append_only_table_of_ours_has_its_trigger(db: None) -> None:
    ours = {
        table
        for table in append_only_tables()
        # The tables of pghistory end in "event"; rights alone guard them.
        if not table.endswith("event") or table == "casework_event"
    }
    assert protected_tables() >= ours
    assert "grants_ledgerentry" in ours


@pytest.mark.parametrize(
    "statement", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}", "TRUNCATE {0}"]
)
def test_even_the_owner_is_refused(
    clone_db: str, owner_connection: psycopg.Connection[object], statement: str
) -> None:
    for table in sorted(protected_tables()):
        with connection.cursor() as cursor:
            key = connection.introspection.get_primary_key_column(cursor, table)
        command = statement.format(table, key)
        if statement.startswith("TRUNCATE"):
            command += " CASCADE"
        with pytest.raises(psycopg.errors.IntegrityConstraintViolation, match="append-only"):
            owner_connection.execute(command)
