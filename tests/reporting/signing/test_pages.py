"""The screens of the sign-offs: who must sign, what stands, and keeping the list of parties."""

from __future__ import annotations

import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from grants.services.drafting import Posted
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from reporting.enums import Part
from reporting.models import ReportYear, SignOff, SignOffParty
from reporting.services.freezing import freeze_year
from reporting.services.lapsing import lapse_sign_offs
from reporting.services.sign_offs import give_sign_off
from reporting.services.texts import keep_text
from tests.factories import make_user
from tests.reporting.signing.parties import ask, asked, make_party, signer, told
from tests.reporting.stories import make_story
from tests.reporting.test_pages import YEAR, signed_in

pytestmark = pytest.mark.usefixtures("clone_db")

PAGE = f"{YEAR}parafen/"


@pytest.fixture
def case() -> ReportYear:
    scheme = make_story()
    freeze_year(scheme_id=scheme.pk, year=2024, by=make_user(Role.ANALYST), on=timezone.now())
    return ReportYear.objects.get()


@pytest.fixture
def officer() -> User:
    return make_user(Role.POLICY_OFFICER)


def act(client: Client, sign_off: SignOff, move: str, **typed: str) -> str:
    sign_off.refresh_from_db()
    fields = {f"{move}-{name}": text for name, text in typed.items()}
    seen = {"move": move, "revision": str(sign_off.revision), "key": str(uuid.uuid4())}
    page = f"/rapportage/parafen/{sign_off.pk}/"
    return client.post(page, fields | seen, follow=True).content.decode()


def test_from_asking_to_a_sign_off_sent_back_on_the_screen(case: ReportYear, officer: User) -> None:
    hand = signer()
    make_party(case.scheme, "Directie", hand, parts=(Part.REPORT,))
    desk, chief = signed_in(officer), signed_in(hand)
    fields = {"revision": str(case.revision), "key": str(uuid.uuid4())}
    assert "Er zijn 1 parafen" in desk.post(f"{PAGE}vragen/", fields, follow=True).content.decode()
    assert "al gevraagd" in desk.post(f"{PAGE}vragen/", fields, follow=True).content.decode()
    sign_off = SignOff.objects.get()

    start = chief.get("/").content.decode()
    assert "Paraaf: Kamerrapportage over 2024" in start
    assert f"/rapportage/parafen/{sign_off.pk}/" in start
    assert "Paraaf geven" in chief.get(f"/rapportage/parafen/{sign_off.pk}/").content.decode()
    assert "Paraaf geven" not in desk.get(f"/rapportage/parafen/{sign_off.pk}/").content.decode()

    shown = sign_off.sha256
    empty = act(chief, sign_off, "refuse", content=shown, reason="")
    assert "Schrijf op wat er anders moet" in empty
    act(chief, sign_off, "refuse", content=shown, reason="Noem de regio.")
    assert "geweigerd" in desk.get("/berichten/").content.decode()
    page = desk.get(f"/rapportage/parafen/{sign_off.pk}/").content.decode()
    assert "Noem de regio." in page
    act(desk, sign_off, "ask_again", reason="Staat er nu in.")
    assert "Paraaf gegeven" in act(chief, sign_off, "give", content=shown, reason="")
    assert "1 van de 1 parafen" in desk.get(PAGE).content.decode()
    assert "gegeven" in chief.get("/rapportage/parafen/").content.decode()


def test_another_parafeerder_reads_and_has_no_button(case: ReportYear, officer: User) -> None:
    make_party(case.scheme, "Directie", signer(), parts=(Part.LETTER,))
    (sign_off,) = ask(case, officer).values()
    other = signed_in(signer())
    assert "Paraaf geven" not in other.get(f"/rapportage/parafen/{sign_off.pk}/").content.decode()
    assert "Er wacht niets op u" in other.get("/rapportage/parafen/").content.decode()
    answer = act(other, sign_off, "give", content=sign_off.sha256, reason="Mag ik?")
    assert "niet op de lijst" in answer
    assert "U hoeft nu niets te doen" in other.get("/").content.decode()


def test_after_a_change_a_later_party_reads_for_whom_it_waits(
    case: ReportYear, officer: User
) -> None:
    first, last = signer(), signer()
    make_party(case.scheme, "Directie", first, parts=(Part.REPORT,))
    make_party(case.scheme, "Bureau", last, step=2, parts=(Part.REPORT,))
    for party, hand in (("Directie", first), ("Bureau", last)):
        give_sign_off(**told(ask(case, officer)[party, "report"], hand))
    keep_text(
        scheme=case.scheme,
        year=2024,
        name="lessen",
        posted=Posted({"text": "Begin vroeg."}, 0),
        by=officer,
        on=timezone.now(),
    )
    lapse_sign_offs(case=case, on=timezone.now())
    later = signed_in(last).get(f"/rapportage/parafen/{asked(case)['Bureau', 'report'].pk}/")
    assert "Eerst is de paraaf nodig van Directie." in later.content.decode()
    assert "Paraaf geven" not in later.content.decode()
    assert "Paraaf vervallen" in later.content.decode()


def test_the_administrator_keeps_the_parties_and_loses_nothing_typed(case: ReportYear) -> None:
    hand = signer(first_name="Kim")
    desk = signed_in(make_user(Role.ADMINISTRATOR))
    assert "Er zijn nog geen partijen" in desk.get("/rapportage/partijen/").content.decode()
    new = "/rapportage/partijen/pmg-2024/nieuw/"
    fields = {
        "revision": "0",
        "key": str(uuid.uuid4()),
        "name": "Bureau minister",
        "step": "3",
        "parts": ["letter", "note"],
        "term": "5",
        "remind_before": "2",
        "is_asked": "on",
    }
    unfinished = desk.post(new, fields).content.decode()
    assert "Kies ten minste één persoon" in unfinished
    assert 'value="Bureau minister"' in unfinished
    assert desk.post(new, fields | {"signers": str(hand.pk)}).status_code == 302
    party = SignOffParty.objects.get()
    assert party.parts == ["letter", "note"]
    page = desk.get("/rapportage/partijen/").content.decode()
    assert "Kamerbrief, Beslisnota" in page
    address = f"/rapportage/partijen/{party.pk}/"
    stale = desk.post(address, fields | {"signers": str(hand.pk), "step": "4"})
    assert stale.status_code == 200
    party.refresh_from_db()
    assert party.step == 3
    desk.post(address, fields | {"signers": str(hand.pk), "step": "4", "revision": "1"})
    party.refresh_from_db()
    assert party.step == 4


def test_pages_ask_as_much_for_three_parties_as_for_one(case: ReportYear, officer: User) -> None:
    hand = signer()
    desk, chief, keeper = (
        signed_in(officer),
        signed_in(hand),
        signed_in(make_user(Role.ADMINISTRATOR)),
    )
    counts = []
    for names in (["Een"], ["Twee", "Drie"]):
        for name in names:
            make_party(case.scheme, name, hand)
        ask(case, officer)
        for client, page in (
            (desk, PAGE),
            (chief, "/rapportage/parafen/"),
            (chief, "/"),
            (keeper, "/rapportage/partijen/"),
        ):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(page).status_code == 200
            counts.append(len(queries))
    assert counts[:4] == counts[4:]
    assert max(counts[1:4]) <= 12
