"""The scheme of 2026-2029 comes in as data alone: as a draft, approved, and then it works."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from grants.models import Scheme, SchemeChange
from grants.queries.maxima import maxima_for
from grants.queries.overview import schemes
from grants.queries.scheme_document import document_of
from grants.queries.scheme_years import scheme_year
from grants.services.reference import DRAFTS, SCHEMES, load_scheme, read_scheme
from grants.services.scheme_changes import approve_change, propose_change, start_scheme
from grants.services.scheme_rows import make_scheme_of
from municipalities.services.reference import load_municipalities
from pmg.accounts.enums import Role
from pmg.casework.errors import FourEyes, MoveRefused
from pmg.casework.moves import Door
from tests.factories import at, make_user, municipality

pytestmark = pytest.mark.django_db
PATH = DRAFTS / "pmg-2026.json"


@pytest.fixture
def draft(db: None) -> SchemeChange:
    load_municipalities()
    document = read_scheme(PATH)
    return start_scheme(
        code=document["code"],
        document=document,
        by=make_user(Role.ADMINISTRATOR),
        on=at(2026, 5, 1),
        door=Door.DEMO,
    )


def propose(draft: SchemeChange) -> None:
    propose_change(
        scheme_change=draft,
        by=make_user(Role.ADMINISTRATOR),
        on=at(2026, 5, 2),
        seen_revision=draft.revision,
        door=Door.DEMO,
    )


def approve(draft: SchemeChange) -> Scheme:
    approve_change(
        scheme_change=draft,
        by=make_user(Role.BUDGET_HOLDER),
        on=at(2026, 5, 3),
        seen_revision=draft.revision,
        door=Door.DEMO,
    )
    return Scheme.objects.get(code="pmg-2026")


def test_a_draft_is_on_no_list(draft: SchemeChange) -> None:
    load_scheme(SCHEMES / "pmg-2024.json")
    propose(draft)
    assert [scheme.code for scheme in schemes()] == ["pmg-2024"]


def test_once_approved_it_is_a_scheme_like_the_first(draft: SchemeChange) -> None:
    load_scheme(SCHEMES / "pmg-2024.json")
    propose(draft)
    scheme = approve(draft)
    assert scheme.age_text == "8 tot 27 jaar"
    assert "artikel 17, tweede lid" in scheme.legal_basis
    years = list(scheme.grant_years.all())
    assert [(year.ends_on - year.starts_on).days + 1 for year in years] == [214, 365, 366, 365]
    assert (years[0].starts_on, years[-1].ends_on) == (
        datetime.date(2026, 6, 1),
        datetime.date(2029, 12, 31),
    )
    subject = scheme_year(scheme, municipality("GM0141"), 2026)
    assert (subject.ages.youngest, subject.ages.oldest) == (8, 26)
    assert (subject.months, subject.sisa_code, subject.is_last) == (7, "A98", False)
    assert document_of(scheme) == draft.after


def test_each_recipient_has_its_own_maximum(draft: SchemeChange) -> None:
    propose(draft)
    scheme = approve(draft)
    years = list(scheme.grant_years.all())
    assert maxima_for(years, municipality("GM0687"))[:2] == (140_000, 240_000)
    assert maxima_for(years, municipality("GM0141"))[:2] == (190_000, 290_000)
    assert maxima_for(years, municipality("GM0193"))[:2] == (140_000, 300_000)
    years[1].indexation = Decimal("2.5")
    years[1].save()
    assert maxima_for(years, municipality("GM0141"))[1] == Decimal("297250.00")


def test_loading_it_directly_gives_the_same_rows(draft: SchemeChange) -> None:
    propose(draft)
    approved = document_of(approve(draft))
    data = read_scheme(PATH) | {"code": "twee"}
    assert set(data) - {"code"} <= set(approved)
    assert document_of(make_scheme_of("twee", data)) == approved


def test_a_code_is_given_once(draft: SchemeChange) -> None:
    with pytest.raises(MoveRefused, match="open voorstel"):
        start_scheme(
            code="pmg-2026",
            document=read_scheme(PATH),
            by=make_user(Role.ADMINISTRATOR),
            on=at(2026, 5, 1),
            door=Door.DEMO,
        )


def test_whoever_made_it_does_not_approve_it(draft: SchemeChange) -> None:
    both = make_user(Role.ADMINISTRATOR)
    both.role_assignments.create(role=Role.BUDGET_HOLDER, starts_on=datetime.date(2024, 1, 1))
    propose_change(
        scheme_change=draft,
        by=both,
        on=at(2026, 5, 2),
        seen_revision=draft.revision,
        door=Door.DEMO,
    )
    with pytest.raises(FourEyes):
        approve_change(
            scheme_change=draft,
            by=both,
            on=at(2026, 5, 3),
            seen_revision=draft.revision,
            door=Door.DEMO,
        )
