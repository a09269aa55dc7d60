"""Work of the worker."""

from .privacy import search_people, sweep_searches
from .rendering import render, sweep_renders
from .sign_offs import lapse, remind, sweep_sign_offs

__all__ = [
    "lapse",
    "remind",
    "render",
    "search_people",
    "sweep_renders",
    "sweep_searches",
    "sweep_sign_offs",
]
