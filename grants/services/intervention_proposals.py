"""Voorstellen voor het interventieregister doen en opnemen."""

from __future__ import annotations

import datetime
import uuid

from django.db import transaction

from grants.models import InterventionProposal
from municipalities.models import Municipality
from pmg.accounts.models import User
from pmg.casework.models import Event
from pmg.casework.moves import Door, move

from .interventions import InterventionFields, add_intervention


@transaction.atomic
def propose_intervention(
    *,
    municipality: Municipality,
    fields: InterventionFields,
    reason: str,
    by: User,
    on: datetime.datetime,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> InterventionProposal:
    """Interventie voorstellen voor het register, with why; the ministry decides.

    The same `key` again gives the proposal it made the first time. Raises MoveRefused.
    """
    if key and (made := InterventionProposal.objects.filter(pk=key).first()):
        return made
    proposal = InterventionProposal(
        pk=key or uuid.uuid4(), municipality=municipality, **fields.to_model()
    )
    move(proposal, "propose", by=by, on=on, seen_revision=0, reason=reason, key=key, door=door)
    return proposal


@transaction.atomic
def accept_proposal(
    *,
    intervention_proposal: InterventionProposal,
    fields: InterventionFields,
    reason: str = "",
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Voorstel opnemen in het register, as it was proposed or changed by the ministry.

    The proposal stays as it was. Who changes something says why. Raises MoveRefused, also when the
    name is in the register by now.
    """
    as_proposed = fields == InterventionFields.of(intervention_proposal)
    added = uuid.uuid4()
    event = move(
        intervention_proposal,
        "accept" if as_proposed else "accept_changed",
        by=by,
        on=on,
        seen_revision=seen_revision,
        reason=reason,
        fields={"intervention_id": added},
        data={"intervention": str(added)},
        key=key,
        door=door,
    )
    if event.data["intervention"] == str(added):  # and not what the same key did before
        add_intervention(fields=fields, by=by, key=added)
    return event
