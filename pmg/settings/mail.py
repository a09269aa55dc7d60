"""Outgoing mail from one address, as deployment platforms hand it out."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
WRONG = "EMAIL_URL is not like smtp+tls://user:password@mail.example.nl:587."


def from_url(address: str) -> dict[str, Any]:
    """Settings of an address: `smtp+tls` turns to TLS after connecting, `smtps` speaks it at once.

    A user name or password with `@`, `:` or `/` in it is percent-encoded. Raises
    ImproperlyConfigured, which never repeats the address: it holds a password.
    """
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(WRONG) from error
    if parts.scheme not in PORTS or not parts.hostname:
        raise ImproperlyConfigured(WRONG)
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
    }
