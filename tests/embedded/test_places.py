"""Where things lie, and what the environment replaces."""

import os
from pathlib import Path

import dj_database_url
import pytest

from pmg.embedded import entry
from pmg.embedded.places import LONGEST_SOCKET_PATH, others_can_enter, places


def test_a_long_path_sends_the_sockets_to_the_temp_folder(tmp_path: Path) -> None:
    near, far = places(tmp_path / "a"), places(tmp_path / ("long" * 30))
    assert near.sockets.is_relative_to(tmp_path)
    for here in (near, far):
        assert len(os.fsencode(here.postgres_socket)) <= LONGEST_SOCKET_PATH
        assert len(os.fsencode(here.valkey_socket)) <= LONGEST_SOCKET_PATH


def test_django_reads_the_address_of_the_socket(tmp_path: Path) -> None:
    at = places(tmp_path)
    settings = dj_database_url.parse(at.database_url("pmg_app"))
    assert settings["HOST"] == str(at.sockets)
    assert (settings["USER"], settings["NAME"]) == ("pmg_app", "pmg")


def test_a_folder_behind_a_closed_one_cannot_be_entered(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    inner = closed / "inner"
    inner.mkdir(parents=True)
    closed.chmod(0o700)
    assert not others_can_enter(inner)


@pytest.mark.parametrize(
    ("given", "ours"),
    [
        ({}, ["postgres", "valkey"]),
        ({"DATABASE_URL": "postgres://elsewhere/x"}, ["valkey"]),
        ({"REDIS_URL": "redis://elsewhere"}, ["postgres"]),
        ({"DATABASE_URL": "postgres://elsewhere/x", "REDIS_URL": "redis://elsewhere"}, []),
    ],
)
def test_an_address_in_the_environment_replaces_our_server(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], ours: list[str]
) -> None:
    for name in ("DATABASE_URL", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    assert entry.embedded_servers() == ours


@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        (["manage.py"], "help"),
        (["manage.py", "migrate", "--help"], "help"),
        (["manage.py", "--version"], "help"),
        (["manage.py", "check_form", "file.xlsx", "--json"], "check_form"),
    ],
)
def test_the_command_is_the_first_word(arguments: list[str], command: str) -> None:
    assert entry.command_of(arguments) == command
