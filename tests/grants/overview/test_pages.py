"""Start pages, the scheme and a municipality: what they tell, to whom, in how many queries."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from grants.enums import JustificationState
from grants.models import Justification, Scheme
from grants.queries import overview
from grants.queries.municipality import dossier
from grants.services.assessment import judgement_facts
from municipalities.models import Municipality
from pmg.accounts.enums import MINISTRY_ROLES, MUNICIPAL_ROLES, Role
from pmg.accounts.models import User
from pmg.casework.moves import Door, move
from tests.factories import (
    accounting_year,
    at,
    make_award,
    make_figure,
    make_justification,
    make_scheme,
    make_user,
    municipality,
    submit,
)

pytestmark = pytest.mark.django_db
AT_MOST = 12
TODAY = datetime.date(2026, 11, 23)


@pytest.fixture
def scheme() -> Scheme:
    return make_scheme()


def deliver(scheme: Scheme, code: str, *, spent: int = 100_000) -> Justification:
    """A municipality that was granted money and submitted its statement over 2025."""
    case = make_justification(make_award(scheme, municipality(code)))
    submit(case, lines=(("c", "jongerenwerk", spent),))
    make_figure(case)
    return case


def person(role: Role) -> User:
    return make_user(role, municipality() if role in MUNICIPAL_ROLES else None)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize("role", sorted(MINISTRY_ROLES | MUNICIPAL_ROLES))
def test_queries_do_not_grow_with_the_rows(scheme: Scheme, role: Role) -> None:
    client = signed_in(person(role))
    pages = ["/", "/regelingen/", "/regelingen/pmg-2024/", "/gemeenten/GM0513/"]
    counts: list[list[int]] = []
    for code in (["GM0513"], ["GM0141", "GM0748"]):
        for each in code:
            deliver(scheme, each)
        counts.append([])
        for page in pages:
            with CaptureQueriesContext(
                connection,
            ) as asked:
                answer = client.get(page)
            assert answer.status_code == 200, page
            counts[-1].append(len(asked))
    assert counts[0] == counts[1]
    # The last page holds everything about one municipality; lists and start pages are held to 12.
    assert max(counts[1][:-1]) <= AT_MOST, dict(zip(pages, counts[1], strict=True))
    assert counts[1][-1] <= AT_MOST + 2


def test_policy_officer_sees_what_is_urgent_first(scheme: Scheme) -> None:
    deliver(scheme, "GM0513")
    make_justification(make_award(scheme, municipality("GM0141")))
    page = signed_in(person(Role.POLICY_OFFICER)).get("/?jaar=2025").content.decode()
    assert "Nog 2 van 2 oordelen" in page
    assert "uiterlijk 31 december 2026" in page
    assert "1 gemeente is te laat met de verantwoording." in page
    assert page.index("oordelen") < page.index("Budget en besteding")


def test_totals_are_of_the_whole_period(scheme: Scheme) -> None:
    deliver(scheme, "GM0513", spent=120_000)
    deliver(scheme, "GM0141", spent=30_000)
    sums = overview.totals(person(Role.POLICY_OFFICER), scheme)
    assert sums == overview.Totals(
        budget=Decimal(30_000_000),
        allocated=Decimal(3_000_000),
        paid=Decimal(0),
        justified=Decimal(150_000),
        accepted=Decimal(0),
    )


def rows(scheme: Scheme, **asked: str) -> list[str]:
    year = accounting_year(scheme)
    page = overview.municipality_rows(
        person(Role.POLICY_OFFICER), scheme, year, today=TODAY, **asked
    )
    return [row.name for row in page.rows]


def test_municipalities_can_be_filtered(scheme: Scheme) -> None:
    deliver(scheme, "GM0513")
    make_justification(make_award(scheme, municipality("GM0141")))
    assert len(rows(scheme)) == 20
    assert rows(scheme, search="gou") == ["Gouda"]
    assert rows(scheme, status=JustificationState.SUBMITTED) == ["Gouda"]
    assert rows(scheme, status=overview.LATE) == ["Almelo"]


def test_who_was_granted_postponement_is_not_late(scheme: Scheme) -> None:
    case = make_justification(make_award(scheme, municipality("GM0141")))
    Justification.objects.filter(pk=case.pk).update(due_on=TODAY)
    assert rows(scheme, status=overview.LATE) == []


def test_who_must_supplement_is_not_called_late(scheme: Scheme) -> None:
    case = deliver(scheme, "GM0513")
    assessor = make_user(Role.ASSESSOR)
    for name, reason in (("take", ""), ("return", "Verdeel het bedrag over de sectoren.")):
        move(
            case,
            name,
            by=assessor,
            on=at(2026, 9, 1),
            seen_revision=case.revision,
            reason=reason,
            facts=judgement_facts(case, accepted=None),
            door=Door.DEMO,
        )
    assert overview.still_to_submit(assessor, scheme) == []
    page = signed_in(person(Role.SISA_CONTACT)).get("/").content.decode()
    assert "Actie nodig: 1." in page
    assert "Aanvulling gevraagd" in page
    assert "te laat" not in page


def test_pages_by_name_meet_without_gap_or_overlap(
    scheme: Scheme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overview, "PAGE_SIZE", 7)
    user, year = person(Role.POLICY_OFFICER), accounting_year(scheme)

    def page(**key: str) -> overview.MunicipalityPage:
        return overview.municipality_rows(user, scheme, year, today=TODAY, **key)

    first = page()
    second = page(after=first.following)
    third = page(after=second.following)
    names = [row.name for each in (first, second, third) for row in each.rows]
    assert names == sorted(m.name for m in Municipality.objects.filter(recipients__scheme=scheme))
    assert (first.previous, third.following) == ("", "")
    assert [row.name for row in page(before=third.previous).rows] == [r.name for r in second.rows]
    assert [row.name for row in page(after="onzin").rows] == [r.name for r in first.rows]


def test_the_two_kinds_of_year_stand_apart(scheme: Scheme) -> None:
    case = deliver(scheme, "GM0513", spent=120_000)
    found = dossier(person(Role.AUDITOR), case.municipality, scheme)
    assert [row.year.label for row in found.grant_years] == ["2024/25", "2025/26", "2026/27"]
    assert [row.allocated for row in found.grant_years] == [Decimal(500_000)] * 3
    assert [row.justified for row in found.accounting_years] == [None, Decimal(120_000), None, None]
    assert found.accounting_years[1].case.figure_spent == Decimal(120_000)


def test_municipality_does_not_see_another(scheme: Scheme) -> None:
    client = signed_in(person(Role.SISA_CONTACT))
    assert client.get("/gemeenten/GM0513/").status_code == 200
    assert client.get("/gemeenten/GM0141/").status_code == 404
    assert client.get("/gemeenten/GM9999/").status_code == 404


def test_municipality_sees_no_ceilings_and_no_preparations(scheme: Scheme) -> None:
    deliver(scheme, "GM0513")
    client = signed_in(person(Role.SIGNATORY))
    assert "Plafonds" not in client.get("/regelingen/pmg-2024/").content.decode()
    page = client.get("/gemeenten/GM0513/").content.decode()
    assert "Uitkering toegekend" in page
    assert "Toekenning voorbereid" not in page


def test_municipality_is_told_whether_to_act(scheme: Scheme) -> None:
    client = signed_in(person(Role.SISA_CONTACT))
    assert "U hoeft nu niets te doen" in client.get("/").content.decode()
    make_justification(make_award(scheme, municipality()))
    assert "Actie nodig: 1." in client.get("/").content.decode()


def test_somebody_without_a_role_finds_nothing(scheme: Scheme) -> None:
    nobody = User.objects.create(username="niemand")
    assert signed_in(nobody).get("/").status_code == 404
