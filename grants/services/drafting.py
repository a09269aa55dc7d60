"""Concept bewaren: one part of a draft, stored as typed; nothing is refused or overwritten."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from django.db.models.functions import Now

from grants.checks.section_findings import S
from grants.models.drafts import TypedPart
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused

D = TypeVar("D", bound=TypedPart)


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


class StaleSection(StaleText, Generic[S]):
    """A colleague saved this section after the page was drawn; both texts are kept."""

    def __init__(self, section: S, stored: TypedPart, typed: Mapping[str, str]) -> None:
        self.section: S = section
        super().__init__(str(section.label), stored, typed)


@dataclass(frozen=True)
class SavedPage(Generic[S, D]):
    """Uitkomst: the drafts as they are now, and the sections that were not stored."""

    drafts: dict[S, D] = field(default_factory=dict)
    conflicts: dict[S, StaleSection[S]] = field(default_factory=dict)


def store_section(part: D, section: S, typed: Posted, *, by: User) -> bool:
    """As `store_typed`, of one section. Raises StaleSection."""
    try:
        return store_typed(part, typed, name=str(section.label), by=by)
    except StaleText as stale:
        raise StaleSection(section, stale.stored, stale.typed) from stale


def save_each(sections: Mapping[S, Posted], save: Callable[[S, Posted], D]) -> SavedPage[S, D]:
    """Each section by itself, so that one conflict does not hold up the others."""
    saved: SavedPage[S, D] = SavedPage()
    for section, typed in sections.items():
        try:
            saved.drafts[section] = save(section, typed)
        except StaleSection as stale:
            saved.conflicts[section] = stale
    return saved
