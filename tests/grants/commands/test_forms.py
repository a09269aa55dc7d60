"""make_form and check_form: their files, their exit codes, one JSON object and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from grants.codes import form_name
from grants.queries.scheme_years import find_scheme_year
from grants.workbook.form import make_form
from tests.factories import make_scheme
from tests.files.statements import STATEMENT, changed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def scheme() -> None:
    make_scheme()


def run(*arguments: str | Path) -> int:
    """Exit code of a command, as a shell would see it."""
    try:
        call_command(*map(str, arguments))
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


def filled(folder: Path, name: str = "pmg_2025_0513.xlsx", code: str = "GM0513") -> Path:
    subject = find_scheme_year(2025, code)
    assert subject
    file = folder / name
    file.write_bytes(make_form(subject, STATEMENT))
    return file


def answer(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """The one object on stdout."""
    said: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert set(said) == {"ok", "indicators", "findings"}
    for finding in said["findings"]:
        assert set(finding) == {
            "code",
            "severity",
            "document",
            "sheet",
            "cell",
            "message",
            "remedy",
        }
    return said


def test_make_form_writes_the_form(tmp_path: Path) -> None:
    out = tmp_path / form_name(2025, "GM0513")
    assert run("make_form", "--municipality", "GM0513", "--year", "2025", "--out", out) == 0
    subject = find_scheme_year(2025, "GM0513")
    assert subject
    assert out.read_bytes() == make_form(subject)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--municipality", "GM0513", "--year", "1999", "--out", "x.xlsx"),
        ("--municipality", "GM0363", "--year", "2025", "--out", "x.xlsx"),
        ("--municipality", "Gouda", "--year", "2025", "--out", "x.xlsx"),
        ("--municipality", "GM0513", "--year", "ooit", "--out", "x.xlsx"),
        ("--municipality", "GM0513", "--year", "2025", "--out", "/nergens/x.xlsx"),
        ("--municipality", "GM0513", "--year", "2025"),
    ],
)
def test_make_form_refuses_wrong_usage(
    arguments: tuple[str, ...],
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("make_form", *arguments) == 64
    assert capsys.readouterr().err.strip()
    assert list(tmp_path.iterdir()) == []


def test_nothing_to_mend(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check_form", filled(tmp_path), "--json") == 0
    said = answer(capsys)
    assert said["ok"] is True
    assert said["indicators"] == {"spent": 285_000, "cumulative": 405_000, "is_final": False}


def test_something_to_mend(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = filled(tmp_path)
    wrong = changed(lambda book: book["Opgave"].__setitem__("B11", "veel"), file.read_bytes())
    file.write_bytes(wrong)
    assert run("check_form", file, "--json") == 1
    said = answer(capsys)
    assert said["ok"] is False
    assert [(f["code"], f["sheet"], f["cell"]) for f in said["findings"]] == [
        ("opgave-bedrag-onleesbaar", "Opgave", "B11")
    ]
    assert run("check_form", file) == 1
    assert "1 fout" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["pmg_2025_0513.xlsx", "iets.xlsx"])
def test_cannot_be_read(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / name
    file.write_bytes(b"")
    assert run("check_form", file, "--json") == 2
    assert [f["code"] for f in answer(capsys)["findings"]] == ["opgave-leeg-bestand"]


@pytest.mark.parametrize("arguments", [(), ("nergens.xlsx",), ("a", "b"), ("--nonsens", "a")])
def test_wrong_usage(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check_form", *arguments) == 64
    said = capsys.readouterr()
    assert not said.out
    assert said.err.strip()


def test_the_mark_tells_whose_it_is_where_the_name_does_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check_form", filled(tmp_path, "ingevuld.xlsx"), "--json") == 0


def test_the_form_of_another_municipality_under_our_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check_form", filled(tmp_path, code="GM0141"), "--json") == 1
    assert [f["code"] for f in answer(capsys)["findings"]] == ["opgave-andere-gemeente"]


def test_a_file_of_nobody(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def change(book: Any) -> None:
        book["Opgave"]["B20"] = None

    file = tmp_path / "begroting.xlsx"
    file.write_bytes(changed(change))
    assert run("check_form", file, "--json") == 1
    assert [f["code"] for f in answer(capsys)["findings"]] == ["opgave-van-niemand"]


def test_what_cannot_be_opened_is_said_in_dutch(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path, why in ((tmp_path / "niets.xlsx", "het bestaat niet"), (tmp_path, "een map")):
        assert run("check_form", path) == 64
        assert why in capsys.readouterr().err


def test_of_a_giant_only_the_start_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    giant = tmp_path / "pmg_2025_0513.xlsx"
    with giant.open("wb") as file:
        file.truncate(20 * 1024**3)  # a hole: it takes no room on the disk
    assert run("check_form", giant, "--json") == 2
    assert [row["code"] for row in answer(capsys)["findings"]] == ["opgave-te-groot"]
