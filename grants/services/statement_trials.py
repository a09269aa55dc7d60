"""Proef met de opgave op het scherm: the draft becomes a delivery, as if its form was uploaded."""

from __future__ import annotations

import datetime

from django.db import transaction

from grants.checks.statement_typed import TypedStatement, judge_typed, tidied
from grants.codes import form_name
from grants.enums import UploadKind
from grants.models import Check, Justification, Upload
from grants.queries.scheme_years import scheme_year_for
from grants.queries.statement_drafts import draft_of
from grants.workbook.form import TooLongForACell, make_form
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused, NotAllowed
from pmg.casework.moves import contribute

from .checking import keep, keep_text
from .files import store_file
from .uploads import may_upload, takes_files

A_MINUTE = datetime.timedelta(minutes=1)
TOO_LONG = "Een van uw teksten is te lang voor het formulier. Kort die in tot 32.000 tekens."


@transaction.atomic
def try_out(*, justification: Justification, by: User, on: datetime.datetime) -> Upload:
    """Proef doen: the draft as it is now, checked at once by the checks of the form.

    What counts is the newest delivery, from the screen or as a file. So the form filled in with
    the draft is kept as its file: whoever judges, audits or corrects has one thing to look at.
    The same text by the same person within a minute (a double click) is one trial. Raises
    NotAllowed, and MoveRefused when the case is not with the municipality.
    """
    locked = Justification.objects.select_for_update(of=("self",)).get(pk=justification.pk)
    if not may_upload(locked, by=by):
        raise NotAllowed("U kunt voor deze gemeente geen opgave invullen.")
    if not takes_files(locked):
        raise MoveRefused("De verantwoording is ingediend en kan nu niet worden gewijzigd.")
    typed = draft_of(locked).typed
    newest = (
        locked.uploads.filter(kind=UploadKind.STATEMENT, on_paper=False).order_by("-on").first()
    )
    if newest and _is_the_same(newest, typed.as_json(), by=by, on=on):
        return newest
    upload = deliver_typed(locked, typed, by=by, on=on)
    contribute(locked, by=by)
    return upload


def deliver_typed(
    locked: Justification,
    typed: TypedStatement,
    *,
    by: User,
    on: datetime.datetime,
    on_paper: bool = False,
) -> Upload:
    """Getypte opgave as a delivery with its verdict; call it with the case held.

    Raises MoveRefused for a text that fits in no cell of the form.
    """
    subject = scheme_year_for(locked)
    try:
        form = make_form(subject, typed)
    except TooLongForACell as error:
        raise MoveRefused(TOO_LONG) from error
    name = form_name(subject.year, subject.cbs_digits)
    upload = Upload.objects.create(
        justification=locked,
        kind=UploadKind.STATEMENT,
        file=store_file([form]),
        name=f"FICTIEF_{name}" if subject.is_fictional else name,
        by=by,
        on=on,
        on_paper=on_paper,
    )
    keep_text(upload, typed, tidied(typed, subject), on_screen=True)
    keep(Check.objects.create(upload=upload), judge_typed(typed, subject))
    return upload


def _is_the_same(
    upload: Upload, typed: dict[str, object], *, by: User, on: datetime.datetime
) -> bool:
    text = getattr(upload, "text", None)
    return bool(
        text
        and text.on_screen
        and text.typed == typed
        and upload.by_id == by.pk
        and upload.on >= on - A_MINUTE
    )
