"""Partijen van een regeling bijhouden: who must sign, for what, and who speaks for them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from pmg.accounts.models import User
from pmg.casework.errors import NotAllowed, StaleRevision
from reporting.models import PartySigner, SignOffParty
from reporting.permissions import KEEPERS


@transaction.atomic
def save_party(
    *,
    party: SignOffParty,
    fields: dict[str, Any],
    signers: Iterable[User],
    deputies: Iterable[User],
    by: User,
    seen_revision: int,
) -> SignOffParty:
    """Partij opslaan, new or changed; the database keeps what it was before.

    Raises NotAllowed for who is no administrator, StaleRevision when a colleague changed it since.
    """
    if not by.has_role(*KEEPERS):
        raise NotAllowed("Uw rol laat deze stap niet toe.")
    if not party._state.adding:
        party = SignOffParty.objects.select_for_update().get(pk=party.pk)
        if party.revision != seen_revision:
            raise StaleRevision
    for name, value in fields.items():
        setattr(party, name, value)
    party.revision += 1
    party.save()
    wanted = {one.pk: False for one in signers} | {one.pk: True for one in deputies}
    known = {one.user_id: one for one in party.signers.all()}
    for user_id, one in known.items():
        if user_id not in wanted:
            one.delete()
        elif one.is_deputy != wanted[user_id]:
            one.is_deputy = wanted[user_id]
            one.save(update_fields=["is_deputy"])
    for user_id, is_deputy in wanted.items():
        if user_id not in known:
            PartySigner.objects.create(party=party, user_id=user_id, is_deputy=is_deputy)
    return party
