"""Vrijstelling toepassen: a finding of an exempted check stays visible, and no longer counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from .findings import Outcome
from .register import PACKAGE, STATEMENT, Rule

EXEMPT = "exempt"
"""Zwaarte of a finding that does not count: neither an error nor a warning."""

OF_OURSELVES = ("Beveiliging van deze toepassing", "Grens van deze toepassing")
"""Sources of rules that no civil servant can wave aside: they keep the application safe."""


def may_be_exempted(rule: Rule) -> bool:
    """Whether the ministry may give an exemption: of its own rules, never of our safety."""
    return rule.delivery in (PACKAGE, STATEMENT) and rule.source not in OF_OURSELVES


def exempted(outcome: Outcome, granted: Mapping[str, str]) -> Outcome:
    """The outcome in which findings of these codes do not count.

    `granted` says for each code why and until when: that is what stands in place of the remedy.
    """
    return replace(
        outcome,
        findings=tuple(
            replace(finding, severity=EXEMPT, remedy=granted[finding.code])
            if finding.code in granted
            else finding
            for finding in outcome.findings
        ),
    )
