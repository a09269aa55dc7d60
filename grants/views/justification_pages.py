"""What the pages of a verantwoording share: the case, the way back, the form to take along."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from grants.checks.subject import SchemeYear
from grants.codes import form_name
from grants.models import Justification
from grants.queries.visibility import justifications_visible_to
from pmg.accounts.enums import MUNICIPAL_ROLES, Role
from pmg.accounts.models import User

READERS = (*MUNICIPAL_ROLES, Role.POLICY_OFFICER, Role.ASSESSOR, Role.BUDGET_HOLDER, Role.AUDITOR)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
START = ("Overzicht", "/")


def case_of(user: User, pk: uuid.UUID) -> Justification:
    """The verantwoording, where this person may see it; otherwise 404."""
    return get_object_or_404(
        justifications_visible_to(user).select_related(
            "municipality", "accounting_year__scheme", "award__scheme"
        ),
        pk=pk,
    )


def crumbs(case: Justification) -> list[tuple[str, str]]:
    """The way back from a page below the verantwoording."""
    return [
        START,
        (
            f"Verantwoording over {case.accounting_year.year}",
            reverse("grants:justification", args=[case.pk]),
        ),
    ]


def send_form(subject: SchemeYear, form: bytes) -> HttpResponse:
    """Formulier om mee te nemen; that of a demo says so in its name."""
    name = form_name(subject.year, subject.cbs_digits)
    if subject.is_fictional:
        name = f"FICTIEF_{name}"
    response = HttpResponse(form, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
