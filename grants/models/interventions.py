"""Interventieregister: what is known of each intervention, and what municipalities propose."""

import uuid

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from grants.enums import EvidenceLevel, ProposalState
from grants.transitions.interventions import PROPOSAL_MOVES
from pmg.casework.models import Case


class DescribedIntervention(models.Model):
    """Wat er van een interventie bekend is, with the source of its evidence level."""

    evidence_level = models.CharField("mate van bewijs", max_length=20, choices=EvidenceLevel)
    evidence_source = models.CharField("bron", max_length=200, blank=True)
    evidence_on = models.DateField("beoordeeld op", null=True, blank=True)
    description = models.TextField("beschrijving", blank=True)
    age_from = models.PositiveSmallIntegerField("leeftijd vanaf", null=True, blank=True)
    age_to = models.PositiveSmallIntegerField("leeftijd tot en met", null=True, blank=True)
    risk_factors = ArrayField(
        models.CharField(max_length=80), verbose_name="risicofactoren", default=list, blank=True
    )
    protective_factors = ArrayField(
        models.CharField(max_length=80),
        verbose_name="beschermende factoren",
        default=list,
        blank=True,
    )
    setting = models.CharField("setting", max_length=100, blank=True)
    owner = models.CharField("eigenaar", max_length=200, blank=True)

    class Meta:
        abstract = True


@pghistory.track()
class Intervention(DescribedIntervention):
    """Interventie in het register, kept by the ministry."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("naam", max_length=200, unique=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="intervention_ages_in_order",
                condition=Q(age_from=None) | Q(age_to=None) | Q(age_to__gte=F("age_from")),
            )
        ]

    def __str__(self) -> str:
        return self.name


class InterventionProposal(DescribedIntervention, Case):
    """Voorstel voor het register, of a municipality; `intervention` is what came of it."""

    moves = PROPOSAL_MOVES

    name = models.CharField("naam", max_length=200)
    state = models.CharField("status", max_length=40, choices=ProposalState, editable=False)
    intervention = models.ForeignKey(
        Intervention, models.PROTECT, null=True, related_name="proposals"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="intervention_proposal_has_municipality",
                condition=Q(municipality__isnull=False),
            ),
            models.CheckConstraint(
                name="accepted_proposal_has_intervention",
                condition=Q(state=ProposalState.ACCEPTED, intervention__isnull=False)
                | (~Q(state=ProposalState.ACCEPTED) & Q(intervention=None)),
            ),
            models.CheckConstraint(
                name="proposal_ages_in_order",
                condition=Q(age_from=None) | Q(age_to=None) | Q(age_to__gte=F("age_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.name
