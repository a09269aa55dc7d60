from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from grants.enums import TakeOverKind
from grants.models import Scheme, TakeOver
from grants.queries.takeovers import preview
from grants.services.taking_over import agreeing, handing_in
from grants.services.taking_over.carrying_out import carry_out
from grants.services.taking_over.reading import read
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.accounts.services.machines import machine
from pmg.casework.moves import Door
from tests.factories import make_scheme, make_user
from tests.grants.takeovers.workbooks import NOW

HandIn = Callable[..., TakeOver]
Approve = Callable[[TakeOver], TakeOver]


@pytest.fixture
def scheme() -> Scheme:
    return make_scheme()


@pytest.fixture
def officer() -> User:
    return make_user(Role.FINANCIAL_OFFICER)


@pytest.fixture
def holder() -> User:
    return make_user(Role.BUDGET_HOLDER)


@pytest.fixture
def hand_in(scheme: Scheme, officer: User) -> HandIn:
    """Hands a file in and has the worker read it."""

    def handed_in(
        kind: TakeOverKind,
        data: bytes,
        name: str = "oud.xlsx",
        documents: Mapping[str, bytes] | None = None,
    ) -> TakeOver:
        made = handing_in.hand_in(
            scheme=scheme,
            kind=kind,
            workbook=(name, [data]),
            documents=[(one, [part]) for one, part in (documents or {}).items()],
            by=officer,
            on=NOW,
            door=Door.DEMO,
        )
        read(take_over_id=made.pk, by=machine(), on=NOW, door=Door.DEMO)
        made.refresh_from_db()
        return made

    return handed_in


@pytest.fixture
def approve(officer: User, holder: User) -> Approve:
    """Proposes, approves and carries out what a file makes."""

    def approved(take_over: TakeOver) -> TakeOver:
        for service, by in ((agreeing.propose, officer), (agreeing.approve, holder)):
            seen = preview(take_over, on=NOW).fingerprint
            service(
                take_over=take_over,
                seen=seen,
                by=by,
                on=NOW,
                seen_revision=take_over.revision,
                door=Door.DEMO,
            )
        carry_out(take_over_id=take_over.pk, by=machine(), on=NOW, door=Door.DEMO)
        take_over.refresh_from_db()
        return take_over

    return approved
