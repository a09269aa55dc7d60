"""Wijzigingen van regelingen: who sees them, what they touch, and what they are held against."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import BooleanField, DateField, DecimalField, Field, Q, QuerySet

from grants.enums import SchemeChangeState
from grants.models import Scheme, SchemeChange
from grants.reckoning.scheme_decided import Decided, refusals
from grants.reckoning.scheme_differences import Kind, differences
from grants.reckoning.scheme_faults import faults
from grants.transitions.schemes import ChangeFacts
from municipalities.models import Municipality
from pmg.accounts.models import User
from pmg.design.formatting import date_nl, dutch_number, euro

from .mandates import mandate_on
from .scheme_decided import decided_of
from .scheme_document import Document, Row, document_of, rows_of
from .scheme_sections import BY_NAME, MUNICIPALITIES, SECTIONS, Section

WIDEST = 5
"""Columns that fit beside each other."""
OPEN = (SchemeChangeState.DRAFT, SchemeChangeState.PROPOSED)


def scheme_changes_visible_to(user: User) -> QuerySet[SchemeChange]:
    """Wijzigingen: the whole ministry may read them, a municipality only what came of them."""
    changes = SchemeChange.objects.select_related("scheme")
    return changes if user.is_ministry else changes.none()


def is_new(change: SchemeChange) -> bool:
    """Whether it is a scheme as a whole, and not some parts of one that is there."""
    return not change.before and "general" in change.after


def titled(changes: Iterable[SchemeChange]) -> list[SchemeChange]:
    """The changes, each with the `titles` of the parts it touches."""
    listed = list(changes)
    for change in listed:
        touched = [section.title for section in SECTIONS if section.name in change.after]
        change.titles = ["Nieuwe regeling"] if is_new(change) else touched  # type: ignore[attr-defined]
    return listed


def open_changes(user: User) -> QuerySet[SchemeChange]:
    """Concepten en voorstellen waarover nog niet is besloten."""
    return scheme_changes_visible_to(user).filter(state__in=OPEN)


def to_approve(user: User) -> QuerySet[SchemeChange]:
    """Voorstellen die op een budgethouder wachten."""
    return scheme_changes_visible_to(user).filter(state=SchemeChangeState.PROPOSED)


def open_change_of(scheme: Scheme) -> SchemeChange | None:
    """Het open concept of voorstel of a scheme; a constraint says that there is one at most."""
    return SchemeChange.objects.filter(scheme=scheme, state__in=OPEN).first()


def changes_of_scheme(user: User, scheme: Scheme) -> QuerySet[SchemeChange]:
    """Everything that was changed, or proposed, with the draft that the scheme came from."""
    return scheme_changes_visible_to(user).filter(Q(scheme=scheme) | Q(code=scheme.code))


def whole_after(change: SchemeChange, current: Document | None = None) -> Document:
    """The whole scheme as it would be; `current` is the scheme of now, if there is one."""
    empty: Document = {section.name: [] for section in SECTIONS}
    after: Document = change.after
    return empty | (current or {}) | after


def facts_of(
    change: SchemeChange, *, by: User | None = None, on: datetime.date | None = None
) -> ChangeFacts:
    """What the guards of a change look at, of this moment."""
    scheme = change.scheme
    current = document_of(scheme) if scheme else None
    after = whole_after(change, current)
    # The editions of the parts it was made on must be the ones of now.
    moved = [name for name, rows in change.before.items() if current and current[name] != rows]
    keys = {section.name: section.key for section in SECTIONS}
    found = faults(after)
    return ChangeFacts(
        changes_something=not scheme or after != current,
        moved=tuple(BY_NAME[name].title for name in moved),
        faults=tuple(found),
        decided=tuple(
            refusals(current, after, decided_of(scheme) if scheme else Decided(), keys)
            if current
            else ()
        ),
        has_mandate=by is None or on is None or mandate_on(by, on) is not None,
    )


def rows_in(change: SchemeChange, section: Section) -> list[Row]:
    """The rows as they stand in a draft: its own, or else those of the scheme."""
    if section.name in change.after:
        found: list[Row] = change.after[section.name]
        return found
    return rows_of(change.scheme, section) if change.scheme else []


@dataclass(frozen=True)
class ShownField:
    """Was -> wordt, as people read it."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class ShownRow:
    """Eén regel die anders wordt."""

    kind: Kind
    title: str
    fields: tuple[ShownField, ...]


@dataclass(frozen=True)
class ShownSection:
    """Eén onderdeel met wat erin verandert."""

    section: Section
    rows: tuple[ShownRow, ...]


def shown(change: SchemeChange) -> list[ShownSection]:
    """Oud -> nieuw, per onderdeel; one query, for the names of municipalities."""
    names = municipality_names()
    found = []
    for section in SECTIONS:
        if section.name not in change.after:
            continue
        before, after = change.before.get(section.name, []), change.after[section.name]
        rows = tuple(
            ShownRow(
                row.kind,
                " ".join(
                    in_words(section, name, value, names)
                    for name, value in zip(section.key, row.key, strict=True)
                ),
                tuple(
                    ShownField(
                        label_of(section, one.name),
                        in_words(section, one.name, one.before, names),
                        in_words(section, one.name, one.after, names),
                    )
                    for one in row.fields
                    if row.kind is Kind.CHANGED or one.name not in section.key
                ),
            )
            for row in differences(before, after, section.key)
        )
        if rows:
            found.append(ShownSection(section, rows))
    return found


@dataclass(frozen=True)
class ShownTable:
    """Eén onderdeel zoals het is: headings and rows in words."""

    section: Section
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def is_wide(self) -> bool:
        """Whether its rows read better one below the other than as a table."""
        return self.section.is_scheme or len(self.heads) > WIDEST

    @property
    def cells(self) -> list[list[tuple[str, str]]]:
        """Each row with the heading of each cell, for narrow screens."""
        return [list(zip(self.heads, row, strict=True)) for row in self.rows]


def tables(document: Document, sections: Iterable[Section] = SECTIONS) -> list[ShownTable]:
    """De hele regeling, onderdeel voor onderdeel."""
    names = municipality_names()
    return [
        ShownTable(
            section,
            tuple(label_of(section, name) for name in section.fields),
            tuple(
                tuple(in_words(section, name, row.get(name), names) for name in section.fields)
                for row in document.get(section.name, [])
            ),
        )
        for section in sections
    ]


def municipality_names() -> dict[str, str]:
    """Names by CBS code."""
    return dict(Municipality.objects.values_list("cbs_code", "name"))


def label_of(section: Section, name: str) -> str:
    """What users call this field."""
    if name in section.links:
        link = section.links[name]
        if name in ("municipality", "recipient"):
            return "Gemeente"
        return {"grant_years": "Uitkeringsjaar", "accounting_years": "Verantwoordingsjaar"}.get(
            link.section, "Deelopgave"
        )
    of = section.model_field(name)
    label = "soort" if name == "kind" and of.verbose_name == "kind" else str(of.verbose_name)
    return label[:1].upper() + label[1:]


def in_words(section: Section, name: str, value: Any, municipalities: dict[str, str]) -> str:
    """A value of a document as people read it."""
    if value is None or value == "":
        return ""
    if (link := section.links.get(name)) is not None:
        named = link.section == MUNICIPALITIES or name == "recipient"
        return municipalities.get(value, str(value)) if named else str(value)
    return _plain_in_words(section.model_field(name), value)


def _plain_in_words(of: Field[Any, Any], value: Any) -> str:
    if of.choices:
        return str(dict(of.flatchoices).get(value, value))
    if isinstance(of, BooleanField):
        return "ja" if value else "nee"
    if isinstance(of, DateField):
        return str(date_nl(datetime.date.fromisoformat(value)))
    if isinstance(of, DecimalField):
        if of.max_digits == 14:
            return str(euro(Decimal(value)))
        number = Decimal(value)
        return f"{dutch_number(number, 0 if number == number.to_integral_value() else 2)} %"
    return str(value)
