"""Who takes part."""

from .municipality import Municipality

__all__ = ["Municipality"]
