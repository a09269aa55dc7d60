"""Concept bewaren: one part of a draft, stored as typed; nothing is refused or overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models.functions import Now

from grants.models.drafts import TypedPart
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused


@dataclass(frozen=True)
class Posted:
    """Een deel zoals getypt, with the revision of the draft its page was drawn from."""

    raw: Mapping[str, str]
    seen_revision: int


class StaleText(MoveRefused):
    """A colleague saved this part after the page was drawn; both texts are kept.

    `stored` is the colleague's, `typed` what was not saved.
    """

    def __init__(self, name: str, stored: TypedPart, typed: Mapping[str, str]) -> None:
        self.stored, self.typed = stored, typed
        super().__init__(
            f"Een collega heeft ‘{name}’ intussen gewijzigd. "
            "Uw tekst bij dit onderdeel is nog niet opgeslagen."
        )


def store_typed(part: TypedPart, typed: Posted, *, name: str, by: User) -> bool:
    """Deel opslaan exactly as typed, also when it is not valid; False when it was so already.

    Call it with the case locked: that lock keeps the part still, also when it is not there yet.
    Raises StaleText when a colleague saved it since.
    """
    if part.pk and part.raw == dict(typed.raw):
        return False
    if part.revision != typed.seen_revision:
        raise StaleText(name, part, typed.raw)
    part.raw, part.revision, part.by = dict(typed.raw), part.revision + 1, by
    part.saved_at = Now()
    part.save()
    part.refresh_from_db(fields=["saved_at"])
    return True
