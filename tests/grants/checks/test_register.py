"""What the catalogue says of every check: nobody is left with a code and no words."""

from __future__ import annotations

import pytest

from grants.checks import (
    cbs_rules,
    outcome_rules,
    package,
    reconciliation_rules,
    selection_rules,
    statement,
    takeover_rules,
    virus,
)
from grants.checks.cbs_content import Trouble
from grants.checks.findings import ERROR, WARNING
from grants.checks.register import (
    CBS,
    FILE,
    OUTCOMES,
    PACKAGE,
    RECONCILIATION,
    RULES,
    SELECTION,
    STATEMENT,
    TAKE_OVER,
    WORKBOOK,
    Rule,
)

MODULES = (
    cbs_rules,
    outcome_rules,
    package,
    reconciliation_rules,
    selection_rules,
    statement,
    takeover_rules,
    virus,
)
"""Imported so that every rule is in the register."""


FILES = (CBS, FILE, OUTCOMES, PACKAGE, RECONCILIATION, SELECTION, STATEMENT, TAKE_OVER, WORKBOOK)
"""Deliveries that are files; fields of an application explain themselves."""
OF_FILES = {code: rule for code, rule in RULES.items() if rule.delivery in FILES}


@pytest.mark.parametrize("rule", OF_FILES.values(), ids=OF_FILES)
def test_every_rule_says_what_why_and_what_is_right(rule: Rule) -> None:
    assert rule.severity in (ERROR, WARNING)
    assert rule.first_year <= rule.last_year
    for text in (rule.title, rule.source, rule.why, rule.mend, rule.example):
        assert text.strip() == text != ""
    assert rule.why.endswith(".")
    assert rule.mend.endswith((".", "’."))
    assert len(rule.why) <= 200, "plain words are short"
    assert "plausibel" not in f"{rule.title}{rule.why}{rule.example}"


def test_no_two_rules_look_alike() -> None:
    for delivery in FILES:
        titles = [rule.title for rule in RULES.values() if rule.delivery == delivery]
        assert len(titles) == len(set(titles))


def test_every_fault_in_a_delivery_of_the_cbs_has_its_rule() -> None:
    assert {cbs_rules.code_of(trouble) for trouble in Trouble} <= RULES.keys()
