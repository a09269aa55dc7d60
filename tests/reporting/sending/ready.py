"""Everything that must be done before a report goes to the Kamer, each thing by its own service."""

from __future__ import annotations

import datetime

from django.utils import timezone

from grants.services.drafting import Posted
from municipalities.models import Municipality
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.casework.moves import Door
from reporting.models import Rendition, ReportYear
from reporting.queries.parts import latest_version
from reporting.services.fact_checks import ask_fact_checks
from reporting.services.privacy import ask_for_search, run_search
from reporting.services.rendering import render
from reporting.services.texts import keep_text
from reporting.writing.fields import FIELDS
from tests.factories import make_user, municipality
from tests.reporting.signing.parties import sign_everything


def make_ready(case: ReportYear, officer: User) -> Rendition:
    """Texts, files, search, fact checks and sign-offs of a frozen year: all of it is done."""
    fill_in_required(case, officer)
    check_facts(case, officer)
    sign_everything(case, officer)
    rendition = make_files(case)
    search_people(rendition, officer)
    return rendition


def fill_in_required(case: ReportYear, by: User) -> None:
    for name, field in FIELDS.items():
        if field.is_required and not field.standard:
            keep_text(
                scheme=case.scheme,
                year=case.year,
                name=name,
                posted=Posted({"text": "FICTIEF 1"}, 0),
                by=by,
                on=timezone.now(),
            )


def check_facts(case: ReportYear, officer: User) -> None:
    """Every municipality was asked, and its term is over."""
    somebody = make_user(Role.PROJECT_LEADER, municipality())
    asked_on = timezone.now() - datetime.timedelta(days=20)
    ask_fact_checks(
        case=case,
        named={
            own: [somebody] for own in Municipality.objects.filter(recipients__scheme=case.scheme)
        },
        due_on=asked_on.date() + datetime.timedelta(days=10),
        by=officer,
        on=asked_on,
        door=Door.DEMO,
    )


def make_files(case: ReportYear) -> Rendition:
    snapshot = latest_version(case)
    assert snapshot is not None
    return render(snapshot)


def search_people(rendition: Rendition, by: User) -> None:
    run_search(ask_for_search(rendition=rendition, by=by).pk)
