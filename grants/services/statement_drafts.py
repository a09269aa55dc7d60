"""Concept van de aanvullende opgave: kept as typed, shared by colleagues, never overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Max

from grants.checks.statement_typed import LINE_LABELS, MOST_LINES, TypedStatement
from grants.models import Justification, StatementDraft, StatementDraftLine
from grants.models.drafts import TypedPart
from grants.queries.statement_drafts import Draft, draft_of
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused, NotAllowed
from pmg.casework.moves import contribute

from .drafting import Posted, StaleText, store_typed
from .uploads import delivers, may_upload, takes_files

BOXES = 0
"""The number under which the boxes come with the lines, which count from 1."""
TOO_MANY = (
    f"Op het scherm passen {MOST_LINES} regels. Hebt u er meer? Download uw concept als formulier, "
    "vul daar verder in en upload het."
)
NO_LINE = "Deze regel is er niet meer."


@dataclass(frozen=True)
class SavedDraft:
    """Uitkomst: the parts as they are now, and those that were not stored; 0 is the boxes."""

    parts: dict[int, TypedPart] = field(default_factory=dict)
    conflicts: dict[int, StaleText] = field(default_factory=dict)


@transaction.atomic
def save_draft(
    *, justification: Justification, parts: Mapping[int, Posted], by: User
) -> SavedDraft:
    """Concept opslaan exactly as typed, each part by itself; writes no event and no version.

    A part that a colleague changed since is not stored but told, with both texts. Raises
    NotAllowed, and MoveRefused when the case is not with the municipality.
    """
    locked = _locked(justification, by=by)
    saved = SavedDraft()
    boxes = _boxes(locked, by=by)
    rows: dict[int, TypedPart] = {line.number: line for line in boxes.lines.all()}
    for number, posted in parts.items():
        if (part := boxes if number == BOXES else rows.get(number)) is None:
            raise MoveRefused(NO_LINE)
        try:
            if isinstance(part, StatementDraftLine) and part.is_removed:
                _put_back(part, posted)
            if store_typed(part, posted, name=_name(number), by=by):
                contribute(locked, by=by)
        except StaleText as stale:
            saved.conflicts[number] = stale
        else:
            saved.parts[number] = part
    return saved


@transaction.atomic
def add_line(
    *, justification: Justification, by: User, raw: Mapping[str, str] | None = None
) -> StatementDraftLine:
    """Regel toevoegen at the end. Raises MoveRefused when the screen is full."""
    locked = _locked(justification, by=by)
    draft = _boxes(locked, by=by)
    if draft.lines.filter(is_removed=False).count() >= MOST_LINES:
        raise MoveRefused(TOO_MANY)
    last = draft.lines.aggregate(number=Max("number"), place=Max("place"))
    contribute(locked, by=by)
    return StatementDraftLine.objects.create(
        draft=draft,
        number=(last["number"] or 0) + 1,
        place=(last["place"] or 0) + 1,
        raw={name: (raw or {}).get(name, "") for name in LINE_LABELS},
        revision=1,
        by=by,
    )


@transaction.atomic
def remove_line(
    *, justification: Justification, number: int, seen_revision: int, by: User
) -> StatementDraftLine:
    """Regel weghalen; its text stays and can be put back. Raises StaleText after a colleague."""
    locked = _locked(justification, by=by)
    line = _line(locked, number)
    if line.is_removed:
        return line
    if line.revision != seen_revision:
        raise StaleText(_name(number), line, line.raw)
    return _mark(locked, line, is_removed=True, by=by)


@transaction.atomic
def restore_line(*, justification: Justification, number: int, by: User) -> StatementDraftLine:
    """Regel terugzetten, where it stood. Raises MoveRefused when the screen is full."""
    locked = _locked(justification, by=by)
    line = _line(locked, number)
    if line.draft.lines.filter(is_removed=False).count() >= MOST_LINES:
        raise MoveRefused(TOO_MANY)
    return _mark(locked, line, is_removed=False, by=by)


@transaction.atomic
def move_line(*, justification: Justification, number: int, up: bool, by: User) -> None:
    """Regel verplaatsen, one up or down; the order holds no text, so that no text goes stale."""
    locked = _locked(justification, by=by)
    lines = draft_of(locked).lines
    places = {line.number: index for index, line in enumerate(lines)}
    here = places.get(number)
    if here is None:
        raise MoveRefused(NO_LINE)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(lines):
        return
    line, other = lines[here], lines[there]
    line.place, other.place = other.place, line.place
    if line.place == other.place:  # cannot be told apart by place: number them anew
        line.place += -1 if up else 1
    StatementDraftLine.objects.bulk_update([line, other], ["place"])
    contribute(locked, by=by)


@transaction.atomic
def take_over(
    *, justification: Justification, typed: TypedStatement, seen_state: str, by: User
) -> None:
    """Formulier overnemen in het concept: lines that are the same stay, others come and go.

    `seen_state` is the draft of which the differences were shown. Raises MoveRefused when it
    changed since, or when there are more lines than the screen takes.
    """
    locked = _locked(justification, by=by)
    before = draft_of(locked)
    if before.state != seen_state:
        raise MoveRefused(
            "Het concept is intussen gewijzigd. Er is nog niets overgenomen: bekijk de verschillen "
            "nog eens."
        )
    if len(typed.lines) > MOST_LINES:
        raise MoveRefused(TOO_MANY)
    boxes = _boxes(locked, by=by)
    store_typed(boxes, Posted(typed.boxes, boxes.revision), name=_name(BOXES), by=by)
    _replace_lines(boxes, before, typed, by=by)
    contribute(locked, by=by)


def _replace_lines(
    boxes: StatementDraft, before: Draft, typed: TypedStatement, *, by: User
) -> None:
    last = boxes.lines.aggregate(number=Max("number"), place=Max("place"))
    number, place = last["number"] or 0, last["place"] or 0
    left = list(before.lines)
    kept, new = [], []
    for line in typed.lines:
        raw = line._asdict()
        place += 1
        same = next((row for row in left if row.raw == raw), None)
        if same:
            left.remove(same)
            same.place = place
            kept.append(same)
        else:
            number += 1
            new.append(
                StatementDraftLine(
                    draft=boxes, number=number, place=place, raw=raw, revision=1, by=by
                )
            )
    for row in left:
        row.is_removed, row.revision, row.by = True, row.revision + 1, by
    StatementDraftLine.objects.bulk_update(
        [*kept, *left], ["place", "is_removed", "revision", "by"]
    )
    StatementDraftLine.objects.bulk_create(new)


def may_draft(justification: Justification, *, by: User) -> bool:
    """Whether the person fills in for this municipality, and the case lies with it now."""
    return delivers(justification, by=by)


def _locked(justification: Justification, *, by: User) -> Justification:
    """The case, held: that keeps every part of the draft still."""
    locked = Justification.objects.select_for_update(of=("self",)).get(pk=justification.pk)
    if not may_upload(locked, by=by):
        raise NotAllowed("U kunt voor deze gemeente geen opgave invullen.")
    if not takes_files(locked):
        raise MoveRefused("De verantwoording is ingediend en kan nu niet worden gewijzigd.")
    return locked


def _boxes(locked: Justification, *, by: User) -> StatementDraft:
    boxes, _ = StatementDraft.objects.get_or_create(justification=locked, defaults={"by": by})
    return boxes


def _line(locked: Justification, number: int) -> StatementDraftLine:
    line = StatementDraftLine.objects.filter(draft__justification=locked, number=number).first()
    if line is None:
        raise MoveRefused(NO_LINE)
    return line


def _put_back(line: StatementDraftLine, posted: Posted) -> None:
    """Who saw that the line was taken away, and saves it all the same, wants it back."""
    if line.revision != posted.seen_revision:
        raise StaleText(_name(line.number), line, posted.raw)
    line.is_removed = False
    line.save(update_fields=["is_removed"])


def _mark(
    locked: Justification, line: StatementDraftLine, *, is_removed: bool, by: User
) -> StatementDraftLine:
    line.is_removed, line.revision, line.by = is_removed, line.revision + 1, by
    line.save(update_fields=["is_removed", "revision", "by"])
    contribute(locked, by=by)
    return line


def _name(number: int) -> str:
    return "Bedragen" if number == BOXES else "deze regel"
