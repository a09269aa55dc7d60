"""Regeling wijzigen: light parts at once, weighty ones after a budget holder approved.

Both are a case with old and new, so that one timeline tells all of it. What was decided stays.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from grants.enums import SchemeChangeState
from grants.models import Scheme, SchemeChange
from grants.queries.scheme_changes import facts_of, open_change_of, rows_in
from grants.queries.scheme_document import Row, complete_rows, edition_of, rows_of
from grants.queries.scheme_sections import SECTIONS, Section
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused, NotAllowed, StaleRevision
from pmg.casework.models import Event
from pmg.casework.moves import Door, edit, move

from .booking import booking
from .letter_texts import load_letter_texts
from .scheme_rows import make_scheme_of, write_sections

TAKEN = "Er is al een regeling met deze code. Kies een andere."
WAITS = "Er wacht al een voorstel op de budgethouder. Trek dat eerst in, of wacht op het besluit."


def start_scheme(
    *,
    code: str,
    document: Mapping[str, Any],
    by: User,
    on: datetime.datetime,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> SchemeChange:
    """Nieuwe regeling: a draft that is on no list until a budget holder approved it.

    The same `key` again gives the draft it made the first time. Raises MoveRefused.
    """
    if key and (made := SchemeChange.objects.filter(pk=key).first()):
        return made
    if Scheme.objects.filter(code=code).exists():
        raise MoveRefused(TAKEN)
    after = {
        section.name: complete_rows(section, document.get(section.name, ())) for section in SECTIONS
    }
    change = SchemeChange(
        pk=key or uuid.uuid4(),
        code=code,
        name=after["general"][0]["name"],
        after=after,
        started_on=on,
    )
    with booking():
        move(change, "start", by=by, on=on, seen_revision=0, key=key, door=door)
    return change


def change_section(
    *,
    scheme: Scheme,
    section: Section,
    rows: list[Row],
    by: User,
    on: datetime.datetime,
    seen_edition: str,
    door: Door | None = None,
) -> SchemeChange | None:
    """Onderdeel van een regeling wijzigen; None where nothing differs.

    A light part counts at once. A weighty one goes into the draft of the scheme, made when there
    is none. Raises MoveRefused: stale, not allowed, inconsistent, or against what was decided.
    """
    rows = complete_rows(section, rows)
    draft = open_change_of(scheme) if section.weighty else None
    if draft is not None:
        return change_draft(
            change=draft, section=section, rows=rows, by=by, seen_edition=seen_edition
        )
    with booking():
        locked = Scheme.objects.select_for_update().get(pk=scheme.pk)
        now = rows_of(locked, section)
        if now == rows:
            return None
        if edition_of(now) != seen_edition:
            raise StaleRevision
        change = SchemeChange(
            scheme=locked,
            code=locked.code,
            name=locked.name,
            before={section.name: now},
            after={section.name: rows},
            started_on=on,
        )
        if section.weighty:
            move(change, "start", by=by, on=on, seen_revision=0, door=door)
            return change
        move(change, "save", by=by, on=on, seen_revision=0, facts=facts_of(change), door=door)
        write_sections(locked, change.after)
    return change


@transaction.atomic
def change_draft(
    *, change: SchemeChange, section: Section, rows: list[Row], by: User, seen_edition: str
) -> SchemeChange:
    """Onderdeel van een concept wijzigen: whatever is typed is kept, also what does not fit yet.

    Raises MoveRefused: stale, not allowed, or no longer a draft.
    """
    rows = complete_rows(section, rows)
    held = SchemeChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    if held.state != SchemeChangeState.DRAFT:
        raise MoveRefused(WAITS)
    _check_editor(by)
    now = rows_in(held, section)
    if now == rows:
        return held
    if edition_of(now) != seen_edition:
        raise StaleRevision
    before, after = dict(held.before), dict(held.after)
    if held.scheme_id and section.name not in before:
        before[section.name] = now
    after[section.name] = rows
    if before.get(section.name) == rows:
        # Back to what it was: then this part is no longer touched.
        del before[section.name], after[section.name]
    fields = {"before": before, "after": after}
    if not held.scheme_id:
        fields["name"] = after["general"][0]["name"]
    edit(held, by=by, seen_revision=held.revision, fields=fields)
    return held


def propose_change(
    *,
    scheme_change: SchemeChange,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Voorleggen aan de budgethouder. Raises MoveRefused with all that does not fit yet."""
    return move(
        scheme_change,
        "propose",
        by=by,
        on=on,
        seen_revision=seen_revision,
        facts=facts_of(scheme_change),
        key=key,
        door=door,
    )


def approve_change(
    *,
    scheme_change: SchemeChange,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Goedkeuren en doorvoeren, by a budget holder who did not work on it.

    Looked at again is whether it fits the scheme of now and alters nothing that was decided.
    Raises MoveRefused.
    """
    with booking():
        held = SchemeChange.objects.select_for_update(of=("self",)).get(pk=scheme_change.pk)
        if held.scheme_id:
            Scheme.objects.select_for_update().get(pk=held.scheme_id)
        waited = held.state == SchemeChangeState.PROPOSED
        event = move(
            held,
            "approve",
            by=by,
            on=on,
            seen_revision=seen_revision,
            facts=facts_of(held, by=by, on=timezone.localdate(on)),
            key=key,
            door=door,
        )
        # The same key again gives the event of the first time, which wrote the rows.
        if waited:
            _put_into_force(held)
    return event


def _put_into_force(change: SchemeChange) -> None:
    if change.scheme:
        write_sections(change.scheme, change.after)
        return
    scheme = make_scheme_of(change.code, change.after)
    load_letter_texts(scheme)
    change.scheme = scheme
    change.save(update_fields=["scheme"])


def reject_change(
    *,
    scheme_change: SchemeChange,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    reason: str,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Niet goedkeuren, with a reason; the administrator may work on it again. Raises MoveRefused."""
    return move(
        scheme_change,
        "reject",
        by=by,
        on=on,
        seen_revision=seen_revision,
        reason=reason,
        key=key,
        door=door,
    )


def reopen_change(
    *,
    scheme_change: SchemeChange,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Verder werken aan wat niet is goedgekeurd. Raises MoveRefused when another one is open."""
    with booking():
        return move(
            scheme_change,
            "reopen",
            by=by,
            on=on,
            seen_revision=seen_revision,
            key=key,
            door=door,
        )


def withdraw_change(
    *,
    scheme_change: SchemeChange,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    reason: str,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Intrekken, with a reason: nothing changes in the scheme. Raises MoveRefused."""
    return move(
        scheme_change,
        "withdraw",
        by=by,
        on=on,
        seen_revision=seen_revision,
        reason=reason,
        key=key,
        door=door,
    )


def _check_editor(by: User) -> None:
    """Raises NotAllowed for whoever may not keep schemes."""
    if not by.has_role(Role.ADMINISTRATOR):
        raise NotAllowed("Alleen een beheerder wijzigt een regeling.")
