"""The rows of everything a municipality delivers and the ministry decides."""

from .account_changes import AccountChange
from .applications import (
    Application,
    ApplicationDraft,
    ApplicationTerms,
    ApplicationVersion,
    AttachedFile,
    Attachment,
    BudgetLine,
    Criterion,
    CriterionVerdict,
)
from .assessment import (
    ChecklistItem,
    ChecklistMark,
    LineJudgement,
    Question,
    Reply,
    StandardReason,
)
from .audit import AuditZip
from .awards import Allocation, Award, LedgerEntry, PlanLine
from .cbs import CbsDelivery, CbsLine, CbsPackage
from .changes import AwardChange, ChangedAmount
from .corrections import CorrectedFigure, Correction, CorrectionDraft
from .exemptions import ExemptedFinding, Exemption, ExemptionWithdrawal
from .explanations import Explanation, ExplanationDraft
from .indicators import ConfirmedDelivery, IndicatorDelivery, MeasuredValue
from .interventions import Intervention, InterventionProposal
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
from .ledger_check import LedgerCheck
from .lessons import Lesson, LessonBundle, LessonWithdrawal
from .letters import Letter, LetterFile, LetterOpening, LetterSender, LetterText, LetterWork
from .objections import Objection
from .outcomes import BookedOutcome, OutcomeFile, OutcomeFinding, OutcomeLine, OutcomeWork
from .pages import DocumentPage, ViewedDocument, Viewing
from .payment_orders import PaymentOrder, PaymentOrderFile, PaymentOrderLine, PaymentOrderWork
from .payment_plan import PaymentPlan
from .payments import Payment
from .progress import (
    IndicatorValue,
    InterventionProgress,
    Participation,
    ProgressDraft,
    ProgressReport,
    ProgressVersion,
    UniqueYouths,
)
from .receipts import PreparedFile, Receipt
from .reconciliations import DifferenceExplanation, Reconciliation, ReconciliationLine
from .reminders import ReminderRule
from .scans import Scan
from .scheme_changes import RecipientMaximum, SchemeChange, SubPurpose, SubPurposeRecipient
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
from .selections import SelectionInput, SelectionRun
from .settlements import Recovery, Settlement
from .statement_draft import StatementDraft, StatementDraftLine, StatementText
from .takeovers import TakenOver, TakeOver, TakeOverDocument, TakeOverFinding, TakeOverRow
from .uploads import PackagePart, Withdrawal
from .vat_shares import VatShare

__all__ = [
    "AccountChange",
    "AccountingYear",
    "Activity",
    "Allocation",
    "Application",
    "ApplicationDraft",
    "ApplicationTerms",
    "ApplicationVersion",
    "AttachedFile",
    "Attachment",
    "AuditZip",
    "Award",
    "AwardChange",
    "BookedOutcome",
    "BudgetLine",
    "CbsDelivery",
    "CbsLine",
    "CbsPackage",
    "Ceiling",
    "ChangedAmount",
    "Check",
    "ChecklistItem",
    "ChecklistMark",
    "ConfirmedDelivery",
    "CorrectedFigure",
    "Correction",
    "CorrectionDraft",
    "Criterion",
    "CriterionVerdict",
    "DifferenceExplanation",
    "DocumentPage",
    "ExemptedFinding",
    "Exemption",
    "ExemptionWithdrawal",
    "Explanation",
    "ExplanationDraft",
    "FindingRow",
    "GrantYear",
    "Indicator",
    "IndicatorDelivery",
    "IndicatorValue",
    "Intervention",
    "InterventionProgress",
    "InterventionProposal",
    "Justification",
    "LedgerCheck",
    "LedgerEntry",
    "Lesson",
    "LessonBundle",
    "LessonWithdrawal",
    "Letter",
    "LetterFile",
    "LetterOpening",
    "LetterSender",
    "LetterText",
    "LetterWork",
    "LineJudgement",
    "MeasuredValue",
    "Objection",
    "OutcomeFile",
    "OutcomeFinding",
    "OutcomeLine",
    "OutcomeWork",
    "PackageDocument",
    "PackagePart",
    "Participation",
    "Payment",
    "PaymentOrder",
    "PaymentOrderFile",
    "PaymentOrderLine",
    "PaymentOrderWork",
    "PaymentPlan",
    "PlanLine",
    "Postponement",
    "PreparedFile",
    "ProgressDraft",
    "ProgressReport",
    "ProgressVersion",
    "Question",
    "Receipt",
    "Recipient",
    "RecipientMaximum",
    "Reconciliation",
    "ReconciliationLine",
    "Recovery",
    "ReminderRule",
    "Reply",
    "Scan",
    "Scheme",
    "SchemeChange",
    "Sector",
    "SelectionInput",
    "SelectionRun",
    "Settlement",
    "SisaFigure",
    "StandardReason",
    "StatementDraft",
    "StatementDraftLine",
    "StatementLine",
    "StatementText",
    "StatementVersion",
    "StoredFile",
    "SubPurpose",
    "SubPurposeRecipient",
    "TakeOver",
    "TakeOverDocument",
    "TakeOverFinding",
    "TakeOverRow",
    "TakenOver",
    "UniqueYouths",
    "Upload",
    "VatShare",
    "Verdict",
    "ViewedDocument",
    "Viewing",
    "Withdrawal",
]
