"""Waarmee een brief wordt gevuld: for each kind of letter the function that reads its case.

A function takes the case and the event that the letter tells of; without one, what a preview
shows. Add a row here for another kind; see `grants.letters.kinds`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from grants.enums import LetterAct
from pmg.casework.models import Event

from .award_letters import application_matter, award_matter, change_matter
from .justification_letters import judgement_matter, postponement_matter
from .letters import Matter
from .objections import objection_matter
from .settlement_letters import recovery_matter, resettlement_matter, settlement_matter

MATTERS: dict[LetterAct, Callable[[Any, Event | None], Matter]] = {
    LetterAct.JUDGEMENT: judgement_matter,
    LetterAct.POSTPONED: postponement_matter,
    LetterAct.NOT_POSTPONED: postponement_matter,
    LetterAct.SETTLED: settlement_matter,
    LetterAct.RESETTLED: resettlement_matter,
    LetterAct.DEMANDED: recovery_matter,
    LetterAct.AWARDED: award_matter,
    LetterAct.PARTLY_AWARDED: award_matter,
    LetterAct.AWARD_CHANGED: change_matter,
    LetterAct.REFUSED: application_matter,
    LetterAct.SET_ASIDE: application_matter,
    LetterAct.OBJECTION_RECEIVED: objection_matter,
    LetterAct.OBJECTION_POSTPONED: objection_matter,
    LetterAct.OBJECTION_DECIDED: objection_matter,
}
