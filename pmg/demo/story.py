"""The story of the demo: all its scenes."""

from __future__ import annotations

from collections.abc import Iterator

from .applications import application_scenes
from .cbs import cbs_scenes
from .corrections import correction_scenes
from .deliveries import justification_scenes
from .drafts import draft_scenes
from .exemptions import exemption_scenes
from .indicators import indicator_scenes
from .judging import question_scenes
from .lessons import lesson_scenes
from .money import award_scenes, payment_scenes
from .notices import notice_scenes
from .paying import paying_scenes
from .progress import progress_scenes
from .proposals import proposal_scenes
from .reconciling import reconciling_scenes
from .reporting import report_scenes
from .schemes import scheme_scenes
from .settlements import settlement_scenes
from .signing import signing_scenes
from .stage import Stage
from .taking_over import taking_over_scenes
from .telling import Scene
from .texts import text_scenes


def scenes(stage: Stage) -> Iterator[Scene]:
    """All of it, in no particular order; the teller keeps to the calendar."""
    yield from application_scenes(stage)
    yield from award_scenes(stage)
    yield from payment_scenes(stage)
    yield from paying_scenes(stage)
    yield from taking_over_scenes(stage)
    yield from justification_scenes(stage)
    yield from correction_scenes(stage)
    yield from draft_scenes(stage)
    yield from cbs_scenes(stage)
    yield from exemption_scenes(stage)
    yield from question_scenes(stage)
    yield from indicator_scenes(stage)
    yield from progress_scenes(stage)
    yield from proposal_scenes(stage)
    yield from lesson_scenes(stage)
    yield from settlement_scenes(stage)
    yield from reconciling_scenes(stage)
    yield from report_scenes(stage)
    yield from signing_scenes(stage)
    yield from text_scenes(stage)
    yield from scheme_scenes(stage)
    yield from notice_scenes(stage)
