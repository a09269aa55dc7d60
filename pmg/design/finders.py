"""Static files that npm fetched: only those on the list below can be served."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core import checks
from django.core.files.storage import FileSystemStorage

NLDS = "@nl-design-system-candidate"
NOTO = "@fontsource-variable/noto-sans"
FIRA = "@fontsource/fira-sans"

# Name under /static/ -> file below node_modules.
ASSETS: dict[str, str] = {
    "vendor/tokens.css": "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css",
    "vendor/utrecht.css": "@utrecht/component-library-css/dist/index.css",
    "vendor/heading.css": f"{NLDS}/heading-css/dist/heading.css",
    "vendor/link.css": f"{NLDS}/link-css/dist/link.css",
    "vendor/paragraph.css": f"{NLDS}/paragraph-css/dist/paragraph.css",
    "vendor/skip-link.css": f"{NLDS}/skip-link-css/dist/skip-link.css",
    "vendor/noto-sans-latin.woff2": f"{NOTO}/files/noto-sans-latin-wght-normal.woff2",
    "vendor/noto-sans-latin-ext.woff2": f"{NOTO}/files/noto-sans-latin-ext-wght-normal.woff2",
    "vendor/fira-sans-latin-400.woff2": f"{FIRA}/files/fira-sans-latin-400-normal.woff2",
    "vendor/fira-sans-latin-600.woff2": f"{FIRA}/files/fira-sans-latin-600-normal.woff2",
    "vendor/fira-sans-latin-700.woff2": f"{FIRA}/files/fira-sans-latin-700-normal.woff2",
}


def node_modules() -> Path:
    """The folder that `npm ci` fills."""
    return Path(settings.BASE_DIR) / "node_modules"


class AssetStorage(FileSystemStorage):
    """Reads an asset by the name it has for us."""

    def path(self, name: str) -> str:
        return str(Path(self.location) / ASSETS[name])


class NodeModulesFinder(BaseFinder):
    """Finds the files named in `ASSETS`, and nothing else of node_modules."""

    def __init__(self, app_names: Sequence[str] | None = None, *args: Any, **kwargs: Any) -> None:
        self.storage = AssetStorage(location=str(node_modules()))
        super().__init__(*args, **kwargs)

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        if path not in ASSETS or not self.storage.exists(path):
            return []
        found = self.storage.path(path)
        return [found] if find_all else found

    def list(
        self, ignore_patterns: Iterable[str] | None
    ) -> Iterator[tuple[str, FileSystemStorage]]:
        for name in ASSETS:
            if self.storage.exists(name):
                yield name, self.storage


def check_assets(app_configs: object, **kwargs: object) -> list[checks.CheckMessage]:
    """Says what to do when the style sheets were not fetched: pages would be bare."""
    missing = [path for path in ASSETS.values() if not (node_modules() / path).is_file()]
    if not missing:
        return []
    return [
        checks.Warning(
            f"{len(missing)} style or font files are missing, such as {missing[0]}.",
            hint="Run `npm ci --omit=dev`; `make run` does this for you.",
            id="design.W001",
        )
    ]
