"""Overname beoordelen: the PDFs of decisions beside the rows that name them. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from .register import Problem, Rule
from .takeover_content import TakenRow
from .takeover_rules import DOCUMENT, LOOSE_DOCUMENT, NO_DOCUMENT, SHARED_DOCUMENT


def document_problems(
    rows: Sequence[TakenRow], documents: Mapping[str, bool]
) -> Iterator[tuple[Rule, Problem]]:
    """`documents` says of each PDF that came along, by its name, whether it is one."""
    came = {name.casefold(): is_pdf for name, is_pdf in documents.items()}
    first: dict[str, TakenRow] = {}
    for row in rows:
        name = row.values["document"]
        if not name:
            yield (
                NO_DOCUMENT,
                row.problem(
                    "document",
                    "Bij deze toekenning staat geen besluit.",
                    "Zet hier de naam van de PDF en upload haar erbij.",
                ),
            )
        elif name.casefold() not in came:
            yield (
                DOCUMENT,
                row.problem(
                    "document",
                    f"‘{name}’ is er niet bij.",
                    "Upload de PDF erbij, of doe haar in dezelfde zip als de werkmap.",
                ),
            )
        elif not came[name.casefold()]:
            yield (
                DOCUMENT,
                row.problem("document", f"‘{name}’ is geen PDF.", "Bewaar het besluit als PDF."),
            )
        if name and (other := first.setdefault(name.casefold(), row)) is not row:
            yield (
                SHARED_DOCUMENT,
                row.problem(
                    "document",
                    f"‘{name}’ staat ook bij rij {other.row}. Beide gemeenten zien dan dit besluit.",
                    "Controleer of dit het besluit van deze gemeente is.",
                ),
            )
    for name in sorted(documents):
        if name.casefold() not in first:
            yield (
                LOOSE_DOCUMENT,
                Problem(
                    f"‘{name}’ hoort bij geen enkele regel.",
                    "Noem de PDF in de regel van de gemeente, of laat haar weg.",
                    document=name,
                ),
            )
