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
    SIGN_OFF = "sign_off", "parafeerder"
    SISA_CONTACT = "sisa_contact", "SiSa-contactpersoon"
    PROJECT_LEADER = "project_leader", "projectleider"
    SIGNATORY = "signatory", "ondertekenaar"
    SYSTEM = "system", "systeem"


MUNICIPAL_ROLES = frozenset({Role.SISA_CONTACT, Role.PROJECT_LEADER, Role.SIGNATORY})
MINISTRY_ROLES = frozenset(Role) - MUNICIPAL_ROLES - {Role.SYSTEM}

ALWAYS_TWO_PERSONS = MINISTRY_ROLES | {Role.SIGNATORY}
"""Roles that one person asks for and another confirms."""


class PersonAct(models.TextChoices):
    """Handeling: what happened to somebody's role, mandate or account."""

    INVITED = "invited", "Uitgenodigd"
    CONFIRMED = "confirmed", "Bevestigd door een tweede persoon"
    REFUSED = "refused", "Niet bevestigd"
    SENT_AGAIN = "sent_again", "Uitnodiging opnieuw gestuurd"
    WITHDRAWN = "withdrawn", "Uitnodiging ingetrokken"
    ACCEPTED = "accepted", "Uitnodiging aangenomen"
    DECLINED = "declined", "Uitnodiging afgewezen"
    ROLE_BEGUN = "role_begun", "Rol begonnen"
    ROLE_ENDED = "role_ended", "Rol beëindigd"
    NOT_MINE = "not_mine", "Gemeld: dit is niet voor mij"
    MANDATE_ASKED = "mandate_asked", "Mandaat gevraagd"
    MANDATE_GIVEN = "mandate_given", "Mandaat gegeven"
    MANDATE_REFUSED = "mandate_refused", "Mandaat niet gegeven"
    MANDATE_ENDED = "mandate_ended", "Mandaat beëindigd"
    BLOCKED = "blocked", "Account geblokkeerd"
    UNBLOCKED = "unblocked", "Account weer open"
    RESET_ASKED = "reset_asked", "Nieuwe tweede factor gevraagd"
    RESET_DONE = "reset_done", "Tweede factor gewist"
    RESET_REFUSED = "reset_refused", "Tweede factor niet gewist"


class Standing(models.TextChoices):
    """Stand van een uitnodiging; follows from its rows and the moment, and is stored nowhere."""

    WAITS = "waits", "wacht op een tweede persoon"
    INVITED = "invited", "uitgenodigd"
    ACCEPTED = "accepted", "aangenomen"
    DECLINED = "declined", "afgewezen"
    REFUSED = "refused", "niet bevestigd"
    WITHDRAWN = "withdrawn", "ingetrokken"
    EXPIRED = "expired", "verlopen"


class Purpose(models.TextChoices):
    """Doel: why somebody's reading is written down."""

    AUDIT = "audit", "inzage door een auditor"
    EXPORT = "export", "download van cijfers of een bestand"
    COUNTS = "counts", "inzage in aantallen onder de 5"
    EMBARGO = "embargo", "inzage onder embargo"
