"""Work of the worker."""

from .rendering import render, sweep_renders

__all__ = ["render", "sweep_renders"]
