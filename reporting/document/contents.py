"""Het document: all chapters in order, with tables and figures numbered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count

from reporting.disclosure.publication import PublicYear
from reporting.document import chapters
from reporting.document.blocks import Block, Chapter, Picture, SideBySide, Table
from reporting.document.municipality import municipality_page
from reporting.document.words import Words
from reporting.figures import Figures
from reporting.writing.texts import NOTHING, Texts

FICTIONAL = "FICTIEF"


@dataclass(frozen=True)
class Document:
    """The whole report on one year, ready to be drawn."""

    year: PublicYear
    title: str
    subtitle: str
    summary: Chapter
    chapters: tuple[Chapter, ...]

    @property
    def tables(self) -> Iterator[Table]:
        """The tables that also go into the spreadsheet."""
        for chapter in self.chapters:
            for block in chapter.blocks:
                if isinstance(block, Table) and block.name:
                    yield block

    @property
    def mark(self) -> str:
        """What stands on every page when the figures are made up."""
        return FICTIONAL if self.year.fictional else ""

    @property
    def file_stem(self) -> str:
        """The name of each file of this report, without its ending."""
        mark = f"-{FICTIONAL}" if self.year.fictional else ""
        version = f"-v{self.year.version}" if self.year.version > 1 else ""
        return f"kamerrapportage-{self.year.reporting_year}{version}{mark}"


def make_document(year: PublicYear, texts: Texts = NOTHING) -> Document:
    """Write the report on a public year. Pure: the same year and texts give the same document.

    Raises UnknownReference for a text that names a figure which the year does not know.
    """
    f = Figures(year)
    told = Words(f, texts)
    numbered = (
        chapters.promise(f, told),
        chapters.money_chapter(f, told),
        chapters.spending(f, told),
        chapters.reach(f, told),
        chapters.interventions(f, told),
        chapters.results(f, told),
        chapters.securing(f, told),
        chapters.lessons(f, told),
        chapters.policy_choice(f, told),
        chapters.method(f, told),
    )
    pages = [municipality_page(f, own) for own in year.municipalities]
    tables, pictures = count(1), count(1)
    body = (
        *(replace(one, number=f"{place}.") for place, one in enumerate(numbered, 1)),
        replace(chapters.overview(f), number="Bijlage A."),
        *pages,
        replace(chapters.glossary(f), number="Bijlage B."),
    )
    return Document(
        year=year,
        title=f"Preventie met Gezag: voortgang {year.reporting_year}",
        subtitle="Rapportage aan de Tweede Kamer der Staten-Generaal",
        summary=chapters.summary(f, told),
        chapters=tuple(
            one
            if one.level > 1  # the page of a municipality names its tables itself
            else replace(one, blocks=tuple(_number(own, tables, pictures) for own in one.blocks))
            for one in body
        ),
    )


def _number(block: Block, tables: Iterator[int], pictures: Iterator[int]) -> Block:
    """Give a caption its number, in the order of reading."""
    if isinstance(block, Table):
        return replace(block, caption=f"Tabel {next(tables)}. {block.caption}")
    if isinstance(block, Picture):
        return replace(block, caption=f"Figuur {next(pictures)}. {block.caption}")
    if isinstance(block, SideBySide):
        picture = replace(block.left, caption=f"Figuur {next(pictures)}. {block.left.caption}")
        return replace(block, left=picture)
    return block
