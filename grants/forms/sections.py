"""Een pagina met onderdelen: what the browser sent of each, and each ready to draw."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Generic

from django.http import QueryDict

from grants.checks.section_findings import S, SectionFinding
from grants.checks.typed_rows import digest
from grants.services.drafting import Posted, StaleSection

from .drafts import Difference, DraftForm, number_posted


@dataclass(frozen=True)
class PostedPage(Generic[S]):
    """Wat de browser stuurde: the text of each section, and what its page was drawn from."""

    typed: dict[S, dict[str, str]]
    revisions: dict[S, int]
    touched: frozenset[S]

    def to_save(self) -> dict[S, Posted]:
        """The sections that somebody changed: what was left alone may be old by now."""
        return {
            section: Posted(texts, self.revisions[section])
            for section, texts in self.typed.items()
            if section in self.touched
        }

    def with_section(self, section: S, texts: dict[str, str]) -> PostedPage[S]:
        """The page with another text for a section, such as a row more or less."""
        typed = {**self.typed, section: texts}
        return replace(self, typed=typed, touched=self.touched | {section})


def page_of(post: QueryDict, typed: dict[S, dict[str, str]]) -> PostedPage[S]:
    """The page, of sections as typed; which of them were touched follows from their fingerprint."""
    return PostedPage(
        typed=typed,
        revisions={s: number_posted(str(post.get(f"revision-{s}", ""))) for s in typed},
        touched=frozenset(s for s in typed if digest(typed[s]) != post.get(f"seen-{s}", "")),
    )


@dataclass(frozen=True)
class SectionPart(Generic[S]):
    """Eén onderdeel van de pagina, ready to draw by its `template`."""

    section: S
    template: str
    forms: list[DraftForm]
    revision: int
    seen: str
    errors: int
    titles: list[str] = field(default_factory=list)
    conflict: StaleSection[S] | None = None
    differences: list[Difference] = field(default_factory=list)

    @property
    def rows(self) -> list[tuple[DraftForm, str]]:
        """The forms with their titles."""
        return list(zip(self.forms, self.titles, strict=True))


def findings_below(findings: Iterable[SectionFinding[S]], start: str) -> list[SectionFinding[S]]:
    """The findings at the fields that begin with `start`, named without it."""
    return [
        replace(finding, field=finding.field.removeprefix(start))
        for finding in findings
        if finding.field.startswith(start)
    ]
