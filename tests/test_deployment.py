"""The files for Docker, read without Docker: no engine was at hand to run them."""

import re
from typing import Any

import pytest
import yaml

from pmg.embedded.places import CHECKOUT
from tests.test_production import COMPLETE

SERVICES = {"prepare", "web", "worker", "beat", "postgres", "redis", "mail", "files", "scanner"}
OURS = {"prepare", "web", "worker", "beat"}


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((CHECKOUT / "docker-compose.yml").read_text())
    return found["services"]  # type: ignore[no-any-return]


def test_every_part_is_there_and_watched(services: dict[str, Any]) -> None:
    assert services.keys() == SERVICES
    for name in SERVICES - {"prepare"}:
        assert services[name]["healthcheck"]["test"], name


def test_images_are_pinned(services: dict[str, Any]) -> None:
    for name in SERVICES - OURS:
        _, version = services[name]["image"].split(":")
        assert re.search(r"\d+\.\d+|\d{4}-\d\d-\d\d", version), services[name]["image"]
    for line in (CHECKOUT / "Dockerfile").read_text().splitlines():
        if line.startswith("FROM"):
            assert re.search(r":\d+\.\d+\.\d+-", line)


@pytest.mark.parametrize("name", sorted(OURS))
def test_our_parts_have_the_whole_environment(services: dict[str, Any], name: str) -> None:
    needed = COMPLETE.keys() - {"DJANGO_SETTINGS_MODULE"}
    assert needed <= services[name]["environment"].keys()


def test_only_the_one_that_migrates_knows_the_owner(services: dict[str, Any]) -> None:
    knows = {name for name in OURS if "DATABASE_OWNER_URL" in services[name]["environment"]}
    assert knows == {"prepare"}


def test_the_image_comes_from_the_lock_and_runs_as_nobody_special() -> None:
    lines = (CHECKOUT / "Dockerfile").read_text()
    assert "--require-hashes --requirement requirements.lock" in lines
    assert re.findall(r"^USER (\d+)$", lines, re.MULTILINE) == ["10001"]
    assert "pmg.settings.production" in lines


def test_what_the_image_copies_exists() -> None:
    for line in (CHECKOUT / ".dockerignore").read_text().splitlines():
        if line.startswith("!"):
            assert (CHECKOUT / line[1:]).exists(), line
