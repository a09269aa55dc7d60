"""Kamer first: nothing can be reached before it was sent, all of it after, and no withdrawn file."""

from __future__ import annotations

import base64
import hashlib
import re
import uuid

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import pmg.celery  # noqa: F401 - the queue as web and worker know it
from pmg.accounts.enums import MINISTRY_ROLES, MUNICIPAL_ROLES, Role
from pmg.accounts.models import User
from reporting.enums import FileKind
from reporting.models import Publication, Rendition, RenditionFile, ReportYear, Withdrawal
from reporting.services.freezing import freeze_year
from reporting.services.publishing import publish_year
from tests.factories import make_user, municipality
from tests.reporting.sending.ready import make_files, make_ready
from tests.reporting.stories import make_story
from tests.reporting.test_pages import YEAR, signed_in

pytestmark = pytest.mark.usefixtures("clone_db")

LIST = "/openbaar/"
PAGE = "/openbaar/pmg-2024/2024/"
NOWHERE = "/openbaar/pmg-2024/2023/"


@pytest.fixture
def officer() -> User:
    return make_user(Role.POLICY_OFFICER)


@pytest.fixture
def case(officer: User) -> ReportYear:
    scheme = make_story()
    freeze_year(scheme_id=scheme.pk, year=2024, by=make_user(Role.ANALYST), on=timezone.now())
    return ReportYear.objects.get()


def send(case: ReportYear, by: User) -> Publication:
    case.refresh_from_db()
    publish_year(case=case, by=by, on=timezone.now(), seen_revision=case.revision)
    return case.publications.latest("number")


def address(file: RenditionFile, number: int = 1, page: str = PAGE) -> str:
    return f"{page}versie-{number}/{file.name}"


def with_inside_note(rendition: Rendition) -> RenditionFile:
    """The note with the names of officials, beside the files that may go out."""
    content = b"%PDF-1.7 Robin Verzonnen"
    return RenditionFile.objects.create(
        rendition=rendition,
        kind=FileKind.NOTE_INSIDE,
        name="nota-intern.pdf",
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
    )


def test_before_the_moment_of_sending_an_address_tells_nobody_anything(
    case: ReportYear, officer: User
) -> None:
    """Who guesses gets the same answer, after the same questions, as for what does not exist."""
    file = make_files(case).files.get(kind="pdf")
    people = {role: make_user(role) for role in MINISTRY_ROLES}
    people |= {role: make_user(role, municipality()) for role in MUNICIPAL_ROLES}
    for client in (Client(), *map(signed_in, people.values())):
        assert file.name not in client.get(LIST).content.decode()
        for real, unknown in (
            (PAGE, NOWHERE),
            (address(file), address(file, page=NOWHERE)),
            (address(file), f"{PAGE}versie-1/{uuid.uuid4()}.pdf"),
        ):
            answers: list[HttpResponse] = []
            counts = []
            for path in (real, unknown):
                with CaptureQueriesContext(connection) as asked:
                    answers.append(client.get(path))
                counts.append(len(asked))
            assert [answer.status_code for answer in answers] == [404, 404]
            assert counts[0] == counts[1]
            assert answers[0].headers.keys() == answers[1].headers.keys()
            assert len(answers[0].content) == len(answers[1].content)
            assert "no-store" in answers[0]["Cache-Control"]
        for odd in (address(file, number=10**30), f"/openbaar/pmg-2024/{10**30}/"):
            assert client.get(odd).status_code == 404


def test_inside_addresses_lead_strangers_nowhere(case: ReportYear, officer: User) -> None:
    rendition = make_files(case)
    inside = with_inside_note(rendition)
    snapshot = case.snapshots.get()
    leader = signed_in(make_user(Role.PROJECT_LEADER, municipality()))
    for file in (rendition.files.get(kind="pdf"), inside):
        page = f"/rapportage/bestanden/{file.pk}/"
        unknown = f"/rapportage/bestanden/{uuid.uuid4()}/"
        assert leader.get(page).status_code == leader.get(unknown).status_code == 404
        assert Client().get(page).status_code == Client().get(unknown).status_code == 302
    for page in (
        f"/rapportage/versies/{snapshot.pk}/voorbeeld/",
        f"{YEAR}parafen/",
        f"{YEAR}beeld/sectoren.csv",
    ):
        assert leader.get(page).status_code == 404
        assert Client().get(page).status_code == 302
    answer = signed_in(officer).get(f"/rapportage/bestanden/{inside.pk}/")
    assert answer.content == bytes(inside.content)
    assert answer["Cache-Control"] == "private, no-store"


def test_from_the_moment_of_sending_anybody_has_every_file_but_the_inside_one(
    case: ReportYear, officer: User
) -> None:
    rendition = make_ready(case, officer)
    inside = with_inside_note(rendition)
    publication = send(case, officer)
    visitor = Client()
    assert PAGE in visitor.get(LIST).content.decode()
    assert visitor.get(PAGE)["Cache-Control"] == "public, no-cache"
    assert signed_in(officer).get(PAGE)["Cache-Control"] == "no-store, private"
    text = visitor.get(PAGE).content.decode()
    for file in rendition.files.exclude(pk=inside.pk):
        assert file.sha256 in text
        assert address(file) in text
        answer = visitor.get(address(file))
        assert hashlib.sha256(answer.content).hexdigest() == file.sha256
        assert answer["Cache-Control"] == "public, no-cache"
        assert answer["ETag"] == f'"{file.sha256}"'
        assert "Last-Modified" in answer.headers
        again = visitor.get(address(file), headers={"If-None-Match": answer["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert visitor.head(address(file)).status_code == 200
        assert visitor.post(address(file)).status_code == 405
    page = visitor.get(address(rendition.files.get(kind="html")))
    assert page["Content-Type"] == "text/html; charset=utf-8"
    (style,) = re.findall(rb"<style>(.*?)</style>", page.content, re.DOTALL)
    allowed = base64.b64encode(hashlib.sha256(style).digest()).decode()
    assert f"'sha256-{allowed}'" in page["Content-Security-Policy"]
    kept = visitor.get(page.request["PATH_INFO"], headers={"If-None-Match": page["ETag"]})
    assert kept.status_code == 304
    assert kept["Content-Security-Policy"] == page["Content-Security-Policy"]
    assert "unsafe-inline" not in page["Content-Security-Policy"]
    assert inside.name not in text
    assert visitor.get(address(inside)).status_code == 404
    assert visitor.get(address(file, number=2)).status_code == 404
    assert publication.number == 1
    with CaptureQueriesContext(connection) as asked:
        visitor.get(PAGE)
    assert len(asked) <= 12


def test_what_was_withdrawn_stays_listed_and_its_files_say_so(
    case: ReportYear, officer: User
) -> None:
    rendition = make_ready(case, officer)
    publication = send(case, officer)
    file = rendition.files.get(kind="csv")
    desk, visitor = signed_in(officer), Client()
    case.refresh_from_db()
    page = f"/rapportage/openbaar/{publication.pk}/intrekken/"
    seen = {"revision": str(case.revision), "key": str(uuid.uuid4())}
    assert signed_in(make_user(Role.ANALYST)).post(page, seen).status_code == 404
    assert "Schrijf op waarom" in desk.post(page, seen | {"reason": " "}).content.decode()
    assert visitor.get(address(file)).status_code == 200
    stale = desk.post(page, seen | {"revision": "0", "reason": "Een bedrag klopt niet."})
    assert "Een bedrag klopt niet." in stale.content.decode()  # what was typed is still there
    desk.post(page, seen | {"reason": "Een bedrag klopt niet."})
    twice = {"revision": str(case.revision + 1), "key": str(uuid.uuid4()), "reason": "Nog eens."}
    assert "al ingetrokken" in desk.post(page, twice).content.decode()

    assert "daarna ingetrokken" in desk.get(f"{YEAR}parafen/").content.decode()
    withdrawn = Withdrawal.objects.get()
    assert withdrawn.reason == "Een bedrag klopt niet."
    gone = visitor.get(address(file), headers={"If-None-Match": f'"{file.sha256}"'})
    assert gone.status_code == 410
    assert gone["Cache-Control"] == "no-store"
    assert "Een bedrag klopt niet." in gone.content.decode()
    text = visitor.get(PAGE).content.decode()
    assert "Er is nu geen geldige versie" in text
    assert "Een bedrag klopt niet." in text
    assert file.sha256 in text


def test_while_a_better_version_is_made_the_one_that_is_out_stays(
    case: ReportYear, officer: User
) -> None:
    first = make_ready(case, officer)
    send(case, officer)
    case.refresh_from_db()
    freeze_year(
        scheme_id=case.scheme_id,
        year=2024,
        by=make_user(Role.ANALYST),
        on=timezone.now(),
        reason="Nagekeken",
        seen_revision=case.revision,
    )
    second = make_files(case)
    visitor = Client()
    text = visitor.get(PAGE).content.decode()
    old, new = first.files.get(kind="pdf"), second.files.get(kind="pdf")
    assert old.sha256 in text
    assert new.sha256 not in text
    assert visitor.get(address(old)).status_code == 200
    assert visitor.get(address(new, number=2)).status_code == 404
