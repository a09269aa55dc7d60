"""The import contracts see what they are there to see."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pmg.embedded.places import CHECKOUT

ROOTS = ("pmg", "municipalities", "grants", "reporting")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The sources of the checkout, to be spoiled."""
    for root in ROOTS:
        shutil.copytree(
            CHECKOUT / root,
            tmp_path / root,
            ignore=lambda _, names: [n for n in names if n in {"__pycache__", "data", "static"}],
        )
    shutil.copy(CHECKOUT / "pyproject.toml", tmp_path)
    return tmp_path


def lint(folder: Path) -> tuple[int, str]:
    """Exit code and words of import-linter, on one line."""
    answer = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=folder,
        env={"PATH": "", "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    return answer.returncode, " ".join(answer.stdout.split())


def test_a_room_nobody_named_is_seen(copy: Path) -> None:
    (copy / "grants" / "utils.py").write_text("")
    code, words = lint(copy)
    assert code == 1
    assert "not listed as layers: - grants.utils" in words


def test_an_import_upwards_between_floors_is_seen(copy: Path) -> None:
    (copy / "municipalities" / "models" / "upward.py").write_text("import grants.models\n")
    code, words = lint(copy)
    assert code == 1
    assert "an app knows only the floors below it. BROKEN" in words


def test_an_import_upwards_between_rooms_is_seen(copy: Path) -> None:
    (copy / "grants" / "models" / "upward.py").write_text("import grants.services\n")
    code, words = lint(copy)
    assert code == 1
    assert "In grants every module has its room" in words
    assert "grants.models.upward -> grants.services" in words


def test_django_in_a_pure_rule_is_seen(copy: Path) -> None:
    (copy / "grants" / "reckoning" / "impure.py").write_text("from django.utils import timezone\n")
    code, words = lint(copy)
    assert code == 1
    assert "Django stays outside. BROKEN" in words
