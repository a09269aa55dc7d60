"""Correctie na indienen: asked, allowed, each figure with its reason, the old version kept."""

from __future__ import annotations

import datetime
import uuid
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from grants.enums import CorrectionState, EntryKind
from grants.models import Correction, Justification, LedgerEntry, Receipt, Upload
from grants.queries.corrections import requests_waiting, sheet_of
from grants.queries.findings import points_to_explain
from grants.queries.ledger_check import rules_of_the_ledger
from grants.reckoning.ledger_check import differences
from grants.services import assessment, correcting
from grants.services.checking import run_check
from grants.services.findings import keep_words
from grants.services.ledger import book_accepted
from grants.services.submitting import submit
from grants.transitions.justifications import JudgementFacts
from pmg.accounts.enums import Role
from pmg.accounts.models import RoleAssignment, User
from pmg.casework.errors import FourEyes, MoveRefused, NotAllowed
from pmg.casework.moves import Door, events_of, move
from tests.factories import at, make_figure, make_user
from tests.grants.justifications.conftest import LINES, Gouda
from tests.grants.justifications.test_uploads import hand_in

pytestmark = pytest.mark.django_db
WHY = "Een factuur staat bij de verkeerde sector."
OTHER = LINES[2]._replace(sector="scholen")
"""The third line with another sector: two figures change, the total does not."""


@pytest.fixture
def case(gouda: Gouda) -> Justification:
    """Gouda over 2025, submitted in time: € 226.035."""
    run_check(hand_in(gouda, gouda.form(), on=at(2026, 7, 1)).check_run.pk)
    gouda.case.refresh_from_db()
    submit(
        justification=gouda.case,
        by=gouda.signatory,
        on=at(2026, 7, 2),
        seen_revision=gouda.case.revision,
        door=Door.DEMO,
    )
    return Justification.objects.get(pk=gouda.case.pk)


@pytest.fixture
def assessor(db: None) -> User:
    return make_user(Role.ASSESSOR, function="beoordelaar")


def past(on: datetime.datetime, by: User, **more: Any) -> dict[str, Any]:
    return {"by": by, "on": on, "door": Door.DEMO} | more


def requested(case: Justification, by: User, **more: Any) -> Correction:
    return correcting.request_correction(
        justification=case, reason=WHY, **past(at(2026, 8, 3), by, **more)
    )


def allowed(case: Justification, gouda: Gouda, assessor: User) -> Correction:
    correction = requested(case, gouda.sisa)
    correcting.consent(
        correction=correction,
        **past(at(2026, 8, 4), assessor, seen_revision=correction.revision),
    )
    return correction


def uploaded(gouda: Gouda, **changes: object) -> Upload:
    row = hand_in(gouda, gouda.form(**changes), on=at(2026, 8, 5))
    run_check(row.check_run.pk)
    return row


def reasons_for(correction: Correction) -> dict[str, str]:
    return {change.figure: WHY for change in sheet_of(correction).changes}


def send(correction: Correction, by: User, **more: Any) -> None:
    correction = Correction.objects.get(pk=correction.pk)
    correcting.send_correction(
        correction=correction,
        **past(at(2026, 8, 6), by, **{"seen_revision": correction.revision} | more),
    )


def explain(correction: Correction, by: User) -> None:
    asked = points_to_explain(sheet_of(correction).newest)
    words = {point.key: "SiSa volgt nog." for points in asked.values() for point in points}
    keep_words(justification=correction.justification, words=words, by=by)


def booked(kind: EntryKind) -> list[int]:
    rows = LedgerEntry.objects.filter(kind=kind).order_by("event__on", "event__seq")
    return [int(row.amount) for row in rows]


def judged(case: Justification) -> Justification:
    """Judged on € 226.035, through the same door as everybody."""
    make_figure(case)
    assessor = make_user(Role.ASSESSOR)
    assessment.take(
        justification=case,
        **past(at(2026, 7, 20), assessor, seen_revision=case.revision),
    )
    facts = JudgementFacts(
        accepted=Decimal(226_035),
        justified=Decimal(226_035),
        has_sisa_figure=True,
        has_article=True,
    )
    move(
        case,
        "propose",
        seen_revision=case.revision,
        fields={"accepted": Decimal(226_035), "motivation": "Akkoord."},
        facts=facts,
        data={"accepted": "226035"},
        **past(at(2026, 7, 21), assessor),
    )
    event = move(
        case,
        "judge",
        seen_revision=case.revision,
        facts=facts,
        data={"accepted": "226035", "justified": "226035"},
        **past(at(2026, 7, 22), make_user(Role.ASSESSOR)),
    )
    book_accepted(justification=case, amount=Decimal(226_035), event=event)
    return case


class TestAsking:
    def test_a_request_waits_for_the_ministry(
        self, case: Justification, gouda: Gouda, assessor: User
    ) -> None:
        correction = requested(case, gouda.sisa)
        assert correction.state == CorrectionState.REQUESTED
        assert list(requests_waiting(assessor)) == [correction]
        with pytest.raises(MoveRefused, match="al ingediend"):
            uploaded(gouda)

    def test_one_at_a_time_and_a_double_click_is_one(
        self, case: Justification, gouda: Gouda
    ) -> None:
        key = uuid.uuid4()
        first = requested(case, gouda.sisa, key=key)
        assert requested(case, gouda.sisa, key=key) == first
        with pytest.raises(MoveRefused, match="loopt al een correctie"):
            requested(case, gouda.sisa)

    def test_what_is_not_submitted_needs_none(self, gouda: Gouda) -> None:
        with pytest.raises(MoveRefused, match="nog niet ingediend"):
            requested(gouda.case, gouda.sisa)

    def test_refused_says_why_and_nothing_moves(
        self, case: Justification, gouda: Gouda, assessor: User
    ) -> None:
        correction = requested(case, gouda.sisa)
        correcting.refuse(
            correction=correction,
            reason="Het verschil is te klein.",
            **past(at(2026, 8, 4), assessor, seen_revision=correction.revision),
        )
        assert correction.state == CorrectionState.REFUSED
        assert sheet_of(correction).happened[0].reason == "Het verschil is te klein."
        assert Justification.objects.get(pk=case.pk).state == "submitted"

    def test_the_ministry_may_ask_for_it_and_only_it_may_stop_that(
        self, case: Justification, gouda: Gouda, assessor: User
    ) -> None:
        correction = correcting.ask_for_correction(
            justification=case, reason=WHY, **past(at(2026, 8, 3), assessor)
        )
        assert correction.state == CorrectionState.CONSENTED
        with pytest.raises(MoveRefused, match="niet zelf intrekken"):
            correcting.withdraw(
                correction=correction,
                reason="Toch niet.",
                **past(at(2026, 8, 4), gouda.sisa, seen_revision=correction.revision),
            )
        correcting.end(
            correction=correction,
            reason="Niet meer nodig.",
            **past(at(2026, 8, 4), assessor, seen_revision=correction.revision),
        )
        assert correction.state == CorrectionState.WITHDRAWN


class TestMaking:
    def test_old_and_new_per_figure(
        self, case: Justification, gouda: Gouda, assessor: User
    ) -> None:
        correction = allowed(case, gouda, assessor)
        assert sheet_of(correction).changes == ()
        uploaded(gouda, lines=(*LINES[:2], OTHER))
        found = sheet_of(correction).changes
        assert [(int(c.old or 0), int(c.new or 0)) for c in found] == [(140_410, 0), (0, 140_410)]
        assert "Jongerenwerk" in found[0].label

    def test_no_reason_no_sending(self, case: Justification, gouda: Gouda, assessor: User) -> None:
        correction = allowed(case, gouda, assessor)
        uploaded(gouda, lines=(*LINES[:2], OTHER))
        with pytest.raises(MoveRefused, match="2 van de 2"):
            send(correction, gouda.signatory)
        assert Correction.objects.get().state == CorrectionState.CONSENTED
        assert Justification.objects.get(pk=case.pk).submitted.number == 1

    def test_nothing_changed_is_no_correction(
        self, case: Justification, gouda: Gouda, assessor: User
    ) -> None:
        correction = allowed(case, gouda, assessor)
        uploaded(gouda)
        with pytest.raises(MoveRefused, match="nog geen cijfer veranderd"):
            send(correction, gouda.signatory)

    def test_errors_block(self, case: Justification, gouda: Gouda, assessor: User) -> None:
        correction = allowed(case, gouda, assessor)
        uploaded(gouda, spent=1)
        with pytest.raises(MoveRefused, match="fout"):
            send(correction, gouda.signatory)

    def test_who_uploaded_does_not_send(
        self, case: Justification, gouda: Gouda, assessor: User
    ) -> None:
        correction = allowed(case, gouda, assessor)
        uploaded(gouda, lines=(*LINES[:2], OTHER))
        with pytest.raises(NotAllowed):
            send(correction, gouda.sisa)

    def test_no_judgement_while_it_is_made(
        self, case: Justification, gouda: Gouda, assessor: User
    ) -> None:
        make_figure(case)
        allowed(case, gouda, assessor)
        facts = assessment.judgement_facts(case, accepted=Decimal(1))
        assert facts.correction_open

    def test_no_second_way_back_while_it_is_made(
        self, case: Justification, gouda: Gouda, assessor: User
    ) -> None:
        correction = allowed(case, gouda, assessor)
        assessment.take(
            justification=case, seen_revision=case.revision, **past(at(2026, 8, 5), assessor)
        )
        again: dict[str, Any] = {"justification": case, "reason": "Regel 2 is te hoog."}
        with pytest.raises(MoveRefused, match="De gemeente werkt aan een correctie"):
            assessment.return_to_municipality(
                seen_revision=case.revision, **past(at(2026, 8, 6), assessor), **again
            )
        correcting.end(
            correction=correction,
            reason="De beoordelaar vraagt om meer.",
            **past(at(2026, 8, 7), assessor, seen_revision=correction.revision),
        )
        assessment.return_to_municipality(
            seen_revision=case.revision, **past(at(2026, 8, 8), assessor), **again
        )
        assert case.state == "returned"


class TestSending:
    def sent(self, case: Justification, gouda: Gouda, assessor: User) -> Correction:
        correction = allowed(case, gouda, assessor)
        less = LINES[2]._replace(amount=100_000)
        uploaded(gouda, spent=185_625, cumulative=185_625, lines=(*LINES[:2], less))
        correcting.keep_reasons(
            correction=correction, reasons=reasons_for(correction), by=gouda.sisa
        )
        send(correction, gouda.signatory)
        return Correction.objects.get(pk=correction.pk)

    def test_the_new_version_counts_and_the_old_one_stays(
        self, case: Justification, gouda: Gouda, assessor: User
    ) -> None:
        correction = self.sent(case, gouda, assessor)
        case.refresh_from_db()
        assert correction.state == CorrectionState.SENT
        assert case.submitted == correction.after
        assert (correction.before.number, correction.before.spent) == (1, Decimal(226_035))
        assert {row.reason for row in correction.figures.all()} == {WHY}
        assert correction.figures.count() == 3
        assert case.state == "submitted"

    def test_money_is_only_added(self, case: Justification, gouda: Gouda, assessor: User) -> None:
        self.sent(case, gouda, assessor)
        assert booked(EntryKind.JUSTIFIED) == [226_035, -40_410]

    def test_it_gives_a_receipt_of_its_own(
        self, case: Justification, gouda: Gouda, assessor: User
    ) -> None:
        self.sent(case, gouda, assessor)
        assert [row.reference[-2:] for row in Receipt.objects.order_by("pk")] == ["-1", "-2"]

    def test_a_judgement_is_open_again_and_stays_booked(
        self, case: Justification, gouda: Gouda, assessor: User
    ) -> None:
        judged(case)
        correction = allowed(case, gouda, assessor)
        less = LINES[2]._replace(amount=100_000)
        uploaded(gouda, spent=185_625, cumulative=185_625, lines=(*LINES[:2], less))
        effect = sheet_of(correction).effect
        assert (effect.row, effect.accepted, effect.accepts_too_much) == (
            -40_410,
            226_035,
            True,
        )
        correcting.keep_reasons(
            correction=correction, reasons=reasons_for(correction), by=gouda.sisa
        )
        with pytest.raises(MoveRefused, match="nog geen uitleg"):  # it differs from SiSa now
            send(correction, gouda.signatory)
        explain(correction, gouda.sisa)
        send(correction, gouda.signatory)
        case.refresh_from_db()
        assert case.state == "submitted"
        assert booked(EntryKind.ACCEPTED) == [226_035]
        names = [event.name for event in events_of(case)]
        assert names[-2:] == ["judge", "correct"]
        assert differences(rules_of_the_ledger()) == []

    def test_twice_the_same_key_is_once(
        self, case: Justification, gouda: Gouda, assessor: User
    ) -> None:
        correction = allowed(case, gouda, assessor)
        uploaded(gouda, lines=(*LINES[:2], OTHER))
        correcting.keep_reasons(
            correction=correction, reasons=reasons_for(correction), by=gouda.sisa
        )
        key = uuid.uuid4()
        send(correction, gouda.signatory, key=key)
        send(correction, gouda.signatory, key=key)
        assert Receipt.objects.count() == 2

    def test_who_wrote_a_reason_does_not_send_it(
        self, case: Justification, gouda: Gouda, assessor: User
    ) -> None:
        correction = allowed(case, gouda, assessor)
        uploaded(gouda, lines=(*LINES[:2], OTHER))
        reasons = reasons_for(correction)
        with pytest.raises(NotAllowed):
            correcting.keep_reasons(correction=correction, reasons=reasons, by=gouda.signatory)
        both = make_user(Role.SISA_CONTACT, case.municipality)
        RoleAssignment.objects.create(
            user=both,
            role=Role.SIGNATORY,
            municipality=case.municipality,
            starts_on=at(2026, 1, 1).date(),
        )
        correcting.keep_reasons(correction=correction, reasons=reasons, by=both)
        with pytest.raises(FourEyes):
            send(correction, both)
        send(correction, gouda.signatory)

    def test_a_signatory_who_uploaded_needs_a_colleague(
        self, case: Justification, gouda: Gouda, assessor: User
    ) -> None:
        RoleAssignment.objects.create(
            user=gouda.signatory,
            role=Role.SISA_CONTACT,
            municipality=case.municipality,
            starts_on=datetime.date(2024, 1, 1),
        )
        signatory = User.objects.get(pk=gouda.signatory.pk)
        correction = allowed(case, gouda, assessor)
        row = hand_in(gouda, gouda.form(lines=(*LINES[:2], OTHER)), by=signatory, on=at(2026, 8, 5))
        run_check(row.check_run.pk)
        correcting.keep_reasons(
            correction=correction, reasons=reasons_for(correction), by=gouda.sisa
        )
        with pytest.raises(FourEyes):
            send(correction, signatory)


class TestThePages:
    def client(self, user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    def seen(self, case: Any) -> dict[str, object]:
        case.refresh_from_db()
        return {"revision": case.revision, "key": uuid.uuid4()}

    def test_the_whole_way(self, case: Justification, gouda: Gouda, assessor: User) -> None:
        sisa, ministry, signatory = map(self.client, (gouda.sisa, assessor, gouda.signatory))
        listed = reverse("grants:corrections", args=[case.pk])
        told = sisa.post(listed, {"reason": WHY, **self.seen(case)}, follow=True)
        correction = Correction.objects.get()
        assert "De aanvraag is verstuurd." in told.content.decode()
        address = reverse("grants:correction", args=[correction.pk])
        told = ministry.post(address, {"move": "consent", **self.seen(correction)}, follow=True)
        assert "De gemeente werkt aan de correctie." in told.content.decode()
        data = gouda.form(lines=(*LINES[:2], OTHER))
        sisa.post(
            reverse("grants:correction_upload", args=[correction.pk, "statement"]),
            {"statement-file": SimpleUploadedFile("pmg_2025_0513.xlsx", data)},
        )
        run_check(Upload.objects.order_by("recorded_at").last().check_run.pk)
        told = sisa.get(address).content.decode()
        assert "Stap 2. Geef bij elk cijfer een reden" in told
        names = [field.html_name for _, field in sisa.get(address).context["rows"]]
        save = reverse("grants:correction_reasons", args=[correction.pk])
        sisa.post(save, {names[0]: WHY, "save": "1", **self.seen(correction)})
        told = sisa.post(save, {names[0]: WHY, names[1]: "", "send": "1", **self.seen(correction)})
        assert "Schrijf op waarom dit cijfer verandert." in told.content.decode()
        assert WHY in told.content.decode()
        assert not signatory.get(address).context["rows"], "who signs edits nothing"
        told = signatory.post(
            save, {names[1]: "Van de tekenaar.", "send": "1", **self.seen(correction)}
        )
        assert "staat nog geen reden" in told.content.decode()
        assert "Van de tekenaar." not in told.content.decode()
        sisa.post(save, {names[1]: WHY, "save": "1", **self.seen(correction)})
        told = signatory.post(save, {"send": "1", **self.seen(correction)}, follow=True)
        assert "De correctie is ingediend." in told.content.decode()
        for number in (1, 2):
            page = sisa.get(reverse("grants:statement_version", args=[case.pk, number]))
            assert page.status_code == 200

    def test_the_form_is_filled_in_as_it_was_submitted(
        self, case: Justification, gouda: Gouda, assessor: User
    ) -> None:
        correction = allowed(case, gouda, assessor)
        response = self.client(gouda.sisa).get(
            reverse("grants:correction_form", args=[correction.pk])
        )
        row = hand_in(gouda, response.content, on=at(2026, 8, 5))
        run_check(row.check_run.pk)
        assert sheet_of(correction).changes == ()
        assert Upload.objects.get(pk=row.pk).check_run.verdict.ok
