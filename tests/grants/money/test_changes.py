"""A change of an award: a new decision on its amounts, booked as what differs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from grants.enums import EntryKind
from grants.models import AwardChange, LedgerEntry, Letter
from grants.queries.ledger_check import rules_of_the_ledger
from grants.reckoning.ledger_check import differences
from grants.services.changes import decide_change, prepare_change, withdraw_change
from grants.services.letters import NoLetter
from pmg.accounts.enums import Role
from pmg.accounts.models import Mandate, User
from pmg.casework.errors import FourEyes, MoveRefused
from pmg.casework.moves import Door, events_of
from tests.factories import at, make_award, make_user, municipality
from tests.grants.money.story import Story, tell

pytestmark = pytest.mark.django_db
PAST = Door.DEMO


@pytest.fixture
def story() -> Story:
    """Three years of 500.000; of the first 400.000 was paid."""
    return tell()


def amounts_of(story: Story, *euros: int) -> dict[Any, Decimal]:
    return dict(zip(story.scheme.grant_years.all(), map(Decimal, euros), strict=True))


def prepared(story: Story, *euros: int, by: User | None = None) -> AwardChange:
    return prepare_change(
        award=story.award,
        amounts=amounts_of(story, *euros),
        motivation="De gemeente doet minder activiteiten.",
        by=by or make_user(Role.POLICY_OFFICER),
        on=at(2025, 10, 1),
        door=PAST,
    )


def decide(story: Story, change: AwardChange, by: User | None = None) -> Any:
    return decide_change(
        change=change,
        by=by or story.holder,
        on=at(2025, 10, 8),
        seen_revision=change.revision,
        door=PAST,
    )


def booked(story: Story) -> Mapping[str, Decimal]:
    return {
        entry.grant_year.label: entry.amount
        for entry in LedgerEntry.objects.filter(event__case_kind="change")
        if entry.grant_year
    }


def test_what_differs_is_booked_in_the_year_of_the_decision(story: Story) -> None:
    decide(story, prepared(story, 400_000, 500_000, 250_000))
    assert booked(story) == {"2024/25": Decimal(-100_000), "2026/27": Decimal(-250_000)}
    assert {entry.budget_year for entry in LedgerEntry.objects.filter(event__name="decide")} == {
        2025
    }
    assert [row.amount for row in story.award.allocations.all()] == [400_000, 500_000, 250_000]
    assert differences(rules_of_the_ledger()) == []


def test_a_second_change_starts_from_the_first(story: Story) -> None:
    story.scheme.ceilings.update_or_create(
        kind="commitment", budget_year=2025, defaults={"amount": 1_000_000}
    )
    decide(story, prepared(story, 400_000, 500_000, 250_000))
    decide(story, prepared(story, 400_000, 450_000, 300_000))
    assert sum(entry.amount for entry in story.award.entries.filter(kind="commitment")) == 1_150_000
    assert differences(rules_of_the_ledger()) == []


@pytest.mark.parametrize(
    ("euros", "why"),
    [
        ((399_999, 500_000, 500_000), "lager dan wat voor dat uitkeringsjaar al is betaald"),
        ((500_000, 500_001, 500_000), "hoger dan de regeling"),
        ((500_000, 500_000, 500_000), "Er verandert niets"),
        ((500_000, -1, 500_000), "niet lager zijn dan nul"),
    ],
)
def test_amounts_that_cannot_be(story: Story, euros: tuple[int, ...], why: str) -> None:
    with pytest.raises(MoveRefused, match=why):
        prepared(story, *euros)
    assert not AwardChange.objects.exists()


def test_nobody_decides_on_the_own_change_or_beyond_a_mandate(story: Story) -> None:
    change = prepared(story, 400_000, 500_000, 250_000)
    maker = events_of(change).get().by
    maker.role_assignments.create(role=Role.BUDGET_HOLDER, starts_on=at(2024, 1, 1).date())
    Mandate.objects.create(
        user=maker, basis="Besluit", ceiling=5_000_000, starts_on=at(2024, 1, 1).date()
    )
    with pytest.raises(FourEyes):
        decide(story, change, by=User.objects.get(pk=maker.pk))
    small = make_user(Role.BUDGET_HOLDER)
    Mandate.objects.filter(user=small).update(ceiling=1_149_999)
    with pytest.raises(MoveRefused, match="mandaat"):
        decide(story, change, by=small)
    assert booked(story) == {}


def test_a_rise_stays_below_the_ceiling_of_its_year(story: Story) -> None:
    award = make_award(story.scheme, municipality("GM0899"), amount=400_000)
    story.scheme.ceilings.update_or_create(
        kind="commitment", budget_year=2025, defaults={"amount": 99_999}
    )
    change = prepared(replace(story, award=award), 500_000, 400_000, 400_000)
    with pytest.raises(MoveRefused, match="plafond"):
        decide(story, change)
    story.scheme.ceilings.filter(kind="commitment", budget_year=2025).update(amount=100_000)
    decide(story, change)


def test_without_an_article_nothing_is_changed(story: Story) -> None:
    change = prepared(story, 400_000, 500_000, 250_000)
    story.scheme.change_article = ""
    story.scheme.save()
    with pytest.raises(MoveRefused, match="geen artikel"):
        decide(story, change)
    story.scheme.letter_texts.filter(act="award_changed").delete()
    story.scheme.change_article = "artikel 3"
    story.scheme.save()
    with pytest.raises(NoLetter):
        decide(story, change)
    assert booked(story) == {}


def test_the_new_letter_replaces_the_old_one(story: Story) -> None:
    old = Letter.objects.get(case_id=story.award.pk)
    first = prepared(story, 400_000, 500_000, 250_000)
    decide(story, first)
    new = Letter.objects.get(case_id=first.pk)
    assert new.replaces == old
    second = prepared(story, 400_000, 500_000, 200_000)
    decide(story, second)
    assert Letter.objects.get(case_id=second.pk).replaces == new


def test_one_change_waits_at_a_time_and_a_withdrawn_one_makes_room(story: Story) -> None:
    change = prepared(story, 400_000, 500_000, 250_000)
    with pytest.raises(MoveRefused, match="wacht al een wijziging"):
        prepared(story, 400_000, 500_000, 300_000)
    withdraw_change(
        change=change,
        by=story.holder,
        on=at(2025, 10, 2),
        seen_revision=change.revision,
        reason="Verkeerd bedrag.",
        door=PAST,
    )
    prepared(story, 400_000, 500_000, 300_000)


def test_the_database_refuses_to_lower_below_what_was_paid(story: Story) -> None:
    with pytest.raises(IntegrityError, match="paid"), transaction.atomic():
        LedgerEntry.objects.create(
            award=story.award,
            kind=EntryKind.COMMITMENT,
            amount=Decimal("-100000.01"),
            grant_year=story.first_year,
            budget_year=2025,
            event=events_of(story.award).last(),
        )


def test_on_the_screens_from_prepared_to_read_by_the_municipality(story: Story) -> None:
    officer, reader = Client(), Client()
    officer.force_login(make_user(Role.POLICY_OFFICER))
    reader.force_login(make_user(Role.SIGNATORY, story.award.municipality))
    address = reverse("grants:change_prepare", args=[story.award.pk])
    fields = {f"amount_{year.pk}": "100" for year in story.scheme.grant_years.all()}
    typed = {**fields, "motivation": "Minder activiteiten.", "revision": "0"}
    page = officer.post(address, typed | {"key": "5f1f5a9e-9b44-4f3c-9d5c-3d0a61d3b9c1"})
    assert "lager dan wat voor dat uitkeringsjaar" in page.content.decode()
    assert "Minder activiteiten." in page.content.decode()
    change = prepared(story, 400_000, 500_000, 250_000)
    page_of = reverse("grants:change", args=[change.pk])
    assert reader.get(page_of).status_code == 404
    award_page = reverse("grants:award", args=[story.award.pk])
    assert page_of in officer.get(award_page).content.decode()
    assert page_of not in reader.get(award_page).content.decode()
    decide(story, change)
    assert "−€\u00a0250.000" in reader.get(page_of).content.decode().replace("-€", "−€")
    other = Client()
    other.force_login(make_user(Role.SIGNATORY, municipality("GM0899")))
    assert other.get(page_of).status_code == 404
