"""The page of lessons: the same for everybody who takes part, and no figure of anybody."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from grants.models import Lesson, LessonBundle
from grants.tasks.lessons import make_lesson_bundle
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from tests.factories import at, make_user, municipality

from .test_services import LESSON, accepted, sharing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):  # type: ignore[no-untyped-def]
    settings.MEDIA_ROOT = tmp_path / "media"


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def stranger() -> User:
    """A colleague of another municipality that takes part."""
    return make_user(Role.SISA_CONTACT, municipality("GM0899"))


def read(user: User, **query: object) -> str:
    answer = client_of(user).get(reverse("grants:lessons"), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_another_municipality_reads_the_lesson_and_no_figure() -> None:
    accepted()
    page = read(stranger())
    assert LESSON in page
    assert "Gemeente Gouda" in page
    assert "uitkeringsjaar 2024/25" in page
    assert ">34<" not in page
    assert "Les intrekken" not in page
    assert "Bundel maken" not in page


def test_what_was_found_is_marked_and_escaped() -> None:
    accepted(content=replace(sharing(), lessons="Scholen <script> eerst."))
    page = read(stranger(), zoek="school")
    assert "<mark>Scholen</mark> &lt;script&gt; eerst." in page


@pytest.mark.parametrize("query", [{"jaar": "x"}, {"interventie": "x"}, {"na": "~"}])
def test_an_odd_address_is_no_fault(query: dict[str, str]) -> None:
    accepted()
    read(stranger(), **query)


def test_the_number_of_queries_does_not_depend_on_the_lessons() -> None:
    first, user = accepted(), stranger()
    read(user)
    with CaptureQueriesContext(connection) as few:
        read(user, zoek="school OR vertrouwen")
    for code in ("GM0899", "GM0748"):
        accepted(code, beside=first)
    with CaptureQueriesContext(connection) as many:
        read(user, zoek="school OR vertrouwen")
    assert len(many) == len(few)


def test_pages_follow_each_other_without_a_gap() -> None:
    report, user = accepted(), stranger()
    Lesson.objects.bulk_create(
        Lesson(report=report, text=f"Les nummer {n}.", accepted_on=at(2025, 10, 6))
        for n in range(13)
    )
    client, address = client_of(user), reverse("grants:lessons")
    first = client.get(address).context["page"]
    last = client.get(address, {"na": first.following}).context["page"]
    seen = [lesson.pk for lesson in (*first.rows, *last.rows)]
    assert last.following == ""
    assert sorted(seen) == sorted(Lesson.objects.values_list("pk", flat=True))
    assert len(seen) == 15


def test_the_own_leader_takes_a_lesson_back_with_a_reason() -> None:
    report = accepted()
    client = client_of(make_user(Role.PROJECT_LEADER, report.municipality))
    address = reverse("grants:lesson_withdraw", args=[Lesson.objects.get(text=LESSON).pk])
    without = client.post(address, {"reason": ""})
    assert "Schrijf op waarom" in without.content.decode()
    client.post(address, {"reason": "Het klopt niet meer."})
    assert LESSON not in read(stranger())


def test_the_leader_of_another_municipality_cannot() -> None:
    accepted()
    address = reverse("grants:lesson_withdraw", args=[Lesson.objects.get(text=LESSON).pk])
    client = client_of(make_user(Role.PROJECT_LEADER, municipality("GM0899")))
    assert client.post(address, {"reason": "Weg ermee."}).status_code == 404


def test_the_ministry_bundles_what_the_filter_finds() -> None:
    accepted()
    client = client_of(make_user(Role.POLICY_OFFICER))
    address = reverse("grants:lesson_bundles")
    sent = {"key": str(uuid.uuid4()), "title": "School eerst"}
    client.post(f"{address}?zoek=school", sent)
    client.post(f"{address}?zoek=school", sent)
    (bundle,) = LessonBundle.objects.all()
    assert "wordt gemaakt" in client.get(address).content.decode()
    make_lesson_bundle(str(bundle.pk))
    page = client.get(address).content.decode()
    assert "School eerst (PDF" in page
    assert "gezocht op ‘school’" in page
    answer = client.get(reverse("grants:lesson_bundle", args=[bundle.pk]))
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")  # type: ignore[attr-defined]
    assert "school-eerst.pdf" in answer["Content-Disposition"]


def test_a_filter_that_finds_nothing_makes_no_bundle() -> None:
    client = client_of(make_user(Role.ANALYST))
    answer = client.post(
        reverse("grants:lesson_bundles") + "?zoek=olifant",
        {"key": str(uuid.uuid4())},
        follow=True,
    )
    assert "geen lessen om te bundelen" in answer.content.decode()
    assert not LessonBundle.objects.exists()


def test_the_report_says_what_is_shared() -> None:
    report = accepted()
    client = client_of(make_user(Role.POLICY_OFFICER))
    page = client.get(reverse("grants:progress_report", args=[report.pk])).content.decode()
    assert page.count("Gedeeld met andere gemeenten") == 2


def test_an_intervention_leads_to_its_lessons() -> None:
    accepted()
    user = stranger()
    lesson = Lesson.objects.exclude(intervention=None).get()
    address = reverse("grants:intervention", args=[lesson.intervention_id])
    assert f"?interventie={lesson.intervention_id}" in client_of(user).get(address).content.decode()
    page = read(user, interventie=lesson.intervention_id)
    assert lesson.text in page
    assert LESSON not in page
