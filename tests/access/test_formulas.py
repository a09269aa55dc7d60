"""No export gives a spreadsheet program something of a stranger to calculate.

Every free text in the database begins like a formula; then every address is asked for its file.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from typing import Any

import psycopg
from django.apps import apps
from django.db import models
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from psycopg import sql

from grants.enums import PreparedKind
from grants.models import Justification
from grants.services.preparing import make_prepared, prepare
from municipalities.models import Municipality
from pmg.accounts.models import User
from tests.access.objects import arguments_for
from tests.access.table import TABLE
from tests.access.test_access import ONE_OF_EACH

HOSTILE = '=HYPERLINK("http://boos.example")'
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
NOT_TYPED = {
    # Codes, names of things of ours, hashes: no screen takes them from a person.
    "sha256", "file", "state", "kind", "name_key", "code", "cbs_code", "stem", "extensions",
    "password", "username", "label", "form_version", "sisa_code", "reference", "act", "channel",
    "recipient_key", "severity", "sheet", "cell", "slot", "checks_version", "figure", "status",
    "unit", "source", "activity", "sector", "view", "digits",
}  # fmt: skip


def free_texts() -> Iterator[tuple[type[models.Model], models.Field[Any, Any]]]:
    """Every column that holds what somebody typed."""
    for app in ("grants", "municipalities", "accounts"):
        for model in apps.get_app_config(app).get_models():
            if not model._meta.managed or "Event" in model.__name__:
                continue
            for field in model._meta.local_concrete_fields:
                typed = type(field) in (models.CharField, models.TextField)
                if typed and not field.choices and field.name not in NOT_TYPED:
                    yield model, field


def spoil(owner: psycopg.Connection[Any]) -> int:
    """Puts a formula before every text; gives in how many columns that was possible."""
    spoiled = 0
    for model, field in free_texts():
        table, column = sql.Identifier(model._meta.db_table), sql.Identifier(field.column)
        room = field.max_length or 10_000
        try:
            with owner.transaction():
                owner.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(table))
                owner.execute(
                    sql.SQL("UPDATE {} SET {} = left(%s || {}, %s) WHERE {} <> ''").format(
                        table, column, column, column
                    ),
                    [HOSTILE, room],
                )
                owner.execute(sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(table))
            spoiled += 1
        except psycopg.errors.IntegrityError:
            continue  # the database itself refuses such a text there
    return spoiled


def body_of(response: HttpResponse) -> bytes:
    data = b"".join(response) if response.streaming else response.content
    response.close()
    return data


def dangerous(name: str, data: bytes) -> Iterator[str]:
    """The cells that a program would calculate."""
    if name.endswith(".csv"):
        rows = csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";")
        yield from (cell for row in rows for cell in row if is_formula(cell))
    elif name.endswith(".xlsx"):
        for sheet in load_workbook(io.BytesIO(data)):
            cells = (cell for row in sheet.iter_rows() for cell in row)
            yield from (
                str(c.value) for c in cells if c.data_type == "f" and "boos" in str(c.value)
            )
    elif name.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for inside in archive.namelist():
                # What was uploaded goes along as it came; only what we write is ours to tame.
                if inside.endswith(".csv"):
                    yield from dangerous(inside, archive.read(inside))


def is_formula(cell: str) -> bool:
    return cell.startswith(STARTS) and not cell.lstrip("+-").replace(",", "").isdigit()


def addresses() -> Iterator[tuple[str, str]]:
    """Each address of the table that answers to GET, with who asks for it."""
    gouda = Municipality.objects.get(cbs_code="GM0513")
    for name, access in sorted(TABLE.items()):
        if access.post:
            continue
        who = ONE_OF_EACH[sorted(access.roles, key=str)[0]]
        found = arguments_for(name, gouda)
        yield reverse(name, kwargs=found), who
        if name == "grants:ledger_export":
            yield reverse(name, kwargs={**found, "form": "xlsx"}), who
        if name == "grants:prepared_download":
            yield reverse(name, kwargs={"pk": marked_copy()}), who


def marked_copy() -> Any:
    """A workbook of somebody with our findings, in which his own words are quoted."""
    case = Justification.objects.get(municipality__cbs_code="GM0513", accounting_year__year=2024)
    row = prepare(PreparedKind.MARKED, check_run=case.uploads.filter(kind="statement")[0].check_run)
    make_prepared(row.pk)
    return row.pk


def test_no_export_holds_a_formula_of_a_stranger(
    demo_db: str, owner_connection: psycopg.Connection[Any]
) -> None:
    assert spoil(owner_connection) > 60
    wrong, seen = [], set()
    for address, who in addresses():
        client = Client()
        client.force_login(User.objects.get(username=who))
        response = client.get(address)
        kind = response.headers.get("Content-Disposition", "").rstrip('"').rpartition(".")[2]
        # What was uploaded goes back as it came, of no type that a browser would open.
        is_ours = response.headers["Content-Type"] != "application/octet-stream"
        if response.status_code != 200 or not is_ours or kind not in ("csv", "xlsx", "zip"):
            response.close()
            continue
        seen.add(kind)
        wrong += [(address, cell[:60]) for cell in dangerous(f"x.{kind}", body_of(response))]
    assert wrong == []
    assert seen == {"csv", "xlsx", "zip"}
