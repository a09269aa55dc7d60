"""The selection as requests: a real CSV, settings, outcome, repeat and download."""

from __future__ import annotations

import csv
import io
import uuid

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from grants.models import Scheme, SelectionInput, SelectionRun
from pmg.accounts.enums import Role
from tests.factories import make_scheme, make_user

pytestmark = pytest.mark.django_db
TABLE = """gemeentecode;gemeente;inwoners;verdachten;=misdrijven
0513;Gouda;75.000;300;900
0748;Bergen op Zoom;66.000;330;600
0363;Amsterdam;900.000;9.000;90.000
"""


@pytest.fixture
def scheme() -> Scheme:
    return make_scheme()


@pytest.fixture
def client() -> Client:
    client = Client()
    client.force_login(make_user(Role.ANALYST), backend="django.contrib.auth.backends.ModelBackend")
    return client


def seen() -> dict[str, object]:
    return {"revision": 0, "key": uuid.uuid4()}


def upload(client: Client, scheme: Scheme, text: str) -> str:
    file = SimpleUploadedFile("cijfers.csv", text.encode())
    answer = client.post(
        reverse("grants:selections"), {"scheme": scheme.pk, "file": file, **seen()}, follow=True
    )
    return answer.content.decode()


def choose(client: Client, **more: object) -> str:
    address = reverse("grants:selection_settings", args=[SelectionInput.objects.get().pk])
    data = {
        "weight_0": "1",
        "weight_1": "0,5",
        "scaling": "z_score",
        "cut": "1",
        "excluded": "0363; krijgt al een andere uitkering",
        **seen(),
        **more,
    }
    return client.post(address, data, follow=True).content.decode()


def test_from_figures_to_the_same_outcome_again(client: Client, scheme: Scheme) -> None:
    assert "Gewicht van ‘verdachten’" in upload(client, scheme, TABLE)
    page = choose(client)
    assert "Uitkomst van de selectie" in page
    assert "krijgt al een andere uitkering" in page
    assert "De ontvangers volgen uit de regeling" in page
    run = SelectionRun.objects.get()
    assert [row["name"] for row in run.outcome if row["rank"]] == ["Bergen op Zoom", "Gouda"]
    page = client.post(
        reverse("grants:selection_repeat", args=[run.pk]), seen(), follow=True
    ).content.decode()
    assert "precies dezelfde uitkomst" in page
    again = run.repeated_by.get()
    assert (again.input_hash, again.outcome_hash) == (run.input_hash, run.outcome_hash)
    data = client.get(reverse("grants:selection_export", args=[run.pk])).content
    headings, first, *_ = csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";")
    assert headings[4] == "'=misdrijven per 1.000"
    assert first[:4] == ["1", "GM0748", "Bergen op Zoom", "ja"]
    data = client.get(reverse("grants:selection_workbook", args=[run.pk])).content
    ranking, chosen = openpyxl.load_workbook(io.BytesIO(data)).worksheets
    assert [cell.value for cell in ranking[5]][:4] == [1, "GM0748", "Bergen op Zoom", "ja"]
    assert ranking["F4"].data_type == "s", "a name is no formula"
    kept = {row[0].value: row[1].value for row in chosen.iter_rows(min_row=4)}
    assert kept["Uitkomst (SHA-256)"] == run.outcome_hash
    assert kept["Uitgesloten: GM0363"] == "krijgt al een andere uitkering"
    answer = client.get(reverse("grants:selection_file", args=[run.pk]))
    assert b"".join(answer) == TABLE.encode()  # type: ignore[arg-type]
    assert "Alleen in deze uitkomst: Bergen op Zoom" in page or "Alleen in de regeling" in page


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("75.000", "0", "cel C2"),
        (";300;", ";;", "cel D2"),
        (";300;", ";300,5;", "cel D2"),
        ("0748", "0513", "staat er twee keer in"),
        ("inwoners", "mensen", "Deze kolom ontbreekt: inwoners"),
    ],
)
def test_what_is_wrong_with_the_figures(
    client: Client, scheme: Scheme, old: str, new: str, words: str
) -> None:
    assert words in upload(client, scheme, TABLE.replace(old, new))
    assert not SelectionInput.objects.exists()


def test_settings_that_cannot_be(client: Client, scheme: Scheme) -> None:
    upload(client, scheme, TABLE)
    assert "Schrijf bij 0363 waarom" in choose(client, excluded="0363")
    assert "staat niet in de cijfers" in choose(client, excluded="9999; weg")
    assert "tussen 1 en het aantal" in choose(client, cut="3")
    twice = "0363; krijgt al een andere uitkering\nGM0363; nog eens"
    assert "staat er twee keer in" in choose(client, excluded=twice)
    page = choose(client, weight_0="0", weight_1="0")
    assert "ten minste één indicator een gewicht" in page
    assert "krijgt al een andere uitkering" in page, "what was typed stays"
    assert not SelectionRun.objects.exists()
