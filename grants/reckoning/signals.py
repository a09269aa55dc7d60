"""Risicosignalen: what an assessor may want to look at.

A signal says what was compared, with the figures, and why it may be innocent. It never decides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from statistics import quantiles

from .comparison import Comparison, Difference, Row, difference

ROUND_STEP = 1_000
FEWEST_LINES = 3
FEWEST_OTHERS = 8
REACH = Decimal("1.5")
MOST_NAMED = 4

Euro = Callable[[Decimal], str]
"""Writes an amount as people read it."""


@dataclass(frozen=True)
class Signal:
    """Signaal: what was seen, what was compared to see it, and why it may be innocent."""

    title: str
    compared: str
    innocent: str


@dataclass(frozen=True)
class Others:
    """Wat de andere gemeenten deden, in percent: per activity and sector the parts of their
    spending, and how much of their plan for the year they spent."""

    activities: Mapping[str, Sequence[Decimal]] = field(default_factory=dict)
    sectors: Mapping[str, Sequence[Decimal]] = field(default_factory=dict)
    of_plan: Sequence[Decimal] = ()


@dataclass(frozen=True)
class Delivered:
    """What the signals look at; whole euros. None means: not delivered or not known.

    `first_spent` is what the first submission said, `last_late` how many days after the deadline
    the last one came; `first_figure` is the SiSa figure as it first came in.
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
    first_spent: Decimal | None = None
    last_late: int = 0
    first_figure: Decimal | None = None
    others: Others = Others()

    @property
    def rows(self) -> tuple[Row, ...]:
        """De activiteiten, then the sectors."""
        return self.activities.rows + self.sectors.rows


def signals(delivered: Delivered, *, euro: Euro) -> tuple[Signal, ...]:
    """Alle signalen over one justification, the weightiest first; `euro` writes an amount."""
    others = delivered.others
    found = [
        _names_us_in_errors(delivered),
        _differs_from_sisa(delivered, euro),
        _above_award(delivered, euro),
        _cumulative_does_not_add_up(delivered, euro),
        _figure_changed(delivered, euro),
        _changed_late(delivered, euro),
        _strays_from_plan(delivered, euro),
        _jumps(delivered, euro),
        _uses_its_plan_unlike_others(delivered),
        *(
            _unlike_others(row, delivered.activities, others.activities)
            for row in delivered.activities.rows
        ),
        *(_unlike_others(row, delivered.sectors, others.sectors) for row in delivered.sectors.rows),
        _negative_lines(delivered, euro),
        _round_amounts(delivered),
        _late(delivered),
    ]
    return tuple(signal for signal in found if signal)


def _names_us_in_errors(delivered: Delivered) -> Signal | None:
    if not delivered.names_us_in_errors:
        return None
    return Signal(
        "De foutentabel van de accountant noemt deze uitkering.",
        "Gelezen is de tabel van fouten en onzekerheden in de SiSa-bijlage.",
        "Een onzekerheid hoeft geen fout te zijn, en een fout kan al hersteld zijn.",
    )


def _differs_from_sisa(delivered: Delivered, euro: Euro) -> Signal | None:
    gap = difference(delivered.spent, delivered.sisa_spent)
    if gap is None or gap.amount == 0:
        return None
    side = "hoger" if gap.amount > 0 else "lager"
    return Signal(
        f"De opgave is {euro(abs(gap.amount))} {side} dan het SiSa-cijfer.",
        f"Vergeleken: opgave {euro(delivered.spent or Decimal(0))} met SiSa "
        f"{euro(delivered.sisa_spent or Decimal(0))}. Beide gaan over hetzelfde geld; alleen het "
        "SiSa-cijfer is door de accountant bekeken.",
        "Een factuur kan na de jaarafsluiting zijn gecorrigeerd.",
    )


def _above_award(delivered: Delivered, euro: Euro) -> Signal | None:
    if delivered.cumulative is None or delivered.cumulative <= delivered.awarded:
        return None
    return Signal(
        f"De totale besteding is {euro(delivered.cumulative - delivered.awarded)} hoger dan de "
        "toekenning.",
        f"Vergeleken: cumulatief {euro(delivered.cumulative)} met toegekend "
        f"{euro(delivered.awarded)}.",
        "Een gemeente mag er eigen geld bij leggen: wat boven de toekenning uitkomt, betaalt zij.",
    )


def _cumulative_does_not_add_up(delivered: Delivered, euro: Euro) -> Signal | None:
    before, spent = delivered.cumulative_before, delivered.spent
    if before is None or spent is None or delivered.cumulative is None:
        return None
    expected = before + spent
    if delivered.cumulative == expected:
        return None
    return Signal(
        f"De cumulatieve besteding is {euro(delivered.cumulative)}, niet {euro(expected)}.",
        f"Verwacht is {euro(before)} uit eerdere jaren plus {euro(spent)} van dit jaar.",
        "Een verschil kan een correctie over een eerder jaar zijn.",
    )


def _figure_changed(delivered: Delivered, euro: Euro) -> Signal | None:
    change = difference(delivered.sisa_spent, delivered.first_figure)
    if change is None or change.amount == 0:
        return None
    return Signal(
        "Het SiSa-cijfer is later veranderd.",
        f"Het eerste cijfer was {euro(delivered.first_figure or Decimal(0))}, nu is het "
        f"{euro(delivered.sisa_spent or Decimal(0))}.",
        "Na de plausibiliteitstoets van het CBS verbetert een gemeente haar bijlage wel vaker.",
    )


def _changed_late(delivered: Delivered, euro: Euro) -> Signal | None:
    """A statement that was submitted again: how often, how much it changed, and how late."""
    if delivered.deliveries < 2:
        return None
    change = difference(delivered.spent, delivered.first_spent)
    changed = (
        f" De besteding ging van {euro(delivered.first_spent or Decimal(0))} naar "
        f"{euro(delivered.spent or Decimal(0))}."
        if change and change.amount
        else " De besteding bleef gelijk."
        if change
        else ""
    )
    late = (
        f" De laatste kwam {_days(delivered.last_late)} na de termijn."
        if (delivered.last_late)
        else ""
    )
    return Signal(
        f"De gemeente diende {delivered.deliveries} keer in.",
        f"Vergeleken: de eerste en de laatste opgave.{changed}{late}",
        "Een nieuwe opgave kan komen doordat wij een aanvulling vroegen. Zie de tijdlijn.",
    )


def _strays_from_plan(delivered: Delivered, euro: Euro) -> Signal | None:
    return _stray(
        "het plan",
        [(row, row.plan, row.to_plan) for row in delivered.rows if row.strays_from_plan],
        delivered.jump,
        euro,
    )


def _jumps(delivered: Delivered, euro: Euro) -> Signal | None:
    jumping = [(row, row.last_year, row.per_month) for row in delivered.rows if row.jumps]
    is_per_month = any(row.pace != 1 for row, _, _ in jumping)
    return _stray(
        "vorig jaar (per maand)" if is_per_month else "vorig jaar", jumping, delivered.jump, euro
    )


def _stray(
    from_what: str,
    rows: Sequence[tuple[Row, Decimal | None, Difference | None]],
    jump: int,
    euro: Euro,
) -> Signal | None:
    if not rows:
        return None
    named = [
        f"{row.label} van {euro(before or Decimal(0))} naar {euro(row.this_year or Decimal(0))}"
        f"{_change(change)}"
        for row, before, change in rows[:MOST_NAMED]
    ]
    more = f" en nog {len(rows) - MOST_NAMED}" if len(rows) > MOST_NAMED else ""
    return Signal(
        f"Meer dan {jump}% verschil met {from_what}: {', '.join(row.label for row, _, _ in rows)}.",
        f"Vergeleken: {'; '.join(named)}{more}.",
        "Dat kan kloppen: een aanpak die later begint, of een partner die erbij komt. "
        "Kijk of de toelichting het verklaart.",
    )


def _change(change: Difference | None) -> str:
    if change is None or change.percentage is None:
        return " (nieuw)"
    sign = "+" if change.percentage > 0 else "−"
    return f" ({sign}{abs(change.percentage):.0f}%)"


def _uses_its_plan_unlike_others(delivered: Delivered) -> Signal | None:
    plan, spent = delivered.activities.total.plan, delivered.activities.total.this_year
    if not plan or spent is None:
        return None
    part = spent * 100 / plan
    middle = _outside(part, delivered.others.of_plan)
    if middle is None:
        return None
    return Signal(
        f"De gemeente besteedde {part:.0f}% van haar plan voor dit jaar, anders dan de andere "
        "gemeenten.",
        f"{_compared(delivered.others.of_plan)} besteedde {middle}.",
        "Een aanpak kan later zijn begonnen, of een project kan naar een ander jaar zijn geschoven.",
    )


def _unlike_others(
    row: Row, comparison: Comparison, others: Mapping[str, Sequence[Decimal]]
) -> Signal | None:
    if not row.this_year or not comparison.total.this_year:
        return None
    shares = others.get(row.code, ())
    share = row.this_year * 100 / comparison.total.this_year
    middle = _outside(share, shares)
    if middle is None:
        return None
    return Signal(
        f"{row.label}: {share:.0f}% van de besteding, anders dan bij de andere gemeenten.",
        f"{_compared(shares)} besteedt hieraan {middle}.",
        "Een eigen keuze in het plan kan dit verklaren.",
    )


def _outside(value: Decimal, others: Sequence[Decimal]) -> str | None:
    """Outside the fences of Tukey: a quartile and a half beyond the middle half of the others.

    Returns where that middle half lies, or None for a value within the fences, and where there are
    too few others to go by.
    """
    if len(others) < FEWEST_OTHERS:
        return None
    low, _, high = quantiles(others, n=4, method="inclusive")
    reach = (high - low) * REACH
    if low - reach <= value <= high + reach:
        return None
    return f"tussen {low:.0f}% en {high:.0f}%"


def _compared(others: Sequence[Decimal]) -> str:
    return f"Vergeleken met {len(others)} andere gemeenten: de middelste helft daarvan"


def _negative_lines(delivered: Delivered, euro: Euro) -> Signal | None:
    negative = [amount for amount in delivered.lines if amount < 0]
    if not negative:
        return None
    count = len(negative)
    return Signal(
        f"{count} {'regel is' if count == 1 else 'regels zijn'} negatief.",
        f"Samen is dat {euro(sum(negative, Decimal(0)))}.",
        "Dat mag als een partner geld terugbetaalde. Lees de omschrijving bij de regel.",
    )


def _round_amounts(delivered: Delivered) -> Signal | None:
    spent = [amount for amount in delivered.lines if amount]
    rounded = sum(amount % ROUND_STEP == 0 for amount in spent)
    if len(spent) < FEWEST_LINES or rounded * 2 <= len(spent):
        return None
    return Signal(
        f"{rounded} van de {len(spent)} bedragen zijn ronde duizendtallen.",
        "Geteld zijn de regels die precies op € 1.000 uitkomen. Het kan een schatting zijn.",
        "Een vaste bijdrage of subsidie aan een partner is vaak ook rond.",
    )


def _late(delivered: Delivered) -> Signal | None:
    if not delivered.days_late:
        return None
    return Signal(
        f"De opgave kwam {_days(delivered.days_late)} te laat.",
        "Vergeleken: de dag van indienen met de uiterste datum, met uitstel meegeteld.",
        "Te laat indienen verandert het bedrag niet. Weeg het alleen mee als het vaker gebeurt.",
    )


def _days(count: int) -> str:
    return f"{count} {'dag' if count == 1 else 'dagen'}"
