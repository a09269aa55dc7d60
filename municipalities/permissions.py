"""Who opens the pages about a municipality's people."""

from pmg.accounts.enums import MUNICIPAL_ROLES, Role

INVITERS = (*MUNICIPAL_ROLES, Role.ADMINISTRATOR)
PEOPLE_READERS = (*INVITERS, Role.POLICY_OFFICER, Role.ASSESSOR, Role.AUDITOR)
