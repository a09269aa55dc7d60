"""Settlement and recovery on screen: what each person sees, does, and keeps on a mistake."""

from __future__ import annotations

import datetime
import json
import uuid
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from grants.enums import RecoveryState, SettlementState
from grants.models import LedgerEntry, Letter, LetterSender, Recovery, Settlement
from grants.queries.duties import duties
from grants.queries.recoveries import open_amount
from grants.services.letter_making import make_letter
from grants.services.notices import plan_round
from grants.services.settlements import draw_up_settlement, settle
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.accounts.services.machines import machine
from pmg.casework.models import Notice
from tests.factories import make_user, municipality
from tests.grants.money.story import tell
from tests.grants.settlements.story import ENDED, accepted_now, demanded, drawn_up, revised

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def act(case: object, move: str, **typed: object) -> dict[str, object]:
    return {
        "move": move,
        "revision": case.revision,
        "key": str(uuid.uuid4()),
        **{f"{move}-{name}": value for name, value in typed.items()},
    }


def fresh() -> tuple[object, Recovery]:
    """Settled and demanded at this moment, so that the pages can go on from here."""
    story = tell()
    settlement = draw_up_settlement(
        award=story.award,
        ends_on=ENDED,
        end_reason="De gemeente gaat alleen verder.",
        by=story.officer,
        on=timezone.now(),
    )
    settle(
        settlement=settlement,
        by=story.holder,
        on=timezone.now(),
        seen_revision=settlement.revision,
    )
    return story, settlement.recovery


def test_a_settlement_is_drawn_up_on_the_page_of_the_award() -> None:
    story = tell()
    client = signed_in(story.officer)
    address = reverse("grants:settlement_draw_up", args=[story.award.pk])
    assert address in client.get(reverse("grants:award", args=[story.award.pk])).content.decode()
    page = client.get(address).content.decode()
    assert "Terug te vorderen" in page
    assert "€ 150.000" in page.replace("\xa0", " ")
    typed = {"revision": 0, "key": str(uuid.uuid4()), "ends_on": "2024-12-31", "end_reason": ""}
    refused = client.post(address, typed | {"motivation": "Wat ik typte."})
    assert "Schrijf op waarom de uitkering eerder stopt" in refused.content.decode()
    assert "Wat ik typte." in refused.content.decode()
    for _ in range(2):
        made = client.post(address, typed | {"end_reason": "Gestopt."})
        assert made.status_code == 302
    assert Settlement.objects.get().end_reason == "Gestopt."


def test_the_budget_holder_settles_and_sees_what_is_demanded() -> None:
    story = tell()
    case = drawn_up(story)
    address = reverse("grants:settlement", args=[case.pk])
    assert "een collega moet" in signed_in(story.officer).get(address).content.decode()
    client = signed_in(story.holder)
    assert "Uw mandaat" in client.get(address).content.decode()
    answer = client.post(address, act(case, "settle"), follow=True)
    assert "Uitkering vastgesteld" in answer.content.decode()
    case.refresh_from_db()
    assert case.state == SettlementState.SETTLED
    assert reverse("grants:recovery", args=[case.recovery.pk]) in answer.content.decode()
    assert Letter.objects.filter(act__in=["settled", "demanded"], is_decision=True).count() == 2


def test_the_letter_can_be_seen_before_it_goes() -> None:
    story = tell()
    case = drawn_up(story)
    address = reverse("grants:settlement_letter_preview", args=[case.pk])
    answer = signed_in(story.holder).get(address)
    assert answer.content.startswith(b"%PDF")


def test_letters_of_settlement_and_recovery_name_article_amount_and_objection() -> None:
    _, recovery = fresh()
    for act_name, words, article in (
        ("settled", "Ik stel de uitkering vast op € 250.000", "artikel 8"),
        ("demanded", "Ik vorder € 150.000 terug", "artikel 9"),
    ):
        letter = Letter.objects.get(act=act_name)
        text = json.dumps(letter.contents, ensure_ascii=False).replace("\xa0", " ")
        assert words in text
        assert f"op grond van {article} van de" in text
        assert letter.contents["objection"]
        assert recovery.reference in text or act_name == "settled"
        assert make_letter(letter.work.pk).file.size > 10_000


def test_receipts_are_recorded_and_a_wrong_amount_stays_in_the_field() -> None:
    story, recovery = fresh()
    client = signed_in(story.officer)
    address = reverse("grants:recovery", args=[recovery.pk])
    today = timezone.localdate().isoformat()
    wrong = client.post(address, act(recovery, "receive", amount="150.000,01", received_on=today))
    assert "hoger dan wat nog openstaat" in wrong.content.decode()
    assert "150.000,01" in wrong.content.decode()
    client.post(address, act(recovery, "receive", amount="50.000", received_on=today))
    recovery.refresh_from_db()
    assert open_amount(recovery) == Decimal(100_000)
    done = client.post(
        address, act(recovery, "receive", amount="100.000", received_on=today), follow=True
    )
    assert "Helemaal ontvangen" in done.content.decode()
    recovery.refresh_from_db()
    assert recovery.state == RecoveryState.REPAID
    page = client.get(address).content.decode()
    assert "Ontvangst terugboeken" in page
    assert "Aanmanen" not in page


def test_a_municipality_sees_what_it_must_pay_back_and_not_what_is_drawn_up() -> None:
    story = tell()
    case = drawn_up(story)
    own = signed_in(make_user(Role.SISA_CONTACT, municipality()))
    address = reverse("grants:settlement", args=[case.pk])
    assert own.get(address).status_code == 404
    signed_in(story.holder).post(address, act(case, "settle"))
    assert own.get(address).status_code == 200
    page = own.get(reverse("grants:recovery", args=[case.recovery.pk])).content.decode()
    assert "Actie nodig:" in page
    other = signed_in(make_user(Role.SISA_CONTACT, municipality("GM0899")))
    assert other.get(address).status_code == 404


def test_everybody_whom_it_concerns_is_told_and_reminded() -> None:
    contact = None
    story = tell()
    contact = make_user(Role.SISA_CONTACT, municipality(), email="een@voorbeeld.invalid")
    case = draw_up_settlement(
        award=story.award,
        ends_on=ENDED,
        end_reason="Gestopt.",
        by=story.officer,
        on=timezone.now(),
    )
    settle(settlement=case, by=story.holder, on=timezone.now(), seen_revision=case.revision)
    told = set(Notice.objects.filter(recipient=contact).values_list("kind", flat=True))
    assert {"settlement.settle", "recovery.demand"} <= told
    Recovery.objects.update(due_on=timezone.localdate() + datetime.timedelta(days=3))
    (duty,) = (duty for duty in duties() if duty.task.kind == "recovery")
    assert duty.task.waits_for == (Role.SISA_CONTACT,)
    Recovery.objects.update(due_on=timezone.localdate() - datetime.timedelta(days=8))
    plan_round(by=machine(), on=timezone.now())
    late = Notice.objects.filter(recipient=contact, kind="recovery.terugbetaling-te-laat")
    # Told on a working day after it was due, and not before it was demanded.
    assert late.count() in {0, 2}


def test_a_revision_is_offered_drawn_up_and_shown_with_what_it_replaced() -> None:
    story, recovery = demanded()
    first = recovery.settlement
    address = reverse("grants:settlement", args=[first.pk])
    draw_up = reverse("grants:settlement_draw_up", args=[story.award.pk])
    client = signed_in(story.officer)
    assert draw_up not in client.get(address).content.decode()
    accepted_now(story, 300_000)
    assert draw_up in client.get(address).content.decode()
    assert draw_up in client.get(reverse("grants:settlement_list")).content.decode()
    typed = {"revision": 0, "key": str(uuid.uuid4()), "motivation": " "}
    refused = client.post(draw_up, typed).content.decode()
    assert "Schrijf op waarom de vaststelling wordt herzien" in refused
    assert "<title>Fout:" in refused
    client.post(draw_up, typed | {"motivation": "De gemeente corrigeerde 2024."})
    made = Settlement.objects.get(replaces=first)
    page = client.get(reverse("grants:settlement", args=[made.pk])).content.decode()
    assert "Eerder vastgesteld" in page
    assert "Herziening opgesteld:" in client.get(address).content.decode()
    own = signed_in(make_user(Role.SISA_CONTACT, municipality()))
    assert "Herziening opgesteld:" not in own.get(address).content.decode()
    preview = reverse("grants:settlement_letter_preview", args=[made.pk])
    assert signed_in(story.holder).get(preview).content.startswith(b"%PDF")
    answer = signed_in(story.holder).post(
        reverse("grants:settlement", args=[made.pk]), act(made, "settle"), follow=True
    )
    assert "Uitkering vastgesteld" in answer.content.decode()
    assert "geldt niet meer" in own.get(address).content.decode()
    assert reverse("grants:settlement", args=[made.pk]) in own.get(address).content.decode()
    paying = own.get(reverse("grants:recovery", args=[recovery.pk])).content.decode()
    assert "betaal € 100.000 zo snel mogelijk terug" in paying.replace("\xa0", " ")


def test_the_start_pages_say_what_to_pay_and_what_to_settle() -> None:
    story, _ = demanded()
    LetterSender.objects.update(pay_to="NL91 ABNA 0417 1643 00, het ministerie")
    for letter in Letter.objects.filter(act="settled"):
        make_letter(letter.work.pk)
    contact = signed_in(make_user(Role.SISA_CONTACT, municipality()))
    page = contact.get("/").content.decode().replace("\xa0", " ")
    assert "€ 150.000 terugbetalen" in page
    assert "NL91 ABNA 0417 1643 00, het ministerie, met kenmerk PMG-2024-0513-T1" in page
    assert "Lees de brief over de vaststelling" in page
    other = signed_in(make_user(Role.SISA_CONTACT, municipality("GM0899"))).get("/")
    assert "terugbetalen" not in other.content.decode()
    accepted_now(story, 300_000)
    page = signed_in(make_user(Role.ASSESSOR)).get("/").content.decode()
    assert "Te laat terugbetaald" in page
    assert "Te herzien" in page
    page = signed_in(make_user(Role.FINANCIAL_OFFICER)).get("/").content.decode()
    assert "Terugvordering volgen" in page
    leader = signed_in(make_user(Role.PROJECT_LEADER, municipality())).get("/").content.decode()
    assert "€ 150.000 terugbetalen" not in leader.replace("\xa0", " ")


def test_the_start_page_of_a_payer_stays_within_its_queries(
    django_assert_max_num_queries: object,
) -> None:
    story, _ = demanded()
    accepted_now(story, 200_000)
    revised(story)
    for letter in Letter.objects.filter(act__in=["settled", "resettled"]):
        make_letter(letter.work.pk)
    for user in (
        make_user(Role.SISA_CONTACT, municipality()),
        make_user(Role.SIGNATORY, municipality()),
        make_user(Role.ASSESSOR),
        make_user(Role.FINANCIAL_OFFICER),
    ):
        client = signed_in(user)
        with django_assert_max_num_queries(12, info=str(user)):
            assert client.get("/").status_code == 200


@pytest.mark.parametrize("name", ["settlement_list", "recovery_list"])
def test_lists_cost_the_same_whatever_their_rows(
    name: str, django_assert_max_num_queries: object
) -> None:
    story, _ = fresh()
    client = signed_in(story.holder)
    client.get(reverse(f"grants:{name}"))
    with django_assert_max_num_queries(12):
        assert client.get(reverse(f"grants:{name}")).status_code == 200
    assert LedgerEntry.objects.filter(kind="settled").exists()
