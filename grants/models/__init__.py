"""The rows of everything a municipality delivers and the ministry decides."""

from .awards import Allocation, Award, LedgerEntry, PlanLine
from .cbs import CbsDelivery, CbsLine
from .corrections import CorrectedFigure, Correction, CorrectionDraft
from .explanations import Explanation, ExplanationDraft
from .cbs import CbsDelivery, CbsLine
from .justifications import (
    Check,
    FindingRow,
    Justification,
    Postponement,
    SisaFigure,
    StatementLine,
    StatementVersion,
    StoredFile,
    Upload,
    Verdict,
)
from .payments import Payment
from .progress import (
    IndicatorValue,
    Intervention,
    InterventionProgress,
    Participation,
    ProgressDraft,
    ProgressReport,
    ProgressVersion,
    UniqueYouths,
)
from .receipts import PreparedFile, Receipt
from .schemes import (
    AccountingYear,
    Activity,
    Ceiling,
    GrantYear,
    Indicator,
    PackageDocument,
    Recipient,
    Scheme,
    Sector,
)

__all__ = [
    "AccountingYear",
    "Activity",
    "Allocation",
    "Award",
    "CbsDelivery",
    "CbsLine",
    "Ceiling",
    "Check",
    "CorrectedFigure",
    "Correction",
    "CorrectionDraft",
    "Explanation",
    "ExplanationDraft",
    "FindingRow",
    "GrantYear",
    "Indicator",
    "IndicatorValue",
    "Intervention",
    "InterventionProgress",
    "Justification",
    "LedgerEntry",
    "PackageDocument",
    "Participation",
    "Payment",
    "PlanLine",
    "Postponement",
    "PreparedFile",
    "ProgressDraft",
    "ProgressReport",
    "ProgressVersion",
    "Receipt",
    "Recipient",
    "Scheme",
    "Sector",
    "SisaFigure",
    "StatementLine",
    "StatementVersion",
    "StoredFile",
    "UniqueYouths",
    "Upload",
    "Verdict",
]
