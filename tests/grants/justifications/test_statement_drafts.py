"""A draft is kept as typed: nothing is refused, nothing of a colleague is overwritten."""

import datetime

import pytest
from django.utils import timezone

from grants.checks.fingerprint import fingerprint
from grants.checks.statement_typed import MOST_LINES, tidied, typed_of
from grants.models import Upload
from grants.queries.deliveries import newest_uploads
from grants.queries.scheme_years import scheme_year_for
from grants.queries.statement_drafts import draft_of, text_of
from grants.services.checking import run_check
from grants.services.drafting import Posted, StaleText
from grants.services.files import read_file
from grants.services.statement_drafts import (
    BOXES,
    add_line,
    move_line,
    remove_line,
    restore_line,
    save_draft,
    take_over,
)
from grants.services.statement_trials import try_out
from pmg.accounts.enums import Role
from pmg.casework.errors import FourEyes, MoveRefused, NotAllowed
from pmg.casework.moves import events_of
from tests.factories import make_user, municipality
from tests.grants.justifications.conftest import STATEMENT, Gouda
from tests.grants.justifications.test_uploads import hand_in, sign

RAW = {"activity": "c", "sector": "", "intervention": "", "description": "x", "amount": "veel"}


def save(gouda: Gouda, number: int, raw: dict[str, str], seen: int, *, by=None):
    return save_draft(
        justification=gouda.case, parts={number: Posted(raw, seen)}, by=by or gouda.sisa
    )


def filled(gouda: Gouda, statement=STATEMENT, *, by=None) -> None:
    take_over(
        justification=gouda.case,
        typed=typed_of(statement),
        seen_state=draft_of(gouda.case).state,
        by=by or gouda.sisa,
    )


class TestSaving:
    def test_what_is_not_valid_is_kept_as_typed(self, gouda):
        line = add_line(justification=gouda.case, by=gouda.sisa)
        saved = save(gouda, line.number, RAW, line.revision)
        assert saved.parts[1].raw == RAW
        assert draft_of(gouda.case).typed.lines[0].amount == "veel"
        assert [event.name for event in events_of(gouda.case)] == ["open"]
        assert not gouda.case.versions.exists()

    def test_two_colleagues_on_two_lines_both_keep_their_text(self, gouda):
        one, two = (add_line(justification=gouda.case, by=gouda.sisa) for _ in range(2))
        save(gouda, one.number, RAW | {"amount": "1"}, 1)
        save(gouda, two.number, RAW | {"amount": "2"}, 1, by=gouda.leader)
        assert [line.amount for line in draft_of(gouda.case).typed.lines] == ["1", "2"]

    def test_a_stale_page_stores_nothing_and_tells_both_texts(self, gouda):
        line = add_line(justification=gouda.case, by=gouda.sisa)
        save(gouda, line.number, RAW | {"amount": "1"}, 1)
        stale = save(gouda, line.number, RAW | {"amount": "2"}, 1, by=gouda.leader).conflicts[1]
        assert (stale.stored.raw["amount"], stale.typed["amount"]) == ("1", "2")
        assert stale.stored.by == gouda.sisa
        assert draft_of(gouda.case).typed.lines[0].amount == "1"

    def test_the_same_text_twice_is_no_conflict(self, gouda):
        line = add_line(justification=gouda.case, by=gouda.sisa)
        for _ in range(2):
            assert not save(gouda, line.number, RAW, 1).conflicts

    def test_a_conflict_in_a_line_does_not_hold_up_the_boxes(self, gouda):
        line = add_line(justification=gouda.case, by=gouda.sisa)
        save(gouda, line.number, RAW, 1)
        parts = {1: Posted(RAW | {"amount": "2"}, 1), BOXES: Posted({"spent": "3"}, 0)}
        saved = save_draft(justification=gouda.case, parts=parts, by=gouda.leader)
        assert set(saved.conflicts) == {1}
        assert draft_of(gouda.case).typed.spent == "3"

    def test_strangers_and_submitted_cases_are_refused(self, gouda):
        zwolle = make_user(Role.SISA_CONTACT, municipality("GM0193"))
        for person in (zwolle, gouda.signatory):
            with pytest.raises(NotAllowed):
                save(gouda, BOXES, {"spent": "1"}, 0, by=person)
        filled(gouda)
        try_out(justification=gouda.case, by=gouda.sisa, on=timezone.now())
        sign(gouda)
        with pytest.raises(MoveRefused, match="ingediend"):
            save(gouda, BOXES, {"spent": "1"}, 1)


class TestLines:
    def test_a_line_goes_up_and_down_without_touching_its_text(self, gouda):
        lines = [add_line(justification=gouda.case, by=gouda.sisa) for _ in range(3)]
        move_line(justification=gouda.case, number=3, up=True, by=gouda.sisa)
        move_line(justification=gouda.case, number=1, up=False, by=gouda.sisa)
        move_line(justification=gouda.case, number=3, up=True, by=gouda.sisa)
        assert [line.number for line in draft_of(gouda.case).lines] == [3, 1, 2]
        assert not save(gouda, 3, RAW, lines[2].revision).conflicts

    def test_a_line_taken_away_can_be_put_back(self, gouda):
        line = add_line(justification=gouda.case, by=gouda.sisa, raw=RAW)
        remove_line(justification=gouda.case, number=1, seen_revision=line.revision, by=gouda.sisa)
        assert draft_of(gouda.case).lines == ()
        restore_line(justification=gouda.case, number=1, by=gouda.leader)
        assert draft_of(gouda.case).lines[0].raw == RAW

    def test_a_line_that_a_colleague_changed_is_not_taken_away_unseen(self, gouda):
        line = add_line(justification=gouda.case, by=gouda.sisa)
        save(gouda, 1, RAW, 1, by=gouda.leader)
        with pytest.raises(StaleText):
            remove_line(justification=gouda.case, number=1, seen_revision=1, by=gouda.sisa)
        assert draft_of(gouda.case).lines == (line,)

    def test_text_for_a_line_that_is_gone_is_told_and_comes_back_when_saved_again(self, gouda):
        add_line(justification=gouda.case, by=gouda.sisa)
        remove_line(justification=gouda.case, number=1, seen_revision=1, by=gouda.leader)
        stale = save(gouda, 1, RAW, 1).conflicts[1]
        assert draft_of(gouda.case).lines == ()
        assert not save(gouda, 1, RAW, stale.stored.revision).conflicts
        assert draft_of(gouda.case).lines[0].raw == RAW

    def test_the_screen_has_room_for_so_many(self, gouda):
        lines = tuple(STATEMENT.lines[0]._replace(amount=n) for n in range(MOST_LINES))
        filled(gouda, STATEMENT.__class__(0, 0, False, "", lines))
        with pytest.raises(MoveRefused, match="passen"):
            add_line(justification=gouda.case, by=gouda.sisa)


class TestTrial:
    def test_a_good_draft_can_be_submitted(self, gouda):
        filled(gouda)
        upload = try_out(justification=gouda.case, by=gouda.sisa, on=timezone.now())
        verdict = upload.check_run.verdict
        assert (verdict.ok, list(verdict.findings.all())) == (True, [])
        event = sign(gouda)
        gouda.case.refresh_from_db()
        assert gouda.case.submitted.spent == STATEMENT.spent
        assert event.data["files"][0]["upload"] == str(upload.pk)

    def test_a_trial_does_not_count_until_it_is_signed(self, gouda):
        filled(gouda)
        try_out(justification=gouda.case, by=gouda.sisa, on=timezone.now())
        gouda.case.refresh_from_db()
        assert (gouda.case.state, gouda.case.submitted) == ("open", None)

    def test_its_file_is_the_form_and_the_worker_would_find_the_same(self, gouda):
        filled(gouda)
        save(gouda, BOXES, typed_of(STATEMENT).boxes | {"spent": "1", "final": ""}, 1)
        trial = try_out(justification=gouda.case, by=gouda.sisa, on=timezone.now())
        file = hand_in(gouda, read_file(trial.file), by=gouda.leader)
        found = run_check(file.check_run.pk)
        codes = [[f.code for f in v.findings.all()] for v in (trial.check_run.verdict, found)]
        assert codes[0] == codes[1] == ["opgave-vak-leeg", "opgave-telt-niet-op"]
        assert text_of(trial).sha256 == text_of(file).sha256
        assert not gouda.case.versions.exists()

    def test_a_double_click_is_one_trial(self, gouda):
        filled(gouda)
        now = timezone.now()
        first = try_out(justification=gouda.case, by=gouda.sisa, on=now)
        second = now + datetime.timedelta(seconds=1)
        assert try_out(justification=gouda.case, by=gouda.sisa, on=second) == first
        assert Upload.objects.count() == 1

    def test_the_newest_counts_be_it_a_file_or_the_screen(self, gouda):
        filled(gouda)
        now = timezone.now()
        trial = try_out(justification=gouda.case, by=gouda.sisa, on=now)
        later = now + datetime.timedelta(seconds=1)
        file = hand_in(gouda, gouda.form(explanation="Als bestand"), on=later)
        assert newest_uploads(gouda.case).statement == file
        again = try_out(
            justification=gouda.case, by=gouda.sisa, on=later + datetime.timedelta(seconds=1)
        )
        assert newest_uploads(gouda.case).statement == again != trial

    def test_who_typed_does_not_sign(self, gouda):
        both = make_user(Role.SIGNATORY, gouda.case.municipality, username="both")
        both.role_assignments.create(
            role=Role.PROJECT_LEADER,
            municipality=gouda.case.municipality,
            starts_on=datetime.date(2024, 1, 1),
        )
        filled(gouda, by=both)
        try_out(justification=gouda.case, by=gouda.sisa, on=timezone.now())
        with pytest.raises(FourEyes):
            sign(gouda, by=both)


class TestTakingOver:
    def test_a_form_comes_to_the_screen_as_it_is(self, gouda):
        upload = hand_in(gouda, gouda.form())
        run_check(upload.check_run.pk)
        subject = scheme_year_for(gouda.case)
        text = text_of(upload)
        assert text.sha256 == fingerprint(tidied(typed_of(STATEMENT), subject).as_json())

    def test_lines_that_are_the_same_stay(self, gouda):
        filled(gouda)
        before = draft_of(gouda.case).lines
        filled(gouda, STATEMENT.__class__(1, 2, True, "Nieuw", STATEMENT.lines[1:]))
        draft = draft_of(gouda.case)
        assert [line.pk for line in draft.lines] == [line.pk for line in before[1:]]
        assert [line.pk for line in draft.removed] == [before[0].pk]
        assert (draft.typed.spent, draft.typed.final) == ("1", "Ja")

    def test_a_draft_that_changed_since_is_left_alone(self, gouda):
        filled(gouda)
        seen = draft_of(gouda.case).state
        save(gouda, 1, RAW, 1, by=gouda.leader)
        with pytest.raises(MoveRefused, match="intussen"):
            take_over(
                justification=gouda.case, typed=typed_of(STATEMENT), seen_state=seen, by=gouda.sisa
            )
        assert draft_of(gouda.case).lines[0].raw == RAW
