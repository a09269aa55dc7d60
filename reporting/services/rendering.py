"""Rapport laten maken: an order is a row first; the worker makes the files once per edition."""

from __future__ import annotations

import datetime
import json
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from pmg.accounts.models import User
from pmg.casework.hints import hint
from reporting import publisher
from reporting.disclosure.publication import PublicYear
from reporting.enums import RenderState
from reporting.models import RenderJob, Rendition, RenditionFile, Snapshot
from reporting.queries.texts import latest_texts
from reporting.services.texts import keep_texts, refuse_faults
from reporting.snapshot import sha256
from reporting.writing.texts import NOTHING, Texts, read_texts

TASK = "reporting.render"
MOST_ATTEMPTS = 3
SILENCE = datetime.timedelta(minutes=5)


class Cancelled(Exception):
    """The order was withdrawn while the worker was busy with it."""


def edition_of(texts: Texts) -> dict[str, str]:
    """What the bytes depend on beside the snapshot; stored with the files."""
    return {**publisher.edition(), "texts": texts.sha256}


def edition_key(texts: Texts) -> str:
    """The fingerprint of what the bytes depend on beside the snapshot."""
    return sha256(json.dumps(edition_of(texts), sort_keys=True).encode())


def stored_rendition(snapshot: Snapshot, texts: Texts | None = None) -> Rendition | None:
    """The files of a snapshot with these texts, or those of now, if they were made."""
    key = edition_key(texts or texts_of(snapshot))
    return Rendition.objects.filter(snapshot=snapshot, edition_key=key).first()


def is_current(rendition: Rendition) -> bool:
    """Whether these files say what the texts and this version of the application say now."""
    return rendition.edition_key == edition_key(texts_of(rendition.snapshot))


def texts_of(snapshot: Snapshot) -> Texts:
    """The texts of the year as they stand now."""
    return latest_texts(snapshot.report_year.scheme_id, snapshot.report_year.year)


def ask_for_report(*, snapshot: Snapshot, by: User) -> RenderJob:
    """Rapport laten maken, with the texts as they stand now.

    Who asks while it is being made, or was made, gets that same order. Raises UnreadyText for a
    text that names a figure which this snapshot does not know.
    """
    texts = texts_of(snapshot)
    refuse_faults(texts, public_form(snapshot))
    key = edition_key(texts)
    known = RenderJob.objects.filter(snapshot=snapshot, edition_key=key)
    try:
        with transaction.atomic():
            found = known.exclude(state__in=[RenderState.FAILED, RenderState.CANCELLED]).first()
            if found is not None:
                return found
            job = RenderJob.objects.create(
                snapshot=snapshot, texts=keep_texts(snapshot, texts), edition_key=key, asked_by=by
            )
            hint(TASK, str(job.pk))
            return job
    except IntegrityError:  # somebody asked at the same moment
        return known.get(state__in=[RenderState.ASKED, RenderState.RUNNING])


def cancel(*, job: RenderJob) -> bool:
    """Opdracht annuleren: the worker stops at its next step. False when it was done already."""
    active = RenderJob.objects.filter(pk=job.pk, state__in=[RenderState.ASKED, RenderState.RUNNING])
    return bool(active.update(state=RenderState.CANCELLED))


def run_job(job_id: UUID) -> Rendition | None:
    """Opdracht uitvoeren. Doing it again gives the same files; none when another worker has it."""
    taken = RenderJob.objects.filter(pk=job_id, state=RenderState.ASKED).update(
        state=RenderState.RUNNING, seen_at=timezone.now(), attempts=F("attempts") + 1
    )
    if not taken:
        return None
    job = RenderJob.objects.select_related("snapshot__report_year", "texts").get(pk=job_id)
    try:
        rendition = render(
            job.snapshot,
            read_texts(bytes(job.texts.content)) if job.texts else NOTHING,
            progress=lambda step, percent: _note_progress(job_id, step, percent),
        )
    except Cancelled:
        return None
    RenderJob.objects.filter(pk=job_id, state=RenderState.RUNNING).update(
        state=RenderState.DONE, step="Klaar", percent=100
    )
    return rendition


def render(
    snapshot: Snapshot,
    texts: Texts | None = None,
    *,
    progress: publisher.Progress = lambda step, percent: None,
) -> Rendition:
    """The stored files of a snapshot with its texts; made and stored if need be."""
    texts = texts or texts_of(snapshot)
    known = stored_rendition(snapshot, texts)
    if known is not None:
        return known
    outputs = publisher.make_outputs(
        bytes(snapshot.content), texts=texts, earlier=earlier_year(snapshot), progress=progress
    )
    try:
        with transaction.atomic():
            rendition = Rendition.objects.create(
                snapshot=snapshot,
                texts=keep_texts(snapshot, texts),
                edition=edition_of(texts),
                edition_key=edition_key(texts),
            )
            RenditionFile.objects.bulk_create(
                RenditionFile(
                    rendition=rendition,
                    kind=output.kind,
                    name=output.name,
                    content=output.content,
                    sha256=output.sha256,
                    size=len(output.content),
                )
                for output in outputs
            )
            return rendition
    except IntegrityError:  # another worker stored the very same bytes
        return Rendition.objects.get(snapshot=snapshot, edition_key=edition_key(texts))


def earlier_year(snapshot: Snapshot) -> PublicYear | None:
    """The version before this one in its public form: what it hid stays hidden."""
    public = None
    before = Snapshot.objects.filter(
        report_year=snapshot.report_year_id, version__lt=snapshot.version
    )
    for content in before.order_by("version").values_list("content", flat=True):
        public = publisher.public_year(bytes(content), public)
    return public


def public_form(snapshot: Snapshot) -> PublicYear:
    """A snapshot as readers may see it."""
    return publisher.public_year(bytes(snapshot.content), earlier_year(snapshot))


def note_failure(job_id: UUID) -> None:
    """Fout van ons vastleggen: after the third attempt the page says so."""
    running = RenderJob.objects.filter(pk=job_id, state=RenderState.RUNNING)
    running.filter(attempts__gte=MOST_ATTEMPTS).update(state=RenderState.FAILED)
    running.update(state=RenderState.ASKED)


def take_up_again(*, now: datetime.datetime) -> list[UUID]:
    """Orders that lie: asked long enough ago, or begun by a worker that fell silent."""
    silent = RenderJob.objects.filter(state=RenderState.RUNNING, seen_at__lt=now - SILENCE)
    silent.filter(attempts__gte=MOST_ATTEMPTS).update(state=RenderState.FAILED)
    silent.update(state=RenderState.ASKED)
    waiting = RenderJob.objects.filter(
        Q(state=RenderState.ASKED, asked_at__lt=now - datetime.timedelta(seconds=5))
    )
    return list(waiting.order_by("asked_at").values_list("pk", flat=True)[:10])


def _note_progress(job_id: UUID, step: str, percent: int) -> None:
    """Raises Cancelled when the order was withdrawn."""
    running = RenderJob.objects.filter(pk=job_id, state=RenderState.RUNNING)
    if not running.update(step=step, percent=percent, seen_at=timezone.now()):
        raise Cancelled
