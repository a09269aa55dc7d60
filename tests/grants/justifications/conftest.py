"""Gouda's open justification over 2025, and the three colleagues who work on it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from grants.checks.subject import Line, Statement
from grants.models import Justification
from grants.queries.scheme_years import scheme_year_for
from grants.workbook.form import make_form
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from tests.factories import make_award, make_justification, make_scheme, make_user, municipality

LINES = (
    Line("a", "gemeente", "", "Analyse van twee wijken", 21_350),
    Line("b", "gemeente", "", "Programmaleider", 64_275),
    Line("c", "jongerenwerk", "", "Buurtcoach in de avond", 140_410),
)
STATEMENT = Statement(
    spent=226_035, cumulative=226_035, is_final=False, explanation="", lines=LINES
)


@dataclass(frozen=True)
class Gouda:
    """The case and its people."""

    case: Justification
    sisa: User
    leader: User
    signatory: User

    def form(self, **changes: object) -> bytes:
        """The filled form; `changes` are fields of the statement."""
        filled = replace(STATEMENT, **changes)  # type: ignore[arg-type]
        return make_form(scheme_year_for(self.case), filled=filled)


def make_gouda() -> Gouda:
    scheme = make_scheme()
    gouda = municipality("GM0513")
    case = make_justification(make_award(scheme, gouda), 2025)
    return Gouda(
        case,
        make_user(Role.SISA_CONTACT, gouda, username="sisa"),
        make_user(Role.PROJECT_LEADER, gouda, username="leader"),
        make_user(Role.SIGNATORY, gouda, username="signatory", function="hoofd financiën"),
    )


@pytest.fixture
def gouda(db: None) -> Gouda:
    return make_gouda()


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):  # type: ignore[no-untyped-def]
    """Uploaded files of a test lie in its own folder."""
    settings.MEDIA_ROOT = tmp_path / "media"
