"""What a delivery is held against: the scheme's facts for one municipality and year."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple


@dataclass(frozen=True)
class Choice:
    """A code of the scheme and the words users see."""

    code: str
    label: str


@dataclass(frozen=True)
class RequiredDocument:
    """Document of the SiSa package: the end of its name and the extensions it may have."""

    stem: str
    extensions: tuple[str, ...]


class AgeBand(NamedTuple):
    """Leeftijdsgroep, first and last year both included; None where there is no limit."""

    youngest: int | None = None
    oldest: int | None = None

    def holds(self, other: AgeBand) -> bool:
        """Whether nobody of the other band is too young or too old for this one."""
        youngest, oldest = self.youngest or 0, 999 if self.oldest is None else self.oldest
        return (other.youngest is None or other.youngest >= youngest) and (
            other.oldest is None or other.oldest <= oldest
        )

    def __str__(self) -> str:
        if self.oldest is None:
            return f"vanaf {self.youngest or 0} jaar"
        return f"{self.youngest or 0} tot en met {self.oldest} jaar"


@dataclass(frozen=True, kw_only=True)
class SchemeYear:
    """Regeling, gemeente and verantwoordingsjaar, as far as checks look at them; euros.

    `cbs_digits` are the four digits of the CBS code. `accepted_before` is what was accepted of
    earlier years (None: not all judged yet), `awarded` the whole award, `spent_last_year` the last
    statement's total (None: none). `months` are those of the year in which money may be spent.
    `planned` are the interventions of plan and register, `planned_ages` for whom they are, where
    that is known. `sisa_spent` is what SiSa says was spent this year and `statement_total` what the
    statement says (None: not delivered). `is_fictional` marks a demo.
    """

    scheme: str
    scheme_name: str
    year: int
    cbs_digits: str
    municipality: str
    form_version: int
    sisa_code: str
    indicator_spent: str
    indicator_cumulative: str
    indicator_final: str
    is_last: bool
    activities: tuple[Choice, ...]
    sectors: tuple[Choice, ...]
    documents: tuple[RequiredDocument, ...]
    planned: frozenset[str] = frozenset()
    award_reference: str = ""
    awarded: Decimal | None = None
    accepted_before: Decimal | None = None
    spent_last_year: Decimal | None = None
    months: int = 12
    months_last_year: int = 12
    jump_percentage: int = 50
    statement_total: int | None = None
    sisa_spent: int | None = None
    ages: AgeBand | None = None
    planned_ages: tuple[tuple[str, AgeBand], ...] = ()
    is_fictional: bool = False


class Line(NamedTuple):
    """Regel van de opgave; `amount` in whole euros, `cell` where the amount stands."""

    activity: str
    sector: str
    intervention: str
    description: str
    amount: int
    cell: str = ""


@dataclass(frozen=True)
class Statement:
    """Aanvullende opgave as read; whole euros."""

    spent: int
    cumulative: int
    is_final: bool
    explanation: str
    lines: tuple[Line, ...]
