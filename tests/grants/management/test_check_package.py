"""`manage.py check_package`: an exit code, and with --json exactly one object."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from grants.models import Check, Scheme, Upload
from tests.factories import make_scheme
from tests.files import packages as p

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def scheme() -> Scheme:
    return make_scheme()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / p.NAME


def answer(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    """Exit code and what stands on stdout."""
    with pytest.raises(SystemExit) as left:
        call_command("check_package", *map(str, arguments))
    assert isinstance(left.value.code, int)
    return left.value.code, capsys.readouterr().out


def told(text: str) -> dict[str, Any]:
    answered: dict[str, Any] = json.loads(text)
    assert list(answered) == ["ok", "indicators", "findings"]
    for finding in answered["findings"]:
        keys = ["code", "severity", "document", "sheet", "cell", "message", "remedy"]
        assert list(finding) == keys
    return answered


def test_nothing_to_mend(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    file.write_bytes(p.good())
    code, text = answer(capsys, file, "--json")
    assert code == 0
    assert told(text) == {
        "ok": True,
        "indicators": {"spent": p.SPENT, "cumulative": p.CUMULATIVE, "is_final": False},
        "findings": [],
    }
    assert not Upload.objects.exists()
    assert not Check.objects.exists()


def test_a_warning_leaves_nothing_to_mend(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    file.write_bytes(p.replaced("Jaarstukken", p.scan()))
    code, text = answer(capsys, file, "--json")
    assert (code, told(text)["ok"]) == (0, True)
    assert [f["severity"] for f in told(text)["findings"]] == ["warning"]


def test_something_to_mend(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    file.write_bytes(p.package_with(p.annex_with("01", None)))
    code, text = answer(capsys, file, "--json")
    (finding,) = told(text)["findings"]
    assert (code, told(text)["ok"], finding["code"]) == (1, False, "indicator-leeg")
    assert finding["sheet"] == p.SHEET
    assert told(text)["indicators"]["spent"] is None


@pytest.mark.parametrize("data", [b"geen zip", b"", p.good()[:-300], p.encrypted_zip()])
@pytest.mark.parametrize("name", [p.NAME, "pakket.zip"])
def test_cannot_be_read(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, data: bytes, name: str
) -> None:
    (tmp_path / name).write_bytes(data)
    code, text = answer(capsys, tmp_path / name, "--json")
    assert (code, told(text)["ok"]) == (2, False)
    assert told(text)["findings"]


def test_without_json_it_is_for_people(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    file.write_bytes(p.without("Jaarstukken"))
    code, text = answer(capsys, file)
    assert code == 1
    assert "Het document ‘Jaarstukken’ ontbreekt." in text
    assert "1 fout, 0 aandachtspunten." in text


def test_a_wrong_name_is_read_by_the_names_inside(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "pakket Gouda.zip").write_bytes(p.good())
    code, text = answer(capsys, tmp_path / "pakket Gouda.zip", "--json")
    assert code == 1
    assert [finding["code"] for finding in told(text)["findings"]] == ["pakket-naam"]
    assert told(text)["indicators"]["spent"] == p.SPENT


@pytest.mark.parametrize(
    ("name", "code"),
    [("sisa_2023_060513.zip", "pakket-jaar"), ("sisa_2025_069999.zip", "pakket-gemeente")],
)
def test_a_year_or_municipality_no_scheme_knows(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str, code: str
) -> None:
    (tmp_path / name).write_bytes(p.good())
    left, text = answer(capsys, tmp_path / name, "--json")
    assert left == 1
    assert [finding["code"] for finding in told(text)["findings"]] == [code]


def test_a_package_of_nobody(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(p.zipped({"x.pdf": b"x"}))
    code, text = answer(capsys, tmp_path / "x.zip", "--json")
    assert code == 1
    assert [finding["code"] for finding in told(text)["findings"]] == ["pakket-van-niemand"]


def test_wrong_usage(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for arguments in ((), (tmp_path / "is_er_niet.zip", "--json"), (tmp_path,)):
        assert answer(capsys, *arguments) == (64, "")
