"""Style sheets and fonts that npm fetched."""

import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import override_settings

from pmg.design.finders import ASSETS, check_assets


def test_every_listed_file_is_there_and_nothing_else_is_served() -> None:
    assert check_assets(None) == []
    for name in ASSETS:
        found = finders.find(name)
        assert found
        assert Path(found).is_file()
    assert not finders.find("vendor/../package.json")
    assert not finders.find("@utrecht/component-library-css/package.json")


def test_lock_names_no_registry() -> None:
    lock = (Path(__file__).parents[2] / "package-lock.json").read_text()
    assert '"resolved"' not in lock


def test_everything_can_be_collected_under_hashed_names(tmp_path: Path) -> None:
    storages = {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    }
    with override_settings(STATIC_ROOT=tmp_path, STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)
    assert (tmp_path / "staticfiles.json").is_file()
    fonts = next(tmp_path.glob("css/fonts.*.css")).read_text()
    assert re.search(r"noto-sans-latin\.[0-9a-f]+\.woff2", fonts)


def test_templates_carry_no_inline_style_or_script() -> None:
    templates = Path(__file__).parents[2] / "templates"
    # They leave the site as files, with no style sheet beside them.
    carried_away = {
        templates / "grants" / "audit" / "index.html",
        templates / "reporting" / "page.html",
    }
    for file in {*templates.rglob("*.html")} - carried_away:
        html = file.read_text()
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|javascript:", html), file
        for script in re.findall(r"<script[^>]*>", html):
            assert "src=" in script or "application/json" in script, file
