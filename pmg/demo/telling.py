"""Telling the story: scenes in the order of the calendar, each in its own transaction."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import transaction

from .models import Told

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Scene:
    """One thing that happened; `key` never changes, so that a telling can be taken up again."""

    on: datetime.datetime
    key: str
    play: Callable[[datetime.datetime], object]


def tell(scenes: Iterable[Scene], *, until: datetime.datetime) -> int:
    """Play what was not yet told, oldest first, up to `until`; returns the number of scenes."""
    told = set(Told.objects.values_list("key", flat=True))
    count = 0
    for scene in sorted(scenes, key=lambda s: (s.on, s.key)):
        if scene.key in told or scene.on > until:
            continue
        with transaction.atomic():
            scene.play(scene.on)
            Told.objects.create(key=scene.key)
        count += 1
    return count
