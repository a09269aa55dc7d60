"""What grants puts in the menu."""

from typing import Any

from grants.queries.ledger_checks import CHECK_READERS
from grants.queries.notices_log import LOG_READERS
from grants.services.audit import READERS as AUDIT_READERS
from grants.views.applications import READERS as APPLICATION_READERS
from grants.views.assessment import READERS
from grants.views.indicators import READERS as INDICATOR_READERS
from grants.views.letters import READERS as LETTER_READERS
from grants.views.payment_orders import READERS as ORDER_READERS
from grants.views.readers import MINISTRY_READERS
from grants.views.selections import READERS as SELECTION_READERS
from pmg.accounts.permissions import EVERYONE
from pmg.design.navigation import register


def reads_applications(user: Any) -> bool:
    """Who makes, assesses or decides on applications."""
    return bool(user.is_authenticated) and user.has_role(*APPLICATION_READERS)


def judges(user: Any) -> bool:
    """Who reads the worklist of the assessors."""
    return bool(user.is_authenticated) and user.has_role(*READERS)


def reads_dossiers(user: Any) -> bool:
    """Who asks for audit zips."""
    return bool(user.is_authenticated) and user.has_role(*AUDIT_READERS)


def reads_money(user: Any) -> bool:
    """Who reads awards, payments and the ledger of every municipality."""
    return bool(user.is_authenticated) and user.has_role(*MINISTRY_READERS)


def reads_payment_orders(user: Any) -> bool:
    """Who reads what left for the financial system."""
    return bool(user.is_authenticated) and user.has_role(*ORDER_READERS)


def reads_ledger_checks(user: Any) -> bool:
    """Who reads whether the books are right."""
    return bool(user.is_authenticated) and user.has_role(*CHECK_READERS)


def reads_selections(user: Any) -> bool:
    """Who reads how the municipalities were selected."""
    return bool(user.is_authenticated) and user.has_role(*SELECTION_READERS)


def reads_indicators(user: Any) -> bool:
    """Who reads the values of indicators of every municipality."""
    return bool(user.is_authenticated) and user.has_role(*INDICATOR_READERS)


def has_a_role(user: Any) -> bool:
    """Whoever works with a scheme at all."""
    return bool(user.is_authenticated) and user.has_role(*EVERYONE)


def reads_letters(user: Any) -> bool:
    """Who reads the letters of the cases they may see."""
    return bool(user.is_authenticated) and user.has_role(*LETTER_READERS)


def keeps_the_log(user: Any) -> bool:
    """Who reads what was told to everybody."""
    return bool(user.is_authenticated) and user.has_role(*LOG_READERS)


AWARDING = "Uitkering"
JUSTIFYING = "Verantwoording"
PROGRESS = "Voortgang"
MONEY = "Geld"
KEEPING = "Beheer"
NOTICES = "Berichten"

register("Overzicht", "grants:start", order=10)
register("Berichten", "grants:notice_inbox", allowed=has_a_role, order=15, room=NOTICES)
register("Verzonden", "grants:notice_log", allowed=keeps_the_log, order=16, room=NOTICES)
register(
    "Aanvragen", "grants:application_list", allowed=reads_applications, order=20, room=AWARDING
)
register("Toekenningen", "grants:award_list", allowed=reads_money, order=21, room=AWARDING)
register("Brieven", "grants:letter_list", allowed=reads_letters, order=22, room=AWARDING)
register("Bezwaren", "grants:objection_list", allowed=judges, order=23, room=AWARDING)
register("Beoordelen", "grants:assessment_worklist", allowed=judges, order=30, room=JUSTIFYING)
register("Statusbord", "grants:status_board", allowed=judges, order=31, room=JUSTIFYING)
register("CBS-leveringen", "grants:cbs_deliveries", allowed=judges, order=32, room=JUSTIFYING)
register("Vrijstellingen", "grants:exemptions", allowed=judges, order=33, room=JUSTIFYING)
register("Auditdossiers", "grants:audit_list", allowed=reads_dossiers, order=34, room=JUSTIFYING)
register("Voortgang", "grants:progress_list", allowed=has_a_role, order=40, room=PROGRESS)
register("Interventies", "grants:interventions", allowed=has_a_role, order=41, room=PROGRESS)
register("Lessen", "grants:lessons", allowed=has_a_role, order=42, room=PROGRESS)
register("Indicatoren", "grants:indicators", allowed=reads_indicators, order=43, room=PROGRESS)
register("Betalingen", "grants:payment_list", allowed=reads_money, order=50, room=MONEY)
register(
    "Betaalopdrachten",
    "grants:payment_orders",
    allowed=reads_payment_orders,
    order=51,
    room=MONEY,
)
register("Vaststellingen", "grants:settlement_list", allowed=reads_money, order=51, room=MONEY)
register("Btw-delen", "grants:vat_shares", allowed=reads_money, order=52, room=MONEY)
register("Grootboek", "grants:ledger", allowed=reads_money, order=52, room=MONEY)
register("Aansluiting", "grants:reconciliations", allowed=reads_money, order=53, room=MONEY)
register(
    "Controle boekhouding",
    "grants:ledger_checks",
    allowed=reads_ledger_checks,
    order=54,
    room=MONEY,
)
register("Regelingen", "grants:schemes", order=90, room=KEEPING)
register("Overname", "grants:take_overs", allowed=reads_money, order=91, room=KEEPING)
register("Selectie", "grants:selections", allowed=reads_selections, order=92, room=KEEPING)
