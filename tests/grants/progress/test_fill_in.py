"""The page on which a project leader fills in the report, without JavaScript and with htmx."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from grants.checks.progress_typed import as_typed
from grants.checks.typed_rows import digest
from grants.enums import ProgressSection as Section
from grants.enums import ProgressState
from grants.models import ProgressReport
from grants.queries.progress import drafts_of, typed_in
from grants.services.progress_drafts import save_section
from pmg.accounts.enums import MUNICIPAL_ROLES, Role
from tests.factories import make_user, municipality

from .contents import make_content
from .reports import deliver_report, make_intervention, make_leader, make_report, make_signatory

pytestmark = pytest.mark.django_db
Post = dict[str, str]


def page_of(report: ProgressReport) -> Post:
    """What a browser would send back of the page as it is now."""
    drafts = drafts_of(report)
    post: Post = {}
    for section in Section:
        draft = drafts.get(section)
        raw: dict[str, str] = draft.raw if draft else {}
        post |= {f"{section}-{name}": text for name, text in raw.items()}
        post[f"revision-{section}"] = str(draft.revision if draft else 0)
        post[f"seen-{section}"] = digest(raw)
    return post


def fill(post: Post, **texts: str) -> Post:
    return post | {name.replace("__", "-"): text for name, text in texts.items()}


def save(client: Client, report: ProgressReport, post: Post, **extra: Any) -> Any:
    return client.post(reverse("grants:progress_fill_in", args=[report.pk]), post, **extra)


@pytest.fixture
def report() -> ProgressReport:
    return make_report()


@pytest.fixture
def as_leader(report: ProgressReport) -> Callable[[], Client]:
    def sign_in() -> Client:
        client = Client()
        client.force_login(make_leader(report), backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


def test_page_shows_what_is_not_valid_as_it_was_typed(
    report: ProgressReport, as_leader: Callable[[], Client]
) -> None:
    client = as_leader()
    answer = save(client, report, fill(page_of(report), **{"youths-12-17": "veel"}))
    assert answer.status_code == 302
    page = client.get(answer["Location"]).content.decode()
    assert 'name="youths-12-17" value="veel"' in page
    assert "is geen aantal" not in page
    checked = client.get(answer["Location"] + "?controle=1").content.decode()
    assert "‘veel’ is geen aantal." in checked
    assert 'href="#id_youths-12-17"' in checked
    assert 'id="id_youths-12-17"' in checked


def test_rows_come_and_go_without_javascript(
    report: ProgressReport, as_leader: Callable[[], Client]
) -> None:
    client = as_leader()
    for _ in range(2):
        answer = save(client, report, page_of(report) | {"add-row": "1"})
        assert answer["Location"].endswith("#interventions")
    save(client, report, fill(page_of(report), **{"interventions-2-area": "Oost"}))
    save(client, report, page_of(report) | {"remove-row": "1"})
    typed = typed_in(report)[Section.INTERVENTIONS]
    assert {name: text for name, text in typed.items() if text} == {"2-area": "Oost"}
    page = client.get(reverse("grants:progress_fill_in", args=[report.pk])).content.decode()
    assert "Rij 1" in page
    assert "Rij 2" not in page


def test_two_colleagues_in_two_sections_do_not_meet(
    report: ProgressReport, as_leader: Callable[[], Client]
) -> None:
    opened = page_of(report)
    save(as_leader(), report, fill(opened, lessons__text="van Anna"))
    answer = save(as_leader(), report, fill(opened, outlook__text="van Bram"))
    assert answer.status_code == 302
    assert typed_in(report) == {
        Section.LESSONS: {"text": "van Anna"},
        Section.OUTLOOK: {"text": "van Bram"},
    }


def test_two_colleagues_in_one_section_see_both_texts(
    report: ProgressReport, as_leader: Callable[[], Client]
) -> None:
    opened = page_of(report)
    save(as_leader(), report, fill(opened, lessons__text="van Anna"))
    bram = as_leader()
    answer = save(bram, report, fill(opened, lessons__text="van Bram", outlook__text="ook nieuw"))
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "van Anna" in page
    assert "van Bram" in page
    assert typed_in(report) == {
        Section.LESSONS: {"text": "van Anna"},
        Section.OUTLOOK: {"text": "ook nieuw"},
    }
    again = fill(page_of(report), lessons__text="van beiden")
    assert save(bram, report, again).status_code == 302
    assert typed_in(report)[Section.LESSONS] == {"text": "van beiden"}


def test_autosave_answers_with_the_new_revisions(
    report: ProgressReport, as_leader: Callable[[], Client]
) -> None:
    answer = save(
        as_leader(),
        report,
        fill(page_of(report), lessons__text="half af"),
        headers={"hx-request": "true"},
    )
    fragment = answer.content.decode()
    assert "Concept opgeslagen" in fragment
    assert 'name="revision-lessons" value="1"' in fragment
    assert "<html" not in fragment


def test_autosave_tells_of_a_conflict_and_keeps_the_old_revision(
    report: ProgressReport, as_leader: Callable[[], Client]
) -> None:
    opened = page_of(report)
    save(as_leader(), report, fill(opened, lessons__text="van Anna"))
    answer = save(
        as_leader(),
        report,
        fill(opened, lessons__text="van Bram"),
        headers={"hx-request": "true"},
    )
    fragment = answer.content.decode()
    assert "nog niet opgeslagen" in fragment
    assert "revision-lessons" not in fragment


def test_junk_is_not_kept(report: ProgressReport, as_leader: Callable[[], Client]) -> None:
    junk = {"lessons-colour": "red", "interventions-1-price": "3", "youths-99": "1"}
    save(as_leader(), report, page_of(report) | junk)
    assert typed_in(report) == {}


def fill_completely(report: ProgressReport, **changes: Any) -> None:
    leader = make_leader(report)
    content = make_content(make_intervention().pk, **changes)
    for section, raw in as_typed(content).items():
        save_section(report=report, section=section, raw=raw, seen_revision=0, by=leader)


def confirm(report: ProgressReport, **extra: str) -> Any:
    """As the signatory."""
    client = Client()
    client.force_login(make_signatory(report), backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("grants:progress_submit", args=[report.pk])
    context = client.get(address).context
    return client.post(
        address,
        {
            "revision": report.revision,
            "key": context["key"],
            "digest": context["form"]["digest"].value(),
            **extra,
        },
        follow=True,
    )


def test_complete_report_is_confirmed_and_submitted(
    report: ProgressReport, as_leader: Callable[[], Client]
) -> None:
    fill_completely(report)
    page = as_leader().get(reverse("grants:progress_submit", args=[report.pk])).content.decode()
    assert "De ondertekenaar van uw gemeente dient haar in." in page
    assert ">Indienen</button>" not in page
    page = confirm(report).content.decode()
    report.refresh_from_db()
    assert report.state == ProgressState.SUBMITTED
    assert "De voortgangsrapportage is ingediend." in page
    assert report.versions.get().sha256 in page
    fill_in = as_leader().get(reverse("grants:progress_fill_in", args=[report.pk]))
    assert fill_in.status_code == 302


def test_incomplete_report_has_no_button_but_links(
    report: ProgressReport, as_leader: Callable[[], Client]
) -> None:
    page = as_leader().get(reverse("grants:progress_submit", args=[report.pk])).content.decode()
    assert ">Indienen</button>" not in page
    assert (
        f"{reverse('grants:progress_fill_in', args=[report.pk])}?controle=1#id_lessons-text" in page
    )


def test_personal_data_asks_for_a_look(report: ProgressReport) -> None:
    fill_completely(report, lessons="Bel J. op 06-12345678.")
    page = confirm(report).content.decode()
    report.refresh_from_db()
    assert report.state == ProgressState.OPEN
    assert "06-12345678" in page
    assert "Bekijk eerst wat op persoonsgegevens lijkt" in page
    confirm(report, looked="on")
    report.refresh_from_db()
    assert report.state == ProgressState.SUBMITTED


def test_saving_after_submission_keeps_the_text_on_screen_and_stores_nothing(
    report: ProgressReport, as_leader: Callable[[], Client]
) -> None:
    opened = page_of(report)
    client = as_leader()
    deliver_report(report)
    answer = save(client, report, fill(opened, lessons__text="te laat"))
    assert answer.status_code == 302
    assert typed_in(report)[Section.LESSONS]["text"] != "te laat"


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in {Role.PROJECT_LEADER, Role.SYSTEM}]
)
def test_nobody_else_opens_the_page(report: ProgressReport, role: Role) -> None:
    municipal = role in MUNICIPAL_ROLES
    client = Client()
    user = make_user(role, report.municipality if municipal else None)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse("grants:progress_fill_in", args=[report.pk])).status_code == 404
    check = client.get(reverse("grants:progress_submit", args=[report.pk]))
    assert check.status_code == (200 if municipal else 404)


def test_leader_of_another_municipality_sees_nothing(report: ProgressReport) -> None:
    client = Client()
    stranger = make_user(Role.PROJECT_LEADER, municipality("GM0899"))
    client.force_login(stranger, backend="django.contrib.auth.backends.ModelBackend")
    for name in ("progress_fill_in", "progress_submit", "progress_report"):
        assert client.get(reverse(f"grants:{name}", args=[report.pk])).status_code == 404
