"""Vingerafdruk of a text in parts: tells whether it changed, and proves what it was."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def fingerprint(content: Any) -> str:
    """SHA-256 over the canonical JSON of what was typed."""
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
