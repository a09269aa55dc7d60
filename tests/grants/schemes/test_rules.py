"""Pure rules of a scheme: what does not fit together, what was decided, what is different."""

from __future__ import annotations

import copy
import datetime
from decimal import Decimal
from typing import Any

import pytest

from grants.queries.scheme_document import complete_rows
from grants.queries.scheme_sections import SECTIONS
from grants.reckoning.scheme_amounts import highest
from grants.reckoning.scheme_decided import Decided, refusals
from grants.reckoning.scheme_differences import Kind, differences
from grants.reckoning.scheme_faults import faults
from grants.services.reference import DRAFTS, SCHEMES, read_scheme

KEYS = {section.name: section.key for section in SECTIONS}
Document = dict[str, Any]


def document(path: Any = DRAFTS / "pmg-2026.json") -> Document:
    data = read_scheme(path)
    return {
        section.name: complete_rows(section, data.get(section.name, ())) for section in SECTIONS
    }


@pytest.mark.parametrize("path", [DRAFTS / "pmg-2026.json", SCHEMES / "pmg-2024.json"])
def test_what_we_deliver_has_no_fault(path: Any) -> None:
    assert faults(document(path)) == []


@pytest.mark.parametrize(
    ("section", "place", "fields", "said"),
    [
        ("terms", 0, {"ends_on": "2026-05-01"}, "eindigt voordat zij begint"),
        ("terms", 0, {"lapses_on": "2020-01-01"}, "vervalt voordat"),
        ("terms", 0, {"age_to": 8}, "leeftijd"),
        ("grant_years", 0, {"ends_on": "2027-01-01"}, "overlappen"),
        ("grant_years", 3, {"ends_on": "2030-01-01"}, "valt buiten"),
        ("payment_plan", 1, {"share": "50.00"}, "2027 telt op tot 90 procent"),
        ("payment_plan", 1, {"share": "59.99"}, "99,99 procent"),
        ("payment_plan", 0, {"grant_year": "1999"}, "noemt 1999"),
        ("accounting_years", 1, {"year": 2035}, "geen verantwoordingsjaar 2027"),
        ("accounting_years", 0, {"is_last": True}, "laatste verantwoordingsjaar"),
        ("accounting_years", 0, {"due_on": "2026-01-01"}, "niet in volgorde"),
        ("accounting_years", 0, {"sisa_code": ""}, "uitkeringscode"),
        ("recipient_maxima", 0, {"recipient": "GM9999"}, "noemt GM9999"),
        ("sub_purpose_recipients", 0, {"recipient": "GM9999"}, "noemt GM9999"),
        ("reminder_rules", 0, {"anchor": "remind", "days": 3}, "uiterste datum"),
    ],
)
def test_each_fault_is_said(section: str, place: int, fields: Document, said: str) -> None:
    broken = document()
    broken[section][place] |= fields
    assert any(said in fault for fault in faults(broken)), faults(broken)


@pytest.mark.parametrize(
    "section", ["grant_years", "recipients", "activities", "sectors", "ceilings"]
)
def test_a_scheme_without_them_is_none(section: str) -> None:
    assert faults(document() | {section: []})


def test_a_scheme_without_justification_needs_no_years() -> None:
    plain = document() | {"accounting_years": [], "documents": []}
    plain["terms"][0]["accountability"] = "none"
    assert faults(plain) == []


DECIDED = Decided(
    booked={("cash", 2027): Decimal(5_000_000)},
    allocated={("2027", "GM0141"): Decimal(280_000)},
    used={"recipients": frozenset({("GM0141",)}), "activities": frozenset({("a",)})},
    planned_until={"2027": datetime.date(2027, 1, 15)},
    opened=frozenset({2026}),
    judged=frozenset({2026}),
)


@pytest.mark.parametrize(
    ("section", "match", "fields", "said"),
    [
        ("ceilings", {"kind": "cash", "budget_year": 2027}, {"amount": "4999999.99"}, "kasplafond"),
        ("grant_years", {"label": "2027"}, {"maximum": "229999.00"}, "al toegekend"),
        ("sub_purposes", {"code": "proef"}, {"maximum": "0.00"}, "al toegekend"),
        ("grant_years", {"label": "2027"}, {"ends_on": "2027-11-30"}, "staan vast"),
        ("terms", {}, {"ends_on": "2029-11-30"}, "kan niet korter"),
        ("terms", {}, {"accountability": "request"}, "wijze van verantwoorden"),
        ("payment_plan", {"due_on": "2027-01-15"}, {"share": "50.00"}, "betaalplan van 2027"),
        ("accounting_years", {"year": 2026}, {"sisa_code": "B01"}, "al geoordeeld"),
        ("documents", {"accounting_year": "2026"}, {"extensions": "docx"}, "al geoordeeld"),
        ("recipients", {"municipality": "GM0141"}, {"municipality": "GM0000"}, "GM0141"),
        ("activities", {"code": "a"}, {"code": "z"}, "‘a’ wordt al gebruikt"),
    ],
)
def test_what_was_decided_is_not_altered(
    section: str, match: Document, fields: Document, said: str
) -> None:
    before = document()
    after = copy.deepcopy(before)
    row = next(row for row in after[section] if match.items() <= row.items())
    row |= fields
    found = refusals(before, after, DECIDED, KEYS)
    assert any(said in sentence for sentence in found), found


@pytest.mark.parametrize(
    ("section", "match", "fields"),
    [
        ("ceilings", {"kind": "cash", "budget_year": 2027}, {"amount": "5000000.00"}),
        ("grant_years", {"label": "2027"}, {"maximum": "230000.00"}),
        ("grant_years", {"label": "2028"}, {"ends_on": "2028-11-30"}),
        ("payment_plan", {"due_on": "2027-07-15"}, {"due_on": "2027-08-15"}),
        ("accounting_years", {"year": 2027}, {"due_on": "2028-08-01"}),
        ("activities", {"code": "a"}, {"label": "Anders gezegd"}),
    ],
)
def test_what_was_not_decided_may_change(section: str, match: Document, fields: Document) -> None:
    before = document()
    after = copy.deepcopy(before)
    next(row for row in after[section] if match.items() <= row.items()).update(fields)
    assert refusals(before, after, DECIDED, KEYS) == []


def test_the_highest_amount_never_rounds_up() -> None:
    assert highest(Decimal(100), None, [], Decimal("0.01")) == Decimal("100.01")
    assert highest(Decimal(99), None, [], Decimal("0.01")) == Decimal("99.00")
    assert highest(Decimal(100), Decimal(40), [Decimal(2)], Decimal(50)) == Decimal(63)


def test_differences_name_rows_by_their_key() -> None:
    before = [{"code": "a", "label": "Een"}, {"code": "b", "label": "Twee"}]
    after = [{"code": "c", "label": "Drie"}, {"code": "a", "label": "Eén"}]
    found = differences(before, after, ("code",))
    assert [(row.kind, row.key) for row in found] == [
        (Kind.ADDED, ("c",)),
        (Kind.CHANGED, ("a",)),
        (Kind.GONE, ("b",)),
    ]
    assert [(one.name, one.before, one.after) for one in found[1].fields] == [
        ("label", "Een", "Eén")
    ]
    assert differences(before, list(reversed(before)), ("code",)) == ()
