"""Berichten: planned as rows in the transaction of what they tell of, sent later by the worker."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Case, CharField, F, Q, QuerySet, TextField, Value, When

from pmg.accounts.enums import Role
from pmg.accounts.models import User

from .errors import MoveRefused, NotAllowed
from .hints import hint
from .models import Event, Notice, NoticeAttempt

Channel, Status, Outcome = Notice.Channel, Notice.Status, NoticeAttempt.Outcome

SEND = "notices.send"
INVITATION = "invitation"
"""Kind of the notice whose link lets its recipient in, also without an account."""
MENDERS = (Role.POLICY_OFFICER, Role.ADMINISTRATOR)
"""Who may send again, and write down that a mail came back."""

AT_WORK = datetime.timedelta(minutes=10)
"""An attempt that is younger may still be under way; no mail server is waited for that long."""


@dataclass(frozen=True)
class Text:
    """Tekst van een bericht; `portal` may say more than a mail, which passes many hands."""

    kind: str
    subject: str
    mail: str
    portal: str
    path: str
    needs_action: bool


def notices_for(
    text: Text,
    *,
    to: User,
    role: str,
    about: Event | str,
    municipality_id: Any,
    on: datetime.datetime,
    by: User | None = None,
    mail_not_before: datetime.datetime | None = None,
    told: bool = False,
) -> list[Notice]:
    """Bericht aan één ontvanger, over portal and mail; not saved yet.

    `about` is the event, or a key of what else it is about. Somebody without a mail address only
    reads it on the portal. What was `told` before this application knew of it is never sent.
    """
    common: dict[str, Any] = {
        "event": about if isinstance(about, Event) else None,
        "deadline_key": about if isinstance(about, str) else "",
        "kind": text.kind,
        "municipality_id": municipality_id,
        "recipient": to,
        "role": role,
        "subject": text.subject,
        "path": text.path,
        "needs_action": text.needs_action,
        "by": by,
        "planned_on": on,
    }
    portal = Notice(
        **common,
        channel=Channel.PORTAL,
        body=text.portal,
        status=Status.SENT,
        not_before=on,
        sent_on=on,
        seen_on=on if told else None,
    )
    if not to.email:
        return [portal]
    mail = Notice(
        **common,
        channel=Channel.MAIL,
        body=text.mail,
        status=Status.SENT if told else Status.PLANNED,
        problem="Verteld voordat deze toepassing berichten verstuurde." if told else "",
        not_before=mail_not_before or on,
        sent_on=on if told else None,
    )
    return [portal, mail]


@transaction.atomic
def plan(notices: Iterable[Notice]) -> None:
    """Berichten klaarzetten: what is there already stays as it is, and nobody is told twice."""
    rows = list(notices)
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    if any(row.status == Status.PLANNED for row in rows):
        hint(SEND)


def drop(notices: QuerySet[Notice], *, why: str) -> int:
    """Niet meer nodig: mails that have not gone yet stay behind, with the reason. Returns how many."""
    return notices.filter(channel=Channel.MAIL, status=Status.PLANNED).update(
        status=Status.NOT_NEEDED, problem=why
    )


def note_seen(notices: QuerySet[Notice], *, on: datetime.datetime, why: str = "") -> None:
    """Gezien: the first time counts. With `why`, a mail that still waits is not needed any more."""
    waits = Q(channel=Channel.MAIL, status=Status.PLANNED) if why else Q(pk=None)
    notices.filter(seen_on=None).update(
        seen_on=on,
        status=Case(
            When(waits, then=Value(Status.NOT_NEEDED)),
            default=F("status"),
            output_field=CharField(),
        ),
        problem=Case(When(waits, then=Value(why)), default=F("problem"), output_field=TextField()),
    )


@transaction.atomic
def send_again(
    notice: Notice, *, by: User, on: datetime.datetime, seen_attempts: int
) -> NoticeAttempt:
    """Opnieuw versturen, only by hand: of what failed, came back, or of which nobody is certain.

    A second click gives the first answer. Raises NotAllowed, and MoveRefused for any other status.
    """
    if not by.has_role(*MENDERS):
        raise NotAllowed("Uw rol laat deze stap niet toe.")
    locked = Notice.objects.select_for_update(of=("self",)).get(pk=notice.pk)
    last = locked.tries.last()
    if locked.status == Status.PLANNED and last and last.outcome == Outcome.AGAIN:
        return last
    if not may_send_again(locked, on=on) or locked.attempts != seen_attempts:
        raise MoveRefused(
            "Dit bericht kan nu niet opnieuw worden verstuurd. Bekijk de nieuwe stand."
        )
    locked.status, locked.problem, locked.not_before = Status.PLANNED, "", on
    locked.save(update_fields=["status", "problem", "not_before"])
    hint(SEND)
    return NoticeAttempt.objects.create(notice=locked, outcome=Outcome.AGAIN, by=by)


def may_send_again(notice: Notice, *, on: datetime.datetime) -> bool:
    """Whether a person may decide to send it once more."""
    if notice.channel != Channel.MAIL:
        return False
    if notice.status == Status.SENDING:
        return notice.tried_on is None or notice.tried_on < on - AT_WORK
    return notice.status in (Status.FAILED, Status.BOUNCED)


@transaction.atomic
def note_bounce(notice: Notice, *, reply: str, by: User | None = None) -> bool:
    """Teruggekomen: the mail did not reach its recipient. Told once; False for what was known.

    `by` is who wrote it down by hand, none for a delivery status message. Raises NotAllowed for
    somebody who may not, MoveRefused by hand for a mail that never went.
    """
    if by is not None and not by.has_role(*MENDERS):
        raise NotAllowed("Uw rol laat deze stap niet toe.")
    locked = Notice.objects.select_for_update(of=("self",)).get(pk=notice.pk)
    if locked.channel != Channel.MAIL or locked.status not in (Status.SENT, Status.SENDING):
        if by is not None and locked.status != Status.BOUNCED:
            raise MoveRefused("Dit bericht is niet verzonden en kan dus niet zijn teruggekomen.")
        return False
    locked.status, locked.problem = Status.BOUNCED, reply[:500]
    locked.save(update_fields=["status", "problem"])
    NoticeAttempt.objects.create(notice=locked, outcome=Outcome.BOUNCED, reply=reply[:500], by=by)
    return True
