"""Tijdlijn van een verantwoording: moves, files and figures in one order."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from grants.models import SisaFigure, Upload
from grants.transitions.corrections import CORRECTION_MOVES
from grants.transitions.justifications import JUSTIFICATION_MOVES
from pmg.casework.models import Event
from pmg.design.formatting import date_nl, euro

TABLES = {table.kind: table for table in (JUSTIFICATION_MOVES, CORRECTION_MOVES)}


@dataclass(frozen=True)
class Happening:
    """Gebeurtenis on the timeline: a move, a file or a figure."""

    on: datetime.datetime
    title: str
    who: str
    text: str = ""


def timeline_of(
    events: Sequence[Event],
    uploads: Sequence[Upload],
    figures: Sequence[SisaFigure],
) -> tuple[Happening, ...]:
    """Alles wat er in een verantwoording gebeurd is, the newest first.

    `events` are those of the case and of its corrections.
    """
    told = [
        Happening(
            event.on, TABLES[event.case_kind][event.name].event, str(event.by), _text_of(event)
        )
        for event in events
    ]
    told += [
        Happening(upload.on, f"Geüpload: {upload.get_kind_display()}", str(upload.by), upload.name)
        for upload in uploads
    ]
    told += [
        Happening(
            figure.on,
            f"SiSa-cijfer ontvangen: {euro(figure.spent)}",
            str(figure.by or figure.get_source_display()),
            f"Plausibel volgens het CBS op {date_nl(figure.plausible_on)}"
            if figure.plausible_on
            else "",
        )
        for figure in figures
    ]
    return tuple(sorted(told, key=lambda happening: happening.on, reverse=True))


def _text_of(event: Event) -> str:
    """What the timeline says below an event: its reason, and the date or amount it set."""
    parts = []
    if due := event.data.get("due_on"):
        word = "Gevraagde" if event.name == "ask_postponement" else "Nieuwe"
        parts.append(f"{word} datum: {date_nl(datetime.date.fromisoformat(due))}.")
    if (accepted := event.data.get("accepted")) is not None:
        parts.append(f"Geaccepteerd: {euro(accepted)}.")
    if event.reason:
        parts.append(event.reason)
    return " ".join(parts)
