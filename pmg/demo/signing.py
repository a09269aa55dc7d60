"""Parafen in the demo: who signs, all of them for 2024, and some for 2025."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from pmg.casework.moves import Door
from reporting.enums import Part
from reporting.models import ReportYear, SignOff, SignOffParty
from reporting.queries.parts import fingerprints
from reporting.services.freezing import freeze_year
from reporting.services.parties import save_party
from reporting.services.sign_offs import ask_sign_offs, give_sign_off, refuse_sign_off

from .stage import Stage, at, scene
from .telling import Scene

PAPERS = (Part.REPORT, Part.LETTER, Part.NOTE)
PARTIES: tuple[tuple[str, int, tuple[Part, ...], str, str], ...] = (
    ("Directie Veiligheid en Bestuur", 1, tuple(Part), "directeur", "directeur2"),
    ("DG Straffen en Beschermen", 2, (Part.REPORT, Part.NOTE), "dg-senb", ""),
    ("DG Ondermijning", 2, (Part.REPORT, Part.NOTE), "dg-ondermijning", ""),
    ("Bureau minister", 3, PAPERS, "bureau-minister", ""),
)
"""Name, place in the order, parts, who signs, and the deputy."""


def signing_scenes(stage: Stage) -> Iterator[Scene]:
    """The winter in which 2024 went out, and the weeks before 2025 does."""
    yield scene(at(2025, 11, 24, 9), "sign-off-parties", name_parties, stage)
    yield scene(at(2025, 11, 27, 12), "sign-offs-2024-ask", ask, stage, 2024)
    for day, username in enumerate(("directeur", "dg-senb", "dg-ondermijning", "bureau-minister")):
        yield scene(
            at(2025, 12, 2 + day), f"sign-offs-2024-{username}", sign_all, stage, 2024, username
        )
    yield scene(at(2026, 11, 16), "report-2025-freeze", freeze_2025, stage, outermost=True)
    yield scene(at(2026, 11, 16, 11), "sign-offs-2025-ask", ask, stage, 2025)
    yield scene(at(2026, 11, 18), "sign-offs-2025-some", sign_some, stage)


def name_parties(stage: Stage, *, on: datetime.datetime) -> None:
    for name, step, parts, signer, deputy in PARTIES:
        save_party(
            party=SignOffParty(scheme=stage.scheme),
            fields={
                "name": name,
                "step": step,
                "parts": [part.value for part in parts],
                "term": 5,
                "remind_before": 2,
            },
            signers=[stage.person(signer)],
            deputies=[stage.person(deputy)] if deputy else [],
            by=stage.person("beheerder"),
            seen_revision=0,
        )


def ask(stage: Stage, year: int, *, on: datetime.datetime) -> None:
    ask_sign_offs(case=_case(stage, year), by=stage.person("beleid"), on=on, door=Door.DEMO)


def sign_all(stage: Stage, year: int, username: str, *, on: datetime.datetime) -> None:
    """Everything that waits for this person."""
    case = _case(stage, year)
    for sign_off in SignOff.objects.filter(
        report_year=case, party__signers__user__username=username
    ):
        give_sign_off(sign_off=sign_off, **_told(stage, sign_off, username, on))


def freeze_2025(stage: Stage, *, on: datetime.datetime) -> None:
    """Repeating it is harmless: a year that is frozen stays as it is."""
    if not ReportYear.objects.filter(scheme=stage.scheme, year=2025).exists():
        freeze_year(
            scheme_id=stage.scheme.pk, year=2025, by=stage.person("analist"), on=on, door=Door.DEMO
        )


def sign_some(stage: Stage, *, on: datetime.datetime) -> None:
    """The figures stand, the deputy signed for the report, the note was sent back."""
    waiting = {one.part: one for one in SignOff.objects.filter(report_year=_case(stage, 2025))}
    give_sign_off(
        sign_off=waiting[Part.FIGURES], **_told(stage, waiting[Part.FIGURES], "directeur", on)
    )
    give_sign_off(
        sign_off=waiting[Part.REPORT],
        reason="FICTIEF: namens de directeur, die deze week afwezig is.",
        **_told(stage, waiting[Part.REPORT], "directeur2", on),
    )
    refuse_sign_off(
        sign_off=waiting[Part.NOTE],
        reason="FICTIEF: noem bij de financiële overwegingen ook wat nog niet is beoordeeld.",
        **_told(stage, waiting[Part.NOTE], "directeur2", on),
    )


def _told(stage: Stage, sign_off: SignOff, username: str, on: datetime.datetime) -> dict[str, Any]:
    return {
        "content": fingerprints(sign_off.report_year)[sign_off.part],
        "by": stage.person(username),
        "on": on,
        "seen_revision": sign_off.revision,
        "door": Door.DEMO,
    }


def _case(stage: Stage, year: int) -> ReportYear:
    return ReportYear.objects.get(scheme=stage.scheme, year=year)
