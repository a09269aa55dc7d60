"""What one municipality may get: on the form, in the guard, and after indexation."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from grants.letters.contents import TABLE, read_contents
from grants.models import Letter, PaymentPlan, Recipient, RecipientMaximum, Scheme
from grants.queries.award_letters import advances_table
from grants.services.changes import prepare_change
from pmg.accounts.enums import Role
from pmg.casework.errors import MoveRefused
from pmg.casework.moves import Door
from tests.factories import at, make_award, make_scheme, make_user, municipality
from tests.grants.letters.test_services import words

pytestmark = pytest.mark.django_db
OWN = "GM0193"


@pytest.fixture
def scheme() -> Scheme:
    """Zwolle may get more than the others in the second year, which was indexed besides."""
    made = make_scheme()
    year = made.grant_years.get(label="2025/26")
    year.indexation, year.indexation_source = Decimal("2.50"), "loonbijstelling 2025"
    year.save()
    RecipientMaximum.objects.create(
        recipient=Recipient.objects.get(scheme=made, municipality=municipality(OWN)),
        grant_year=year,
        maximum=Decimal(600_000),
    )
    return made


@pytest.fixture
def officer() -> Client:
    client = Client()
    client.force_login(make_user(Role.POLICY_OFFICER))
    return client


def plain(page: str) -> str:
    return page.replace("\u00a0", " ")


def test_the_award_form_shows_the_own_maximum_and_what_the_ceiling_leaves(
    scheme: Scheme, officer: Client
) -> None:
    address = reverse("grants:award_prepare")
    own = plain(officer.get(address, {"gemeente": OWN}).content.decode())
    assert "€ 615.000" in own
    assert "geïndexeerd: loonbijstelling 2025" in own
    assert "Vrij onder het verplichtingenplafond" in own
    other = plain(officer.get(address, {"municipality": "GM0513"}).content.decode())
    assert "€ 615.000" not in other
    assert "€ 512.500" in other


def test_what_was_typed_is_added_up_also_when_the_page_comes_back(
    scheme: Scheme, officer: Client
) -> None:
    first, second, _ = scheme.grant_years.all()
    typed = {
        "municipality": OWN,
        f"amount_{first.pk}": "100.000",
        f"amount_{second.pk}": "50.000,50",
        "revision": "0",
        "key": "5f1f5a9e-9b44-4f3c-9d5c-3d0a61d3b9c1",
    }
    page = plain(officer.post(reverse("grants:award_prepare"), typed).content.decode())
    assert "€ 150.000,50" in page
    assert "Vul het beschikkingsnummer in." in page


def test_a_change_may_go_up_to_the_own_maximum_and_not_a_cent_further(
    scheme: Scheme, officer: Client
) -> None:
    award = make_award(scheme, municipality(OWN))
    page = plain(officer.get(reverse("grants:change_prepare", args=[award.pk])).content.decode())
    assert "hoogstens € 615.000" in page
    first, second, third = scheme.grant_years.all()
    amounts = {first: Decimal(500_000), second: Decimal("615000.01"), third: Decimal(500_000)}
    act = {
        "award": award,
        "motivation": "Indexering.",
        "by": make_user(Role.ASSESSOR),
        "on": at(2024, 9, 2),
        "door": Door.DEMO,
    }
    with pytest.raises(MoveRefused, match="hoger dan de regeling"):
        prepare_change(amounts=amounts, **act)
    made = prepare_change(amounts=amounts | {second: Decimal(615_000)}, **act)
    assert made.amounts.get(grant_year=second).difference == 115_000


def test_the_letter_says_how_amounts_were_indexed_and_what_was_decided_stays(
    scheme: Scheme,
) -> None:
    award = make_award(scheme, municipality(OWN))
    letter = read_contents(Letter.objects.get(case_id=award.pk).contents)
    assert "2025/26 met 2,50 procent (loonbijstelling 2025)" in words(letter)
    scheme.grant_years.update(indexation=Decimal(9))
    again = Letter.objects.get(case_id=award.pk)
    assert read_contents(again.contents) == letter
    assert set(award.allocations.values_list("amount", flat=True)) == {Decimal(500_000)}


def test_the_letter_has_a_line_per_instalment_and_no_cent_is_lost(scheme: Scheme) -> None:
    years = list(scheme.grant_years.all())
    PaymentPlan.objects.filter(grant_year=years[1]).delete()
    for day, share in (("2025-07-01", "33.33"), ("2025-10-01", "33.33"), ("2026-01-15", "33.34")):
        PaymentPlan.objects.create(grant_year=years[1], due_on=day, share=Decimal(share))
    amounts = [
        (years[0], Decimal(0)),
        (years[1], Decimal("100000.01")),
        (years[2], Decimal(500_000)),
    ]
    table = advances_table(amounts)
    said = [tuple(plain(text) for text in row) for row in table.rows]
    assert said == [
        ("1 juli 2025", "2025/26", "€ 33.330"),
        ("1 oktober 2025", "2025/26", "€ 33.330,01"),
        ("15 januari 2026", "2025/26", "€ 33.340"),
        ("1 juli 2026", "2026/27", "€ 500.000"),
        ("Totaal", "", "€ 600.000,01"),
    ]
    award = make_award(scheme, municipality())
    blocks = read_contents(Letter.objects.get(case_id=award.pk).contents).blocks
    tables = [block.table for block in blocks if block.kind == TABLE]
    assert len(tables[1].rows) == PaymentPlan.objects.filter(grant_year__in=years).count() + 1
    assert advances_table([(years[0], Decimal(0))]).rows == ()
