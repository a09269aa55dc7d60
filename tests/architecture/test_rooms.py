"""What the import contracts cannot say: names that are too vague, and what a room never holds."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from pmg.embedded.places import CHECKOUT

ROOTS = ("pmg", "municipalities", "grants", "reporting")
VAGUE = {"common", "helpers", "misc", "utils"}

# States of a piece of work for the worker: no case, so no door.
WORK = {"CheckState"}

# Room -> what it never imports, with the reason.
NEVER = {
    "services": ("django.http", "django.shortcuts", "django.contrib.messages", "django.forms"),
    "queries": ("django.http", "django.shortcuts", "django.contrib.messages", "django.forms"),
    "models": ("django.http", "django.shortcuts", "django.urls"),
}


def sources() -> list[Path]:
    return [
        file
        for root in ROOTS
        for file in sorted((CHECKOUT / root).rglob("*.py"))
        if "migrations" not in file.parts
    ]


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room_of(file: Path) -> str:
    parts = file.relative_to(CHECKOUT).with_suffix("").parts
    return next((part for part in parts if part in NEVER), "")


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [file for file in sources() if VAGUE & {file.stem, file.parent.name}] == []


@pytest.mark.parametrize("room", NEVER)
def test_rooms_hold_only_their_own(room: str) -> None:
    wrong = [
        f"{file.relative_to(CHECKOUT)} imports {name}"
        for file in sources()
        if room_of(file) == room
        for name in imported(ast.parse(file.read_text()))
        if any(name == never or name.startswith(f"{never}.") for never in NEVER[room])
    ]
    assert wrong == []


def state_writers(tree: ast.AST) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and ast.unparse(node.value).split(".")[0] not in WORK:
            for target in node.targets:
                if isinstance(target, ast.Attribute) and target.attr == "state":
                    yield node.lineno


def test_only_the_one_door_assigns_a_state() -> None:
    door = CHECKOUT / "pmg" / "casework" / "moves.py"
    wrong = [
        f"{file.relative_to(CHECKOUT)}:{line}"
        for file in sources()
        if file != door
        for line in state_writers(ast.parse(file.read_text()))
    ]
    assert wrong == []
