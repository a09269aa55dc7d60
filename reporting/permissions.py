"""Who reads the report before it is public."""

from pmg.accounts.enums import Role

READERS = (Role.ANALYST, Role.POLICY_OFFICER, Role.AUDITOR)
"""They see the year as it leaves the ministry: small counts hidden."""

WRITERS = (Role.POLICY_OFFICER, Role.ANALYST)
"""They write the texts of the report, the letter and the note."""

MAKERS = (Role.ANALYST,)
"""They freeze a year and have the report made."""

PUBLISHERS = (Role.POLICY_OFFICER,)
"""They publish what somebody else froze."""
