"""Work for the worker: key in, fetch, one service, log."""

from .audit import make_audit_zip, sweep_audit_zips
from .cbs import read_cbs_delivery, sweep_cbs_deliveries
from .checking import check_upload, sweep_checks
from .ledger import check_ledger
from .lessons import make_lesson_bundle, sweep_lesson_bundles
from .letters import make_letter_asked, sweep_letters
from .notices import plan_notices, read_bounces, send_notices, tell_of_checks
from .opening import open_cases
from .outcomes import read_outcome_file, sweep_outcome_files
from .payments import make_payment_order, propose_payments, sweep_payment_orders
from .preparing import prepare_file, sweep_prepared_files
from .scanning import sweep_scans
from .takeovers import carry_out_take_over, read_take_over, sweep_take_overs
from .viewing import draw_pages_asked, sweep_viewings

__all__ = [
    "carry_out_take_over",
    "check_ledger",
    "check_upload",
    "draw_pages_asked",
    "make_audit_zip",
    "make_lesson_bundle",
    "make_letter_asked",
    "make_payment_order",
    "open_cases",
    "plan_notices",
    "prepare_file",
    "propose_payments",
    "read_bounces",
    "read_cbs_delivery",
    "read_outcome_file",
    "read_take_over",
    "send_notices",
    "sweep_audit_zips",
    "sweep_cbs_deliveries",
    "sweep_checks",
    "sweep_lesson_bundles",
    "sweep_letters",
    "sweep_outcome_files",
    "sweep_payment_orders",
    "sweep_prepared_files",
    "sweep_scans",
    "sweep_take_overs",
    "sweep_viewings",
    "tell_of_checks",
]
