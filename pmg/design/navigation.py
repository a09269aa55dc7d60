"""The menu. Apps register their entries in their own module `navigation`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

Allowed = Callable[[object], bool]


def everyone(user: object) -> bool:
    """For whoever is signed in."""
    return bool(getattr(user, "is_authenticated", False))


@dataclass(frozen=True)
class Entry:
    """One line in the menu: words, the name of its page, who sees it and its place."""

    label: str
    url_name: str
    allowed: Allowed = everyone
    order: int = 100


@dataclass(frozen=True)
class NavItem:
    """An entry as drawn for one request."""

    label: str
    url: str
    current: bool


_entries: dict[str, Entry] = {}


def register(label: str, url_name: str, *, allowed: Allowed = everyone, order: int = 100) -> None:
    """Put a page in the menu. Registering the same page again replaces its entry."""
    _entries[url_name] = Entry(label, url_name, allowed, order)


def items_for(request: HttpRequest) -> list[NavItem]:
    """The menu of this user, with the entry marked that the page belongs to."""
    user = getattr(request, "user", None)
    entries = sorted(_entries.values(), key=lambda entry: (entry.order, entry.label))
    shown = [(entry.label, reverse(entry.url_name)) for entry in entries if entry.allowed(user)]
    current = _current([url for _, url in shown], request.path)
    return [NavItem(label, url, url == current) for label, url in shown]


def _current(urls: list[str], path: str) -> str | None:
    """The longest address above or at this page; the start page only for itself."""
    above = [url for url in urls if url == path or (url != "/" and path.startswith(url))]
    return max(above, key=len, default=None)
