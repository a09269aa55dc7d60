"""Wat een gemeente moet terugbetalen, and which decision about the money nobody of it has read."""

from __future__ import annotations

from collections.abc import Iterator

from grants.enums import LetterAct, RecoveryState
from grants.models import Letter
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.design.formatting import euro

from .own_tasks import OwnTask
from .recoveries import with_open
from .visibility import recoveries_visible_to

PAYERS = (Role.SISA_CONTACT, Role.SIGNATORY)
DECISIONS = (LetterAct.SETTLED, LetterAct.RESETTLED)


def money_tasks(user: User) -> Iterator[OwnTask]:
    """Taken over geld: what to pay back, until when and how; a settlement to read. Two queries."""
    if not user.has_role(*PAYERS):
        return
    unread = Letter.objects.filter(
        municipality__in=user.municipality_ids,
        act__in=DECISIONS,
        paper__isnull=False,
        opening=None,
        replaced_by=None,
    )
    for letter in unread.order_by("dated_on", "pk"):
        title = "Lees de brief over de vaststelling van uw uitkering"
        yield OwnTask(title, "grants:letter_page", letter.pk, note=f"Kenmerk {letter.reference}.")
    running = with_open(recoveries_visible_to(user)).filter(state=RecoveryState.DEMANDED)
    for one in running.select_related("award__scheme__letter_sender").order_by("due_on", "pk"):
        sender = getattr(one.award.scheme, "letter_sender", None)
        where = f" naar {sender.pay_to}" if sender and sender.pay_to else ""
        yield OwnTask(
            f"{euro(one.open)} terugbetalen",
            "grants:recovery",
            one.pk,
            one.due_on,
            f"Maak het over{where}, met kenmerk {one.reference}.",
        )
