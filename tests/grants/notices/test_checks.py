"""The check is ready: who left hears whether to act and how many; who looked on does not."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from grants.enums import CheckState, UploadKind
from grants.models import Check, FindingRow, Justification, StoredFile, Upload, Verdict
from grants.services.notices_checks import TIME_TO_LOOK, tell_checked, untold_checks
from grants.tasks.notices import tell_of_checks
from pmg.casework.models import Notice
from pmg.casework.notices_sending import waiting
from tests.grants.notices.people import Place, make_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    return make_place()


def checked(place: Place, case: Justification, *severities: str) -> Check:
    """A statement of the SiSa contact with these findings, checked just now."""
    file = StoredFile.objects.create(sha256="0" * 64, size=1)
    upload = Upload.objects.create(
        justification=case,
        kind=UploadKind.STATEMENT,
        file=file,
        name="opgave.xlsx",
        by=place.contact,
        on=timezone.now(),
    )
    check = Check.objects.create(upload=upload, state=CheckState.DONE)
    verdict = Verdict.objects.create(
        check_run=check, ok="error" not in severities, checks_version="1"
    )
    for number, severity in enumerate(severities):
        FindingRow.objects.create(
            verdict=verdict, place=number, code="x", severity=severity, message="x", remedy="x"
        )
    return check


def test_who_left_hears_how_many(place: Place) -> None:
    check = checked(place, place.justification(), "error", "error", "warning")
    now = timezone.now()
    tell_checked(check, on=now)
    tell_checked(check, on=now)
    mail = Notice.objects.get(channel="mail")
    assert mail.recipient == place.contact
    assert mail.subject.startswith("Actie nodig: 2 fouten in de aanvullende opgave 2025")
    assert "2 fouten en 1 aandachtspunt." in mail.body
    assert waiting(on=now) == []
    assert waiting(on=now + TIME_TO_LOOK) == [mail.pk]


def test_without_errors_the_signatory_acts(place: Place) -> None:
    tell_checked(checked(place, place.justification(), "warning"), on=timezone.now())
    contact = Notice.objects.get(channel="mail", recipient=place.contact)
    assert "U hoeft nu niets te doen." in contact.body
    signatory = Notice.objects.get(channel="mail", recipient=place.signatory)
    assert signatory.needs_action
    assert "klaar om in te dienen" in signatory.subject


def test_who_looks_on_gets_no_mail(place: Place) -> None:
    """Also without JavaScript: opening the page is seeing it."""
    case = place.justification()
    tell_checked(checked(place, case, "error"), on=timezone.now())
    client = Client()
    client.force_login(place.leader)
    client.get(reverse("grants:justification_checks", args=[case.pk]))
    assert Notice.objects.get(channel="mail").status == "planned", "a colleague looked, not she"
    client.force_login(place.contact)
    client.get(reverse("grants:justification_checks", args=[case.pk]))
    mail = Notice.objects.get(channel="mail")
    assert mail.status == "not_needed"
    assert mail.problem == "De bevindingen zijn op de pagina gezien."
    assert waiting(on=timezone.now() + TIME_TO_LOOK) == []
    assert Notice.objects.get(channel="portal").seen_on is not None


def test_worker_that_fell_silent_is_made_up_for(place: Place) -> None:
    check = checked(place, place.justification(), "error")
    assert untold_checks(on=timezone.now()) == [check]
    tell_of_checks()
    assert untold_checks(on=timezone.now()) == []
    assert Notice.objects.filter(channel="mail").count() == 1
    long_ago = timezone.now() + datetime.timedelta(days=2)
    Notice.objects.all().delete()
    assert untold_checks(on=long_ago) == [], "what is days old is no news"
