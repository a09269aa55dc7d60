"""People, their roles and mandates, what was asked and decided about them, and who read what."""

from .access import AccessRecord
from .decisions import FactorReset, MandateRequest, RoleOffer, TwoPersons
from .people import Mandate, RoleAssignment, RoleAssignmentQuerySet, User
from .record import PersonEvent

__all__ = [
    "AccessRecord",
    "FactorReset",
    "Mandate",
    "MandateRequest",
    "PersonEvent",
    "RoleAssignment",
    "RoleAssignmentQuerySet",
    "RoleOffer",
    "TwoPersons",
    "User",
]
