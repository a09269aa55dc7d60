"""A municipality that never signs in delivers on paper; from there on the case goes as any other."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from grants.checks.statement_typed import TypedLine, TypedStatement
from grants.enums import EntryKind, UploadKind
from grants.models import Justification, LedgerEntry, PreparedFile, Receipt, Upload
from grants.queries.deliveries import newest_uploads
from grants.queries.ledger_check import rules_of_the_ledger
from grants.queries.lines import hands_on_judgement
from grants.queries.receipts import receipt_sheet
from grants.reckoning.ledger_check import differences
from grants.services import assessment, paper
from grants.services.checking import run_check
from grants.services.submitting import submit
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused, NotAllowed
from pmg.casework.models import Notice
from pmg.casework.moves import Door, events_of
from tests.factories import make_user
from tests.grants.justifications.conftest import LINES, Gouda
from tests.grants.justifications.conftest import gouda as gouda  # noqa: PLC0414 - a fixture
from tests.grants.justifications.conftest import own_store as own_store  # noqa: PLC0414

pytestmark = pytest.mark.django_db
SCAN = ("brief.pdf", [b"%PDF-1.4 een scan"])
WHY = "De gemeente kon niet inloggen en stuurde een brief."
TYPED = TypedStatement(
    spent="226.035",
    cumulative="226.035",
    final="Nee",
    lines=tuple(
        TypedLine(line.activity, line.sector, line.intervention, line.description, str(line.amount))
        for line in LINES
    ),
)


@pytest.fixture
def assessor(db: None) -> User:
    return make_user(Role.ASSESSOR)


def put_in(gouda: Gouda, by: User) -> Upload:
    """The form of the municipality, checked by the worker."""
    row = paper.take_form(
        justification=gouda.case,
        name="pmg_2025_0513.xlsx",
        chunks=[gouda.form()],
        by=by,
        on=timezone.now(),
    )
    run_check(row.check_run.pk)
    return row


def receive(gouda: Gouda, by: User, **changes: Any) -> Justification:
    case = Justification.objects.get(pk=gouda.case.pk)
    paper.receive_on_paper(
        **{
            "justification": case,
            "received_on": datetime.date(2026, 7, 8),
            "reason": WHY,
            "scans": [SCAN],
            "by": by,
            "on": timezone.now(),
            "seen_revision": case.revision,
        }
        | changes
    )
    return Justification.objects.get(pk=case.pk)


class TestReceiving:
    @pytest.mark.parametrize("way", ["form", "typed"])
    def test_the_case_goes_on_as_any_other(self, gouda: Gouda, assessor: User, way: str) -> None:
        if way == "form":
            put_in(gouda, assessor)
        else:
            paper.type_figures(
                justification=gouda.case, typed=TYPED, by=assessor, on=timezone.now()
            )
        case = receive(gouda, assessor)
        assert case.state == "submitted"
        assert case.submitted is not None
        assert case.submitted.spent == 226_035
        event = events_of(case).last()
        assert event is not None
        assert (event.name, event.door, event.reason) == (paper.MOVE, Door.PAPER, WHY)
        assert timezone.localdate(event.on) == datetime.date(2026, 7, 8)
        assert [row["kind"] for row in event.data["files"]] == ["statement", "paper"]
        booked = LedgerEntry.objects.get(kind=EntryKind.JUSTIFIED)
        assert booked.amount == 226_035
        assert not list(differences(rules_of_the_ledger()))
        sheet = receipt_sheet(Receipt.objects.get())
        assert sheet.in_time
        assert "op papier" in sheet.function
        assert {row.kind for row in sheet.files} == {UploadKind.STATEMENT, UploadKind.PAPER}
        assert PreparedFile.objects.filter(receipt__isnull=False).exists(), "the PDF is made"
        assert Notice.objects.filter(recipient=gouda.sisa, kind__contains=paper.MOVE).exists()
        assessment.take(
            justification=case, by=assessor, on=timezone.now(), seen_revision=case.revision
        )

    def test_who_recorded_it_does_not_approve(self, gouda: Gouda, assessor: User) -> None:
        put_in(gouda, assessor)
        assert hands_on_judgement(receive(gouda, assessor)) == {assessor.pk}

    def test_the_municipality_keeps_its_own(self, gouda: Gouda, assessor: User) -> None:
        put_in(gouda, assessor)
        assert newest_uploads(gouda.case).statement is None
        with pytest.raises(MoveRefused, match="nog geen aanvullende opgave"):
            submit(
                justification=gouda.case,
                by=gouda.signatory,
                on=timezone.now(),
                seen_revision=gouda.case.revision,
            )

    def test_twice_is_once(self, gouda: Gouda, assessor: User) -> None:
        put_in(gouda, assessor)
        seen, key = gouda.case.revision, uuid.uuid4()
        for _ in range(2):
            receive(gouda, assessor, seen_revision=seen, key=key)
        assert Receipt.objects.count() == 1

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"scans": []}, "scan"),
            ({"reason": " "}, "reden"),
            ({"received_on": datetime.date(2099, 1, 1)}, "toekomst"),
            ({"received_on": datetime.date(2020, 1, 1)}, "vorige gebeurtenis"),
        ],
    )
    def test_what_it_needs(
        self, gouda: Gouda, assessor: User, changes: dict[str, Any], words: str
    ) -> None:
        put_in(gouda, assessor)
        with pytest.raises(MoveRefused, match=words):
            receive(gouda, assessor, **changes)
        assert not Receipt.objects.exists()

    def test_not_without_figures_or_with_errors(self, gouda: Gouda, assessor: User) -> None:
        with pytest.raises(MoveRefused, match="nog geen"):
            receive(gouda, assessor)
        wrong = TypedStatement(spent="twee ton", cumulative="0", final="Nee")
        paper.type_figures(justification=gouda.case, typed=wrong, by=assessor, on=timezone.now())
        with pytest.raises(MoveRefused, match="fout"):
            receive(gouda, assessor)

    @pytest.mark.parametrize("role", [Role.POLICY_OFFICER, Role.BUDGET_HOLDER])
    def test_only_an_assessor(self, gouda: Gouda, role: Role) -> None:
        with pytest.raises(NotAllowed):
            put_in(gouda, make_user(role))


class TestThePage:
    def seen(self, gouda: Gouda) -> dict[str, Any]:
        gouda.case.refresh_from_db()
        return {"revision": gouda.case.revision, "key": uuid.uuid4()}

    def test_from_typing_to_the_receipt(self, gouda: Gouda, assessor: User) -> None:
        client = Client()
        client.force_login(assessor)
        desk = reverse("grants:assessment_workbench", args=[gouda.case.pk])
        page = reverse("grants:justification_paper", args=[gouda.case.pk])
        assert page in client.get(desk).content.decode()
        boxes = {"opgave-spent": "226.035", "opgave-cumulative": "226.035", "opgave-final": "Nee"}
        lines = {
            f"regel{place}-{name}": text
            for place, line in enumerate(TYPED.lines, start=1)
            for name, text in line._asdict().items()
        }
        typed = {"act": "typed", "lines": "4", **boxes, **lines}
        wrong = client.post(
            page, {**typed, "regel1-amount": "veel", **self.seen(gouda)}
        ).content.decode()
        assert "Dit klopt nog niet." in wrong
        assert 'value="veel"' in wrong
        more = client.post(page, {**typed, "more": "1", **self.seen(gouda)}).content.decode()
        assert "Regel 8" in more
        assert "Programmaleider" in more
        told = client.post(page, {**typed, **self.seen(gouda)}, follow=True).content.decode()
        assert "De cijfers zijn bewaard." in told
        given = {"act": "receive", "received_on": "2026-07-08", "reason": WHY}
        refused = client.post(page, {**given, **self.seen(gouda)}).content.decode()
        assert "Kies de scan" in refused
        assert WHY in refused
        scan = SimpleUploadedFile("brief.pdf", b"%PDF-1.4 een scan")
        told = client.post(
            page, {**given, "scans": scan, **self.seen(gouda)}, follow=True
        ).content.decode()
        assert "Ontvangst vastgelegd." in told
        assert "op papier of per mail" in told
        assert "Verantwoording op papier ontvangen" in client.get(desk).content.decode()
        assert "Dat kan nu niet." in client.get(page).content.decode()

    def test_a_form_that_came_by_mail(self, gouda: Gouda, assessor: User) -> None:
        client = Client()
        client.force_login(assessor)
        page = reverse("grants:justification_paper", args=[gouda.case.pk])
        file = SimpleUploadedFile("pmg_2025_0513.xlsx", gouda.form())
        client.post(page, {"act": "form", "form": file, **self.seen(gouda)})
        assert "De controle loopt." in client.get(page).content.decode()
        run_check(Upload.objects.get().check_run.pk)
        shown = client.get(page).content.decode()
        assert "226.035" in shown
        assert "Ontvangst vastleggen" in shown
