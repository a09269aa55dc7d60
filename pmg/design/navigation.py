"""The menu. Apps register their entries in their own module `navigation`.

A menu of up to `SHORT` entries is one row. A longer one is drawn in rooms: the first row names the
rooms and opens each at its first page, the second row holds the pages of the room one is in. It
needs no script, nothing folds open over the page, and a keyboard walks it as it stands.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest
from django.urls import reverse

Allowed = Callable[[object], bool]

# What fits beside each other at the width of a page.
SHORT = 8


def everyone(user: object) -> bool:
    """For whoever is signed in."""
    return bool(getattr(user, "is_authenticated", False))


@dataclass(frozen=True)
class Entry:
    """One line in the menu: words, the name of its page, who sees it, its place and its room."""

    label: str
    url_name: str
    allowed: Allowed = everyone
    order: int = 100
    room: str = ""


@dataclass(frozen=True)
class NavItem:
    """An entry or a room as drawn for one request; a room holds its pages."""

    label: str
    url: str
    current: bool
    pages: tuple[NavItem, ...] = ()


_entries: dict[str, Entry] = {}


def register(
    label: str,
    url_name: str,
    *,
    allowed: Allowed = everyone,
    order: int = 100,
    room: str = "",
) -> None:
    """Put a page in the menu. Registering the same page again replaces its entry."""
    _entries[url_name] = Entry(label, url_name, allowed, order, room)


def items_for(request: HttpRequest) -> list[NavItem]:
    """The menu of this user, with the entry marked that the page belongs to."""
    user = getattr(request, "user", None)
    entries = sorted(_entries.values(), key=lambda entry: (entry.order, entry.label))
    shown = [entry for entry in entries if entry.allowed(user)]
    addresses = {entry: reverse(entry.url_name) for entry in shown}
    current = _current(list(addresses.values()), request.path)
    drawn = [
        (entry.room or entry.label, NavItem(entry.label, url, url == current))
        for entry, url in addresses.items()
    ]
    return [page for _, page in drawn] if len(drawn) <= SHORT else _in_rooms(drawn)


def _in_rooms(drawn: list[tuple[str, NavItem]]) -> list[NavItem]:
    """The pages by their room, at the place of its first page; a lone page needs no room."""
    first = {room: place for place, (room, _) in reversed(list(enumerate(drawn)))}
    drawn = sorted(drawn, key=lambda pair: first[pair[0]])
    rooms = []
    for room, group in groupby(drawn, key=lambda pair: pair[0]):
        pages = tuple(page for _, page in group)
        within = any(page.current for page in pages)
        rooms.append(NavItem(room, pages[0].url, within, pages) if len(pages) > 1 else pages[0])
    return rooms


def _current(urls: list[str], path: str) -> str | None:
    """The longest address above or at this page; the start page only for itself."""
    above = [url for url in urls if url == path or (url != "/" and path.startswith(url))]
    return max(above, key=len, default=None)
