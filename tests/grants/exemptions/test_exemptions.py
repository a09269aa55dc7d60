"""An exemption is a row with a reason and an end; the finding stays in sight and does not count."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from grants.enums import UploadKind
from grants.models import Exemption, Justification, Upload, Verdict
from grants.queries.lines import hands_on_judgement
from grants.queries.waiting import judgements_to_settle
from grants.services import assessment
from grants.services.checking import run_check
from grants.services.exemptions import give_exemption, withdraw_exemption
from grants.services.submitting import submit
from grants.services.uploads import upload
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.casework.errors import FourEyes, MoveRefused, NotAllowed
from tests.factories import make_figure, make_user, municipality, weigh
from tests.grants.justifications.conftest import Gouda
from tests.grants.justifications.conftest import gouda as gouda  # noqa: PLC0414 - a fixture

pytestmark = pytest.mark.django_db
EARLY_END = "opgave-te-vroeg-eind"
DAY = datetime.timedelta(days=1)


@pytest.fixture
def officer(db: None) -> User:
    return make_user(Role.POLICY_OFFICER)


def give(gouda: Gouda, officer: User, **facts: Any) -> Exemption:
    now = timezone.now()
    return give_exemption(
        **{
            "code": EARLY_END,
            "municipality": gouda.case.municipality,
            "accounting_year": gouda.case.accounting_year,
            "reason": "Afgesproken op 3 maart: Gouda stopt een jaar eerder.",
            "until": timezone.localdate(now) + 30 * DAY,
            "by": officer,
            "on": now - datetime.timedelta(seconds=5),
            "key": uuid.uuid4(),
        }
        | facts
    )


def look(gouda: Gouda, *, on: datetime.datetime | None = None) -> Verdict:
    row: Upload = upload(
        justification=gouda.case,
        kind=UploadKind.STATEMENT,
        name="pmg_2025_0513.xlsx",
        chunks=[gouda.form(is_final=True)],
        by=gouda.sisa,
        on=on or timezone.now(),
    )
    verdict = run_check(row.check_run.pk)
    assert verdict is not None
    return verdict


def found(verdict: Verdict) -> dict[str, str]:
    return {finding.code: finding.severity for finding in verdict.findings.all()}


def test_without_one_the_check_counts(gouda: Gouda) -> None:
    verdict = look(gouda)
    assert not verdict.ok
    assert found(verdict)[EARLY_END] == "error"


def test_with_one_it_shows_with_its_reason_and_does_not_count(gouda: Gouda, officer: User) -> None:
    given = give(gouda, officer)
    verdict = look(gouda)
    assert verdict.ok
    assert found(verdict)[EARLY_END] == "exempt"
    assert verdict.summary == "Geen bezwaren."
    finding = verdict.findings.get(code=EARLY_END)
    assert finding.exempted.exemption == given
    assert gouda.case.versions.get().is_final


def test_it_holds_for_its_own_municipality_year_and_days_only(gouda: Gouda, officer: User) -> None:
    now = timezone.now()
    today = timezone.localdate(now)
    give(gouda, officer, municipality=municipality("GM0141"))
    give(gouda, officer, accounting_year=gouda.case.award.scheme.accounting_years.get(year=2026))
    give(gouda, officer, until=today - DAY, on=now - 3 * DAY)
    earlier = now - datetime.timedelta(minutes=2)
    assert found(look(gouda, on=earlier))[EARLY_END] == "error"
    give(gouda, officer, until=today)
    assert found(look(gouda, on=now))[EARLY_END] == "exempt"


def test_withdrawn_it_counts_again_and_the_old_verdict_stands(gouda: Gouda, officer: User) -> None:
    given = give(gouda, officer)
    before = look(gouda, on=timezone.now() - datetime.timedelta(seconds=2))
    now = timezone.now()
    row = withdraw_exemption(exemption=given, reason="Toch niet", by=officer, on=now)
    again = withdraw_exemption(exemption=given, reason="Nog eens", by=officer, on=now)
    assert row == again
    assert found(look(gouda, on=now + datetime.timedelta(minutes=2)))[EARLY_END] == "error"
    assert found(before)[EARLY_END] == "exempt"


def test_sent_twice_it_is_one(gouda: Gouda, officer: User) -> None:
    key = uuid.uuid4()
    assert give(gouda, officer, key=key) == give(gouda, officer, key=key)


@pytest.mark.parametrize(
    "facts",
    [
        {"code": "opgave-macros"},
        {"code": "bestand-virus"},
        {"code": "pakket-te-groot"},
        {"code": "bestaat-niet"},
        {"reason": "  "},
        {"until": datetime.date(2025, 1, 1)},
    ],
)
def test_what_nobody_gets(gouda: Gouda, officer: User, facts: dict[str, Any]) -> None:
    with pytest.raises(MoveRefused):
        give(gouda, officer, **facts)


@pytest.mark.parametrize("role", [Role.BUDGET_HOLDER, Role.AUDITOR])
def test_who_may_not_give_it(gouda: Gouda, role: Role) -> None:
    with pytest.raises(NotAllowed):
        give(gouda, make_user(role))


def test_a_policy_officer_gives_and_withdraws_it_on_screen(gouda: Gouda, officer: User) -> None:
    client = Client()
    client.force_login(officer)
    page = client.get(reverse("grants:exemption_new"), {"code": EARLY_END})
    key = page.context["form"].initial["key"]
    typed = {
        "code": EARLY_END,
        "municipality": gouda.case.municipality_id,
        "accounting_year": gouda.case.accounting_year_id,
        "reason": "",
        "until": "31-12-2099",
        "key": key,
    }
    wrong = client.post(reverse("grants:exemption_new"), typed)
    assert "Vertel waarom" in wrong.text
    assert "2099-12-31" in wrong.text or "31-12-2099" in wrong.text, "what was typed stays"
    client.post(reverse("grants:exemption_new"), typed | {"reason": "Afgesproken"})
    given = Exemption.objects.get()
    address = reverse("grants:exemption", args=[given.pk])
    assert "Afgesproken" in client.get(address).text
    client.post(address, {"reason": "Vergissing"})
    assert "Vergissing" in client.get(address).text
    assert "ingetrokken" in client.get(reverse("grants:exemptions")).text


def test_the_list_asks_as_much_for_three_as_for_one(gouda: Gouda, officer: User) -> None:
    client = Client()
    client.force_login(officer)
    asked = []
    for more in (1, 2):
        for _ in range(more):
            give(gouda, officer)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(reverse("grants:exemptions"))
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 12


def test_the_catalogue_is_for_everybody_and_finds_by_word(gouda: Gouda) -> None:
    client = Client()
    client.force_login(gouda.sisa)
    whole = client.get(reverse("grants:checks"))
    assert EARLY_END in whole.text
    few = client.get(reverse("grants:checks"), {"zoek": "macro", "zwaarte": "error"})
    assert "opgave-macros" in few.text
    assert EARLY_END not in few.text
    none = client.get(reverse("grants:checks"), {"zoek": "xyzzy"})
    assert "niets gevonden" in none.text


def test_who_gave_it_does_not_approve_what_was_submitted_under_it(gouda: Gouda) -> None:
    giver, assessor, second = (make_user(Role.ASSESSOR) for _ in range(3))
    give(gouda, giver)
    look(gouda)
    now = timezone.now()
    submit(justification=gouda.case, by=gouda.signatory, on=now, seen_revision=gouda.case.revision)
    case = Justification.objects.get(pk=gouda.case.pk)
    assert giver.pk in hands_on_judgement(case)
    make_figure(case)
    act = {"justification": case, "on": timezone.now()}
    assessment.take(**act, by=assessor, seen_revision=case.revision)
    weigh(case, by=assessor, on=timezone.now())
    act["on"] = timezone.now()
    assessment.propose(**act, motivation="Goed.", by=assessor, seen_revision=case.revision)
    holder = make_user(Role.BUDGET_HOLDER)
    (waiting,) = judgements_to_settle(holder)
    assert waiting.exempted
    with pytest.raises(FourEyes):
        assessment.judge(**act, by=giver, seen_revision=case.revision)
    client = Client()
    client.force_login(second)
    shown = client.get(reverse("grants:assessment_workbench", args=[case.pk])).content.decode()
    assert "Ingediend met een vrijstelling." in shown
    assert "Oordeel vaststellen" in shown
