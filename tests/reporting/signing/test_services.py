"""Sign-offs: in turn, by who may, about what is there; and taken back by a change."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.utils import timezone

import pmg.celery  # noqa: F401 - the queue as web and worker know it
from grants.reckoning.calendar import working_days_from
from grants.services.drafting import Posted
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused, NotAllowed, StaleRevision
from pmg.casework.models import Notice
from pmg.casework.moves import events_of
from reporting.enums import Part
from reporting.models import ReportYear, SignOff, SignOffParty
from reporting.queries.sign_offs import sign_off_rows
from reporting.services.freezing import freeze_year
from reporting.services.lapsing import lapse_sign_offs
from reporting.services.parties import save_party
from reporting.services.sign_off_notices import remind_signers
from reporting.services.sign_offs import (
    ask_sign_off_again,
    ask_sign_offs,
    give_sign_off,
    refuse_sign_off,
    take_back_sign_off,
)
from reporting.services.texts import keep_text
from reporting.tasks.sign_offs import sweep_sign_offs
from tests.factories import make_user
from tests.reporting.signing.parties import ask, asked, make_party, signer, told
from tests.reporting.stories import make_story

pytestmark = pytest.mark.usefixtures("clone_db")


@pytest.fixture
def case() -> ReportYear:
    scheme = make_story()
    freeze_year(scheme_id=scheme.pk, year=2024, by=make_user(Role.ANALYST), on=timezone.now())
    return ReportYear.objects.get()


@pytest.fixture
def officer() -> User:
    return make_user(Role.POLICY_OFFICER, email="beleid@ministerie.invalid")


def write(case: ReportYear, by: User, name: str, text: str) -> None:
    keep_text(
        scheme=case.scheme, year=2024, name=name, posted=Posted({"text": text}, 0), by=by,
        on=timezone.now(),
    )  # fmt: skip


def standing(case: ReportYear) -> set[tuple[str, str]]:
    return {(row.party.name, row.part.value) for row in sign_off_rows(case) if row.stands}


def test_asked_in_order_and_the_next_step_follows_by_itself(
    case: ReportYear, officer: User
) -> None:
    first = signer(email="een@ministerie.invalid")
    second = signer(email="twee@ministerie.invalid")
    make_party(case.scheme, "Directie", first, parts=(Part.REPORT,))
    make_party(case.scheme, "Bureau", second, step=2, parts=(Part.REPORT,))
    (sign_off,) = ask(case, officer).values()
    assert sign_off.due_on == working_days_from(timezone.localdate(), 5)
    assert ask_sign_offs(case=case, by=officer, on=timezone.now()) == []
    mail = Notice.objects.get(recipient=first, channel=Notice.Channel.MAIL)
    assert "Directie" in mail.body
    give_sign_off(**told(sign_off, first))
    assert set(asked(case)) == {("Directie", "report"), ("Bureau", "report")}
    assert Notice.objects.filter(recipient=second, channel=Notice.Channel.MAIL).count() == 1
    assert standing(case) == {("Directie", "report")}


def test_only_who_speaks_for_the_party_signs_and_a_deputy_may(
    case: ReportYear, officer: User
) -> None:
    hand, deputy, stranger = signer(), signer(), signer()
    make_party(case.scheme, "Directie", hand, deputies=(deputy,), parts=(Part.LETTER,))
    (sign_off,) = ask(case, officer).values()
    with pytest.raises(MoveRefused, match="niet op de lijst"):
        give_sign_off(**told(sign_off, stranger))
    with pytest.raises(NotAllowed):
        give_sign_off(**told(sign_off, officer))
    event = give_sign_off(reason="Namens de directeur.", **told(sign_off, deputy))
    assert event.data["as_deputy"] is True
    assert event.reason == "Namens de directeur."


def test_nobody_signs_for_the_own_work(case: ReportYear, officer: User) -> None:
    writer = make_user(Role.POLICY_OFFICER)
    writer.role_assignments.create(role=Role.SIGN_OFF, starts_on=datetime.date(2024, 1, 1))
    write(case, writer, "lessen", "Vroeg contact helpt.")
    make_party(case.scheme, "Directie", writer, parts=(Part.REPORT, Part.LETTER))
    found = ask(case, officer)
    with pytest.raises(MoveRefused, match="vier ogen"):
        give_sign_off(**told(found["Directie", "report"], writer))
    give_sign_off(**told(found["Directie", "letter"], writer))
    assert standing(case) == {("Directie", "letter")}


def test_nobody_signs_for_what_the_page_did_not_show(case: ReportYear, officer: User) -> None:
    hand = signer()
    make_party(case.scheme, "Directie", hand)
    seen = told(ask(case, officer)["Directie", "report"], hand)
    write(case, officer, "lessen", "Intussen geschreven.")
    with pytest.raises(MoveRefused, match="intussen gewijzigd"):
        give_sign_off(**seen)


def test_a_change_takes_back_what_was_signed_of_that_part_and_says_so(
    case: ReportYear, officer: User
) -> None:
    hand = signer(email="een@ministerie.invalid")
    make_party(case.scheme, "Directie", hand)
    for sign_off in ask(case, officer).values():
        give_sign_off(**told(sign_off, hand))
    assert len(standing(case)) == 4
    write(case, officer, "lessen", "Vroeg contact met ouders helpt.")
    # At once, before the worker came by.
    assert ("Directie", "report") not in standing(case)
    sweep_sign_offs()
    sweep_sign_offs()
    found = asked(case)
    assert {part for (_, part), one in found.items() if one.state == "asked"} == {"report"}
    lapsed = events_of(found["Directie", "report"]).get(name="lapse")
    assert lapsed.data["before"] != lapsed.data["sha256"]
    texts = Notice.objects.filter(recipient=hand, channel=Notice.Channel.MAIL)
    assert texts.filter(subject__contains="vervallen").count() == 1


def test_a_new_version_of_the_figures_takes_all_of_them_back(
    case: ReportYear, officer: User
) -> None:
    hand = signer()
    make_party(case.scheme, "Directie", hand)
    for sign_off in ask(case, officer).values():
        give_sign_off(**told(sign_off, hand))
    freeze_year(
        scheme_id=case.scheme_id, year=2024, by=make_user(Role.ANALYST), on=timezone.now(),
        reason="Een gemeente kwam alsnog", seen_revision=case.revision,
    )  # fmt: skip
    assert standing(case) == set()
    lapse_sign_offs(case=case, on=timezone.now())
    assert SignOff.objects.filter(state="asked").count() == 4


def test_sent_back_with_what_must_change_and_asked_again(case: ReportYear, officer: User) -> None:
    hand = signer(email="een@ministerie.invalid")
    make_party(case.scheme, "Directie", hand, parts=(Part.NOTE,))
    (sign_off,) = ask(case, officer).values()
    with pytest.raises(MoveRefused):
        refuse_sign_off(reason=" ", **told(sign_off, hand))
    refuse_sign_off(reason="Noem het btw-deel.", **told(sign_off, hand))
    mail = Notice.objects.get(recipient=officer, channel=Notice.Channel.MAIL)
    assert "geweigerd" in mail.subject
    assert "btw-deel" not in mail.body  # a mail passes many hands
    assert "btw-deel" in Notice.objects.get(recipient=officer, channel=Notice.Channel.PORTAL).body
    again = told(sign_off, officer)
    again.pop("content")
    ask_sign_off_again(reason="Dat staat er nu.", **again)
    give_sign_off(**told(sign_off, hand))
    assert standing(case) == {("Directie", "note")}
    back = told(sign_off, hand)
    back.pop("content")
    take_back_sign_off(reason="Toch niet.", **back)
    assert standing(case) == set()


def test_who_has_not_signed_is_reminded_once_before_and_once_after(
    case: ReportYear, officer: User
) -> None:
    hand = signer(email="een@ministerie.invalid")
    make_party(case.scheme, "Directie", hand)
    due = ask(case, officer)["Directie", "note"].due_on

    def reminded(day: datetime.date) -> int:
        noon = datetime.datetime.combine(day, datetime.time(11), tzinfo=datetime.UTC)
        remind_signers(on=noon)
        remind_signers(on=noon)
        mails = Notice.objects.filter(recipient=hand, channel=Notice.Channel.MAIL)
        return mails.filter(kind="sign_off.paraaf-herinnering").count()

    assert reminded(working_days_from(due, -3)) == 0
    assert reminded(working_days_from(due, -2)) == 1
    assert reminded(due) == 1
    assert reminded(working_days_from(due, 1)) == 2


def test_the_list_of_parties_is_kept_by_the_administrator_and_remembers(case: ReportYear) -> None:
    hand, other = signer(), signer()
    party = make_party(case.scheme, "Directie", hand)

    def save(by: User, revision: int, **fields: Any) -> SignOffParty:
        return save_party(
            party=party, fields=fields, signers=[other], deputies=[hand], by=by,
            seen_revision=revision,
        )  # fmt: skip

    with pytest.raises(NotAllowed):
        save(make_user(Role.POLICY_OFFICER), party.revision, step=2)
    with pytest.raises(StaleRevision):
        save(make_user(Role.ADMINISTRATOR), 0, step=2)
    changed = save(make_user(Role.ADMINISTRATOR), party.revision, step=2)
    assert [(one.user, one.is_deputy) for one in changed.signers.order_by("is_deputy")] == [
        (other, False),
        (hand, True),
    ]
    assert list(changed.events.order_by("pgh_id").values_list("step", flat=True)) == [1, 2]


def test_without_a_frozen_year_or_parties_nothing_is_asked(case: ReportYear, officer: User) -> None:
    with pytest.raises(MoveRefused, match="geen partijen"):
        ask_sign_offs(case=case, by=officer, on=timezone.now())
