"""Telling the story: scenes in the order of the calendar, each in its own transaction."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import transaction

from .models import Told


@dataclass(frozen=True)
class Scene:
    """One thing that happened; `key` never changes, so that a telling can be taken up again.

    An `outermost` scene opens its own transaction, and may be played twice.
    """

    on: datetime.datetime
    key: str
    play: Callable[[datetime.datetime], object]
    outermost: bool = False


def tell(scenes: Iterable[Scene], *, until: datetime.datetime) -> int:
    """Play what was not yet told, oldest first, up to `until`; returns the number of scenes."""
    told = set(Told.objects.values_list("key", flat=True))
    count = 0
    for scene in sorted(scenes, key=lambda s: (s.on, s.key)):
        if scene.key in told or scene.on > until:
            continue
        if scene.outermost:
            scene.play(scene.on)
        with transaction.atomic():
            if not scene.outermost:
                scene.play(scene.on)
            Told.objects.create(key=scene.key)
        count += 1
    return count
