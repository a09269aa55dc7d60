"""Het besluit achter een boeking: what happened, by whom, and the page that shows it with its letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from grants.models import LedgerEntry
from grants.queries.municipality import Happening, happening
from pmg.accounts.models import User

from .justification_pages import READERS as JUSTIFICATION_READERS

PAGES = {
    "award": "grants:award",
    "change": "grants:change",
    "justification": "grants:justification",
    "payment": "grants:payment",
    "recovery": "grants:recovery",
    "settlement": "grants:settlement",
    "vat_share": "grants:vat_share",
}
"""The page of a case by its kind."""


@dataclass(frozen=True)
class Booked:
    """Boeking with the deed behind it, and the page of that deed."""

    entry: LedgerEntry
    deed: Happening
    page: str


def with_deeds(rows: Iterable[LedgerEntry], *, user: User) -> Iterator[Booked]:
    """Each row with its deed. Who may not open a justification is led to the award."""
    shut = set() if user.has_role(*JUSTIFICATION_READERS) else {"justification"}
    for entry in rows:
        event = entry.event
        page = (
            reverse(PAGES[event.case_kind], args=[event.case_id])
            if event.case_kind in PAGES and event.case_kind not in shut
            else reverse("grants:award", args=[entry.award_id])
        )
        yield Booked(entry, happening(event, by_name=user.is_ministry), page)
