"""Losse documenten van het SiSa-pakket: what is there, and what is still needed."""

from __future__ import annotations

from dataclasses import dataclass

from grants.models import Justification, PackageDocument, PackagePart


@dataclass(frozen=True)
class Slot:
    """Een document dat erbij hoort, and the file in its place."""

    document: PackageDocument
    part: PackagePart | None

    @property
    def words(self) -> str:
        """The document as people say it: `Verslag van Bevindingen`."""
        return self.document.stem.replace("_", " ")


@dataclass(frozen=True)
class Parts:
    """The documents of the year in their order, and the files that nobody placed yet."""

    slots: tuple[Slot, ...]
    unplaced: tuple[PackagePart, ...]

    @property
    def missing(self) -> list[Slot]:
        """Nog nodig."""
        return [slot for slot in self.slots if slot.part is None]

    @property
    def placed(self) -> list[Slot]:
        return [slot for slot in self.slots if slot.part]

    @property
    def files(self) -> list[PackagePart]:
        """Every file, the placed ones in the order of the documents."""
        return [*(slot.part for slot in self.slots if slot.part), *self.unplaced]


def parts_of(justification: Justification) -> Parts:
    """Two queries, whatever the number of files."""
    rows = list(justification.package_parts.filter(is_removed=False).select_related("file", "by"))
    by_slot = {row.slot: row for row in rows if row.slot}
    documents = list(justification.accounting_year.documents.all())
    known = {document.stem for document in documents}
    return Parts(
        tuple(Slot(document, by_slot.get(document.stem)) for document in documents),
        tuple(row for row in rows if row.slot not in known),
    )
