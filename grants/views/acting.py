"""Handelen op een zaak: the buttons of a page, and what happens when one is pressed."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from grants.forms.seen import INCOMPLETE, Seen
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused
from pmg.casework.models import Case, Event
from pmg.casework.moves import allowed_moves, move
from pmg.casework.table import Move


@dataclass(frozen=True)
class Act:
    """How a page does a move: the service, and the form that asks what the service needs.

    Without a service the move is all there is to it.
    """

    service: Callable[..., Event] | None = None
    form: type[forms.Form] = forms.Form


@dataclass(frozen=True)
class Offer:
    """A move with its form, as the page draws it."""

    move: Move
    form: forms.Form


Acts = Mapping[str, Act]
"""Name of the move -> how to do it."""


def perform(
    request: HttpRequest, case: Case, acts: Acts, *, on: datetime.datetime
) -> forms.Form | None:
    """Does the move that was posted, and says so. Returns its form where it was not done.

    The name under which a service takes its case is the kind of the case.
    """
    name = request.POST.get("move", "")
    act, seen = acts.get(name), Seen(request.POST)
    if act is None or not seen.is_valid():
        messages.error(request, INCOMPLETE)
        return forms.Form()
    form = act.form(request.POST, prefix=name)
    if not form.is_valid():
        return form
    try:
        event = _done(act, case, name, by=request.user, on=on, **seen.act(), **form.cleaned_data)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
        return form
    messages.success(request, f"{case.moves[event.name].event}. Dit staat nu op de tijdlijn.")
    return None


def _done(act: Act, case: Case, name: str, **asked: Any) -> Event:
    if act.service is None:
        return move(case, name, **asked)
    return act.service(**{case.moves.kind: case}, **asked)


def offers(case: Case, acts: Acts, *, by: User, typed: forms.Form | None = None) -> list[Offer]:
    """The moves that this person may do now, each with its form; `typed` keeps what was typed."""
    return [
        Offer(
            row,
            typed
            if typed is not None and typed.prefix == row.name
            else acts[row.name].form(prefix=row.name),
        )
        for row in allowed_moves(case, by=by)
        if row.name in acts
    ]


def waits_for_colleague(case: Case, offered: list[Offer]) -> Move | None:
    """The move that is next and that only somebody else may do (vier ogen)."""
    mine = {offer.move.name for offer in offered}
    return next(
        (m for m in case.moves.leaving(case.state) if m.four_eyes and m.name not in mine), None
    )
