"""An upload is kept, whatever becomes of it; a check is a row before it is a task."""

import datetime
import hashlib
import uuid
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from grants.enums import CheckState, UploadKind
from grants.models import StoredFile, Upload
from grants.services import assessment
from grants.services.checking import run_check
from grants.services.files import path_of, read_file, store_file
from grants.services.submitting import submit
from grants.services.uploads import upload
from grants.tasks.checking import check_upload, sweep_checks
from pmg.accounts.enums import Role
from pmg.casework.errors import FourEyes, MoveRefused, NotAllowed
from tests.factories import make_user, municipality
from tests.grants.justifications.conftest import LINES, Gouda

STATEMENT = UploadKind.STATEMENT


def hand_in(gouda: Gouda, data: bytes, *, by=None, on=None, name="pmg_2025_0513.xlsx") -> Upload:
    return upload(
        justification=gouda.case,
        kind=STATEMENT,
        name=name,
        chunks=[data],
        by=by or gouda.sisa,
        on=on or timezone.now(),
    )


def sign(gouda: Gouda, *, by=None, key=None, on=None):
    gouda.case.refresh_from_db()
    return submit(
        justification=gouda.case,
        by=by or gouda.signatory,
        on=on or timezone.now(),
        seen_revision=gouda.case.revision,
        key=key,
    )


class TestStoredFile:
    def test_lies_under_its_hash_and_comes_back_the_same(self, db):
        stored = store_file([b"een ", b"twee"])
        assert stored.sha256 == hashlib.sha256(b"een twee").hexdigest()
        assert stored.size == 8
        assert default_storage.exists(path_of(stored.sha256))
        assert read_file(stored) == b"een twee"

    def test_the_same_bytes_lie_there_once(self, db):
        assert store_file([b"x" * 70_000]) == store_file([b"x" * 70_000])
        assert StoredFile.objects.count() == 1


class TestUpload:
    def test_an_unreadable_file_is_kept_and_its_findings_say_so(self, gouda):
        row = hand_in(gouda, b"geen werkmap")
        verdict = run_check(row.check_run.pk)
        assert not verdict.ok
        assert [f.severity for f in verdict.findings.all()].count("error") >= 1
        assert read_file(row.file) == b"geen werkmap"

    def test_a_second_upload_leaves_the_first(self, gouda):
        first = hand_in(gouda, gouda.form())
        second = hand_in(gouda, gouda.form(explanation="Nieuw"))
        assert set(gouda.case.uploads.all()) == {first, second}

    def test_a_double_click_is_one_upload(self, gouda):
        data, now = gouda.form(), timezone.now()
        assert hand_in(gouda, data, on=now) == hand_in(gouda, data, on=now)
        assert Upload.objects.count() == 1

    def test_a_stranger_is_refused(self, gouda):
        zwolle = make_user(Role.SISA_CONTACT, municipality("GM0193"))
        with pytest.raises(NotAllowed):
            hand_in(gouda, gouda.form(), by=zwolle)
        assert not Upload.objects.exists()

    def test_nothing_is_taken_after_submitting(self, gouda):
        run_check(hand_in(gouda, gouda.form()).check_run.pk)
        sign(gouda)
        with pytest.raises(MoveRefused, match="al ingediend"):
            hand_in(gouda, gouda.form(explanation="Toch nog"))


class TestCheck:
    def test_a_good_form_gives_no_findings_and_a_version(self, gouda):
        verdict = run_check(hand_in(gouda, gouda.form()).check_run.pk)
        assert verdict.ok
        assert list(verdict.findings.all()) == []
        version = gouda.case.versions.get()
        assert (version.spent, version.cumulative, version.lines.count()) == (226_035, 226_035, 3)

    def test_lines_that_do_not_add_up_block_and_give_no_version(self, gouda):
        verdict = run_check(hand_in(gouda, gouda.form(spent=226_036)).check_run.pk)
        assert not verdict.ok
        assert not gouda.case.versions.exists()
        assert all(f.message and f.remedy for f in verdict.findings.all())

    def test_doing_it_again_gives_the_first_verdict(self, gouda):
        check = hand_in(gouda, gouda.form()).check_run
        assert run_check(check.pk) == run_check(check.pk)
        assert gouda.case.versions.count() == 1

    def test_a_lost_hint_costs_nothing(self, gouda):
        check = hand_in(gouda, gouda.form()).check_run
        type(check).objects.filter(pk=check.pk).update(
            asked_at=timezone.now() - datetime.timedelta(minutes=1)
        )
        sweep_checks()
        check.refresh_from_db()
        assert check.state == CheckState.DONE

    def test_our_own_fault_shows_after_three_attempts(self, gouda):
        row = hand_in(gouda, gouda.form())
        default_storage.delete(path_of(row.file_id))
        for _ in range(3):
            check_upload(str(row.check_run.pk))
        row.check_run.refresh_from_db()
        assert row.check_run.state == CheckState.FAILED

    def test_what_failed_by_a_fault_of_ours_is_tried_again_each_hour(self, gouda):
        row = hand_in(gouda, gouda.form())
        lost = default_storage.path(path_of(row.file_id))
        aside = Path(lost).rename(f"{lost}.aside")
        for _ in range(3):
            check_upload(str(row.check_run.pk))
        aside.rename(lost)
        sweep_checks()
        row.check_run.refresh_from_db()
        assert row.check_run.state == CheckState.FAILED, "not at once"
        type(row.check_run).objects.update(asked_at=timezone.now() - datetime.timedelta(hours=2))
        sweep_checks()
        row.check_run.refresh_from_db()
        assert (row.check_run.state, row.check_run.verdict.ok) == (CheckState.DONE, True)


class TestSubmit:
    def test_the_newest_good_statement_counts_and_is_booked(self, gouda):
        run_check(hand_in(gouda, gouda.form()).check_run.pk)
        event = sign(gouda)
        gouda.case.refresh_from_db()
        assert gouda.case.state == "submitted"
        assert gouda.case.submitted.spent == 226_035
        row = gouda.case.award.entries.get(kind="justified")
        assert (row.amount, row.event_id) == (226_035, event.pk)
        assert event.data["files"][0]["sha256"] == hashlib.sha256(gouda.form()).hexdigest()

    def test_a_check_that_runs_is_waited_for(self, gouda):
        hand_in(gouda, gouda.form())
        with pytest.raises(MoveRefused, match="nog gecontroleerd"):
            sign(gouda)

    def test_an_error_in_the_newest_statement_blocks(self, gouda):
        run_check(hand_in(gouda, gouda.form()).check_run.pk)
        later = timezone.now() + datetime.timedelta(seconds=1)
        run_check(hand_in(gouda, gouda.form(spent=1), on=later).check_run.pk)
        with pytest.raises(MoveRefused, match="fout"):
            sign(gouda, on=later)

    def test_nothing_uploaded_is_nothing_to_submit(self, gouda):
        with pytest.raises(MoveRefused, match="nog geen aanvullende opgave"):
            sign(gouda)

    def test_only_the_signatory_signs(self, gouda):
        run_check(hand_in(gouda, gouda.form()).check_run.pk)
        for person in (gouda.sisa, gouda.leader):
            with pytest.raises(NotAllowed):
                sign(gouda, by=person)

    def test_who_uploaded_does_not_sign(self, gouda):
        both = make_user(Role.SIGNATORY, gouda.case.municipality, username="both")
        both.role_assignments.create(
            role=Role.SISA_CONTACT,
            municipality=gouda.case.municipality,
            starts_on=datetime.date(2024, 1, 1),
        )
        run_check(hand_in(gouda, gouda.form(), by=both).check_run.pk)
        with pytest.raises(FourEyes):
            sign(gouda, by=both)

    def test_the_same_key_twice_submits_once(self, gouda):
        key = "6f7b3a52-2a0c-4f5e-9b8e-000000000001"
        run_check(hand_in(gouda, gouda.form()).check_run.pk)
        revision = gouda.case.revision
        first = submit(
            justification=gouda.case,
            by=gouda.signatory,
            on=timezone.now(),
            seen_revision=revision,
            key=uuid.UUID(key),
        )
        again = submit(
            justification=gouda.case,
            by=gouda.signatory,
            on=timezone.now(),
            seen_revision=revision,
            key=uuid.UUID(key),
        )
        assert first == again
        assert gouda.case.award.entries.filter(kind="justified").count() == 1

    def test_an_old_page_sent_again_books_nothing_that_came_in_later(self, gouda):
        key = uuid.uuid4()
        run_check(hand_in(gouda, gouda.form()).check_run.pk)
        first = sign(gouda, key=key)
        assessor = make_user(Role.ASSESSOR)
        for act, more in (
            (assessment.take, {}),
            (assessment.return_to_municipality, {"reason": "Licht het verschil toe."}),
        ):
            gouda.case.refresh_from_db()
            act(
                justification=gouda.case,
                by=assessor,
                on=timezone.now(),
                seen_revision=gouda.case.revision,
                **more,
            )
        lines = (LINES[0]._replace(amount=200_000),)
        later = hand_in(gouda, gouda.form(spent=200_000, cumulative=200_000, lines=lines))
        assert run_check(later.check_run.pk).ok
        assert sign(gouda, key=key) == first
        booked = gouda.case.award.entries.filter(kind="justified")
        assert [entry.amount for entry in booked] == [226_035]
