"""Bevroren verslagjaar: everything the report on one year is made from, and nothing else.

Written as canonical JSON (sorted keys, no spaces, no floats), so that the same year has the same
SHA-256 everywhere. Models may change; what is written here may not: a change of meaning gets a
new schema number and a reader for the old one. Amounts are Decimal in euros with two decimals,
amounts of a justification whole euros. Labels lie in the snapshot, because they are scheme data.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, cast, get_args, get_origin, get_type_hints

SCHEMA = 2
"""2 adds when a statement came in and what was settled; 1 did not say so."""


class Status(StrEnum):
    """Status van een cijfer: how far a figure has been checked."""

    JUDGED = "judged"
    SISA = "sisa_with_accountant"
    STATEMENT = "statement_not_audited"
    PROVISIONAL = "provisional"
    MISSING = "missing"


class UnknownSchema(ValueError):
    """These bytes were written by a version this reader does not know."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the scheme: its code and what readers see."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class GrantYear:
    """Uitkeringsjaar, with the budget of all municipalities together."""

    code: str
    starts: date
    ends: date
    budget: Decimal


@dataclass(frozen=True, slots=True)
class Scheme:
    """Regeling, as it stood when the year was frozen."""

    code: str
    name: str
    legal_basis: str
    starts: date
    ends: date
    budget: Decimal
    grant_years: tuple[GrantYear, ...]
    accounting_years: tuple[int, ...]
    activities: tuple[Term, ...]
    sectors: tuple[Term, ...]
    evidence_levels: tuple[Term, ...]
    age_bands: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class GrantYearMoney:
    """Toegekend en betaald in one grant year."""

    grant_year: str
    allocated: Decimal
    paid: Decimal


@dataclass(frozen=True, slots=True)
class AccountingYearMoney:
    """Verantwoord en geaccepteerd over one accounting year; `sisa` is what the SiSa package says."""

    accounting_year: int
    justified: int | None
    accepted: int | None
    sisa: int | None
    status: Status


@dataclass(frozen=True, slots=True)
class Spending:
    """Besteding in the reporting year, per activity and sector."""

    activity: str
    sector: str
    amount: int


@dataclass(frozen=True, slots=True)
class Count:
    """Number of youths or participations in one age band.

    `below_five`: the municipality entered "minder dan 5"; then `number` is none.
    """

    age_band: str
    number: int | None
    below_five: bool = False


@dataclass(frozen=True, slots=True)
class Intervention:
    """Interventie in a progress report. Participations may be added up, youths may not."""

    name: str
    evidence_level: str
    activity: str
    area: str
    cost: int | None
    participations: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Indicator:
    """Indicator against its baseline and target; `counts_people` makes 1-4 sensitive."""

    name: str
    unit: str
    counts_people: bool
    baseline: Decimal | None
    target: Decimal | None
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Progress:
    """Voortgangsrapportage over the grant year that starts in the reporting year."""

    grant_year: str
    interventions: tuple[Intervention, ...]
    youths: tuple[Count, ...]
    indicators: tuple[Indicator, ...]
    problem_analysis: str
    securing: str
    bottlenecks: str
    outlook: str
    lesson: str


@dataclass(frozen=True, slots=True)
class Missing:
    """What is not in, and why."""

    item: str
    reason: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """Levering: when the statement over the reporting year was due, and when it came."""

    due: date
    received: date | None


@dataclass(frozen=True, slots=True)
class Settlement:
    """Vaststelling, in euros: what was settled, asked back, and became of that."""

    settled: Decimal
    to_recover: Decimal
    recovered: Decimal
    written_off: Decimal


@dataclass(frozen=True, slots=True)
class Municipality:
    """Gemeente with all its figures. The coordinate is a point in degrees."""

    cbs_code: str
    name: str
    province: str
    latitude: Decimal | None
    longitude: Decimal | None
    grant_years: tuple[GrantYearMoney, ...]
    accounting_years: tuple[AccountingYearMoney, ...]
    spending: tuple[Spending, ...]
    progress: Progress | None
    delivery: Delivery | None
    settlement: Settlement | None
    missing: tuple[Missing, ...]

    def in_year(self, year: int) -> AccountingYearMoney | None:
        """Its justification over an accounting year, if there is one."""
        return next((row for row in self.accounting_years if row.accounting_year == year), None)


@dataclass(frozen=True, slots=True)
class FrozenYear:
    """One reporting year. A later correction is a new version that names its reason."""

    schema: int
    reporting_year: int
    version: int
    reason: str
    moment: datetime
    edition: str
    fictional: bool
    scheme: Scheme
    municipalities: tuple[Municipality, ...]


def to_bytes(year: FrozenYear) -> bytes:
    """Canonical JSON: sorted keys, no spaces, UTF-8, Decimals and dates as text."""
    text = json.dumps(_plain(year), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode()


def sha256(content: bytes) -> str:
    """The fingerprint that is shown beside everything made from these bytes."""
    return hashlib.sha256(content).hexdigest()


def from_bytes(content: bytes) -> FrozenYear:
    """Read a frozen year back. Raises UnknownSchema for a number this version cannot read."""
    plain = json.loads(content, parse_float=_refuse_float)
    if plain.get("schema") not in READERS:
        raise UnknownSchema(f"Schema {plain.get('schema')} is unknown, not {sorted(READERS)}.")
    READERS[plain["schema"]](plain)
    return cast(FrozenYear, _read(FrozenYear, plain))


def _as_it_is(plain: dict[str, Any]) -> None:
    """Written by this version."""


def _without_delivery(plain: dict[str, Any]) -> None:
    """Schema 1 says nothing of deliveries and settlements: nothing is known of them."""
    for own in plain["municipalities"]:
        own |= {"delivery": None, "settlement": None}


READERS: dict[int, Callable[[dict[str, Any]], None]] = {1: _without_delivery, 2: _as_it_is}


def _plain(value: Any) -> Any:
    """A value in terms of JSON. Floats are refused: they have no one spelling."""
    if is_dataclass(value):
        return {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, str | int):
        return value
    raise TypeError(f"A snapshot cannot hold {type(value).__name__}.")


def _read(kind: Any, plain: Any) -> Any:
    """A value of the given type from JSON."""
    if get_origin(kind) is UnionType:
        if plain is None:
            return None
        (kind,) = (option for option in get_args(kind) if option is not NoneType)
    if get_origin(kind) is tuple:
        return tuple(_read(get_args(kind)[0], item) for item in plain)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return cast(Any, kind)(**{name: _read(hint, plain[name]) for name, hint in hints.items()})
    if kind in (date, datetime):
        return kind.fromisoformat(plain)
    if kind in (Decimal, Status):
        return kind(plain)
    if type(plain) is not kind:
        raise TypeError(f"Expected {kind.__name__}, found {plain!r}.")
    return plain


def _refuse_float(text: str) -> float:
    raise ValueError(f"A snapshot holds no floats, found {text}.")
