"""Zoeken naar persoonsgegevens, and letting a phrase through with a reason."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import asdict
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from grants.models import Scheme
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused
from pmg.casework.hints import hint
from reporting.enums import INSIDE, RenderState
from reporting.models import Clearance, PersonSearch, Rendition
from reporting.privacy.reading import parts_of
from reporting.privacy.search import Hit, Part, search
from reporting.queries.privacy import fingerprint, known_people, search_of

TASK = "reporting.search_people"
MOST_ATTEMPTS = 3
SILENCE = datetime.timedelta(minutes=5)


def ask_for_search(*, rendition: Rendition, by: User) -> PersonSearch:
    """Laten zoeken in alle bestanden van een uitgave. Asking twice gives one search."""
    known = search_of(rendition)
    if known is not None and known.state != RenderState.FAILED:
        return known
    people = fingerprint(known_people())
    try:
        with transaction.atomic():
            row = PersonSearch.objects.create(
                rendition=rendition, people_sha256=people, asked_by=by
            )
            hint(TASK, str(row.pk))
            return row
    except IntegrityError:  # somebody asked at the same moment
        return PersonSearch.objects.get(
            rendition=rendition,
            people_sha256=people,
            state__in=[RenderState.ASKED, RenderState.RUNNING],
        )


def run_search(search_id: UUID) -> None:
    """Zoeken: doing it again finds the same; nothing when another worker has it."""
    taken = PersonSearch.objects.filter(pk=search_id, state=RenderState.ASKED).update(
        state=RenderState.RUNNING, attempts=F("attempts") + 1
    )
    if not taken:
        return
    row = PersonSearch.objects.select_related("rendition__snapshot__report_year").get(pk=search_id)
    people = known_people()
    hits = search(_parts(row.rendition), people, year=row.rendition.snapshot.report_year.year)
    PersonSearch.objects.filter(pk=search_id, state=RenderState.RUNNING).update(
        state=RenderState.DONE,
        people_sha256=fingerprint(people),
        hits=[asdict(hit) for hit in hits],
        done_at=timezone.now(),
    )


def _parts(rendition: Rendition) -> Iterable[Part]:
    """Every place in every file that leaves the ministry, named by its kind of file."""
    for file in rendition.files.exclude(kind__in=INSIDE):
        for part in parts_of(file.name, bytes(file.content)):
            yield Part(f"{file.get_kind_display()}, {part.place}", part.text)


def note_failure(search_id: UUID) -> None:
    """Fout van ons vastleggen: after the third attempt the page says so."""
    running = PersonSearch.objects.filter(pk=search_id, state=RenderState.RUNNING)
    running.filter(attempts__gte=MOST_ATTEMPTS).update(state=RenderState.FAILED)
    running.update(state=RenderState.ASKED)


def take_up_again(*, now: datetime.datetime) -> list[UUID]:
    """Searches that lie: asked long enough ago, or begun by a worker that fell silent."""
    silent = PersonSearch.objects.filter(state=RenderState.RUNNING, asked_at__lt=now - SILENCE)
    silent.filter(attempts__gte=MOST_ATTEMPTS).update(state=RenderState.FAILED)
    silent.update(state=RenderState.ASKED)
    waiting = PersonSearch.objects.filter(
        state=RenderState.ASKED, asked_at__lt=now - datetime.timedelta(seconds=5)
    )
    return list(waiting.order_by("asked_at").values_list("pk", flat=True)[:10])


@transaction.atomic
def clear_hits(
    *,
    scheme: Scheme,
    year: int,
    hits: Iterable[Hit],
    everywhere: bool,
    reason: str,
    by: User,
    on: datetime.datetime,
) -> list[Clearance]:
    """Vrijgeven: these phrases may stand where they stand, with a reason.

    `everywhere` is for members of the government, who are named as such (nota, 5). Raises
    MoveRefused without a hit or a reason.
    """
    places = {(hit.phrase, "" if everywhere else hit.place) for hit in hits}
    if not places:
        raise MoveRefused("Kies eerst wat u wilt vrijgeven.")
    if not reason.strip():
        raise MoveRefused("Schrijf op waarom dit mag blijven staan.")
    return [
        Clearance.objects.create(
            scheme=scheme,
            year=year,
            phrase=phrase,
            place=place,
            reason=reason.strip(),
            by=by,
            on=on,
        )
        for phrase, place in sorted(places)
    ]


@transaction.atomic
def take_back(*, clearance: Clearance, reason: str, by: User, on: datetime.datetime) -> Clearance:
    """Vrijgave intrekken: a new row; what was let through blocks again.

    Raises MoveRefused without a reason.
    """
    if not reason.strip():
        raise MoveRefused("Schrijf op waarom u de vrijgave intrekt.")
    return Clearance.objects.create(
        scheme_id=clearance.scheme_id,
        year=clearance.year,
        phrase=clearance.phrase,
        place=clearance.place,
        holds=False,
        reason=reason.strip(),
        by=by,
        on=on,
    )
