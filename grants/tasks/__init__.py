"""Work for the worker: key in, fetch, one service, log."""

from .cbs import read_cbs_delivery, sweep_cbs_deliveries
from .checking import check_upload, sweep_checks
from .letters import make_letter_asked, sweep_letters
from .opening import open_cases
from .preparing import prepare_file, sweep_prepared_files
from .viewing import draw_pages_asked, sweep_viewings

__all__ = [
    "check_upload",
    "draw_pages_asked",
    "make_letter_asked",
    "open_cases",
    "prepare_file",
    "read_cbs_delivery",
    "sweep_cbs_deliveries",
    "sweep_checks",
    "sweep_prepared_files",
    "sweep_letters",
    "sweep_viewings",
]
