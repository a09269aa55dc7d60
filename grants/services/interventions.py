"""Het interventieregister bijhouden. Its history is kept by the database, with who did it."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import asdict, dataclass, fields
from typing import Any

from django.db import transaction

from grants.models import Intervention
from grants.models.interventions import DescribedIntervention
from grants.queries.interventions import edition_number
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused, NotAllowed, StaleRevision


@dataclass(frozen=True, kw_only=True)
class InterventionFields:
    """Wat er van een interventie in het register staat."""

    name: str
    evidence_level: str
    evidence_source: str = ""
    evidence_on: datetime.date | None = None
    description: str = ""
    age_from: int | None = None
    age_to: int | None = None
    risk_factors: tuple[str, ...] = ()
    protective_factors: tuple[str, ...] = ()
    setting: str = ""
    owner: str = ""

    @classmethod
    def of(cls, described: DescribedIntervention) -> InterventionFields:
        """What stands in the register, or in a proposal for it."""
        stored: dict[str, Any] = {one.name: getattr(described, one.name) for one in fields(cls)}
        for name in ("risk_factors", "protective_factors"):
            stored[name] = tuple(stored[name])
        return cls(**stored)

    def to_model(self) -> dict[str, Any]:
        """As the columns hold it."""
        return {n: list(v) if isinstance(v, tuple) else v for n, v in asdict(self).items()}


@transaction.atomic
def add_intervention(
    *, fields: InterventionFields, by: User, key: uuid.UUID | None = None
) -> Intervention:
    """Interventie toevoegen; `key` becomes its own.

    Raises NotAllowed, and MoveRefused when the name is there already.
    """
    _check_may_keep(by)
    if Intervention.objects.filter(name__iexact=fields.name).exists():
        raise MoveRefused(f"‘{fields.name}’ staat al in het register.")
    return Intervention.objects.create(pk=key or uuid.uuid4(), **fields.to_model())


@transaction.atomic
def change_intervention(
    *, intervention: Intervention, fields: InterventionFields, by: User, seen_edition: int
) -> None:
    """Interventie wijzigen; reports that were submitted keep their numbers.

    Raises NotAllowed, StaleRevision when it changed since the page was drawn, and MoveRefused when
    the new name belongs to another one.
    """
    _check_may_keep(by)
    locked = Intervention.objects.select_for_update().get(pk=intervention.pk)
    if edition_number(locked) != seen_edition:
        raise StaleRevision
    others = Intervention.objects.exclude(pk=locked.pk)
    if others.filter(name__iexact=fields.name).exists():
        raise MoveRefused(f"‘{fields.name}’ staat al in het register.")
    for name, value in fields.to_model().items():
        setattr(locked, name, value)
    locked.save()


def _check_may_keep(by: User) -> None:
    if not (by.is_system or by.has_role(Role.POLICY_OFFICER)):
        raise NotAllowed("Alleen een beleidsmedewerker houdt het register bij.")
