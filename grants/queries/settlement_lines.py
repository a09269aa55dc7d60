"""De afrekening van een vaststelling regel voor regel: article and source of each; euros."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from grants.enums import LetterAct, PaymentState
from grants.models import Award, Letter, Scheme, Settlement
from grants.reckoning.settlement import Reckoning, total
from pmg.casework.models import Event
from pmg.design.formatting import date_nl

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
