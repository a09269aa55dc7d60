"""Uploads: from the file to every finding on the page, a crowd of them, and a worker's memory."""

from __future__ import annotations

import http.client
import os
import re
import resource
import threading
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client

from grants.models import Justification
from grants.queries.scheme_years import scheme_year_for
from grants.services.prechecks import check_package, check_statement
from grants.workbook.form import make_form
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from tests.bench.forms import read_bare
from tests.bench.ratio import Line, seconds
from tests.factories import make_award, make_justification, make_scheme, make_user, municipality
from tests.files import packages, statements
from tests.harness import databases
from tests.harness.site import running_web, running_worker

SIZES = (100, 1_000, 10_000)
CROWD = int(os.environ.get("PMG_BENCH_UPLOADS", "200"))
IN_SECONDS = CROWD * 60 / 200
CHECKS = 1_000
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
BUSY = "De controle loopt"


@dataclass
class Visitor:
    """Somebody who is signed in, over one connection."""

    line: http.client.HTTPConnection
    session: str
    case: Justification
    token: str = ""
    csrf: str = ""

    @property
    def cookie(self) -> str:
        return "; ".join(filter(None, (self.session, self.csrf)))

    def get(self, path: str) -> str:
        answer = self._ask(path)
        text = answer.read().decode()
        assert answer.status == 200, f"{path} gives {answer.status}"
        for name, value in answer.getheaders():
            if name == "Set-Cookie" and value.startswith("csrftoken="):
                self.csrf = value.split(";")[0]
        return text

    def _ask(self, path: str) -> http.client.HTTPResponse:
        """The server hangs up on whoever is silent for two seconds: then ask on a new line."""
        try:
            self.line.request("GET", path, headers={"Cookie": self.cookie})
            return self.line.getresponse()
        except ConnectionError:
            self.line.close()
            self.line.request("GET", path, headers={"Cookie": self.cookie})
            return self.line.getresponse()

    @property
    def page(self) -> str:
        return f"/verantwoording/{self.case.pk}/"

    def sign_in(self) -> None:
        """Fetches the page whose form it will send."""
        found = TOKEN.search(self.get(self.page))
        assert found, "the page has no form"
        self.token = found[1]

    def send(self, kind: str, name: str, data: bytes) -> None:
        """Uploads a file as a browser does."""
        border = uuid.uuid4().hex
        fields = {"csrfmiddlewaretoken": self.token, "revision": "0", "key": str(uuid.uuid4())}
        body = b"".join(
            f'--{border}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'.encode()
            for field, value in fields.items()
        )
        body += (
            f'--{border}\r\nContent-Disposition: form-data; name="{kind}-file"; filename="{name}"'
            "\r\nContent-Type: application/octet-stream\r\n\r\n"
        ).encode()
        body += data + f"\r\n--{border}--\r\n".encode()
        headers = {
            "Cookie": self.cookie,
            "Content-Type": f"multipart/form-data; boundary={border}",
        }
        self.line.close()  # the server may have hung up while the file was made
        self.line.request("POST", f"{self.page}uploaden/{kind}/", body, headers)
        answer = self.line.getresponse()
        answer.read()
        assert answer.status == 302, f"an upload gives {answer.status}"

    def wait(self) -> str:
        """The findings, once every one is on the page."""
        while BUSY in (text := self.get(f"{self.page}controle/")):
            time.sleep(0.02)
        return text


def visitor(url: str, user: User, case: Justification) -> Visitor:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    session = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    line = http.client.HTTPConnection(urlsplit(url).netloc, timeout=120)
    found = Visitor(line, session, case)
    found.sign_in()
    return found


def of_lines(visited: Visitor) -> Iterator[Line]:
    """From upload to all findings on the page: linear, and beside the bare read."""
    subject = scheme_year_for(visited.case)
    taken, bare = {}, {}
    for size in SIZES:
        right = statements.many_lines(size)
        wrong = [line._replace(sector="nergens") for line in right.lines]
        tries = []
        for attempt in range(4):
            explained = replace(right, lines=tuple(wrong), explanation=f"Poging {attempt}")
            data = make_form(subject, explained)
            began = time.perf_counter()
            visited.send("statement", "pmg_2025_0513.xlsx", data)
            assert "nergens" in visited.wait()
            tries.append(time.perf_counter() - began)
        taken[size] = min(tries)
        bare[size] = seconds(lambda data=data: read_bare(data))  # type: ignore[misc]
    _, middle, large = SIZES
    most = taken[middle] * large / middle
    yield Line(
        f"upload of {large} lines / as many times {middle} lines",
        f"{taken[large]:.2f} s / {most:.2f} s",
        taken[large] / most,
        most=1,
    )
    told = ", ".join(f"{size}: {taken[size]:.2f} s" for size in SIZES)
    yield Line(
        f"upload of {large} lines to findings on the page / bare read",
        told,
        taken[large] / bare[large],
        most=10,
    )


def crowd(visited: Visitor, reader: Visitor) -> Iterator[Line]:
    """So many uploads in a minute, while somebody else reads pages."""
    data = [
        make_form(
            scheme_year_for(visited.case),
            replace(statements.STATEMENT, explanation=f"Upload {number}"),
        )
        for number in range(CROWD)
    ]

    def look() -> None:
        reader.get("/")

    idle = seconds(look, times=31)
    late: list[float] = []

    def upload_all() -> None:
        began = time.perf_counter()
        for number, form in enumerate(data):
            due = began + number * IN_SECONDS / CROWD
            time.sleep(max(0.0, due - time.perf_counter()))
            visited.send("statement", f"pmg_2025_0513 ({number}).xlsx", form)
        late.append(time.perf_counter() - began)

    thread = threading.Thread(target=upload_all)
    thread.start()
    pages = []
    while thread.is_alive():
        began = time.perf_counter()
        look()
        pages.append(time.perf_counter() - began)
        time.sleep(0.1)
    thread.join()
    visited.wait()
    busy = sorted(pages)[len(pages) // 2]
    yield Line(
        f"a page during {CROWD} uploads / idle",
        f"{busy * 1000:.0f} ms / {idle * 1000:.0f} ms",
        busy / idle,
        most=2,
    )
    yield Line(
        f"{CROWD} uploads, time taken / time allowed",
        f"{late[0]:.0f} s / {IN_SECONDS:.0f} s",
        late[0] / IN_SECONDS,
        most=1.05,
    )


def memory() -> Iterator[Line]:
    """What a process holds after many checks, beside what it held after the first hundred."""
    form, package = statements.good(), packages.good()

    def check() -> None:
        check_statement(form, "pmg_2025_0513.xlsx", statements.SUBJECT)
        check_package(package, packages.NAME, packages.SUBJECT)

    for _ in range(CHECKS // 10):
        check()
    before = _held()
    for _ in range(CHECKS - CHECKS // 10):
        check()
    after = _held()
    yield Line(
        f"memory after {CHECKS} checks / after {CHECKS // 10}",
        f"{after / 2**20:.0f} MB / {before / 2**20:.0f} MB",
        after / before,
        most=1.05,
    )


def _held() -> int:
    """Bytes of memory this process holds now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def measure() -> Iterator[Line]:
    yield from memory()
    with databases.copied(databases.migrated()) as database, databases.pointed_at(database):
        award = make_award(make_scheme(), municipality("GM0513"))
        case = make_justification(award, 2025)
        sisa = make_user(Role.SISA_CONTACT, municipality("GM0513"), username="sisa")
        with running_worker(database), running_web(database, workers=2) as url:
            visited = visitor(url, sisa, case)
            yield from of_lines(visited)
            yield from crowd(visited, visitor(url, sisa, case))
