"""The rows of a frozen year and of what is made from it."""

from .fact_checks import FactCheck, FactCheckReader
from .privacy import Clearance, PersonSearch
from .publications import Publication, Withdrawal
from .renditions import RenderJob, Rendition, RenditionFile
from .sign_offs import PartySigner, SignOff, SignOffParty
from .texts import TextDraft, TextRemark, TextSet, TextVersion
from .years import ReportYear, Snapshot

__all__ = [
    "Clearance",
    "FactCheck",
    "FactCheckReader",
    "PartySigner",
    "PersonSearch",
    "Publication",
    "RenderJob",
    "Rendition",
    "RenditionFile",
    "ReportYear",
    "SignOff",
    "SignOffParty",
    "Snapshot",
    "TextDraft",
    "TextRemark",
    "TextSet",
    "TextVersion",
    "Withdrawal",
]
