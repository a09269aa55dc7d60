"""Groups findings for the screen, so that a person mends one document after the other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

ORDER = {"error": 0, "warning": 1, "exempt": 2}
"""What must be mended comes first, what nobody need do anything about last."""


class Finding(Protocol):
    """Bevinding, as any check tells it."""

    @property
    def severity(self) -> str: ...
    @property
    def document(self) -> str: ...
    @property
    def sheet(self) -> str | None: ...
    @property
    def cell(self) -> str | None: ...
    @property
    def message(self) -> str: ...
    @property
    def remedy(self) -> str: ...


@dataclass
class Group:
    """The findings of one document, errors before warnings."""

    document: str
    findings: list[Finding] = field(default_factory=list)

    @property
    def errors(self) -> int:
        return sum(finding.severity == "error" for finding in self.findings)

    @property
    def warnings(self) -> int:
        return sum(finding.severity == "warning" for finding in self.findings)

    @property
    def errors_text(self) -> str:
        return "1 fout" if self.errors == 1 else f"{self.errors} fouten"

    @property
    def warnings_text(self) -> str:
        return "1 aandachtspunt" if self.warnings == 1 else f"{self.warnings} aandachtspunten"


def by_document(findings: Iterable[Finding]) -> list[Group]:
    """Documents in order of first mention; those with errors first."""
    groups: dict[str, Group] = {}
    for finding in findings:
        groups.setdefault(finding.document, Group(finding.document)).findings.append(finding)
    for group in groups.values():
        group.findings.sort(key=lambda finding: ORDER.get(finding.severity, 9))
    return sorted(groups.values(), key=lambda group: group.errors == 0)
