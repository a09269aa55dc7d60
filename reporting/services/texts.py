"""Schrijven: the draft as typed, a version of it, a confirmation, a remark. Nothing is overwritten."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db import transaction

from grants.models import Scheme
from grants.services.drafting import Posted, store_typed
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused, StaleRevision
from reporting.disclosure.publication import PublicYear
from reporting.enums import ReportYearState, TextAct
from reporting.figures import Figures
from reporting.models import ReportYear, Snapshot, TextDraft, TextRemark, TextSet, TextVersion
from reporting.queries.texts import figures_now, versions_of
from reporting.quotes.named import quotes
from reporting.quotes.references import names_in
from reporting.services.lapsing import note_changed_part
from reporting.writing.checks import faults_of
from reporting.writing.fields import FIELDS
from reporting.writing.texts import Texts

LONGEST_REMARK = 2_000


class UnreadyText(MoveRefused):
    """Een tekst verwijst naar een cijfer dat er niet is; nothing was made of it."""


@transaction.atomic
def save_text_draft(*, scheme: Scheme, year: int, name: str, posted: Posted, by: User) -> TextDraft:
    """Concept opslaan exactly as typed; writes no version.

    Raises StaleText, with both texts, when a colleague saved it since; MoveRefused once the report
    was published.
    """
    refuse_published(scheme, year)
    draft, _ = TextDraft.objects.get_or_create(
        scheme=scheme, year=year, field=name, defaults={"by": by}
    )
    draft = TextDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    store_typed(draft, posted, name=FIELDS[name].title, by=by)
    return draft


@transaction.atomic
def keep_text(
    *,
    scheme: Scheme,
    year: int,
    name: str,
    posted: Posted,
    by: User,
    on: datetime.datetime,
    key: UUID | None = None,
) -> TextVersion:
    """Tekst vastleggen: the draft becomes the next version, with its figures as they are now.

    Doing it again with the same key, or with the same words and figures, gives the same version.
    Raises UnreadyText for a reference that leads nowhere; further as `save_text_draft`.
    """
    if done := TextVersion.objects.filter(key=key).first() if key else None:
        return done
    draft = save_text_draft(scheme=scheme, year=year, name=name, posted=posted, by=by)
    return _add(draft, draft.text, TextAct.WRITTEN, by=by, on=on, key=key)


@transaction.atomic
def confirm_text(
    *,
    scheme: Scheme,
    year: int,
    name: str,
    seen_number: int,
    by: User,
    on: datetime.datetime,
    key: UUID | None = None,
) -> TextVersion:
    """Tekst bevestigen: it still holds, although figures in it changed.

    Raises StaleRevision when there is a newer version than was seen, UnreadyText when a figure in
    it is gone, MoveRefused once the report was published.
    """
    if done := TextVersion.objects.filter(key=key).first() if key else None:
        return done
    refuse_published(scheme, year)
    draft, _ = TextDraft.objects.get_or_create(
        scheme=scheme, year=year, field=name, defaults={"by": by}
    )
    draft = TextDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    last = versions_of(scheme.pk, year, name).last()
    if last is None or last.number != seen_number:
        raise StaleRevision
    return _add(draft, last.text, TextAct.CONFIRMED, by=by, on=on, key=key)


def _add(
    locked: TextDraft,
    text: str,
    act: TextAct,
    *,
    by: User,
    on: datetime.datetime,
    key: UUID | None,
) -> TextVersion:
    """The next version of the field whose draft is held."""
    known = quotes(figures_now(locked.scheme, locked.year, moment=on))
    if faults := faults_of(FIELDS[locked.field], text, known):
        raise UnreadyText(" ".join(faults))
    quoted = {one: known[one].text for one in names_in(text)}
    last = versions_of(locked.scheme_id, locked.year, locked.field).last()
    if last is not None and (last.text, last.quoted) == (text, quoted):
        return last
    note_changed_part(
        ReportYear.objects.filter(scheme_id=locked.scheme_id, year=locked.year).first()
    )
    return TextVersion.objects.create(
        scheme_id=locked.scheme_id,
        year=locked.year,
        field=locked.field,
        number=last.number + 1 if last else 1,
        act=act,
        text=text,
        quoted=quoted,
        by=by,
        on=on,
        key=key,
    )


@transaction.atomic
def add_remark(
    *,
    scheme: Scheme,
    year: int,
    name: str,
    text: str,
    by: User,
    on: datetime.datetime,
    key: UUID | None = None,
) -> TextRemark:
    """Opmerking plaatsen. Doing it again with the same key gives the same remark."""
    if done := TextRemark.objects.filter(key=key).first() if key else None:
        return done
    return TextRemark.objects.create(
        scheme=scheme, year=year, field=name, text=text.strip(), by=by, on=on, key=key
    )


def resolve_remark(*, remark: TextRemark, by: User, on: datetime.datetime) -> bool:
    """Opmerking oplossen. False when somebody did so already: that one stays on record."""
    unresolved = TextRemark.objects.filter(pk=remark.pk, resolved_on=None)
    return bool(unresolved.update(resolved_by=by, resolved_on=on))


def refuse_published(scheme: Scheme, year: int) -> None:
    """Raises MoveRefused where the report is out: its texts stand as they went."""
    case = ReportYear.objects.select_for_update(of=("self",)).filter(scheme=scheme, year=year)
    if case.filter(state=ReportYearState.PUBLISHED).exists():
        raise MoveRefused(
            "Het rapport over dit jaar is verzonden. De teksten veranderen niet meer. Bevries het "
            "verslagjaar opnieuw als er een verbeterde versie moet komen."
        )


def refuse_faults(texts: Texts, public: PublicYear) -> None:
    """Raises UnreadyText for the first text that names a figure which the year does not know."""
    known = quotes(Figures(public))
    for name, text in texts.written.items():
        if faults := faults_of(FIELDS[name], text, known):
            raise UnreadyText(f"De tekst ‘{FIELDS[name].title}’ klopt niet. {faults[0]}")


def keep_texts(snapshot: Snapshot, texts: Texts) -> TextSet:
    """Teksten vastleggen as bytes, once for each set of words."""
    year = snapshot.report_year
    kept, _ = TextSet.objects.get_or_create(
        scheme_id=year.scheme_id,
        year=year.year,
        sha256=texts.sha256,
        defaults={"content": texts.content},
    )
    return kept
