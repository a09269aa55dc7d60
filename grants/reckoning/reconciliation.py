"""Aansluiting: payments here beside those of the financial system, to the cent. Pure; euros.

Rows belong together by reference. Where the other system has no reference of ours they belong
together by creditor or commitment number and the very same amount, the nearest day first. Nothing
is rounded and nothing is forgiven: a cent is a difference.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from grants.enums import MatchKind, MatchStanding

ZERO = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class Paid:
    """Betaling on one side. A return is a negative amount; `place` is its row in the export."""

    reference: str
    amount: Decimal
    on: datetime.date
    creditor: str = ""
    commitment: str = ""
    party: str = ""
    place: int = 0


@dataclass(frozen=True)
class Match:
    """Uitkomst for a payment of one side, or of both."""

    kind: MatchKind
    here: Paid | None = None
    there: Paid | None = None

    @property
    def difference(self) -> Decimal:
        """What the financial system has more than we have."""
        return (self.there.amount if self.there else ZERO) - (
            self.here.amount if self.here else ZERO
        )

    @property
    def identity(self) -> str:
        """By which the same difference is known again next month, without its place in the file."""
        one = self.here or self.there
        assert one is not None, "a match has a side"
        name = plain(one.reference) or f"{plain(one.creditor or one.commitment)}@{one.on}"
        figures = "/".join(
            f"{side.amount:.2f}@{side.on}" if side else "-" for side in (self.here, self.there)
        )
        return f"{self.kind.value}:{name}:{figures}"


@dataclass(frozen=True)
class Outcome:
    """Uitkomst van een aansluiting."""

    matches: tuple[Match, ...]
    here: Decimal
    there: Decimal
    counts: Counter[MatchKind] = field(default_factory=Counter)

    @property
    def difference(self) -> Decimal:
        return self.there - self.here


def plain(text: str) -> str:
    """Letters and digits only, so that spaces, dashes and case do not matter."""
    return re.sub(r"[^a-z0-9]", "", text.casefold())


def reconcile(here: Sequence[Paid], there: Sequence[Paid]) -> Outcome:
    """Laat twee lijsten aansluiten. Every row of both comes back exactly once."""
    ours, theirs = list(here), list(there)
    matches: list[Match] = []
    # The same reference and amount first, so that a double booking leaves only the second behind.
    for key in (_same_payment, _same_reference, _same_creditor, _same_commitment):
        matches += _pair(ours, theirs, key)
    matches += [Match(MatchKind.MISSING_THERE, here=one) for one in ours]
    matches += [Match(MatchKind.MISSING_HERE, there=one) for one in theirs]
    return Outcome(
        tuple(sorted(matches, key=_order)),
        sum((one.amount for one in here), ZERO),
        sum((one.amount for one in there), ZERO),
        Counter(match.kind for match in matches),
    )


def standing_beside(previous: Iterable[str], match: Match) -> MatchStanding | None:
    """Whether a difference is new beside the last run; None for what agrees."""
    if match.kind == MatchKind.MATCHED:
        return None
    return MatchStanding.STILL if match.identity in previous else MatchStanding.NEW


Key = Callable[[Paid], tuple[object, ...] | None]


def _pair(ours: list[Paid], theirs: list[Paid], key: Key) -> list[Match]:
    """Takes out of both lists what belongs together by this key, the nearest days first."""
    waiting: defaultdict[tuple[object, ...], list[Paid]] = defaultdict(list)
    for one in sorted(theirs, key=lambda row: (row.on, row.place)):
        if (found := key(one)) is not None:
            waiting[found].append(one)
    found_pairs: list[Match] = []
    for one in sorted(ours, key=lambda row: (row.on, row.reference)):
        name = key(one)
        if name is None or not waiting.get(name):
            continue
        other = min(waiting[name], key=lambda row: (abs(row.on - one.on), row.place))
        waiting[name].remove(other)
        ours.remove(one)
        theirs.remove(other)
        agrees = one.amount == other.amount and one.on == other.on
        found_pairs.append(Match(MatchKind.MATCHED if agrees else MatchKind.DIFFERENT, one, other))
    return found_pairs


def _same_payment(row: Paid) -> tuple[object, ...] | None:
    return (plain(row.reference), row.amount) if plain(row.reference) else None


def _same_reference(row: Paid) -> tuple[object, ...] | None:
    return (plain(row.reference),) if plain(row.reference) else None


def _same_creditor(row: Paid) -> tuple[object, ...] | None:
    return (plain(row.creditor), row.amount) if plain(row.creditor) else None


def _same_commitment(row: Paid) -> tuple[object, ...] | None:
    return (plain(row.commitment), row.amount) if plain(row.commitment) else None


PLACES = {kind: place for place, kind in enumerate(reversed(MatchKind))}


def _order(match: Match) -> tuple[int, str, int]:
    one = match.here or match.there
    assert one is not None, "a match has a side"
    return PLACES[match.kind], one.reference, one.place
