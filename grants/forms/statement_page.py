"""De invulpagina van de opgave: what the browser sent of it, and its parts ready to draw."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.http import QueryDict

from grants.checks.findings import Finding
from grants.checks.fingerprint import fingerprint
from grants.checks.statement_typed import (
    BOX_LABELS,
    LINE_LABELS,
    TypedStatement,
    field_of,
    typed_statement,
)
from grants.checks.subject import SchemeYear
from grants.models.drafts import TypedPart
from grants.queries.statement_drafts import Draft
from grants.services.drafting import Posted, StaleText
from grants.services.statement_drafts import BOXES

from .drafts import Difference, DraftForm, as_posted, number_posted
from .statement_fields import BoxesForm, LineForm

NAME = re.compile(r"deel-(\d{1,5})-([a-z]+)")
BUTTONS = ("remove-line", "restore-line", "move-up", "move-down")


@dataclass(frozen=True)
class PostedPage:
    """Wat de browser stuurde: the text of each part by its number, and what it was drawn from."""

    typed: dict[int, dict[str, str]]
    seen: dict[int, tuple[int, str]]

    @property
    def touched(self) -> dict[int, Posted]:
        """The parts that somebody changed: what was left alone may be old by now."""
        return {
            number: Posted(raw, self.seen[number][0])
            for number, raw in self.typed.items()
            if fingerprint(raw) != self.seen[number][1]
        }

    def revision(self, number: int) -> int:
        """The revision of the part that its page was drawn from."""
        return self.seen.get(number, (0, ""))[0]


def read_post(post: QueryDict) -> PostedPage:
    """The parts as typed; names that the page does not have are left out."""
    typed: dict[int, dict[str, str]] = {}
    for name in post:
        found = NAME.fullmatch(name)
        if not found:
            continue
        number = int(found[1])
        if found[2] in (BOX_LABELS if number == BOXES else LINE_LABELS):
            typed.setdefault(number, {})[found[2]] = as_posted(str(post[name]))
    seen = {}
    for number in typed:
        revision, _, digest = str(post.get(f"gezien-{number}", "")).partition("-")
        seen[number] = (number_posted(revision), digest)
    return PostedPage(typed, seen)


def button_pressed(post: QueryDict) -> tuple[str, int] | None:
    """Which button on a line was pressed, and the number of that line."""
    return next(
        ((name, number_posted(str(post[name]))) for name in BUTTONS if name in post),
        None,
    )


@dataclass(frozen=True)
class Part:
    """Eén deel van de pagina, ready to draw: the boxes, or a line in its place."""

    number: int
    form: DraftForm
    seen: str
    place: int = 0
    is_last: bool = False
    conflict: StaleText | None = None
    differences: list[Difference] = field(default_factory=list)

    @property
    def is_first(self) -> bool:
        return self.place == 1


@dataclass(frozen=True)
class Page:
    """De invulpagina."""

    boxes: Part
    lines: list[Part]

    @property
    def parts(self) -> list[Part]:
        return [*self.lines, self.boxes]


def draw(
    draft: Draft,
    subject: SchemeYear,
    *,
    findings: Iterable[Finding] = (),
    typed: Mapping[int, Mapping[str, str]] | None = None,
    conflicts: Mapping[int, StaleText] | None = None,
) -> Page:
    """The parts of the page, each error at its field; `typed` is what could not be stored."""
    typed, conflicts, findings = typed or {}, conflicts or {}, list(findings)
    rows = [*draft.lines, *(row for row in draft.removed if row.number in conflicts)]
    lines = []
    for place, row in enumerate(rows, start=1):
        text = typed.get(row.number, row.raw)
        lines.append(
            Part(
                number=row.number,
                form=LineForm(
                    f"deel-{row.number}", text, _on_line(findings, place), subject=subject
                ),
                seen=seen_of(row),
                place=place,
                is_last=place == len(rows),
                conflict=conflicts.get(row.number),
                differences=_differences(conflicts.get(row.number), LINE_LABELS),
            )
        )
    text = typed.get(BOXES, draft.boxes.raw if draft.boxes else {})
    boxes = Part(
        number=BOXES,
        form=BoxesForm(f"deel-{BOXES}", text, _on_line(findings, BOXES), subject=subject),
        seen=seen_of(draft.boxes),
        conflict=conflicts.get(BOXES),
        differences=_differences(conflicts.get(BOXES), BOX_LABELS),
    )
    return Page(boxes, lines)


def seen_of(part: TypedPart | None) -> str:
    """Revision and fingerprint of a part, which its page sends back."""
    if part is None:
        return f"0-{fingerprint(dict.fromkeys(BOX_LABELS, ''))}"
    names = LINE_LABELS if hasattr(part, "number") else BOX_LABELS
    return f"{part.revision}-{fingerprint({name: part.raw.get(name, '') for name in names})}"


def as_shown(draft: Draft, typed: Mapping[int, Mapping[str, str]]) -> TypedStatement:
    """The statement as the page shows it: what could not be stored takes its place."""
    boxes = typed.get(BOXES, draft.boxes.raw if draft.boxes else {})
    return typed_statement(boxes, [typed.get(line.number, line.raw) for line in draft.lines])


@dataclass(frozen=True)
class FieldError:
    """Bevinding at its field on the page; `target` is the id of that field, if there is one."""

    field: str
    finding: Finding
    target: str = ""

    @property
    def message(self) -> str:
        return self.finding.message

    @property
    def remedy(self) -> str:
        return self.finding.remedy


def linked(findings: Iterable[Finding], page: Page) -> list[FieldError]:
    """Each finding with the id of its field, for the summary on top."""
    numbers = {part.place: part.number for part in page.parts}
    rows = []
    for finding in findings:
        place = field_of(finding)
        number = numbers.get(place.line) if place else None
        target = f"id_deel-{number}-{place.name}" if place and number is not None else ""
        rows.append(FieldError(place.name if place else "", finding, target))
    return rows


def _on_line(findings: Iterable[Finding], line: int) -> list[FieldError]:
    """The findings at the fields of one part."""
    return [
        FieldError(place.name, finding)
        for finding in findings
        if (place := field_of(finding)) and place.line == line
    ]


def _differences(stale: StaleText | None, labels: Mapping[str, str]) -> list[Difference]:
    """Both texts, field by field, where they are not the same."""
    if stale is None:
        return []
    stored, typed = stale.stored.raw, stale.typed
    return [
        Difference(label, stored.get(name, ""), typed.get(name, ""))
        for name, label in labels.items()
        if stored.get(name, "") != typed.get(name, "")
    ]
