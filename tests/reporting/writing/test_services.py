"""Writing together: drafts, versions, confirmations and remarks; nothing is overwritten."""

from __future__ import annotations

import uuid

import pytest
from django.db import ProgrammingError, transaction
from django.utils import timezone

from grants.models import Justification, Scheme
from grants.services.drafting import Posted, StaleText
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused, StaleRevision
from reporting.enums import ReportYearState, TextAct
from reporting.models import ReportYear, Snapshot, TextSet, TextVersion
from reporting.queries.texts import figures_now, latest_texts, open_points, text_rows
from reporting.quotes.named import quotes
from reporting.services import rendering
from reporting.services.freezing import freeze_year
from reporting.services.publishing import publish_year
from reporting.services.texts import (
    UnreadyText,
    add_remark,
    confirm_text,
    keep_text,
    resolve_remark,
    save_text_draft,
)
from reporting.writing.texts import Texts, read_texts
from tests.factories import make_user, submit
from tests.reporting.sending.ready import make_ready
from tests.reporting.stories import make_story

YEAR = 2024
MONEY = "Er is {{ cijfer.verantwoord }} verantwoord."


@pytest.fixture
def scheme(db: None) -> Scheme:
    return make_story()


@pytest.fixture
def writer(db: None) -> User:
    return make_user(Role.POLICY_OFFICER)


def keep(
    scheme: Scheme,
    by: User,
    text: str,
    seen: int = 0,
    name: str = "geld",
    key: uuid.UUID | None = None,
) -> TextVersion:
    return keep_text(
        scheme=scheme,
        year=YEAR,
        name=name,
        posted=Posted({"text": text}, seen),
        by=by,
        on=timezone.now(),
        key=key,
    )


def stale_names(scheme: Scheme) -> list[str]:
    known = quotes(figures_now(scheme, YEAR, moment=timezone.now()))
    return [row.field.name for row in open_points(text_rows(scheme.pk, YEAR, known)).stale]


def test_a_draft_is_no_version_until_it_is_kept(scheme: Scheme, writer: User) -> None:
    draft = save_text_draft(
        scheme=scheme, year=YEAR, name="geld", posted=Posted({"text": "half {{"}, 0), by=writer
    )
    assert (draft.text, draft.revision) == ("half {{", 1)
    assert latest_texts(scheme.pk, YEAR) == Texts({})
    version = keep(scheme, writer, MONEY, seen=1)
    assert (version.number, version.by, version.act) == (1, writer, TextAct.WRITTEN)
    assert version.quoted == {
        "verantwoord": quotes(figures_now(scheme, YEAR, moment=timezone.now()))["verantwoord"].text
    }
    assert latest_texts(scheme.pk, YEAR) == Texts({"geld": MONEY})


def test_two_writers_at_once_overwrite_nothing(scheme: Scheme, writer: User) -> None:
    keep(scheme, writer, "De eerste tekst.")
    colleague = make_user(Role.ANALYST)
    with pytest.raises(StaleText) as stale:
        keep(scheme, colleague, "Een andere tekst.", seen=0)
    assert stale.value.stored.raw == {"text": "De eerste tekst."}
    assert stale.value.typed == {"text": "Een andere tekst."}
    assert [one.text for one in TextVersion.objects.all()] == ["De eerste tekst."]


def test_a_reference_that_leads_nowhere_is_refused_in_dutch(scheme: Scheme, writer: User) -> None:
    with pytest.raises(UnreadyText, match="Het cijfer ‘bestaat_niet’ bestaat niet"):
        keep(scheme, writer, "Er is {{ cijfer.bestaat_niet }}.")
    assert not TextVersion.objects.exists()


def test_the_same_key_and_the_same_words_give_the_same_version(
    scheme: Scheme, writer: User
) -> None:
    key = uuid.uuid4()
    first = keep(scheme, writer, "Een tekst.", key=key)
    assert keep(scheme, writer, "Een tekst.", key=key) == first
    assert keep(scheme, writer, "Een tekst.", seen=1) == first


def test_a_text_whose_figure_changed_is_stale_until_confirmed(scheme: Scheme, writer: User) -> None:
    version = keep(scheme, writer, MONEY)
    keep(scheme, writer, "Zonder cijfer.", name="bereik")
    assert stale_names(scheme) == []
    submit(Justification.objects.get(municipality__cbs_code="GM0193"))
    assert stale_names(scheme) == ["geld"]
    act = {"scheme": scheme, "year": YEAR, "name": "geld", "by": writer, "on": timezone.now()}
    with pytest.raises(StaleRevision):
        confirm_text(**act, seen_number=9)  # type: ignore[arg-type]
    confirmed = confirm_text(**act, seen_number=1)  # type: ignore[arg-type]
    assert (confirmed.number, confirmed.text, confirmed.act) == (2, MONEY, TextAct.CONFIRMED)
    assert confirmed.quoted != version.quoted
    assert stale_names(scheme) == []


def test_versions_can_be_neither_changed_nor_removed(scheme: Scheme, writer: User) -> None:
    keep(scheme, writer, "Een tekst.")
    for act in (
        lambda: TextVersion.objects.update(text="anders"),
        lambda: TextVersion.objects.all().delete(),
    ):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            act()


def test_a_remark_is_resolved_once(scheme: Scheme, writer: User) -> None:
    key = uuid.uuid4()
    place = {"scheme": scheme, "year": YEAR, "name": "geld", "by": writer, "on": timezone.now()}
    remark = add_remark(**place, text=" Klopt dit? ", key=key)  # type: ignore[arg-type]
    assert add_remark(**place, text="Nog eens", key=key) == remark  # type: ignore[arg-type]
    assert remark.text == "Klopt dit?"
    assert resolve_remark(remark=remark, by=writer, on=timezone.now())
    assert not resolve_remark(remark=remark, by=make_user(Role.ANALYST), on=timezone.now())
    remark.refresh_from_db()
    assert remark.resolved_by == writer


@pytest.fixture
def frozen(clone_db: str) -> Snapshot:
    return freeze_year(
        scheme_id=make_story().pk, year=YEAR, by=make_user(Role.ANALYST), on=timezone.now()
    )


def test_files_stand_on_the_texts_of_their_own_order(frozen: Snapshot) -> None:
    scheme, writer = frozen.report_year.scheme, make_user(Role.POLICY_OFFICER)
    keep(scheme, writer, MONEY)
    job = rendering.ask_for_report(snapshot=frozen, by=writer)
    keep(scheme, writer, "Later geschreven.", seen=1)  # while the order waits
    made = rendering.run_job(job.pk)
    assert made is not None
    assert made.texts is not None
    assert read_texts(bytes(made.texts.content)).of("geld") == MONEY
    assert not rendering.is_current(made)
    assert rendering.stored_rendition(frozen) is None
    assert rendering.render(frozen) != made
    assert TextSet.objects.count() == 2


def test_texts_do_not_change_once_the_report_is_out(frozen: Snapshot) -> None:
    case, writer = frozen.report_year, make_user(Role.POLICY_OFFICER)
    keep(case.scheme, writer, MONEY)
    act = {"by": writer, "on": timezone.now(), "seen_revision": case.revision}
    with pytest.raises(MoveRefused, match="Maak eerst de PDF"):
        publish_year(case=case, **act)  # type: ignore[arg-type]
    make_ready(case, writer)
    publish_year(case=case, **act)  # type: ignore[arg-type]
    with pytest.raises(MoveRefused, match="is verzonden"):
        keep(case.scheme, writer, "Te laat.", seen=1)


def test_a_stale_text_holds_up_the_report(frozen: Snapshot) -> None:
    case, writer = frozen.report_year, make_user(Role.POLICY_OFFICER)
    keep(case.scheme, writer, MONEY)
    submit(Justification.objects.get(municipality__cbs_code="GM0193"))
    assert stale_names(case.scheme) == []  # a frozen year does not move
    again = freeze_year(
        scheme_id=case.scheme_id,
        year=YEAR,
        by=make_user(Role.ANALYST),
        on=timezone.now(),
        reason="Zwolle kwam alsnog",
        seen_revision=case.revision,
    )
    assert stale_names(case.scheme) == ["geld"]
    rendering.render(again)
    case = ReportYear.objects.get(pk=case.pk)
    with pytest.raises(MoveRefused, match="Kamerrapportage: een cijfer is veranderd in Geld"):
        publish_year(case=case, by=writer, on=timezone.now(), seen_revision=case.revision)
    assert case.state == ReportYearState.FROZEN
