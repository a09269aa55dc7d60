"""Parties of a scheme for tests, and the way to sign for all of them."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from grants.models import Scheme
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from reporting.enums import Part, SignOffState
from reporting.models import ReportYear, SignOff, SignOffParty
from reporting.queries.parts import fingerprints
from reporting.services.parties import save_party
from reporting.services.sign_offs import ask_sign_offs, give_sign_off
from tests.factories import make_user


def make_party(
    scheme: Scheme,
    name: str,
    *signers: User,
    step: int = 1,
    deputies: tuple[User, ...] = (),
    **more: Any,
) -> SignOffParty:
    fields = {
        "name": name,
        "step": step,
        "parts": [part.value for part in more.pop("parts", tuple(Part))],
        "term": 5,
        "remind_before": 2,
        **more,
    }
    return save_party(
        party=SignOffParty(scheme=scheme),
        fields=fields,
        signers=signers,
        deputies=deputies,
        by=make_user(Role.ADMINISTRATOR),
        seen_revision=0,
    )


def signer(**fields: str) -> User:
    return make_user(Role.SIGN_OFF, **fields)


def ask(case: ReportYear, by: User) -> dict[tuple[str, str], SignOff]:
    """Everything that was asked by now, by the name of the party and the part."""
    ask_sign_offs(case=case, by=by, on=timezone.now())
    return asked(case)


def asked(case: ReportYear) -> dict[tuple[str, str], SignOff]:
    return {(one.party.name, one.part): one for one in SignOff.objects.filter(report_year=case)}


def told(sign_off: SignOff, by: User) -> dict[str, Any]:
    """What a service wants to know of somebody who looked at the page just now."""
    sign_off.refresh_from_db()
    return {
        "sign_off": sign_off,
        "content": fingerprints(sign_off.report_year)[sign_off.part],
        "by": by,
        "on": timezone.now(),
        "seen_revision": sign_off.revision,
    }


def sign_everything(case: ReportYear, officer: User) -> None:
    """One party for all parts, whose sign-offs all stand."""
    hand = signer()
    make_party(case.scheme, "Directie", hand)
    for one in ask(case, officer).values():
        if one.state == SignOffState.ASKED:
            give_sign_off(**told(one, hand))
