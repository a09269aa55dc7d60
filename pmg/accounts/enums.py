"""Roles of people who work with a scheme (domain: people)."""

from django.db import models


class Role(models.TextChoices):
    """Rol: what somebody may do, given for a period."""

    POLICY_OFFICER = "policy_officer", "beleidsmedewerker"
    ASSESSOR = "assessor", "beoordelaar"
    FINANCIAL_OFFICER = "financial_officer", "financieel medewerker"
    BUDGET_HOLDER = "budget_holder", "budgethouder"
    ANALYST = "analyst", "analist"
    AUDITOR = "auditor", "auditor"
    ADMINISTRATOR = "administrator", "beheerder"
    SISA_CONTACT = "sisa_contact", "SiSa-contactpersoon"
    PROJECT_LEADER = "project_leader", "projectleider"
    SIGNATORY = "signatory", "ondertekenaar"
    SYSTEM = "system", "systeem"


MUNICIPAL_ROLES = frozenset({Role.SISA_CONTACT, Role.PROJECT_LEADER, Role.SIGNATORY})
MINISTRY_ROLES = frozenset(Role) - MUNICIPAL_ROLES - {Role.SYSTEM}
