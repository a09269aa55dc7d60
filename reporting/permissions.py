"""Who reads, writes, signs and sends the report before it is public."""

from pmg.accounts.enums import Role

READERS = (Role.ANALYST, Role.POLICY_OFFICER, Role.AUDITOR, Role.SIGN_OFF)
"""They see the year as it leaves the ministry: small counts hidden."""

WRITERS = (Role.POLICY_OFFICER, Role.ANALYST)
"""They write the texts of the report, the letter and the note."""

MAKERS = (Role.ANALYST,)
"""They freeze a year and have the report made."""

PUBLISHERS = (Role.POLICY_OFFICER,)
"""They send what somebody else froze, and withdraw it."""

ASKERS = (Role.POLICY_OFFICER, Role.ANALYST)
"""They ask the parties of the scheme for their sign-off."""

SIGNERS = (Role.SIGN_OFF,)
"""They give or refuse it, for the party that names them."""

KEEPERS = (Role.ADMINISTRATOR,)
"""They keep the list of parties of a scheme."""
