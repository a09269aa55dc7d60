"""Bezwaar tegen een beschikking."""

from django.db import models
from django.db.models import Q

from grants.enums import ObjectionState
from grants.transitions.objections import OBJECTION_MOVES
from pmg.casework.models import Case

from .letters import Letter

DECIDED = (ObjectionState.INADMISSIBLE, ObjectionState.UNFOUNDED, ObjectionState.FOUNDED)


class Objection(Case):
    """Bezwaar (Awb 6:4): against one letter; `objector` is a function, never a person.

    `decide_by` is worked out from the date of the letter and moves once, when it is postponed.
    """

    moves = OBJECTION_MOVES

    state = models.CharField("status", max_length=40, choices=ObjectionState, editable=False)
    letter = models.ForeignKey(Letter, models.PROTECT, related_name="objections")
    objector = models.CharField("wie bezwaar maakt (functie)", max_length=120)
    received_on = models.DateField("ontvangen op")
    posted_on = models.DateField("op de post gedaan op", null=True, blank=True)
    has_committee = models.BooleanField("met adviescommissie (Awb 7:13)", default=False)
    grounds = models.TextField("gronden van het bezwaar")
    decide_by = models.DateField("uiterlijk beslissen")
    is_postponed = models.BooleanField("beslissing verdaagd", default=False)
    proposed = models.CharField(
        "voorgestelde beslissing", max_length=40, choices=ObjectionState, blank=True
    )
    motivation = models.TextField("motivering van de beslissing", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="objection_has_municipality", condition=Q(municipality__isnull=False)
            )
        ]
        indexes = [models.Index(name="objection_decide_by", fields=["decide_by", "id"])]

    def __str__(self) -> str:
        return f"bezwaar tegen {self.letter}"

    @property
    def is_open(self) -> bool:
        """Whether a decision is still due."""
        return self.state in (ObjectionState.RECEIVED, ObjectionState.PROPOSED)
