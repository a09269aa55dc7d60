"""Brieven over een toekenning: amounts per grant year, when they are paid, and why; euros."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from grants.enums import LetterAct
from grants.letters.contents import Column, Table
from grants.models import Application, Award, AwardChange, GrantYear, PaymentPlan
from grants.money import split
from pmg.casework.models import Event
from pmg.design.formatting import date_nl, euro, signed_euro

from .award_room import indexation_text
from .letters import Matter

AMOUNTS = (Column("Uitkeringsjaar"), Column("Periode"), Column("Bedrag", is_number=True))
CHANGES = (
    Column("Uitkeringsjaar"),
    Column("Was", is_number=True),
    Column("Wordt", is_number=True),
    Column("Verschil", is_number=True),
)
ADVANCES = (Column("Betaling op"), Column("Uitkeringsjaar"), Column("Bedrag", is_number=True))

YearAmounts = Sequence[tuple[GrantYear, Decimal]]


def award_matter(award: Award, _event: Event | None = None) -> Matter:
    """Toekenningsbeschikking (regeling art. 2), of all or part of what was asked: as prepared."""
    amounts = [
        (row.grant_year, row.amount)
        for row in award.allocations.select_related("grant_year").order_by("grant_year__starts_on")
    ]
    return matter_of_amounts(award, amounts, motivation=award.motivation)


def act_of(award: Award) -> LetterAct:
    """Toekenning of gedeeltelijke toekenning: less than the application asked for."""
    asked = _asked(award.application)
    allocated = sum((row.amount for row in award.allocations.all()), Decimal(0))
    if asked is not None and allocated < asked:
        return LetterAct.PARTLY_AWARDED
    return LetterAct.AWARDED


def change_matter(change: AwardChange, _event: Event | None = None) -> Matter:
    """Wijziging van een toekenning: what each year was, and what it becomes."""
    rows = list(change.amounts.select_related("grant_year"))
    before = sum((row.before for row in rows), Decimal(0))
    after = sum((row.amount for row in rows), Decimal(0))
    matter = matter_of_amounts(
        change.award, [(row.grant_year, row.amount) for row in rows], motivation=change.motivation
    )
    lines = [
        (str(row.grant_year), euro(row.before), euro(row.amount), signed_euro(row.difference))
        for row in rows
    ]
    lines.append(("Totaal", euro(before), euro(after), signed_euro(after - before)))
    table = Table("Bedrag per uitkeringsjaar", CHANGES, tuple(lines), has_total=True)
    return replace(
        matter,
        values={**matter.values, "was": euro(before), "verschil": signed_euro(after - before)},
        tables={**matter.tables, "bedragen": table},
    )


def application_matter(application: Application, decision: Event | None = None) -> Matter:
    """Besluit zonder toekenning: refused, or set aside (Awb 4:5); its reason stands in the event.

    Before there is one the motivation of the advice is what a preview shows.
    """
    municipality = application.municipality
    assert municipality is not None, "a constraint says so"
    return Matter(
        scheme=application.scheme,
        municipality=municipality,
        about=application.reference,
        about_is="Uw aanvraag",
        year=None,
        values={
            **_of_application(application),
            "motivering": decision.reason if decision else application.motivation,
        },
    )


def matter_of_amounts(award: Award, amounts: YearAmounts, *, motivation: str) -> Matter:
    """What every decision on the amounts of an award tells."""
    municipality = award.municipality
    assert municipality is not None, "a constraint says so"
    given = sum((amount for _, amount in amounts), Decimal(0))
    asked = _asked(award.application)
    total = euro(given)
    return Matter(
        scheme=award.scheme,
        municipality=municipality,
        about=award.reference,
        year=None,
        values={
            **_of_application(award.application),
            "niet_toegekend": euro(asked - given) if asked and asked > given else "",
            "bedrag": total,
            "periode_van": date_nl(award.scheme.starts_on),
            "periode_tot": date_nl(award.scheme.ends_on),
            "rekening": award.iban,
            "indexering": indexation_text([year for year, amount in amounts if amount]),
            "motivering": motivation,
        },
        tables={
            "bedragen": Table(
                "Bedrag per uitkeringsjaar",
                AMOUNTS,
                (
                    *((str(year), _period(year), euro(amount)) for year, amount in amounts),
                    ("Totaal", _whole(amounts), total),
                ),
                has_total=True,
            ),
            "betaalplan": advances_table(amounts),
        },
    )


def advances_table(amounts: YearAmounts) -> Table:
    """Voorschotten: a line for each instalment of the payment plan, in the order of their days.

    The parts are those of the proposals that the calendar makes, so that no cent is lost.
    """
    plan: defaultdict[int, list[PaymentPlan]] = defaultdict(list)
    for row in PaymentPlan.objects.filter(grant_year__in=[year for year, _ in amounts]):
        plan[row.grant_year_id].append(row)
    lines = sorted(
        (
            (row.due_on, year.starts_on, str(year), part)
            for year, amount in amounts
            for row, part in zip(
                plan[year.pk],
                split(amount, [row.share for row in plan[year.pk]]),
                strict=True,
            )
            if part
        ),
    )
    total = sum((part for *_, part in lines), Decimal(0))
    rows = tuple((date_nl(day), year, euro(part)) for day, _, year, part in lines)
    # Without a line there is no table, and no total of nothing.
    return Table(
        "Voorschotten",
        ADVANCES,
        (*rows, ("Totaal", "", euro(total))) if rows else (),
        has_total=bool(rows),
    )


def _asked(application: Application | None) -> Decimal | None:
    if application is None or application.submitted is None:
        return None
    return application.submitted.requested


def _of_application(application: Application | None) -> dict[str, str]:
    asked = _asked(application)
    return {
        "aanvraag": application.reference if application else "",
        "aangevraagd": euro(asked) if asked is not None else "",
        "aangevraagd_op": (
            date_nl(application.submitted_on) if application and application.submitted_on else ""
        ),
    }


def _period(year: GrantYear) -> str:
    return f"{date_nl(year.starts_on)} tot en met {date_nl(year.ends_on)}"


def _whole(amounts: YearAmounts) -> str:
    first, last = amounts[0][0], amounts[-1][0]
    return f"{date_nl(first.starts_on)} tot en met {date_nl(last.ends_on)}"
