"""Every equation over settlements and recoveries sees the one row that was broken."""

from __future__ import annotations

import psycopg
import pytest

from grants.services.recoveries import write_off
from tests.factories import at
from tests.grants.money.story import PAST
from tests.grants.money.test_check_ledger import RIGHT, break_rows, check
from tests.grants.settlements.story import accepted_now, demanded, received, revised


def tell() -> None:
    """150,000 demanded, 40,000 of it received, the rest written off."""
    story, recovery = demanded()
    received(recovery, "40000", by=story.officer)
    write_off(
        recovery=recovery,
        reason="Niet te verhalen.",
        by=story.holder,
        on=at(2025, 12, 1),
        seen_revision=recovery.revision,
        door=PAST,
    )


CLAIM = "kind = 'recovery' AND amount > 0"
BROKEN = {
    "more was booked as settled": (
        "UPDATE grants_ledgerentry SET amount = amount + 0.01 WHERE kind = 'settled'",
        [
            "Vastgesteld: PMG-2024-0513: volgens de vaststelling 250000.00, geboekt 250000.01",
            "Vastgesteld: PMG-2024-0513: volgens de gebeurtenis 250000.00",
            "Vastgesteld: PMG-2024-0513: volgens de besluiten met een brief 250000.00",
            "Afrekening: PMG-2024-0513: volgens betaald en nog open 360000.00, geboekt 360000.01",
        ],
    ),
    "the settlement was rewritten": (
        "UPDATE grants_settlement SET settled = settled + 1, to_recover = to_recover - 1",
        ["Vastgesteld: PMG-2024-0513: volgens de vaststelling 250001.00, geboekt 250000.00"],
    ),
    "the event of the decision was rewritten": (
        """UPDATE casework_event SET data = data || '{"settled": "1"}' WHERE name = 'settle'""",
        ["Vastgesteld: PMG-2024-0513: volgens de gebeurtenis 1.00"],
    ),
    "the settlement says that more was paid": (
        "UPDATE grants_settlement SET advanced = advanced + 1, to_recover = to_recover + 1",
        [
            (
                "Betaald bij de vaststelling: PMG-2024-0513: volgens de vaststelling 400001.00, "
                "geboekt 400000.00"
            )
        ],
    ),
    "its letter tells of another act": (
        (
            "UPDATE grants_letter SET event_id = (SELECT id FROM casework_event "
            "WHERE case_kind = 'settlement' AND name = 'draw_up') WHERE act = 'settled'"
        ),
        ["Vastgesteld: PMG-2024-0513: volgens de besluiten met een brief 0.00"],
    ),
    "more was settled than committed": (
        "UPDATE grants_ledgerentry SET amount = 1500001 WHERE kind = 'settled'",
        ["Vastgesteld binnen de toekenning: PMG-2024-0513: toegestaan 1500000.00"],
    ),
    "less was demanded than the case says": (
        f"UPDATE grants_ledgerentry SET amount = amount - 1 WHERE {CLAIM}",  # noqa: S608 - our own words
        [
            "Teruggevorderd: PMG-2024-0513-T1: volgens de terugvordering 150000.00",
            "Teruggevorderd: PMG-2024-0513-T1: volgens de gebeurtenis 150000.00",
            "Nog te ontvangen: PMG-2024-0513-T1: volgens de terugvordering 0.00, geboekt -1.00",
        ],
    ),
    "the recovery was rewritten": (
        "UPDATE grants_recovery SET amount = amount + 5",
        [
            "Teruggevorderd: PMG-2024-0513-T1: volgens de terugvordering 150005.00",
            "Afrekening: PMG-2024-0513: volgens betaald en nog open 359995.00",
        ],
    ),
    "a receipt lost its row": (
        "DELETE FROM grants_ledgerentry WHERE kind = 'return'",
        [
            (
                "Ontvangen van een terugvordering: PMG-2024-0513-T1: volgens de gebeurtenissen "
                "40000.00, geboekt 0.00"
            )
        ],
    ),
    "what was written off was changed": (
        "UPDATE grants_ledgerentry SET amount = amount - 1 WHERE kind = 'written_off'",
        ["Kwijtgescholden: PMG-2024-0513-T1: volgens de gebeurtenis 110000.00, geboekt 109999.00"],
    ),
    "the recovery was opened behind the door": (
        "UPDATE grants_ledgerentry SET amount = amount + 7 WHERE kind = 'recovery' AND amount = -40000",
        ["Nog te ontvangen: PMG-2024-0513-T1: volgens de terugvordering 0.00, geboekt 7.00"],
    ),
    "a row hangs on the event of another act": (
        (
            "UPDATE grants_ledgerentry SET event_id = (SELECT id FROM casework_event "
            "WHERE case_kind = 'settlement' AND name = 'draw_up') WHERE kind = 'settled'"
        ),
        ["Boekingen zonder bijbehorende handeling: PMG-2024-0513, 2024/25, vastgesteld"],
    ),
}


def test_nothing_to_say_about_right_books(
    clone_db: str, capsys: pytest.CaptureFixture[str]
) -> None:
    tell()
    assert check(capsys)[0] == 0


REVISED = {
    "what was lowered was changed": (
        "UPDATE grants_ledgerentry SET amount = amount + 3 WHERE kind = 'recovery' AND amount < 0",
        [
            "Verlaagd: PMG-2024-0513-T1: volgens de gebeurtenis 50000.00, geboekt 49997.00",
            "Nog te ontvangen: PMG-2024-0513-T1: volgens de terugvordering 100000.00",
        ],
    ),
    "no decision stands any more": (
        "UPDATE grants_settlement SET state = 'replaced' WHERE state = 'settled'",
        ["Vastgesteld: PMG-2024-0513: volgens de vaststelling 0.00, geboekt 300000.00"],
    ),
    "only the difference was lost": (
        "DELETE FROM grants_ledgerentry WHERE kind = 'settled' AND amount = 50000",
        ["Vastgesteld: PMG-2024-0513: volgens de vaststelling 300000.00, geboekt 250000.00"],
    ),
}


@pytest.mark.parametrize(("statement", "lines"), REVISED.values(), ids=REVISED.keys())
def test_a_broken_row_of_a_revision_has_its_line(
    clone_db: str,
    owner_connection: psycopg.Connection[object],
    capsys: pytest.CaptureFixture[str],
    statement: str,
    lines: list[str],
) -> None:
    story, _ = demanded()
    accepted_now(story, 300_000)
    revised(story)
    assert check(capsys)[0] == 0
    break_rows(owner_connection, statement)
    code, words = check(capsys)
    assert code == 1
    for line in lines:
        assert line in words


@pytest.mark.parametrize(("statement", "lines"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_row_has_its_line(
    clone_db: str,
    owner_connection: psycopg.Connection[object],
    capsys: pytest.CaptureFixture[str],
    statement: str,
    lines: list[str],
) -> None:
    tell()
    break_rows(owner_connection, statement)
    code, words = check(capsys)
    assert code == 1
    for line in lines:
        assert line in words
    assert RIGHT not in words
