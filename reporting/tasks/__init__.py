"""Work of the worker."""

from .privacy import search_people, sweep_searches
from .rendering import render, sweep_renders

__all__ = ["render", "search_people", "sweep_renders", "sweep_searches"]
