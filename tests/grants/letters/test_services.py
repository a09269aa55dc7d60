"""A letter is asked for in the act, made once, and cannot go out without its article."""

from __future__ import annotations

import datetime

import pytest
from django.db import DatabaseError, connection, transaction

from grants.enums import CheckState, JustificationState, LetterAct
from grants.letters.contents import Contents, read_contents
from grants.models import Justification, LetterFile, LetterSender, LetterText, LetterWork
from grants.queries.letter_matters import MATTERS
from grants.queries.letters import letters_of
from grants.services import assessment
from grants.services.files import read_file
from grants.services.letter_making import letters_to_make, make_letter
from grants.services.letters import NoLetter, compose, draft_letter, sign_letter
from grants.services.postponing import (
    ask_postponement,
    grant_postponement,
    refuse_postponement,
)
from grants.tasks.letters import make_letter_asked, sweep_letters
from pmg.accounts.enums import Role
from pmg.casework.moves import Door, events_of
from tests.factories import (
    at,
    make_award,
    make_justification,
    make_scheme,
    make_user,
    municipality,
)

from .judged import MOTIVATION, judge, letters, proposed_case

pytestmark = pytest.mark.django_db


def words(contents: Contents) -> str:
    """Every word in the body of a letter."""
    said = []
    for block in contents.blocks:
        said += block.lines
        if block.table:
            said += [block.table.caption, *(cell for row in block.table.rows for cell in row)]
    return "\n".join(said).replace("\u00a0", " ")


def the_letter() -> Contents:
    return read_contents(letters().get().contents)


class TestJudgement:
    def test_the_letter_is_asked_for_when_the_judgement_is_approved(self) -> None:
        case = proposed_case()
        assert not letters().exists()
        event = judge(case)
        letter = letters().get()
        assert letter.event == event
        assert letter.reference == f"{case.award.reference}/2025-01"
        assert str(letter.dated_on) == "2026-08-06"
        assert letter.article == "artikel 8"
        assert letter.work.state == CheckState.ASKED
        assert not LetterFile.objects.exists()

    def test_it_tells_what_is_accepted_what_not_and_why(self) -> None:
        judge(proposed_case(250_000))
        said = words(the_letter())
        assert "Ik accepteer € 250.000 van de € 285.000" in said
        assert "Ik accepteer € 35.000 niet" in said
        assert "€ 58.965\n€ 23.965\nDeels toegelicht." in said
        assert "gelijk aan het SiSa-cijfer" in said
        assert MOTIVATION in said
        assert "artikel 8" in said

    def test_the_sisa_figure_and_the_difference_are_in_it(self) -> None:
        judge(proposed_case(283_000, sisa=283_000))
        said = words(the_letter())
        assert "Besteding in 2025 volgens SiSa\n€ 283.000" in said
        assert "Verschil tussen opgave en SiSa\n+€ 2.000" in said
        assert "verschillen € 2.000" in said
        assert "gelijk aan het SiSa-cijfer" not in said

    def test_a_judgement_that_accepts_all_has_no_empty_table(self) -> None:
        judge(proposed_case())
        said = words(the_letter())
        assert "Ik accepteer het hele bedrag" in said
        assert "Wat ik niet accepteer" not in said
        assert "Regels die ik niet" not in said

    def test_a_communication_has_no_objection_clause_and_a_decision_has(self) -> None:
        case = proposed_case()
        assert draft_letter(act=LetterAct.JUDGEMENT, case=case, on=at(2026, 8, 6)).objection == ()
        scheme = case.accounting_year.scheme
        scheme.judgement_is_decision = True
        scheme.save()
        with pytest.raises(NoLetter, match="spreken elkaar tegen"):
            draft_letter(act=LetterAct.JUDGEMENT, case=case, on=at(2026, 8, 6))
        LetterText.objects.filter(act=LetterAct.JUDGEMENT).update(is_decision=True)
        decision = draft_letter(act=LetterAct.JUDGEMENT, case=case, on=at(2026, 8, 6))
        assert decision.kind == "beschikking"
        assert any("zes weken" in paragraph for paragraph in decision.objection)

    def test_no_person_is_named(self) -> None:
        case = proposed_case()
        event = judge(case)
        said = str(letters().get().contents)
        for user in (event.by, case.submitted.by):  # type: ignore[union-attr]
            assert user.last_name not in said
            assert user.username not in said

    def test_a_fictional_scheme_says_so_on_the_letter(self) -> None:
        case = proposed_case()
        scheme = case.accounting_year.scheme
        scheme.is_fictional = True
        scheme.save()
        judge(case)
        assert the_letter().mark == "FICTIEF"


class TestNoLetter:
    @pytest.mark.parametrize("missing", ["text", "sender", "clause"])
    def test_nothing_is_judged_when_its_letter_cannot_go_out(self, missing: str) -> None:
        case = proposed_case()
        if missing == "text":
            LetterText.objects.filter(act=LetterAct.JUDGEMENT).delete()
        elif missing == "sender":
            LetterSender.objects.all().delete()
        else:
            LetterSender.objects.update(objection=" ")
            LetterText.objects.update(is_decision=True)
            scheme = case.accounting_year.scheme
            scheme.judgement_is_decision = True
            scheme.save()
        with pytest.raises(NoLetter):
            judge(case)
        case.refresh_from_db()
        assert case.state == JustificationState.PROPOSED
        assert not letters().exists()

    def test_without_an_article_the_message_says_where_to_fill_it_in(self) -> None:
        case = proposed_case()
        scheme = case.accounting_year.scheme
        scheme.judgement_article = ""
        scheme.save()
        with pytest.raises(NoLetter, match="noemt hiervoor geen artikel"):
            draft_letter(act=LetterAct.JUDGEMENT, case=case, on=at(2026, 8, 6))

    def test_the_database_refuses_a_letter_without_an_article(self) -> None:
        judge(proposed_case())
        row = letters().values().get()
        del row["id"]
        row |= {"reference": "x", "article": "", "act": LetterAct.POSTPONED}
        with pytest.raises(DatabaseError, match="letter_names_article"), transaction.atomic():
            letters().create(**row)


class TestMaking:
    def test_the_paper_is_made_once_and_kept_under_its_hash(self) -> None:
        judge(proposed_case())
        work = letters().get().work
        paper = make_letter(work.pk)
        assert paper is not None
        assert make_letter(work.pk) == paper
        assert read_file(paper.file).startswith(b"%PDF-")
        assert paper.file.sha256 == paper.file_id
        assert set(paper.edition) >= {"edition", "weasyprint", "pango"}

    def test_a_lost_hint_costs_seconds(self) -> None:
        judge(proposed_case())
        with connection.cursor() as cursor:
            cursor.execute("UPDATE grants_letterwork SET asked_at = now() - interval '1 minute'")
        sweep_letters()
        assert LetterFile.objects.filter(letter__in=letters()).count() == 1
        assert letters_to_make(before=at(2100, 1, 1)) == []

    def test_a_fault_of_ours_shows_after_the_third_attempt(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        judge(proposed_case())
        row = letters().values().get()
        del row["id"]
        unreadable = {"reference": "x", "act": LetterAct.POSTPONED, "contents": {"schema": 99}}
        letter = letters().create(**{**row, **unreadable})
        LetterWork.objects.create(letter=letter)
        for _ in range(3):
            make_letter_asked(str(letter.work.pk))
        letter.work.refresh_from_db()
        assert letter.work.state == CheckState.FAILED
        assert "schema 99" in caplog.text
        asked = letter.work.asked_at
        soon, later = (asked + datetime.timedelta(minutes=n) for n in (30, 90))
        assert letter.work.pk not in letters_to_make(before=soon)
        assert letter.work.pk in letters_to_make(before=later)

    def test_a_letter_cannot_be_changed_or_taken_away(self) -> None:
        judge(proposed_case())
        make_letter(letters().get().work.pk)
        for sentence in (
            "UPDATE grants_letter SET subject = 'anders'",
            "DELETE FROM grants_letterfile",
            "UPDATE grants_letterfile SET file_id = file_id",
        ):
            with (
                pytest.raises(DatabaseError, match="permission denied"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(sentence)

    def test_what_the_scheme_says_later_does_not_touch_the_letter(self) -> None:
        judge(proposed_case())
        before = letters().get().contents
        LetterText.objects.update(body="Anders.", signatory="de minister")
        assert letters().get().contents == before

    def test_asking_twice_about_one_event_is_one_letter_and_a_new_event_a_new_number(self) -> None:
        case = proposed_case()
        first = judge(case)
        letter = {"act": LetterAct.JUDGEMENT, "case": case, "on": at(2026, 8, 7)}
        again = sign_letter(**letter, event=first)  # type: ignore[arg-type]
        assert again.reference.endswith("-01")
        other = events_of(case).first()
        assert other is not None
        later = sign_letter(**letter, event=other)  # type: ignore[arg-type]
        assert later.reference.endswith("-02")


class TestPostponement:
    @pytest.fixture
    def case(self) -> Justification:
        scheme = make_scheme()
        scheme.postponement_article = "artikel 9"
        scheme.save()
        return make_justification(make_award(scheme, municipality()))

    def test_it_names_the_old_date_the_new_one_and_why(self, case: Justification) -> None:
        granted = assessment.postpone(
            justification=case,
            due_on=datetime.date(2026, 9, 1),
            reason="Ziekte bij de afdeling financiën.",
            by=make_user(Role.POLICY_OFFICER),
            on=at(2026, 7, 1),
            seen_revision=case.revision,
            door=Door.DEMO,
        )
        contents = compose(
            act=LetterAct.POSTPONED,
            matter=MATTERS[LetterAct.POSTPONED](case, granted.event),
            on=at(2026, 7, 1),
            reference="x",
        )
        said = words(contents)
        assert contents.kind == "beschikking"
        assert "tot en met 1 september 2026. Dat was 15 juli 2026." in said
        assert "Ziekte bij de afdeling financiën." in said
        assert any("zes weken" in paragraph for paragraph in contents.objection)

    def test_the_letter_goes_out_with_the_decision(self, case: Justification) -> None:
        ask, officer = make_user(Role.SIGNATORY, case.municipality), make_user(Role.POLICY_OFFICER)
        act = {"justification": case, "door": Door.DEMO}
        ask_postponement(
            **act,
            until=datetime.date(2026, 9, 1),
            reason="Ziekte.",
            by=ask,
            on=at(2026, 6, 1),
            seen_revision=case.revision,
        )
        refuse_postponement(
            **act,
            reason="Het verzoek heeft geen goede reden.",
            by=officer,
            on=at(2026, 6, 3),
            seen_revision=case.revision,
        )
        grant_postponement(
            **act,
            due_on=datetime.date(2026, 8, 1),
            reason="Toch.",
            by=officer,
            on=at(2026, 6, 5),
            seen_revision=case.revision,
        )
        refused, granted = letters().order_by("dated_on")
        assert (refused.act, granted.act) == (LetterAct.NOT_POSTPONED, LetterAct.POSTPONED)
        assert refused.article == granted.article == "artikel 9"
        said = words(read_contents(refused.contents))
        assert "vroeg op 1 juni 2026 om uitstel" in said
        assert "De uiterste datum blijft 15 juli 2026" in said

    def test_without_an_article_the_decision_stands_and_no_letter_goes_out(
        self, case: Justification
    ) -> None:
        scheme = case.accounting_year.scheme
        scheme.postponement_article = ""
        scheme.save()
        grant_postponement(
            justification=case,
            due_on=datetime.date(2026, 8, 1),
            reason="Ziekte.",
            by=make_user(Role.POLICY_OFFICER),
            on=at(2026, 6, 5),
            seen_revision=case.revision,
            door=Door.DEMO,
        )
        assert str(case.due_on) == "2026-08-01"
        assert not letters().exists()


class TestReading:
    def test_a_municipality_reads_its_own_letters_once_they_are_made(self) -> None:
        case = proposed_case()
        judge(case)
        own = make_user(Role.SISA_CONTACT, case.municipality)
        other = make_user(Role.SISA_CONTACT, municipality("GM0193"))
        assessor = make_user(Role.ASSESSOR)
        assert letters_of(case, user=assessor).count() == 1
        assert letters_of(case, user=own).count() == 0
        make_letter(letters().get().work.pk)
        assert letters_of(case, user=own).count() == 1
        assert letters_of(case, user=other).count() == 0
