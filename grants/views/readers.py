"""Wie over geld mag lezen."""

from pmg.accounts.enums import Role

MINISTRY_READERS = (
    Role.POLICY_OFFICER,
    Role.ASSESSOR,
    Role.FINANCIAL_OFFICER,
    Role.BUDGET_HOLDER,
    Role.ANALYST,
    Role.AUDITOR,
)
MUNICIPAL_READERS = (Role.SISA_CONTACT, Role.PROJECT_LEADER, Role.SIGNATORY)
"""They read about their own municipality only: what they see comes from `..._visible_to`."""
