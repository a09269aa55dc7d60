"""Workbooks as LibreOffice saves them again: the program itself does it."""

from __future__ import annotations

import functools
import subprocess
import tempfile
from pathlib import Path


@functools.cache
def saved_again(data: bytes, extension: str, was: str = "xlsx") -> bytes:
    """The workbook after LibreOffice opened it and saved it as `extension`."""
    with tempfile.TemporaryDirectory() as folder:
        before = Path(folder, f"before.{was}")
        before.write_bytes(data)
        after = Path(folder, "after")
        # A profile of its own: a second LibreOffice with the same one does nothing, silently.
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation=file://{folder}/profile",
                "--headless",
                "--convert-to",
                extension,
                "--outdir",
                after,
                before,
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return Path(after, f"before.{extension}").read_bytes()
