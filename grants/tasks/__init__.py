"""Work for the worker: key in, fetch, one service, log."""

from .opening import open_cases

__all__ = ["open_cases"]
