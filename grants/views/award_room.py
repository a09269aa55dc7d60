"""Ruimte naast een formulier met bedragen: what may be given, and what is filled in."""

from __future__ import annotations

from typing import Any

from grants.forms.year_amounts import YearAmountsForm
from grants.queries.award_room import AwardRoom


def room_shown(room: AwardRoom, form: YearAmountsForm) -> dict[str, Any]:
    """What `grants/awards/_room.html` shows."""
    return {"room": room, "filled": form.filled, "left": room.left(form.filled)}
