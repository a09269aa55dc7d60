"""Who takes part, and who took over from whom."""

from .merger import Merger
from .municipality import Municipality

__all__ = ["Merger", "Municipality"]
