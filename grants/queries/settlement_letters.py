"""Brieven over een vaststelling, and over what is recovered; euros."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from grants.enums import LetterAct
from grants.letters.contents import Column, Table
from grants.models import LetterSender, Recovery, Settlement
from pmg.casework.models import Event
from pmg.design.formatting import date_nl, euro

from .letters import YES, Matter
from .settlement_lines import DEMANDED_NOW, LOWERED, REVISION

ZERO = Decimal(0)

RECKONING = (
    Column("Onderdeel"),
    Column("Bedrag", is_number=True),
    Column("Artikel"),
    Column("Bron"),
)


def settlement_matter(case: Settlement, _event: Event | None = None) -> Matter:
    """Brief over de vaststelling, with the reckoning line by line."""
    totals = {line["part"]: Decimal(line["amount"]) for line in case.lines if line["is_total"]}
    awarded, accepted = totals["Toegekend"], totals["Geaccepteerd"]
    return _matter(
        case,
        {
            "vastgesteld": euro(case.settled),
            "toegekend": euro(awarded),
            "geaccepteerd": euro(accepted),
            "betaald": euro(case.advanced),
            "nog_te_betalen": _if_any(case.to_pay),
            "terug_te_vorderen": _if_any(case.to_recover),
            "niets_over": "" if case.to_pay or case.to_recover else YES,
            "boven_toekenning": _if_any(max(ZERO, accepted - awarded)),
            "gestopt_op": date_nl(case.ends_on) if case.ends_on else "",
            "reden_gestopt": case.end_reason,
            "motivering": case.motivation,
        },
        {
            "afrekening": Table(
                "Afrekening per regel",
                RECKONING,
                tuple(
                    (
                        f"{line['part']}: {line['text'].lower()}",
                        euro(Decimal(line["amount"])),
                        line["article"],
                        line["source"],
                    )
                    for line in case.lines
                ),
                has_total=True,
            )
        },
    )


def resettlement_matter(case: Settlement, event: Event | None = None) -> Matter:
    """Brief over een herziening: what it was, what it becomes, and what that means for the money."""
    earlier = case.replaces
    assert earlier is not None, "only a settlement that replaces another has this letter"
    matter = settlement_matter(case, event)
    changes = {
        line["text"]: Decimal(line["amount"]) for line in case.lines if line["part"] == REVISION
    }
    return replace(
        matter,
        values={
            **matter.values,
            "eerder_vastgesteld": euro(earlier.settled),
            "verschil": euro(abs(case.settled - earlier.settled)),
            "nieuw_terug_te_vorderen": _if_any(changes.get(DEMANDED_NOW, ZERO)),
            "verlaging": _if_any(changes.get(LOWERED, ZERO)),
            "kwijtgescholden": _if_any(case.written_off),
        },
    )


def act_of(case: Settlement) -> LetterAct:
    """De soort brief: a settlement that replaces another has one of its own."""
    return LetterAct.RESETTLED if case.replaces_id else LetterAct.SETTLED


def recovery_matter(case: Recovery, _event: Event | None = None) -> Matter:
    """Brief over de terugvordering: how much, until when, and under which reference."""
    settlement = case.settlement
    return _matter(
        settlement,
        {
            "vastgesteld": euro(settlement.settled),
            "betaald": euro(settlement.advanced),
            "terug_te_vorderen": euro(case.amount),
            "uiterlijk": date_nl(case.due_on),
            "betalingskenmerk": case.reference,
            "rekening_ministerie": pay_to(case),
        },
    )


def pay_to(case: Recovery) -> str:
    """Waarheen de gemeente betaalt: account number and name; empty where the scheme has none."""
    sender = LetterSender.objects.filter(scheme=case.award.scheme_id).first()
    return sender.pay_to if sender else ""


def _if_any(amount: Decimal) -> str:
    return euro(amount) if amount else ""


def _matter(
    case: Settlement, values: Mapping[str, str], tables: Mapping[str, Table] | None = None
) -> Matter:
    municipality = case.municipality
    assert municipality is not None, "a constraint says so"
    scheme = case.award.scheme
    return Matter(
        scheme=scheme,
        municipality=municipality,
        about=case.award.reference,
        year=case.ends_on.year if case.ends_on else scheme.ends_on.year,
        values=values,
        tables=tables or {},
        must_decide=True,
    )
