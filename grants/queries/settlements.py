"""Vaststellen: the reckoning of an award from its ledger, and which settlement stands."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, QuerySet, Sum, When
from django.db.models.functions import Coalesce

from grants.enums import (
    CorrectionState,
    EntryKind,
    JustificationState,
    PaymentState,
    SettlementState,
)
from grants.models import (
    AccountingYear,
    Award,
    Correction,
    Justification,
    LedgerEntry,
    Payment,
    Settlement,
)
from grants.reckoning.deadlines import day_in_amsterdam
from grants.reckoning.settlement import Reckoning, Share, reckon
from grants.transitions.settlements import SettlementFacts
from pmg.accounts.models import User

from .mandates import mandate_on
from .settlement_lines import lines_of
from .visibility import awards_visible_to, settlements_visible_to

UNDER_WAY = (PaymentState.PROPOSED, PaymentState.PREPARED, PaymentState.APPROVED)
"""A payment in one of these states may still be paid."""


def reckoning_of(award: Award) -> Reckoning:
    """De afrekening zoals het grootboek nu staat; five queries."""
    entries = LedgerEntry.objects.filter(award=award).order_by()
    accepted = (
        entries.filter(kind=EntryKind.ACCEPTED)
        .values_list("accounting_year__year")
        .annotate(total=Sum("amount"))
        .order_by("accounting_year__year")
    )
    committed = (
        entries.filter(kind=EntryKind.COMMITMENT)
        .values_list("grant_year", "grant_year__label")
        .annotate(total=Sum("amount"))
        .order_by("grant_year__starts_on")
    )
    return reckon(
        [(year, amount) for year, amount in accepted],
        [(key, label, amount) for key, label, amount in committed],
        shares(entries.filter(kind__in=[EntryKind.PAYMENT, EntryKind.RETURN])),
        claims=shares(entries.filter(kind=EntryKind.RECOVERY)),
        given_up=shares(entries.filter(kind=EntryKind.WRITTEN_OFF)),
    )


def shares(entries: QuerySet[LedgerEntry]) -> list[Share]:
    """De som per uitkeringsjaar en jaar van ontstaan, the oldest first.

    The rest that was paid after a settlement is no advance, and so has no year of origin.
    """
    rest = Payment.objects.filter(settlement__isnull=False).values("pk")
    return [
        Share(grant_year, origin, amount)
        for grant_year, origin, amount in entries.order_by()
        .annotate(
            origin=Case(
                When(event__case_kind="payment", event__case_id__in=rest, then=None),
                When(event__case_kind="payment", then=Coalesce("origin_year", "budget_year")),
                default=F("origin_year"),
            )
        )
        .values_list("grant_year", "origin")
        .annotate(total=Sum("amount"))
        .order_by("grant_year__starts_on", "origin")
    ]


def settled_shares(award: Award) -> list[Share]:
    """Wat nu waarop is vastgesteld, as the ledger has it."""
    return shares(LedgerEntry.objects.filter(award=award, kind=EntryKind.SETTLED))


def settlement_facts(
    settlement: Settlement, reckoning: Reckoning, *, by: User, on: datetime.datetime
) -> SettlementFacts:
    """What the guards of a settlement look at."""
    award = settlement.award
    mandate = mandate_on(by, day_in_amsterdam(on))
    return SettlementFacts(
        is_early=settlement.ends_on is not None,
        has_reason=bool(settlement.end_reason.strip()),
        ends_on=settlement.ends_on,
        today=day_in_amsterdam(on),
        unjudged=unjudged_years(award, until=settlement.ends_on),
        is_final=_is_final(award),
        corrections=Correction.objects.filter(
            justification__award=award,
            state__in=[CorrectionState.REQUESTED, CorrectionState.CONSENTED],
        ).count(),
        on_its_way=award.payments.filter(state__in=UNDER_WAY).count(),
        settled=reckoning.settled,
        has_article=bool(
            award.scheme.resettlement_article
            if settlement.replaces
            else award.scheme.settlement_article
        ),
        mandate_ceiling=mandate.ceiling if mandate else None,
        is_as_drawn_up=settlement.lines
        == [line.as_dict() for line in lines_of(award, reckoning, settlement.replaces)],
        standing=settlement.replaces.settled if settlement.replaces else None,
        has_motivation=bool(settlement.motivation.strip()),
        demands=bool(reckoning.demanded_shares),
        has_recovery_article=bool(award.scheme.recovery_article),
    )


def unjudged_years(award: Award, *, until: datetime.date | None) -> tuple[int, ...]:
    """Verantwoordingsjaren zonder oordeel: all of the scheme, or those up to an early end.

    A later year counts as well once something was delivered over it.
    """
    years = AccountingYear.objects.filter(scheme=award.scheme_id)
    cases = {case.accounting_year_id: case for case in award.justifications.all()}
    asked = [
        year
        for year in years
        if until is None
        or year.year <= until.year
        or (year.pk in cases and cases[year.pk].submitted_id)
    ]
    return tuple(
        year.year
        for year in asked
        if year.pk not in cases or cases[year.pk].state != JustificationState.JUDGED
    )


def _is_final(award: Award) -> bool:
    """Eindverantwoording: what SiSa says of the last year, or else the statement itself."""
    last: Justification | None = award.justifications.order_by("accounting_year__year").last()
    if last is None:
        return False
    figure = last.sisa_figures.order_by("-recorded_at", "-pk").first()
    return bool(figure and figure.is_final) or bool(last.submitted and last.submitted.is_final)


def settlement_of(award: Award) -> Settlement | None:
    """De vaststelling van een toekenning die nu geldt, once it was decided."""
    return award.settlements.filter(state=SettlementState.SETTLED).first()


def follow_up_of(settlement: Settlement, *, user: User) -> Settlement | None:
    """De herziening van een vaststelling, drawn up or decided, where `user` may see it."""
    return (
        settlements_visible_to(user)
        .filter(replaces=settlement)
        .exclude(state=SettlementState.WITHDRAWN)
        .first()
    )


def settlement_to_show(user: User, award: Award) -> Settlement | None:
    """De vaststelling waar een toekenning naar wijst: the one that stands, or else is drawn up."""
    return (
        settlements_visible_to(user)
        .filter(award=award, state__in=[SettlementState.SETTLED, SettlementState.DRAWN_UP])
        .order_by("-state")
        .first()
    )


def settled_awards() -> QuerySet[Settlement, Any]:
    """Keys of the awards that were settled: no advance is proposed for them any more."""
    return Settlement.objects.filter(state=SettlementState.SETTLED).values("award")


def ended_before(day: datetime.date) -> QuerySet[Settlement, Any]:
    """Keys of the awards that ended early: nothing is asked of them from `day` on."""
    return settled_awards().filter(ends_on__lt=day)


def early_ends() -> dict[Any, datetime.date]:
    """Award -> the day on which it ended early."""
    ended = Settlement.objects.filter(state=SettlementState.SETTLED, ends_on__isnull=False)
    return {award: day for award, day in ended.values_list("award", "ends_on") if day}


def settlement_rows(user: User) -> QuerySet[Settlement]:
    """Vaststellingen die `user` mag zien, but for those that were withdrawn."""
    return (
        settlements_visible_to(user)
        .exclude(state=SettlementState.WITHDRAWN)
        .select_related("municipality", "award__scheme")
    )


def settlements_to_decide(user: User) -> QuerySet[Settlement]:
    """Opgestelde vaststellingen that wait for a budget holder."""
    return (
        settlement_rows(user).filter(state=SettlementState.DRAWN_UP).order_by("municipality__name")
    )


def can_be_settled(user: User) -> QuerySet[Award]:
    """Toekenningen waarvan het laatste jaar is beoordeeld en die nog niet zijn vastgesteld."""
    last = Justification.objects.filter(
        award=OuterRef("pk"), accounting_year__is_last=True, state=JustificationState.JUDGED
    )
    begun = Settlement.objects.exclude(state=SettlementState.WITHDRAWN).values("award")
    return (
        awards_visible_to(user)
        .filter(Exists(last))
        .exclude(pk__in=begun)
        .select_related("municipality")
        .order_by("municipality__name")
    )


def open_to_pay(settlement: Settlement) -> Decimal:
    """Wat na de vaststelling nog te betalen is: less what was paid since."""
    paid = settlement.payments.filter(state=PaymentState.PAID)
    return settlement.to_pay - (paid.aggregate(total=Sum("amount"))["total"] or Decimal(0))
