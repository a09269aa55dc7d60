"""Payment order and statement of outstanding advances on paper: valid, and sensible read aloud."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import outloud
import pypdf
import pytest

from grants.queries.advances import outstanding_advances
from grants.services.ordering import make_order, order_pdf
from grants.views.advance_files import as_pdf
from municipalities.models import Municipality
from pmg.accounts.enums import Role
from tests.factories import at, make_award, make_scheme, make_user
from tests.grants.money.story import approved, paid, prepared
from tests.reporting import verapdf

AMOUNT = Decimal(100_000)
MANY = 20
"""Lines: more than one page of either paper holds."""


@pytest.fixture
def papers(db: None, tmp_path: Path) -> list[Path]:
    """An order and a statement about all twenty municipalities."""
    scheme = make_scheme()
    officer, holder = make_user(Role.FINANCIAL_OFFICER), make_user(Role.BUDGET_HOLDER)
    waiting = []
    for one in Municipality.objects.order_by("name")[:MANY]:
        award = make_award(scheme, one)
        paid(approved(prepared(award, officer, AMOUNT), holder), officer)
        waiting.append(approved(prepared(award, officer, AMOUNT, "2025/26"), holder))
    order = make_order(payments=[one.pk for one in waiting], by=officer, on=at(2024, 6, 22))
    made = {
        "order.pdf": order_pdf(order),
        "advances.pdf": as_pdf(outstanding_advances(scheme, 2024)),
    }
    assert made["order.pdf"] == order_pdf(order)
    for name, data in made.items():
        (tmp_path / name).write_bytes(data)
    return [tmp_path / name for name in made]


def test_both_papers_pass_every_validator(papers: list[Path]) -> None:
    for path in papers:
        assert len(pypdf.PdfReader(path).pages) > 1, path.name
        for flavour in ("PDFUA_1", "PDFA_2_A"):
            assert verapdf.failures(path, flavour) == [], path.name
        # TBL-010 takes small tables with a header row and header column for broken ones.
        found = outloud.check(str(path), skip=["TBL-010"])
        assert found.error is None
        assert [(path.name, one.rule, one.message) for one in found.findings] == []
