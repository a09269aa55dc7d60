"""Aanvraag as plain values: what a municipality may choose from, and what a whole one says."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class BudgetYear:
    """Uitkeringsjaar in de begroting: its key, name and highest amount per municipality (euros)."""

    key: int
    label: str
    maximum: Decimal


@dataclass(frozen=True, kw_only=True)
class ApplicationChoices:
    """Waaruit gekozen kan worden: activities and sectors by code, interventions by id."""

    years: tuple[BudgetYear, ...]
    activities: Mapping[str, str]
    sectors: Mapping[str, str]
    interventions: Mapping[uuid.UUID, str]


@dataclass(frozen=True, kw_only=True)
class PlannedIntervention:
    """Interventie in het plan."""

    intervention: uuid.UUID
    area: str
    partners: str
    aim: str


@dataclass(frozen=True, kw_only=True)
class BudgetRow:
    """Regel van de begroting: whole euros by the key of the grant year."""

    activity: str
    sector: str
    intervention: uuid.UUID | None
    description: str
    amounts: Mapping[int, int]


@dataclass(frozen=True, kw_only=True)
class ContactPerson:
    """Contactpersoon van de gemeente bij deze aanvraag."""

    name: str
    function: str
    mail: str
    phone: str


@dataclass(frozen=True, kw_only=True)
class ApplicationContent:
    """Inhoud van een aanvraag; amounts in whole euros."""

    analysis: str
    target: str
    sources: str
    approach: str
    plan: tuple[PlannedIntervention, ...]
    budget: tuple[BudgetRow, ...]
    securing: str
    iban: str
    holder: str
    contacts: tuple[ContactPerson, ...]

    def requested(self, year: int) -> int:
        """Aangevraagd voor een uitkeringsjaar."""
        return sum(row.amounts.get(year, 0) for row in self.budget)

    @property
    def total(self) -> int:
        """Aangevraagd over alle uitkeringsjaren."""
        return sum(sum(row.amounts.values()) for row in self.budget)
