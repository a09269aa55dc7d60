"""Bestanden op schijf: a file appears under its name whole, or not at all."""

from __future__ import annotations

import os
import uuid
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage


class WholeFiles(FileSystemStorage):
    """A folder in which no reader ever meets half a file.

    Bytes are written beside their place and flushed to the disk; then one rename gives them their
    name. A process that is killed half-way, and a disk that is full, leave no file of that name.
    """

    def _save(self, name: str, content: Any) -> str:
        half = f"{name}.{uuid.uuid4().hex}.part"
        try:
            kept = super()._save(half, content)  # type: ignore[misc]
            written = Path(self.path(kept))
            with written.open("rb") as file:
                os.fsync(file.fileno())
            written.replace(self.path(name))
        except OSError:
            Path(self.path(half)).unlink(missing_ok=True)
            raise
        return name
