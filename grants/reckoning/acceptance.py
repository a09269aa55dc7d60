"""Hoeveel van een jaar geaccepteerd kan worden, and what is accepted of it; whole euros."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from grants.enums import Outcome

ZERO = Decimal(0)


def acceptable(*, stated: Decimal | None, audited: Decimal | None) -> Decimal:
    """Verantwoord bedrag: the most that a judgement can accept.

    Statement and SiSa figure speak of the same money, so what stands in only one of them is not
    justified: the lower counts. Where only one was delivered that one counts; without either, zero.
    """
    told = [amount for amount in (stated, audited) if amount is not None]
    return max(min(told, default=ZERO), ZERO)


def is_a_part(part: Decimal, *, of: Decimal) -> bool:
    """Of iets een deel is: between zero and the amount, and neither of them.

    Of a negative line, money that came back, a part is negative too.
    """
    return min(of, ZERO) < part < max(of, ZERO)


def accepted_of(outcome: str, *, amount: Decimal, part: Decimal | None) -> Decimal:
    """Wat er van een regel geaccepteerd wordt: all of its amount, the named part, or nothing.

    Raises ValueError for a part that is missing or is none.
    """
    if outcome == Outcome.ACCEPTED:
        return amount
    if outcome == Outcome.REJECTED:
        return ZERO
    if part is None or not is_a_part(part, of=amount):
        raise ValueError(f"{part} is not a part of {amount}")
    return part


def accepted_in_all(judged: Iterable[Decimal | None]) -> Decimal | None:
    """Geaccepteerd bedrag: the sum of the lines; None as long as one of them is not judged."""
    total = ZERO
    for accepted in judged:
        if accepted is None:
            return None
        total += accepted
    return total
