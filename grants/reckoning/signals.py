"""Risicosignalen: what an assessor may want to look at. A signal explains; it never decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import quantiles

from .comparison import Comparison, Row, difference

ROUND_STEP = 1_000
FEWEST_LINES = 3
FEWEST_OTHERS = 8
REACH = Decimal("1.5")


@dataclass(frozen=True)
class Signal:
    """Signaal: what was seen, and why that can matter."""

    title: str
    explanation: str


@dataclass(frozen=True)
class Delivered:
    """What the signals look at; whole euros. None means: not delivered or not known.

    `shares_of_others` holds per activity the part of their spending (percent) that the other
    municipalities put into it.
    """

    jump: int
    activities: Comparison
    sectors: Comparison
    spent: Decimal | None = None
    cumulative: Decimal | None = None
    cumulative_before: Decimal | None = None
    sisa_spent: Decimal | None = None
    names_us_in_errors: bool = False
    awarded: Decimal = Decimal(0)
    lines: tuple[Decimal, ...] = ()
    days_late: int = 0
    deliveries: int = 0
    shares_of_others: Mapping[str, Sequence[Decimal]] | None = None

    @property
    def rows(self) -> tuple[Row, ...]:
        """De activiteiten, then the sectors."""
        return self.activities.rows + self.sectors.rows


def signals(delivered: Delivered, *, euro: Callable[[Decimal], str]) -> tuple[Signal, ...]:
    """Alle signalen over one justification, the weightiest first; `euro` writes an amount."""
    found = [
        _names_us_in_errors(delivered),
        _differs_from_sisa(delivered, euro),
        _above_award(delivered, euro),
        _cumulative_does_not_add_up(delivered, euro),
        _strays_from_plan(delivered),
        _jumps(delivered),
        *(_unlike_others(row, delivered) for row in delivered.activities.rows),
        _negative_lines(delivered),
        _round_amounts(delivered),
        _late(delivered),
        _delivered_again(delivered),
    ]
    return tuple(signal for signal in found if signal)


def _names_us_in_errors(delivered: Delivered) -> Signal | None:
    if not delivered.names_us_in_errors:
        return None
    return Signal(
        "De foutentabel van de accountant noemt deze uitkering.",
        "Lees in het SiSa-pakket welke fout of onzekerheid de accountant zag, en weeg die mee.",
    )


def _differs_from_sisa(delivered: Delivered, euro: Callable[[Decimal], str]) -> Signal | None:
    gap = difference(delivered.spent, delivered.sisa_spent)
    if gap is None or gap.amount == 0:
        return None
    side = "hoger" if gap.amount > 0 else "lager"
    return Signal(
        f"De opgave is {euro(abs(gap.amount))} {side} dan het SiSa-cijfer.",
        "Beide gaan over hetzelfde geld. Alleen het SiSa-cijfer is door de accountant bekeken. "
        "Vraag de gemeente om uitleg als die er niet bij staat.",
    )


def _above_award(delivered: Delivered, euro: Callable[[Decimal], str]) -> Signal | None:
    if delivered.cumulative is None or delivered.cumulative <= delivered.awarded:
        return None
    return Signal(
        f"De totale besteding is {euro(delivered.cumulative - delivered.awarded)} hoger dan de "
        "toekenning.",
        "Wat boven de toekenning uitkomt, betaalt de gemeente zelf.",
    )


def _cumulative_does_not_add_up(
    delivered: Delivered, euro: Callable[[Decimal], str]
) -> Signal | None:
    before, spent = delivered.cumulative_before, delivered.spent
    if before is None or spent is None or delivered.cumulative is None:
        return None
    expected = before + spent
    if delivered.cumulative == expected:
        return None
    return Signal(
        f"De cumulatieve besteding is {euro(delivered.cumulative)}, niet {euro(expected)}.",
        "Wij verwachten wat vorig jaar is verantwoord plus de besteding van dit jaar. "
        "Een verschil kan een correctie over een eerder jaar zijn.",
    )


def _strays_from_plan(delivered: Delivered) -> Signal | None:
    return _stray("het plan", [row for row in delivered.rows if row.strays_from_plan], delivered)


def _jumps(delivered: Delivered) -> Signal | None:
    jumping = [row for row in delivered.rows if row.jumps]
    is_per_month = any(row.pace != 1 for row in jumping)
    return _stray("vorig jaar (per maand)" if is_per_month else "vorig jaar", jumping, delivered)


def _stray(from_what: str, rows: Sequence[Row], delivered: Delivered) -> Signal | None:
    if not rows:
        return None
    return Signal(
        f"Meer dan {delivered.jump}% verschil met {from_what}: "
        f"{', '.join(row.label for row in rows)}.",
        "Dat kan kloppen: een aanpak die later begint, of een partner die erbij komt. "
        "Kijk of de toelichting het verklaart.",
    )


def _unlike_others(row: Row, delivered: Delivered) -> Signal | None:
    """Outside the fences of Tukey: a quartile and a half beyond the middle half of the others."""
    others = (delivered.shares_of_others or {}).get(row.code, ())
    if len(others) < FEWEST_OTHERS or not row.this_year or not delivered.activities.total.this_year:
        return None
    share = row.this_year * 100 / delivered.activities.total.this_year
    low, _, high = quantiles(others, n=4, method="inclusive")
    reach = (high - low) * REACH
    if low - reach <= share <= high + reach:
        return None
    return Signal(
        f"{row.label}: {share:.0f}% van de besteding, anders dan bij de andere gemeenten.",
        f"Bij de helft van de andere gemeenten ligt dit tussen {low:.0f}% en {high:.0f}%. "
        "Een eigen keuze in het plan kan dit verklaren.",
    )


def _negative_lines(delivered: Delivered) -> Signal | None:
    negative = sum(amount < 0 for amount in delivered.lines)
    if not negative:
        return None
    return Signal(
        f"{negative} {'regel is' if negative == 1 else 'regels zijn'} negatief.",
        "Dat mag als een partner geld terugbetaalde. Lees de omschrijving bij de regel.",
    )


def _round_amounts(delivered: Delivered) -> Signal | None:
    spent = [amount for amount in delivered.lines if amount]
    rounded = sum(amount % ROUND_STEP == 0 for amount in spent)
    if len(spent) < FEWEST_LINES or rounded * 2 <= len(spent):
        return None
    return Signal(
        f"{rounded} van de {len(spent)} bedragen zijn ronde duizendtallen.",
        "Ronde bedragen kunnen een schatting of een vaste bijdrage zijn.",
    )


def _late(delivered: Delivered) -> Signal | None:
    if not delivered.days_late:
        return None
    days = "dag" if delivered.days_late == 1 else "dagen"
    return Signal(
        f"De opgave kwam {delivered.days_late} {days} te laat.",
        "Te laat indienen verandert het bedrag niet. Weeg het alleen mee als het vaker gebeurt.",
    )


def _delivered_again(delivered: Delivered) -> Signal | None:
    if delivered.deliveries < 2:
        return None
    return Signal(
        f"De gemeente diende {delivered.deliveries} keer in.",
        "Kijk op de tijdlijn waarom er een nieuwe opgave kwam.",
    )
