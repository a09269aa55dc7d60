"""Geheugen dat mag ontbreken: without its server every page still works, only slower."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, TypeVar

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import ConnectionError as NoConnection
from redis.exceptions import TimeoutError as NoAnswer

log = logging.getLogger(__name__)
Result = TypeVar("Result")


class CacheThatMayBeGone(RedisCache):
    """What is not remembered is looked up again; nothing is kept here alone.

    While the server is away the limits on attempts to sign in do not count, and the log says so.
    """

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        return _or_else(default, lambda: super(CacheThatMayBeGone, self).get(key, default, version))

    def get_many(self, keys: Any, version: int | None = None) -> dict[str, Any]:
        return _or_else({}, lambda: super(CacheThatMayBeGone, self).get_many(keys, version))

    def has_key(self, key: str, version: int | None = None) -> bool:
        return _or_else(False, lambda: super(CacheThatMayBeGone, self).has_key(key, version))

    def add(self, *arguments: Any, **named: Any) -> bool:
        return _or_else(True, lambda: super(CacheThatMayBeGone, self).add(*arguments, **named))

    def set(self, *arguments: Any, **named: Any) -> None:
        _or_else(None, lambda: super(CacheThatMayBeGone, self).set(*arguments, **named))

    def set_many(self, *arguments: Any, **named: Any) -> list[str]:
        return _or_else([], lambda: super(CacheThatMayBeGone, self).set_many(*arguments, **named))

    def touch(self, *arguments: Any, **named: Any) -> bool:
        return _or_else(False, lambda: super(CacheThatMayBeGone, self).touch(*arguments, **named))

    def delete(self, *arguments: Any, **named: Any) -> bool:
        return _or_else(False, lambda: super(CacheThatMayBeGone, self).delete(*arguments, **named))

    def delete_many(self, *arguments: Any, **named: Any) -> None:
        _or_else(None, lambda: super(CacheThatMayBeGone, self).delete_many(*arguments, **named))


def _or_else(answer: Result, ask: Callable[[], Any]) -> Result:
    """What the server says, or this answer where there is none."""
    try:
        found: Result = ask()
    except (NoConnection, NoAnswer) as trouble:
        log.warning("No cache: %s", trouble)
        return answer
    return found
