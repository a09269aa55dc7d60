"""LibreOffice, as a municipality uses it: opens a workbook and saves it as something else."""

from __future__ import annotations

import subprocess
from pathlib import Path


def saved_again(data: bytes, extensions: tuple[str, ...], folder: Path) -> dict[str, bytes]:
    """The workbook as LibreOffice saves it, by extension; `folder` is left full of its files."""
    original = folder / "pmg_2025_0513.xlsx"
    original.write_bytes(data)
    saved = {}
    for extension in extensions:
        out = folder / extension
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--headless",
                "--convert-to",
                extension,
                "--outdir",
                out,
                original,
            ],
            check=True,
            capture_output=True,
            timeout=180,
        )
        saved[extension] = (out / f"pmg_2025_0513.{extension}").read_bytes()
    return saved
