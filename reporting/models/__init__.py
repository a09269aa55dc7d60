"""The rows of a frozen year and of what is made from it."""

from .fact_checks import FactCheck, FactCheckReader
from .privacy import Clearance, PersonSearch
from .renditions import RenderJob, Rendition, RenditionFile
from .texts import TextDraft, TextRemark, TextSet, TextVersion
from .years import ReportYear, Snapshot

__all__ = [
    "Clearance",
    "FactCheck",
    "FactCheckReader",
    "PersonSearch",
    "RenderJob",
    "Rendition",
    "RenditionFile",
    "ReportYear",
    "Snapshot",
    "TextDraft",
    "TextRemark",
    "TextSet",
    "TextVersion",
]
