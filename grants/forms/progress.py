"""Wat de browser stuurt van de invulpagina van de voortgangsrapportage, per onderdeel."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.http import QueryDict

from grants.checks.progress import Choices
from grants.checks.progress_places import INDICATOR_LABELS
from grants.checks.progress_typed import (
    ROW_FIELDS,
    with_row,
)
from grants.checks.typed_rows import Typed, without_row
from grants.enums import AgeBand, ProgressSection

from .drafts import as_posted, number_posted
from .progress_fields import TEXT_FORMS
from .sections import PostedPage, page_of

ROW_NAME = re.compile(rf"\d{{1,4}}-(?:{'|'.join(map(re.escape, ROW_FIELDS))})")


ReportPosted = PostedPage[ProgressSection]


@dataclass(frozen=True)
class RowChange:
    """Rij erbij of eraf, as one of the buttons asked."""

    remove: int | None

    def apply(self, typed: Typed) -> dict[str, str]:
        return with_row(typed) if self.remove is None else without_row(typed, self.remove)


def read_post(post: QueryDict, choices: Choices) -> ReportPosted:
    """The sections as typed; fields that the page does not have are left out."""
    typed: dict[ProgressSection, dict[str, str]] = {}
    for section in ProgressSection:
        start = f"{section}-"
        typed[section] = {
            name.removeprefix(start): as_posted(str(post[name]))
            for name in post
            if name.startswith(start) and _is_ours(section, name.removeprefix(start), choices)
        }
    return page_of(post, typed)


def row_change(post: QueryDict) -> RowChange | None:
    """Whether a button asked for a row more or less."""
    if "add-row" in post:
        return RowChange(remove=None)
    if "remove-row" in post:
        return RowChange(remove=number_posted(str(post["remove-row"])))
    return None


def _is_ours(section: ProgressSection, name: str, choices: Choices) -> bool:
    match section:
        case ProgressSection.INTERVENTIONS:
            return ROW_NAME.fullmatch(name) is not None
        case ProgressSection.INDICATORS:
            code, _, rest = name.rpartition("-")
            return code in choices.indicators and rest in INDICATOR_LABELS
        case ProgressSection.YOUTHS:
            return name in AgeBand.values
        case _:
            return name in TEXT_FORMS[section].base_fields
