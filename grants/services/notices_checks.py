"""Bericht over een voorcontrole, for who left the page before the answer came."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, TextField, Value
from django.db.models.functions import Cast, Concat

from grants.checks.findings import ERROR
from grants.enums import CheckState, UploadKind
from grants.models import Check, Justification
from grants.queries.notices import contacts
from grants.reckoning.deadlines import day_in_amsterdam
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.casework.models import Notice
from pmg.casework.notices import note_seen, notices_for, plan

from .notices_text import path_of, write

TIME_TO_LOOK = datetime.timedelta(minutes=1)
"""Who sees the findings on the page within this time gets no mail about them."""

WITH_ARTICLE = {
    UploadKind.STATEMENT: "de aanvullende opgave",
    UploadKind.PACKAGE: "het SiSa-pakket",
}
OLD_NEWS = datetime.timedelta(days=7)
"""What was uploaded longer ago is no news: history that was taken over, or a demo."""

SETTLED = (CheckState.DONE, CheckState.FAILED)


@transaction.atomic
def tell_checked(check: Check, *, on: datetime.datetime) -> None:
    """Voorcontrole klaar: to who uploaded, and to the signatories when all is well.

    The mail waits a minute, for who still looks at the page. May be repeated.
    """
    if on - check.upload.on > OLD_NEWS or check.upload.on_paper:
        return
    case = check.upload.justification
    verdict = getattr(check, "verdict", None)
    findings = list(verdict.findings.all()) if verdict else []
    errors = sum(finding.severity == ERROR for finding in findings)
    rows = notices_for(
        write(
            "voorcontrole-klaar" if verdict else "voorcontrole-mislukt",
            kind="check.done" if verdict else "check.failed",
            to=check.upload.by,
            path=path_of(case, Role.SISA_CONTACT),
            needs_action=bool(errors),
            municipality=case.municipality,
            year=case.accounting_year,
            what=WITH_ARTICLE[UploadKind(check.upload.kind)],
            errors=errors,
            warnings=len(findings) - errors,
        ),
        to=check.upload.by,
        role=Role.SISA_CONTACT,
        about=_key(check),
        municipality_id=case.municipality_id,
        on=on,
        mail_not_before=on + TIME_TO_LOOK,
    )
    if verdict and not errors and check.upload.kind == UploadKind.STATEMENT:
        for signatory in contacts(on=day_in_amsterdam(on)).get(
            (Role.SIGNATORY, case.municipality_id), ()
        ):
            rows += notices_for(
                write(
                    "klaar-om-in-te-dienen",
                    kind="check.ready",
                    to=signatory,
                    path=path_of(case, Role.SIGNATORY),
                    needs_action=True,
                    municipality=case.municipality,
                    year=case.accounting_year,
                    due_on=case.due_on,
                ),
                to=signatory,
                role=Role.SIGNATORY,
                about=_key(check),
                municipality_id=case.municipality_id,
                on=on,
            )
    plan(rows)


def _key(check: Check) -> str:
    return f"check:{check.upload.justification_id}:{check.pk}"


def untold_checks(*, on: datetime.datetime) -> list[Check]:
    """Voorcontroles van de laatste dag waarover nog niets is gezegd."""
    told = Notice.objects.filter(
        deadline_key=Concat(
            Value("check:"),
            Cast(OuterRef("upload__justification_id"), TextField()),
            Value(":"),
            Cast(OuterRef("pk"), TextField()),
            output_field=TextField(),
        )
    )
    return list(
        Check.objects.filter(state__in=SETTLED, upload__on__gte=on - datetime.timedelta(days=1))
        .filter(~Exists(told))
        .select_related("upload__by", "upload__justification__municipality", "verdict")[:100]
    )


def findings_seen(case: Justification, *, by: User, on: datetime.datetime) -> None:
    """Bevindingen gezien: no mail about what somebody read on the page."""
    mine = Notice.objects.filter(recipient=by, deadline_key__startswith=f"check:{case.pk}:")
    note_seen(mine, on=on, why="De bevindingen zijn op de pagina gezien.")
