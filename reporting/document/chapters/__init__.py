"""De hoofdstukken over alle gemeenten samen, in the order of the report."""

from reporting.document.chapters.account import glossary, method, policy_choice, policy_table
from reporting.document.chapters.money import money_chapter
from reporting.document.chapters.opening import overview, promise, summary
from reporting.document.chapters.reach import interventions, reach
from reporting.document.chapters.results import lessons, results, securing
from reporting.document.chapters.spending import spending

__all__ = [
    "glossary",
    "interventions",
    "lessons",
    "method",
    "money_chapter",
    "overview",
    "policy_choice",
    "policy_table",
    "promise",
    "reach",
    "results",
    "securing",
    "spending",
    "summary",
]
