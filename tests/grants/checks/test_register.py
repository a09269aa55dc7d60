"""What the catalogue says of every check: nobody is left with a code and no words."""

from __future__ import annotations

import pytest

from grants.checks import (
    package,
    reconciliation_rules,
    selection_rules,
    statement,
    takeover_rules,
    virus,
)
from grants.checks.findings import ERROR, WARNING
from grants.checks.register import (
    FILE,
    PACKAGE,
    RECONCILIATION,
    RULES,
    SELECTION,
    STATEMENT,
    TAKE_OVER,
    WORKBOOK,
    Rule,
)

MODULES = (package, reconciliation_rules, selection_rules, statement, takeover_rules, virus)
"""Imported so that every rule is in the register."""


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_every_rule_says_what_why_and_what_is_right(rule: Rule) -> None:
    assert rule.severity in (ERROR, WARNING)
    assert rule.delivery in (
        FILE,
        PACKAGE,
        RECONCILIATION,
        SELECTION,
        STATEMENT,
        TAKE_OVER,
        WORKBOOK,
    )
    assert rule.first_year <= rule.last_year
    for text in (rule.title, rule.source, rule.why, rule.mend, rule.example):
        assert text.strip() == text != ""
    assert rule.why.endswith(".")
    assert rule.mend.endswith((".", "’."))
    assert len(rule.why) <= 200, "plain words are short"
    assert "plausibel" not in f"{rule.title}{rule.why}{rule.example}"


def test_no_two_rules_look_alike() -> None:
    for delivery in (PACKAGE, RECONCILIATION, SELECTION, STATEMENT, TAKE_OVER, WORKBOOK):
        titles = [rule.title for rule in RULES.values() if rule.delivery == delivery]
        assert len(titles) == len(set(titles))
