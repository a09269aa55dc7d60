"""Selectie van gemeenten op relatieve politiecijfers (nota): each step exact, so it can be repeated.

A figure becomes a rate per 1,000 inhabitants (an exact fraction); rates are put on one scale; the
weighted scores are added up and ranked. Only the square root of a z-score is not exact: it is
taken in 50 digits, so that every machine gets the very same outcome. Pure.
"""

from __future__ import annotations

import decimal
import enum
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

PRECISION = decimal.Context(prec=50, rounding=decimal.ROUND_HALF_EVEN)
SHOWN = Decimal("0.000001")
THOUSAND = 1_000


class Scaling(enum.StrEnum):
    """Hoe verhoudingen op één schaal komen."""

    RATE = "rate"
    Z_SCORE = "z_score"
    RANK = "rank"


SCALING_WORDS: Mapping[str, str] = {
    Scaling.RATE: "per 1.000 inwoners, zonder verdere schaling",
    Scaling.Z_SCORE: "z-score (afstand tot het gemiddelde, in standaardafwijkingen)",
    Scaling.RANK: "rangnummer (de hoogste verhouding krijgt de meeste punten)",
}


@dataclass(frozen=True)
class Candidate:
    """Gemeente with its inhabitants and figures by indicator."""

    code: str
    name: str
    inhabitants: int
    figures: Mapping[str, int]


@dataclass(frozen=True)
class Settings:
    """Instellingen: weights by indicator, scaling, exclusions by code with the reason, and the cut."""

    weights: Mapping[str, Decimal]
    scaling: Scaling
    excluded: Mapping[str, str]
    cut: int

    def as_data(self) -> dict[str, object]:
        """Plain values in a fixed order, for the hash and for keeping."""
        return {
            "weights": {name: f"{self.weights[name]:f}" for name in sorted(self.weights)},
            "scaling": self.scaling.value,
            "excluded": {code: self.excluded[code] for code in sorted(self.excluded)},
            "cut": self.cut,
        }


@dataclass(frozen=True)
class Ranked:
    """Gemeente in the outcome. `rates`, `scaled` and `score` are rounded to six places to show."""

    code: str
    name: str
    rank: int | None
    is_selected: bool
    rates: Mapping[str, str]
    scaled: Mapping[str, str]
    score: str
    excluded: str = ""

    def as_data(self) -> dict[str, object]:
        return {
            "code": self.code,
            "name": self.name,
            "rank": self.rank,
            "is_selected": self.is_selected,
            "rates": dict(self.rates),
            "scaled": dict(self.scaled),
            "score": self.score,
            "excluded": self.excluded,
        }


@dataclass(frozen=True)
class Selection:
    """Uitkomst, the highest score first; the excluded ones last."""

    rows: tuple[Ranked, ...]
    tie_at_cut: bool

    @property
    def selected(self) -> tuple[str, ...]:
        return tuple(row.code for row in self.rows if row.is_selected)


def select(candidates: Sequence[Candidate], settings: Settings) -> Selection:
    """Rangorde en selectie. The order of the input does not matter; a tie is decided by code.

    Raises ValueError for an indicator without figures or a candidate without inhabitants.
    """
    names = sorted(settings.weights)
    if any(one.inhabitants <= 0 for one in candidates):
        raise ValueError("a municipality without inhabitants has no rate")
    compared = sorted(
        (one for one in candidates if one.code not in settings.excluded), key=lambda one: one.code
    )
    rates = {name: {one.code: _rate(one, name) for one in candidates} for name in names}
    scaled = {
        name: _scale([rates[name][one.code] for one in compared], settings.scaling)
        for name in names
    }
    scores = {
        one.code: _score([scaled[name][at] for name in names], names, settings)
        for at, one in enumerate(compared)
    }
    places = {one.code: at for at, one in enumerate(compared)}
    # Stable, so that codes decide a tie; a minus sign would round to whatever context is about.
    order = sorted(compared, key=lambda one: scores[one.code], reverse=True)
    rows = [
        Ranked(
            code=one.code,
            name=one.name,
            rank=rank,
            is_selected=rank <= settings.cut,
            rates={name: _shown(rates[name][one.code]) for name in names},
            scaled={name: _shown(scaled[name][places[one.code]]) for name in names},
            score=_shown(scores[one.code]),
        )
        for rank, one in enumerate(order, start=1)
    ]
    left_out = sorted((c for c in candidates if c.code in settings.excluded), key=lambda c: c.code)
    rows += [
        Ranked(
            code=one.code,
            name=one.name,
            rank=None,
            is_selected=False,
            rates={name: _shown(rates[name][one.code]) for name in names},
            scaled={},
            score="",
            excluded=settings.excluded[one.code],
        )
        for one in left_out
    ]
    at_cut = order[settings.cut - 1 : settings.cut + 1]
    return Selection(
        tuple(rows), len(at_cut) == 2 and scores[at_cut[0].code] == scores[at_cut[1].code]
    )


def hash_of_input(candidates: Sequence[Candidate], settings: Settings) -> str:
    """SHA-256 of all that the outcome rests on, whatever the order of the rows."""
    rows = sorted(
        [one.code, one.name, one.inhabitants, {k: one.figures[k] for k in sorted(one.figures)}]
        for one in candidates
    )
    return _hash({"rows": rows, "settings": settings.as_data()})


def hash_of_outcome(selection: Selection) -> str:
    """SHA-256 of every step of every row."""
    return _hash([row.as_data() for row in selection.rows])


def _hash(data: object) -> str:
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _rate(one: Candidate, name: str) -> Fraction:
    if name not in one.figures:
        raise ValueError(f"{one.code} has no figure for {name}")
    return Fraction(one.figures[name] * THOUSAND, one.inhabitants)


Number = Fraction | Decimal


def _scale(rates: Sequence[Fraction], scaling: Scaling) -> list[Number]:
    if not rates or scaling == Scaling.RATE:
        return list(rates)
    if scaling == Scaling.RANK:
        # The lowest gets one point; equal rates get as many as the lowest of them.
        ordered = sorted(rates)
        return [Fraction(ordered.index(rate) + 1) for rate in rates]
    mean = sum(rates, Fraction(0)) / len(rates)
    variance = sum(((rate - mean) ** 2 for rate in rates), Fraction(0)) / len(rates)
    if not variance:
        return [Decimal(0) for _ in rates]
    spread = PRECISION.sqrt(_decimal(variance))
    return [PRECISION.divide(_decimal(rate - mean), spread) for rate in rates]


def _score(parts: Sequence[Number], names: Sequence[str], settings: Settings) -> Number:
    """Weighted sum: exact over fractions, in fifty digits over z-scores."""
    if all(isinstance(part, Fraction) for part in parts):
        return sum(
            (part * Fraction(settings.weights[n]) for part, n in zip(parts, names, strict=True)),  # type: ignore[operator]
            Fraction(0),
        )
    total = Decimal(0)
    for part, name in zip(parts, names, strict=True):
        product = PRECISION.multiply(_decimal(part), settings.weights[name])
        total = PRECISION.add(total, product)
    return total


def _decimal(value: Number) -> Decimal:
    if isinstance(value, Decimal):
        return value
    return PRECISION.divide(Decimal(value.numerator), Decimal(value.denominator))


def _shown(value: Number) -> str:
    return f"{_decimal(value).quantize(SHOWN, context=PRECISION):f}"
