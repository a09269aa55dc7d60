"""Work for the worker: key in, fetch, one service, log."""

from .checking import check_upload, sweep_checks
from .opening import open_cases

__all__ = ["check_upload", "open_cases", "sweep_checks"]
