"""One transaction around an act that moves money, and the words for what the database refuses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import IntegrityError, transaction

from pmg.casework.errors import MoveRefused

REFUSALS = {
    "within_commitment_ceiling": "Het bedrag past niet binnen het verplichtingenplafond van dit "
    "begrotingsjaar.",
    "within_cash_ceiling": "Het bedrag past niet binnen het kasplafond van dit begrotingsjaar.",
    "ceiling_above_booked": "Een plafond kan niet lager zijn dan wat erop is vastgelegd.",
    "one_open_change_per_scheme": "Er is al een open voorstel voor deze regeling.",
    "within_vat_share": "Er is meer gestort dan als btw-deel is goedgekeurd.",
    "grants_vatshare_pkey": "Dit btw-deel is al klaargezet.",
    "within_allocation": "Het bedrag is hoger dan wat van de toekenning voor dit uitkeringsjaar "
    "over is.",
    "one_change": "Er wacht al een wijziging van deze toekenning op een besluit.",
    "grants_awardchange_pkey": "Deze wijziging is al voorbereid.",
    "one_account_change_waits": "Er wacht al een wijziging op de ondertekenaar. Trek die eerst in.",
    "one_award": "Voor deze gemeente is al een toekenning voorbereid of gedaan.",
    "grants_award_reference_key": "Dit beschikkingsnummer is al gebruikt.",
    "grants_award_pkey": "Deze toekenning is al voorbereid.",
    "one_settlement": "Voor deze toekenning is al een vaststelling gedaan.",
    "one_settlement_drawn_up": "Voor deze toekenning is al een vaststelling opgesteld.",
    "grants_settlement_pkey": "Deze vaststelling is al opgesteld.",
    "grants_payment_pkey": "Deze betaling is al klaargezet.",
}
"""Constraint or trigger -> Dutch sentence; two people at once get here past every earlier look."""


@contextmanager
def booking() -> Iterator[None]:
    """All or nothing. Raises MoveRefused for what the database itself keeps."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        cause = error.__cause__
        name = cause.diag.constraint_name if isinstance(cause, psycopg.Error) else None
        if name not in REFUSALS:
            raise
        raise MoveRefused(REFUSALS[name]) from error
