"""An application from its first letter to a decision, through the real door."""

from __future__ import annotations

import datetime
import uuid
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from grants.checks.register import RULES
from grants.enums import Advice, ApplicationState, CriterionOutcome, ScanState
from grants.enums import ApplicationSection as Section
from grants.models import Application, Award, Receipt, Scan
from grants.queries.applications import check_application, submitted_content
from grants.queries.questions import questions_of
from grants.queries.receipts import application_sheet, is_genuine
from grants.queries.visibility import applications_visible_to
from grants.services.application_assessing import (
    Judged,
    advise,
    ask_about,
    declare_complete,
    judge_criteria,
    refuse,
    return_application,
    set_aside,
)
from grants.services.application_deciding import award_application
from grants.services.applications import (
    NotReady,
    open_application,
    save_page,
    save_section,
    submit_application,
    withdraw_application,
)
from grants.services.attachments import attach, keep_attachment
from grants.services.awards import grant_award, prepare_award, withdraw_award
from grants.services.drafting import Posted, StaleSection
from grants.services.questions import answer
from pmg.accounts.models import RoleAssignment
from pmg.casework.errors import FourEyes, MoveRefused, NotAllowed, StaleRevision
from pmg.casework.moves import Door, events_of
from tests.factories import at, municipality

from .contents import DAY, advised, begun, make_town, submitted, typed_application

pytestmark = pytest.mark.django_db
LATER = DAY + datetime.timedelta(days=3)


class TestDrafting:
    def test_one_application_per_scheme_and_municipality(self) -> None:
        town = make_town()
        case = begun(town)
        assert case.reference == "PMG-2024-AANVRAAG-0513"
        with pytest.raises(MoveRefused, match="al een aanvraag"):
            begun(town)
        with pytest.raises(IntegrityError), transaction.atomic():
            Application.objects.create(
                state="draft", scheme=town.scheme, municipality=case.municipality, reference="y"
            )

    @pytest.mark.parametrize(
        ("day", "said"),
        [(at(2024, 5, 14), "vanaf 15 mei 2024"), (at(2024, 6, 15), "tot en met 14 juni 2024")],
    )
    def test_only_between_the_dates_of_the_scheme(self, day: datetime.datetime, said: str) -> None:
        with pytest.raises(MoveRefused, match=said):
            begun(make_town(), on=day)

    def test_a_municipality_that_the_scheme_does_not_name_cannot_apply(self) -> None:
        town = make_town()
        town.scheme.recipients.filter(municipality=town.leader.municipality).delete()
        with pytest.raises(MoveRefused, match="niet als ontvanger"):
            begun(town)

    def test_the_same_key_begins_one(self) -> None:
        town, key = make_town(), uuid.uuid4()
        made = {
            open_application(
                scheme=town.scheme,
                municipality=municipality(),
                by=town.leader,
                on=DAY,
                key=key,
                door=Door.DEMO,
            ).pk
            for _ in range(2)
        }
        assert made == {key}

    def test_raw_text_is_kept_and_a_colleague_is_not_overwritten(self) -> None:
        town = make_town()
        case = begun(town)
        one = {**typed_application(town.scheme)[Section.BUDGET], "1-description": "twaalf <b>"}
        save_section(
            application=case, section=Section.BUDGET, raw=one, seen_revision=1, by=town.leader
        )
        page = save_page(
            application=case,
            sections={
                Section.BUDGET: Posted({"1-description": "anders"}, 1),
                Section.SECURING: Posted({"text": "Van mij."}, 1),
            },
            by=town.contact,
        )
        assert list(page.conflicts) == [Section.BUDGET]
        assert page.drafts[Section.SECURING].raw == {"text": "Van mij."}
        assert case.drafts.get(section=Section.BUDGET).raw == one
        with pytest.raises(StaleSection):
            save_section(
                application=case, section=Section.BUDGET, raw={}, seen_revision=1, by=town.contact
            )

    def test_a_signatory_edits_nothing_and_others_do_not_submit(self) -> None:
        town = make_town()
        case = begun(town)
        with pytest.raises(NotAllowed):
            save_section(
                application=case, section=Section.PLAN, raw={}, seen_revision=1, by=town.signatory
            )
        with pytest.raises(NotAllowed):
            submit_application(
                application=case, by=town.leader, on=DAY, seen_revision=1, door=Door.DEMO
            )

    def test_the_ministry_sees_no_draft(self) -> None:
        town = make_town()
        case = begun(town)
        assert case not in applications_visible_to(town.assessor)
        assert case in applications_visible_to(town.contact)
        assert not applications_visible_to(make_town("GM0748").contact).exists()


class TestSubmitting:
    def test_what_is_wrong_has_a_place_a_reason_and_a_remedy(self) -> None:
        town = make_town()
        case = begun(town)
        budget = typed_application(town.scheme)[Section.BUDGET]
        year = town.scheme.grant_years.all()[0]
        wrong = {
            Section.BUDGET: budget
            | {
                f"1-amount-{year.pk}": "900.000",
                "2-activity": "",
                f"2-amount-{year.pk}": "1,234.56",
            },
            Section.ACCOUNT: {"iban": "NL00 ABNA 0417 1643 00", "mail": "robin"},
            Section.PLAN: {},
            Section.SECURING: {"text": "x" * 10_001},
            Section.ANALYSIS: {"text": "Bel 06-12345678.", "target": "t", "sources": "s"},
        }
        for section, raw in wrong.items():
            save_section(
                application=case, section=section, raw=raw, seen_revision=1, by=town.leader
            )
        reading = check_application(case, on=DAY)
        assert {finding.code.removeprefix("aanvraag-") for finding in reading.findings} == {
            "boven-maximum",
            "geen-keuze",
            "onleesbaar-bedrag",
            "iban",
            "mailadres",
            "niet-ingevuld",
            "geen-interventie",
            "te-lang",
            "persoonsgegevens",
            "niet-in-plan",
        }
        for finding in reading.findings:
            rule = RULES[finding.code]
            assert rule.why
            assert rule.mend
            assert finding.message
            assert finding.remedy
        assert "Begroting: rij 2, activiteit" in {finding.where for finding in reading.findings}
        with pytest.raises(NotReady):
            submit_application(
                application=case, by=town.signatory, on=DAY, seen_revision=1, door=Door.DEMO
            )
        assert not case.versions.exists()

    def test_a_version_its_lines_and_a_receipt(self) -> None:
        town = make_town()
        case = begun(town)
        attach(application=case, name="plan.pdf", chunks=[b"%PDF-1.7 x"], by=town.contact, on=DAY)
        key = uuid.uuid4()
        for _ in range(2):
            submit_application(
                application=case,
                by=town.signatory,
                on=DAY,
                seen_revision=1,
                key=key,
                door=Door.DEMO,
            )
        assert case.state == ApplicationState.SUBMITTED
        assert case.decide_by == datetime.date(2024, 8, 19)
        version = case.versions.get()
        assert version.requested == 1_200_000
        assert version.lines.count() == 6
        receipt = Receipt.objects.get(application=case)
        sheet = application_sheet(receipt)
        assert [row.name for row in sheet.files] == ["plan.pdf"]
        assert is_genuine(receipt.reference, receipt.code)
        shown = submitted_content(case)
        assert shown
        assert shown.totals == (400_000, 400_000, 400_000)
        assert [name for name, _ in shown.plan] == ["Buurtcoach"]

    def test_what_changed_after_it_was_read_is_not_submitted(self) -> None:
        town = make_town()
        case = begun(town)
        with pytest.raises(StaleRevision):
            submit_application(
                application=case,
                by=town.signatory,
                on=DAY,
                seen_revision=1,
                seen_digest="0" * 64,
                door=Door.DEMO,
            )

    def test_an_attachment_with_a_virus_stops_it_until_it_is_taken_away(self) -> None:
        town = make_town()
        case = begun(town)
        row = attach(
            application=case, name="plan.pdf", chunks=[b"%PDF-1.7 y"], by=town.contact, on=DAY
        )
        Scan.objects.filter(file=row.file).update(state=ScanState.INFECTED, virus="Eicar")
        with pytest.raises(NotReady):
            submit_application(
                application=case, by=town.signatory, on=DAY, seen_revision=1, door=Door.DEMO
            )
        keep_attachment(attachment=row, keep=False, by=town.contact)
        submit_application(
            application=case, by=town.signatory, on=DAY, seen_revision=1, door=Door.DEMO
        )
        assert case.attachments.get().is_removed

    def test_after_completing_the_term_moves_up(self) -> None:
        town = make_town()
        case = submitted(town)
        return_application(
            application=case,
            complete_by=datetime.date(2024, 6, 10),
            reason="De bron van de cijfers ontbreekt.",
            by=town.assessor,
            on=LATER,
            seen_revision=case.revision,
            door=Door.DEMO,
        )
        save_section(
            application=case,
            section=Section.SECURING,
            raw={"text": "Aangevuld."},
            seen_revision=1,
            by=town.contact,
        )
        submit_application(
            application=case,
            by=town.signatory,
            on=LATER + datetime.timedelta(days=4),
            seen_revision=case.revision,
            door=Door.DEMO,
        )
        assert case.decide_by == datetime.date(2024, 8, 23)
        assert case.versions.count() == 2
        assert case.complete_by is None


class TestAssessing:
    def test_questions_stand_on_record_and_stop_the_advice(self) -> None:
        town = make_town()
        case = submitted(town)
        ask_about(
            application=case,
            text="Wie betaalt dit na 2027?",
            by=town.assessor,
            on=DAY,
            seen_revision=case.revision,
            door=Door.DEMO,
        )
        question = questions_of(case).open[0]
        declare_complete(
            application=case,
            by=town.assessor,
            on=LATER,
            seen_revision=case.revision,
            door=Door.DEMO,
        )
        judged = {
            row.code: Judged(CriterionOutcome.PARTLY, "Nog niet zeker.", 0)
            for row in town.scheme.criteria.all()
        }
        judge_criteria(application=case, judged=judged, by=town.assessor, on=LATER)
        with pytest.raises(MoveRefused, match="niet elke vraag"):
            self.advise(town, case)
        answer(question=question, text="De gemeente.", by=town.contact, on=LATER, door=Door.DEMO)
        case.refresh_from_db()
        self.advise(town, case)
        assert case.state == ApplicationState.ADVISED

    def test_no_advice_without_every_criterion(self) -> None:
        town = make_town()
        case = submitted(town)
        declare_complete(
            application=case, by=town.assessor, on=DAY, seen_revision=case.revision, door=Door.DEMO
        )
        with pytest.raises(MoveRefused, match="De probleemanalyse is grondig"):
            self.advise(town, case)

    def test_two_assessors_do_not_overwrite_each_other(self) -> None:
        town = make_town()
        case = submitted(town)
        declare_complete(
            application=case, by=town.assessor, on=DAY, seen_revision=case.revision, door=Door.DEMO
        )
        code = town.scheme.criteria.all()[0].code
        first = {code: Judged(CriterionOutcome.MET, "Goed.", 0)}
        assert judge_criteria(application=case, judged=first, by=town.assessor, on=DAY) == 1
        assert judge_criteria(application=case, judged=first, by=town.officer, on=DAY) == 0
        other = {code: Judged(CriterionOutcome.NOT_MET, "Mager.", 0)}
        with pytest.raises(StaleRevision):
            judge_criteria(application=case, judged=other, by=town.officer, on=DAY)
        with pytest.raises(NotAllowed):
            judge_criteria(application=case, judged=first, by=town.budget_holder, on=DAY)

    def advise(self, town, case) -> None:  # type: ignore[no-untyped-def]
        advise(
            application=case,
            advice=Advice.AWARD,
            reason="Past.",
            by=town.assessor,
            on=LATER,
            seen_revision=case.revision,
            door=Door.DEMO,
        )


class TestDeciding:
    def award(self, town, case, *amounts: int, reference: str = "PMG-2024-0513") -> Award:  # type: ignore[no-untyped-def]
        return award_application(
            application=case,
            reference=reference,
            amounts={
                year: Decimal(amount)
                for year, amount in zip(town.scheme.grant_years.all(), amounts, strict=True)
            },
            motivation="Past bij de regeling.",
            by=town.officer,
            on=DAY,
            seen_revision=case.revision,
            door=Door.DEMO,
        )

    def test_in_full_with_the_plan_of_the_budget(self) -> None:
        town = make_town()
        case = advised(town)
        award = self.award(town, case, 400_000, 400_000, 400_000)
        assert award.application == case
        assert award.iban == "NL91ABNA0417164300"
        assert sum(line.amount for line in award.plan_lines.all()) == 1_200_000
        assert {line.accounting_year.year for line in award.plan_lines.all()} == {
            2024,
            2025,
            2026,
            2027,
        }
        case.refresh_from_db()
        assert case.state == ApplicationState.PROPOSED
        grant_award(
            award=award,
            by=town.budget_holder,
            on=DAY,
            seen_revision=award.revision,
            door=Door.DEMO,
        )
        case.refresh_from_db()
        assert case.state == ApplicationState.AWARDED
        assert events_of(case).last().name == "award"

    def test_in_part_to_the_cent_and_never_more_than_asked(self) -> None:
        town = make_town()
        case = advised(town)
        with pytest.raises(MoveRefused, match="niet meer toekennen"):
            self.award(town, case, 400_001, 0, 0)
        award = self.award(town, case, 333_333, 1, 0)
        assert sum(line.amount for line in award.plan_lines.all()) == 333_334

    def test_a_prepared_award_taken_back_leads_back_to_the_advice(self) -> None:
        town = make_town()
        case = advised(town)
        award = self.award(town, case, 400_000, 0, 0)
        withdraw_award(
            award=award,
            by=town.officer,
            on=DAY,
            seen_revision=award.revision,
            reason="Verkeerd bedrag.",
            door=Door.DEMO,
        )
        case.refresh_from_db()
        assert case.state == ApplicationState.ADVISED
        assert self.award(town, case, 300_000, 0, 0, reference="PMG-2024-0513-B")

    def test_a_municipality_that_takes_back_takes_the_prepared_award_along(self) -> None:
        town = make_town()
        case = advised(town)
        award = self.award(town, case, 400_000, 0, 0)
        case.refresh_from_db()
        withdraw_application(
            application=case,
            by=town.signatory,
            on=DAY,
            seen_revision=case.revision,
            reason="Wij doen niet mee.",
            door=Door.DEMO,
        )
        award.refresh_from_db()
        assert award.state == "withdrawn"
        assert begun(town).reference == "PMG-2024-AANVRAAG-0513-2"

    def test_no_award_beside_an_application(self) -> None:
        town = make_town()
        submitted(town)
        with pytest.raises(MoveRefused, match="deed een aanvraag"):
            prepare_award(
                scheme=town.scheme,
                municipality=municipality(),
                reference="X",
                iban="NL91ABNA0417164300",
                amounts={year: Decimal(1) for year in town.scheme.grant_years.all()},
                by=town.officer,
                on=DAY,
                door=Door.DEMO,
            )

    def test_refusing_takes_another_person_an_article_and_a_reason(self) -> None:
        town = make_town()
        case = advised(town, advice=Advice.REFUSE)
        act = {"application": case, "on": DAY, "seen_revision": case.revision, "door": Door.DEMO}
        with pytest.raises(NotAllowed):
            refuse(by=town.assessor, reason="Past niet.", **act)
        with pytest.raises(MoveRefused, match="waarom"):
            refuse(by=town.budget_holder, reason=" ", **act)
        town.scheme.award_article = ""
        town.scheme.save()
        case.scheme.refresh_from_db()
        with pytest.raises(MoveRefused, match="geen artikel"):
            refuse(by=town.budget_holder, reason="Past niet.", **act)
        town.scheme.award_article = "artikel 2"
        town.scheme.save()
        case.scheme.refresh_from_db()
        refuse(by=town.budget_holder, reason="Past niet.", **act)
        assert case.state == ApplicationState.REFUSED

    def test_who_advised_does_not_refuse(self) -> None:
        town = make_town()
        both = town.assessor
        RoleAssignment.objects.create(
            user=both, role="budget_holder", starts_on=datetime.date(2024, 1, 1)
        )
        case = advised(town, advice=Advice.REFUSE)
        with pytest.raises(FourEyes):
            refuse(
                application=case,
                by=both,
                reason="Past niet.",
                on=DAY,
                seen_revision=case.revision,
                door=Door.DEMO,
            )

    def test_set_aside_only_after_the_term_to_complete(self) -> None:
        town = make_town()
        case = submitted(town)
        return_application(
            application=case,
            complete_by=datetime.date(2024, 6, 3),
            reason="Er ontbreekt iets.",
            by=town.assessor,
            on=DAY,
            seen_revision=case.revision,
            door=Door.DEMO,
        )
        for day in (at(2024, 6, 3), at(2024, 6, 4)):
            act = {
                "application": case,
                "by": town.budget_holder,
                "reason": "Niet aangevuld.",
                "seen_revision": case.revision,
                "door": Door.DEMO,
            }
            if day == at(2024, 6, 3):
                with pytest.raises(MoveRefused, match="nog niet voorbij"):
                    set_aside(on=day, **act)
            else:
                set_aside(on=day, **act)
        assert case.state == ApplicationState.SET_ASIDE
