"""Hoeveel van een jaar geaccepteerd kan worden; whole euros."""

from __future__ import annotations

from decimal import Decimal


def acceptable(*, stated: Decimal | None, audited: Decimal | None) -> Decimal:
    """Verantwoord bedrag: the most that a judgement can accept.

    Statement and SiSa figure speak of the same money, so what stands in only one of them is not
    justified: the lower counts. Where only one was delivered that one counts; without either, zero.
    """
    told = [amount for amount in (stated, audited) if amount is not None]
    return max(min(told, default=Decimal(0)), Decimal(0))
