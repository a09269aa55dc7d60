"""Work for the worker: key in, fetch, one service, log."""

from .cbs import read_cbs_delivery, sweep_cbs_deliveries
from .checking import check_upload, sweep_checks
from .opening import open_cases

__all__ = [
    "check_upload",
    "open_cases",
    "read_cbs_delivery",
    "sweep_cbs_deliveries",
    "sweep_checks",
]
