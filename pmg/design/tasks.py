"""Uw taken op de startpagina. An app that the start page does not know registers what waits there."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Task:
    """One thing that waits for somebody, and the page on which it is done."""

    title: str
    url: str
    due_on: datetime.date | None = None
    note: str = ""


Source = Callable[[Any, datetime.date], Iterable[Task]]
"""User and today -> what waits for that user. It asks the database only for who may have a task."""

_sources: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """Put tasks on the start page. Registering the same name again replaces them."""
    _sources[name] = source


def tasks_for(user: Any, today: datetime.date) -> list[Task]:
    """Everything that waits for this user, the first due first."""
    found = [task for source in _sources.values() for task in source(user, today)]
    return sorted(found, key=lambda task: (task.due_on or datetime.date.max, task.title))
