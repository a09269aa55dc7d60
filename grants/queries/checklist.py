"""Controlelijst van een verantwoording: what the scheme wants looked at, and what was ticked."""

from __future__ import annotations

from dataclasses import dataclass

from grants.models import ChecklistItem, ChecklistMark, Justification


@dataclass(frozen=True)
class Point:
    """Punt op de controlelijst with the mark that counts."""

    item: ChecklistItem
    mark: ChecklistMark | None

    @property
    def done(self) -> bool:
        """Afgevinkt."""
        return bool(self.mark and self.mark.done)

    @property
    def holds_up(self) -> bool:
        """Of dit punt een voorstel tegenhoudt."""
        return self.item.obligatory and not self.done


def checklist_of(case: Justification) -> tuple[Point, ...]:
    """The items that hold for the case's accounting year, in their order; two queries."""
    year = case.accounting_year
    marks = {
        mark.item_id: mark
        for mark in ChecklistMark.objects.filter(justification=case.pk)
        .select_related("by")
        .order_by("item_id", "-pk")
        .distinct("item_id")
    }
    items = ChecklistItem.objects.filter(scheme=year.scheme_id, first_year__lte=year.year)
    return tuple(Point(item, marks.get(item.pk)) for item in items)
