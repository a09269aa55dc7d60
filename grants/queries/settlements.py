"""Vaststellen: the reckoning of an award from its ledger, with article and source of each line."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, QuerySet, Sum, When
from django.db.models.functions import Coalesce

from grants.enums import (
    CorrectionState,
    EntryKind,
    JustificationState,
    LetterAct,
    PaymentState,
    SettlementState,
)
from grants.models import (
    AccountingYear,
    Award,
    Correction,
    Justification,
    LedgerEntry,
    Letter,
    Payment,
    Scheme,
    Settlement,
)
from grants.reckoning.deadlines import day_in_amsterdam
from grants.reckoning.settlement import Reckoning, Share, reckon, total
from grants.transitions.settlements import SettlementFacts
from pmg.accounts.models import User
from pmg.casework.models import Event
from pmg.design.formatting import date_nl

from .mandates import mandate_on
from .visibility import awards_visible_to, settlements_visible_to

UNDER_WAY = (PaymentState.PROPOSED, PaymentState.PREPARED, PaymentState.APPROVED)
"""A payment in one of these states may still be paid."""

AWARDED, ACCEPTED, ADVANCED, RESULT = "Toegekend", "Geaccepteerd", "Betaald", "Vaststelling"
REVISION = "Herziening"
DEMANDED_NOW, LOWERED = "Nieuw terug te vorderen", "Verlaging van de terugvordering"


@dataclass(frozen=True)
class Line:
    """Regel van de afrekening: what, how much, on which article, and where the amount comes from."""

    part: str
    text: str
    amount: str
    article: str
    source: str
    is_total: bool = False

    def as_dict(self) -> dict[str, Any]:
        """As JSON holds it."""
        return asdict(self)


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


def lines_of(award: Award, reckoning: Reckoning, replaces: Settlement | None = None) -> list[Line]:
    """De afrekening regel voor regel; the judgements with the reference of their letter."""
    scheme = award.scheme
    decided = _decision_on(award)
    labels = {year.grant_year: year.label for year in reckoning.grant_years}
    judged, paid = _judgements(award), _payments(award)
    return [
        *(
            Line(AWARDED, year.label, str(year.allocated), scheme.award_article, decided)
            for year in reckoning.grant_years
        ),
        _total(AWARDED, reckoning.awarded),
        *(
            Line(
                ACCEPTED,
                str(year.year),
                str(year.accepted),
                scheme.judgement_article,
                judged.get(year.year, ""),
            )
            for year in reckoning.years
        ),
        _total(ACCEPTED, reckoning.accepted),
        *(
            Line(
                ADVANCED,
                f"{labels.get(share.grant_year, '')}, "
                + (f"betaald in {share.origin}" if share.origin else "na de vaststelling"),
                str(share.amount),
                scheme.payment_article,
                paid[share.grant_year, share.origin],
            )
            for share in reckoning.advances
        ),
        _total(ADVANCED, reckoning.advanced),
        *_result(scheme, reckoning, is_revision=replaces is not None),
        *(_revision(scheme, reckoning, replaces) if replaces else ()),
    ]


def _total(part: str, amount: Decimal) -> Line:
    return Line(part, "Samen", str(amount), "", "", is_total=True)


def _result(scheme: Scheme, reckoning: Reckoning, *, is_revision: bool) -> Iterator[Line]:
    article = scheme.resettlement_article if is_revision else scheme.settlement_article
    capped = reckoning.accepted > reckoning.awarded
    yield Line(
        RESULT,
        "Vastgesteld bedrag",
        str(reckoning.settled),
        article,
        "Niet meer dan toegekend" if capped else "Geaccepteerde besteding",
    )
    yield Line(RESULT, "Betaald", str(reckoning.advanced), "", "Betaald min terugontvangen")
    if reckoning.written_off:
        yield Line(
            RESULT,
            "Kwijtgescholden",
            str(reckoning.written_off),
            "artikel 4:94a Awb",
            "Te veel betaald, en kwijtgescholden",
        )
    if reckoning.to_recover:
        yield Line(
            RESULT,
            "Terug te vorderen",
            str(reckoning.to_recover),
            scheme.recovery_article,
            "Betaald min vastgesteld" + (" en kwijtgescholden" if reckoning.written_off else ""),
            is_total=True,
        )
    else:
        yield Line(
            RESULT,
            "Nog te betalen",
            str(reckoning.to_pay),
            article,
            "Vastgesteld min betaald",
            is_total=True,
        )


def _revision(scheme: Scheme, reckoning: Reckoning, replaces: Settlement) -> Iterator[Line]:
    letter = letter_of(replaces)
    decided = f"Brief {letter.reference} van {date_nl(letter.dated_on)}" if letter else ""
    yield Line(REVISION, "Eerder vastgesteld", str(replaces.settled), "", decided)
    yield Line(
        REVISION,
        "Verschil",
        str(reckoning.settled - replaces.settled),
        scheme.resettlement_article,
        "Vastgesteld min eerder vastgesteld",
    )
    changes = (
        (DEMANDED_NOW, reckoning.demanded_shares, "Te veel betaald, nog niet gevraagd"),
        (LOWERED, reckoning.lowered_shares, "Vervalt van wat openstaat"),
        (
            "Verlaging van de kwijtschelding",
            reckoning.lowered_write_offs,
            "Niet te veel betaald, dus niets kwijt te schelden",
        ),
    )
    for text, parts, source in changes:
        if parts:
            yield Line(REVISION, text, str(total(parts)), scheme.recovery_article, source)


def letter_of(settlement: Settlement) -> Letter | None:
    """De brief over een vaststelling, once it was decided."""
    acts = (LetterAct.SETTLED, LetterAct.RESETTLED)
    return Letter.objects.filter(case_id=settlement.pk, act__in=acts).first()


def _decision_on(award: Award) -> str:
    granted = Event.objects.filter(
        case_kind="award", case_id=award.pk, name__in=("grant", "take_over")
    ).first()
    return f"Beschikking {award.reference}" + (f" van {date_nl(granted.on)}" if granted else "")


def _judgements(award: Award) -> dict[int, str]:
    """Per verantwoordingsjaar: the letter of the judgement, or else its date."""
    years = dict(award.justifications.values_list("pk", "accounting_year__year"))
    told = {
        years[case]: f"Oordeel van {date_nl(on)}"
        for case, on in Event.objects.filter(
            case_kind="justification", case_id__in=years, name__in=("judge", "take_over")
        )
        .order_by("seq")
        .values_list("case_id", "on")
    }
    letters = Letter.objects.filter(case_id__in=years, act=LetterAct.JUDGEMENT)
    for letter in letters.order_by("recorded_at"):
        told[years[letter.case_id]] = f"Brief {letter.reference} van {date_nl(letter.dated_on)}"
    return told


def _payments(award: Award) -> defaultdict[tuple[Any, Any], str]:
    """Per uitkeringsjaar en jaar van ontstaan: the references of what was paid."""
    found: defaultdict[tuple[Any, Any], str] = defaultdict(str)
    paid = award.payments.filter(state=PaymentState.PAID).order_by("reference")
    for payment in paid:
        key = (payment.grant_year_id, None if payment.settlement_id else payment.budget_year)
        found[key] = f"{found[key]}, {payment.reference}" if found[key] else payment.reference
    return found


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


@dataclass(frozen=True)
class Part:
    """Onderdeel van de afrekening, as a page draws it."""

    title: str
    lines: list[dict[str, Any]]

    @property
    def caption(self) -> str:
        return f"Afrekening: {self.title.lower()}"


def shown(lines: Iterable[Mapping[str, Any]]) -> list[Part]:
    """De regels per onderdeel, with amounts to print."""
    return [
        Part(title, [{**line, "amount": Decimal(line["amount"])} for line in part])
        for title, part in groupby(lines, key=lambda line: str(line["part"]))
    ]
