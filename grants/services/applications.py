"""Aanvragen: a municipality drafts its application together, and its signatory submits it."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from grants.checks.application import ApplicationFinding
from grants.checks.application_content import ApplicationContent
from grants.checks.application_typed import digest_of_application
from grants.enums import ApplicationSection, ApplicationState, AwardState
from grants.models import (
    Application,
    ApplicationDraft,
    ApplicationVersion,
    AttachedFile,
    Award,
    BudgetLine,
    Scheme,
)
from grants.models.applications import ENDED_WITHOUT
from grants.queries.applications import check_application, terms_of, typed_in
from grants.reckoning.deadlines import day_in_amsterdam
from grants.transitions.applications import APPLICATION_MOVES, ApplyFacts, OpenFacts
from municipalities.models import Municipality
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.accounts.services.machines import machine
from pmg.casework.errors import MoveRefused, NotAllowed, StaleRevision
from pmg.casework.models import Event
from pmg.casework.moves import Door, contribute, events_of, move

from .drafting import Posted, SavedPage, save_each, store_section
from .receipts import make_receipt

MAY_WRITE = (Role.PROJECT_LEADER, Role.SISA_CONTACT)
ApplicationSaved = SavedPage[ApplicationSection, ApplicationDraft]


class NotReady(MoveRefused):
    """The application has something to mend before it can be submitted."""

    def __init__(self, findings: tuple[ApplicationFinding, ...]) -> None:
        self.findings = findings
        count = "1 punt" if len(findings) == 1 else f"{len(findings)} punten"
        super().__init__(f"De aanvraag is nog niet ingediend: herstel eerst {count}.")


@transaction.atomic
def open_application(
    *,
    scheme: Scheme,
    municipality: Municipality,
    by: User,
    on: datetime.datetime,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Application:
    """Aanvraag beginnen. The same `key` again gives the first one. Raises MoveRefused."""
    # Two at once: the second waits here, and then finds the first.
    Scheme.objects.select_for_update(of=("self",), no_key=True).get(pk=scheme.pk)
    if key and (made := Application.objects.filter(pk=key, municipality=municipality).first()):
        return made
    made_before = Application.objects.filter(scheme=scheme, municipality=municipality)
    awards = Award.objects.filter(scheme=scheme, municipality=municipality)
    terms = terms_of(scheme)
    application = Application(
        pk=key or uuid.uuid4(),
        scheme=scheme,
        municipality=municipality,
        reference=f"{scheme.code}-aanvraag-{municipality.digits}".upper()
        + (f"-{made_before.count() + 1}" if made_before.exists() else ""),
    )
    move(
        application,
        "open",
        by=by,
        on=on,
        seen_revision=0,
        key=key,
        door=door,
        facts=OpenFacts(
            is_recipient=scheme.recipients.filter(municipality=municipality).exists(),
            has_another=made_before.exclude(state__in=ENDED_WITHOUT).exists()
            or awards.exclude(state=AwardState.WITHDRAWN).exists(),
            opens_on=terms.opens_on if terms else None,
            closes_on=terms.closes_on if terms else None,
            today=day_in_amsterdam(on),
        ),
    )
    return application


@transaction.atomic
def save_section(
    *,
    application: Application,
    section: ApplicationSection,
    raw: Mapping[str, str],
    seen_revision: int,
    by: User,
) -> ApplicationDraft:
    """Onderdeel opslaan exactly as typed, also when it is not valid; writes no event.

    Raises StaleSection when a colleague saved it since, NotAllowed, and MoveRefused when the
    application is not a draft.
    """
    locked = locked_for_writing(application, by=by)
    draft = ApplicationDraft.objects.filter(application=locked, section=section).first()
    if draft is None:
        draft = ApplicationDraft(application=locked, section=section)
    if store_section(draft, section, Posted(raw, seen_revision), by=by):
        contribute(locked, by=by)
    return draft


@transaction.atomic
def save_page(
    *, application: Application, sections: Mapping[ApplicationSection, Posted], by: User
) -> ApplicationSaved:
    """Pagina opslaan: each section by itself. Raises NotAllowed, MoveRefused."""

    def save(section: ApplicationSection, typed: Posted) -> ApplicationDraft:
        return save_section(
            application=application,
            section=section,
            raw=typed.raw,
            seen_revision=typed.seen_revision,
            by=by,
        )

    return save_each(sections, save)


@transaction.atomic
def submit_application(
    *,
    application: Application,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    seen_digest: str | None = None,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Aanvraag indienen: a version for good, its budget lines, and a receipt.

    `seen_digest` is the fingerprint of what the signatory read. Raises NotReady with every finding,
    StaleRevision when a colleague changed the draft since, NotAllowed, MoveRefused.
    """
    Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    done: Event | None = (
        events_of(application).filter(key=key, name="submit").first() if key else None
    )
    if done:
        application.refresh_from_db()
        return done
    attachments = list(application.attachments.filter(is_removed=False).select_related("file"))
    typed = typed_in(application)
    fingerprint = digest_of_application(typed, (row.file_id for row in attachments))
    if seen_digest is not None and seen_digest != fingerprint:
        raise StaleRevision
    reading = check_application(application, on=on)
    if reading.content is None:
        raise NotReady(reading.errors)
    version = ApplicationVersion.objects.create(
        application=application,
        number=application.versions.count() + 1,
        typed=typed,
        sha256=fingerprint,
        requested=Decimal(reading.content.total),
        iban=reading.content.iban,
        by=by,
        on=on,
    )
    AttachedFile.objects.bulk_create(
        AttachedFile(version=version, attachment=row) for row in attachments
    )
    event = move(
        application,
        "submit",
        by=by,
        on=on,
        seen_revision=seen_revision,
        key=key,
        door=door,
        facts=ApplyFacts(errors=len(reading.errors)),
        fields={
            "submitted": version,
            "submitted_on": on,
            "decide_by": _decide_by(application, on),
            "complete_by": None,
        },
        data={
            "version": version.number,
            "sha256": fingerprint,
            "requested": str(version.requested),
            "files": [
                {"attachment": str(row.pk), "sha256": row.file_id, "size": row.file.size}
                for row in attachments
            ],
        },
    )
    _write_lines(version, reading.content)
    make_receipt(case=application, event=event)
    return event


@transaction.atomic
def withdraw_application(
    *,
    application: Application,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    reason: str,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Aanvraag intrekken by the municipality; an award that was only prepared goes with it.

    Raises MoveRefused.
    """
    event = move(
        application,
        "withdraw",
        by=by,
        on=on,
        seen_revision=seen_revision,
        reason=reason,
        key=key,
        door=door,
    )
    for award in application.awards.filter(state=AwardState.PREPARED):
        move(
            award,
            "withdraw",
            by=machine(),
            on=on,
            seen_revision=award.revision,
            reason="De gemeente trok haar aanvraag in.",
            door=door,
        )
    return event


def may_write(application: Application, *, by: User) -> bool:
    """Whether the person drafts this application now."""
    return application.state in APPLICATION_MOVES.drafts and by.has_role(
        *MAY_WRITE, municipality_id=application.municipality_id
    )


def locked_for_writing(application: Application, *, by: User) -> Application:
    """The application, held, for somebody who may change its draft. Raises NotAllowed, MoveRefused."""
    locked = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    if not by.has_role(*MAY_WRITE, municipality_id=locked.municipality_id):
        raise NotAllowed(
            "Alleen de projectleider en de SiSa-contactpersoon van de gemeente vullen de aanvraag in."
        )
    if locked.state not in APPLICATION_MOVES.drafts:
        raise MoveRefused("Deze aanvraag is ingediend en kan nu niet worden gewijzigd.")
    return locked


def _decide_by(application: Application, on: datetime.datetime) -> datetime.date | None:
    """The term runs from the first time; what completing took does not count (Awb 4:15)."""
    day = day_in_amsterdam(on)
    if application.state == ApplicationState.INCOMPLETE and application.decide_by:
        asked = events_of(application).filter(name="return").last()
        taken = day - timezone.localdate(asked.on) if asked else datetime.timedelta()
        return application.decide_by + taken
    terms = terms_of(application.scheme)
    return day + datetime.timedelta(weeks=terms.decision_weeks) if terms else None


def _write_lines(version: ApplicationVersion, content: ApplicationContent) -> None:
    scheme = version.application.scheme
    activities = {row.code: row for row in scheme.activities.all()}
    sectors = {row.code: row for row in scheme.sectors.all()}
    BudgetLine.objects.bulk_create(
        BudgetLine(
            version=version,
            place=place,
            grant_year_id=year,
            activity=activities[row.activity],
            sector=sectors[row.sector],
            intervention_id=row.intervention,
            description=row.description,
            amount=Decimal(amount),
        )
        for place, row in enumerate(content.budget, start=1)
        for year, amount in row.amounts.items()
    )
