"""Parafen: who must sign what, what stands, and what waits for somebody."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from grants.models import Scheme
from pmg.accounts.models import User
from reporting.enums import Part, ReportYearState, SignOffState
from reporting.models import PartySigner, ReportYear, SignOff, SignOffParty
from reporting.queries.parts import fingerprints
from reporting.signing import Party, Stands, waits_for


@dataclass(frozen=True)
class SignOffRow:
    """Paraaf die nodig is: of a party for a part; `case` is none until it was asked."""

    party: SignOffParty
    part: Part
    case: SignOff | None
    current: str
    waits_for: tuple[str, ...]

    @property
    def stands(self) -> bool:
        """Whether it was given for the part as it is now."""
        return self.case is not None and stands(self.case, self.current)

    @property
    def is_outdated(self) -> bool:
        """Whether it was decided about a part that has changed since."""
        return (
            self.case is not None
            and self.case.state != SignOffState.ASKED
            and self.case.sha256 != self.current
        )

    def is_late(self, today: datetime.date) -> bool:
        """Whether its term is over, and it was not decided yet; the last day itself counts."""
        return (
            self.case is not None
            and self.case.state == SignOffState.ASKED
            and self.case.due_on < today
        )


def stands(sign_off: SignOff, current: str) -> bool:
    """Een paraaf staat: it was given, and for the part as it is now."""
    return sign_off.state == SignOffState.GIVEN and sign_off.sha256 == current


def parties_of(scheme_id: UUID) -> QuerySet[SignOffParty]:
    """Partijen of a scheme in the order in which they sign, also those no longer asked."""
    return SignOffParty.objects.filter(scheme_id=scheme_id).prefetch_related("signers__user")


def schemes_with_parties() -> QuerySet[Scheme]:
    """Every scheme with its parties and who speaks for them; three queries."""
    parties = SignOffParty.objects.prefetch_related("signers__user")
    return Scheme.objects.order_by("-starts_on", "code").prefetch_related(
        Prefetch("sign_off_parties", parties)
    )


def as_rule(party: SignOffParty) -> Party:
    """The party as the pure rules know it."""
    return Party(str(party.pk), party.name, party.step, tuple(party.parts))


def rules_of(parties: Sequence[SignOffParty]) -> list[Party]:
    """The parties whose sign-off is needed now."""
    return [as_rule(party) for party in parties if party.is_asked]


def sign_offs_of(case: ReportYear) -> list[SignOff]:
    """Everything that was asked about a year, with who decided it."""
    return list(case.sign_offs.select_related("party", "decided_by"))


def standing(cases: Sequence[SignOff], current: dict[str, str]) -> Stands:
    """Which (party, part) stand."""
    good = {
        (str(one.party_id), one.part) for one in cases if stands(one, current.get(one.part, ""))
    }
    return lambda party, part: (party, part) in good


def sign_off_rows(case: ReportYear) -> list[SignOffRow]:
    """Every sign-off that the scheme asks for, part by part in the order of the parties."""
    parties = list(parties_of(case.scheme_id))
    cases = sign_offs_of(case)
    current = fingerprints(case)
    known = {(one.party_id, one.part): one for one in cases}
    good = standing(cases, current)
    rules = rules_of(parties)
    return [
        SignOffRow(
            party=party,
            part=part,
            case=known.get((party.pk, part.value)),
            current=current.get(part.value, ""),
            waits_for=waits_for(rules, as_rule(party), part.value, good),
        )
        for part in Part
        for party in parties
        if party.is_asked and part.value in party.parts
    ]


def waiting_for(user: User) -> list[SignOff]:
    """Parafen die op iemand wachten, the first due first."""
    waiting = _of_signer(user).filter(
        state=SignOffState.ASKED,
        party__is_asked=True,
        report_year__state=ReportYearState.FROZEN,
    )
    return list(waiting.order_by("due_on", "party__name", "part")[:100])


def decided_by(user: User) -> list[SignOff]:
    """Parafen die iemand gaf of weigerde, the newest first."""
    decided = _of_signer(user).exclude(state=SignOffState.ASKED).filter(decided_by=user)
    return list(decided.order_by("-decided_on")[:25])


def signers_of(party: SignOffParty) -> list[PartySigner]:
    """Who speaks for a party, the deputies last."""
    return list(party.signers.select_related("user"))


def _of_signer(user: User) -> QuerySet[SignOff]:
    return SignOff.objects.filter(party__signers__user=user).select_related(
        "party", "report_year__scheme"
    )
