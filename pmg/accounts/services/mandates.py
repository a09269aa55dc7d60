"""Mandaat van een budgethouder: asked by an administrator, given by somebody else."""

from __future__ import annotations

import datetime
import uuid
from decimal import Decimal

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from pmg.accounts.enums import PersonAct, Role
from pmg.accounts.errors import ActRefused
from pmg.accounts.models import Mandate, MandateRequest, User
from pmg.design.formatting import euro

from .deciding import decide, need_reason
from .recording import done_with, record


@transaction.atomic
def ask_mandate(
    *,
    user: User,
    basis: str,
    ceiling: Decimal,
    starts_on: datetime.date,
    ends_on: datetime.date | None,
    deputy_of: User | None,
    by: User,
    on: datetime.datetime,
    why: str = "",
    key: uuid.UUID | None = None,
) -> MandateRequest:
    """Mandaat vragen, in euros; the same `key` again gives the same request.

    A deputy gets no more, and no longer, than whom they stand in for. Raises ActRefused.
    """
    if key and (made := MandateRequest.objects.filter(pk=key, asked_by=by).first()):
        return made
    if not by.has_role(Role.ADMINISTRATOR):
        raise ActRefused("Alleen een beheerder vraagt een mandaat aan.")
    if by.pk == user.pk:
        raise ActRefused("U kunt geen mandaat voor uzelf vragen.")
    if not user.has_role(Role.BUDGET_HOLDER):
        raise ActRefused("Alleen een budgethouder kan een mandaat krijgen.")
    if deputy_of:
        _fits(deputy_of, user=user, ceiling=ceiling, starts_on=starts_on, ends_on=ends_on)
    made = MandateRequest.objects.create(
        pk=key or uuid.uuid4(),
        user=user,
        basis=basis,
        ceiling=ceiling,
        starts_on=starts_on,
        ends_on=ends_on,
        deputy_of=deputy_of,
        asked_by=by,
        asked_on=on,
        why=why.strip(),
    )
    record(PersonAct.MANDATE_ASKED, user=user, by=by, on=on, about=made.pk, reason=why)
    return made


@transaction.atomic
def decide_mandate(
    request: MandateRequest, *, granted: bool, by: User, on: datetime.datetime, reason: str = ""
) -> MandateRequest:
    """Mandaat geven of niet; a refusal says why. Raises ActRefused."""
    if not granted:
        need_reason(reason)
    row, is_new = decide(request, granted=granted, by=by, on=on)
    if not is_new:
        return row
    if granted:
        if row.deputy_of:
            # The own mandate may have ended since it was asked.
            _fits(
                row.deputy_of,
                user=row.user,
                ceiling=row.ceiling,
                starts_on=row.starts_on,
                ends_on=row.ends_on,
            )
        row.mandate = Mandate.objects.create(
            user=row.user,
            basis=row.basis,
            ceiling=row.ceiling,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            deputy_of=row.deputy_of,
        )
        row.save(update_fields=["mandate"])
    act = MandateRequest.GRANTED if granted else MandateRequest.REFUSED
    record(act, user=row.user, by=by, on=on, about=row.pk, reason=reason)
    return row


def _fits(
    absent: User,
    *,
    user: User,
    ceiling: Decimal,
    starts_on: datetime.date,
    ends_on: datetime.date | None,
) -> None:
    """A deputy's mandate lies within an own mandate of the absent one. Raises ActRefused."""
    if absent.pk == user.pk:
        raise ActRefused("Niemand is plaatsvervanger van zichzelf.")
    if ends_on is None:
        raise ActRefused("Een plaatsvervanger heeft een laatste dag. Vul die in.")
    own = absent.mandates.valid_on(starts_on).filter(deputy_of=None)
    own = own.filter(Q(ends_on=None) | Q(ends_on__gte=ends_on)).select_for_update()
    widest = max((one.ceiling for one in own), default=None)
    if widest is None:
        raise ActRefused(
            f"{absent} heeft in deze hele periode geen eigen mandaat. Kies een kortere periode."
        )
    if ceiling > widest:
        raise ActRefused(
            f"Het eigen mandaat van {absent} gaat tot en met {euro(widest)}. "
            "Een plaatsvervanger mag niet meer."
        )


@transaction.atomic
def end_mandate(
    mandate: Mandate,
    *,
    by: User,
    on: datetime.datetime,
    last_day: datetime.date,
    reason: str,
    key: uuid.UUID | None = None,
) -> None:
    """Mandaat beëindigen: taking power away takes one person. Raises ActRefused."""
    why = need_reason(reason)
    row = Mandate.objects.select_for_update(of=("self",)).get(pk=mandate.pk)
    if done_with(key, by=by) or row.ends_on == last_day:
        return
    if not by.has_role(Role.ADMINISTRATOR):
        raise ActRefused("Alleen een beheerder beëindigt een mandaat.")
    if last_day < max(row.starts_on, timezone.localdate(on)):
        raise ActRefused("De laatste dag ligt in het verleden, of vóór de eerste.")
    if row.ends_on and row.ends_on < last_day:
        raise ActRefused("Langer laten duren kan alleen met een nieuw mandaat.")
    row.ends_on = last_day
    row.save(update_fields=["ends_on"])
    record(PersonAct.MANDATE_ENDED, user=row.user, by=by, on=on, reason=why, key=key)
