"""For each address of the table: the arguments that lead to a municipality's own object."""

from __future__ import annotations

import datetime
import uuid
from decimal import Decimal
from typing import Any

from django.utils import timezone

from grants.enums import LetterAct, PreparedKind, TakeOverKind
from grants.models import (
    AccountChange,
    Application,
    AuditZip,
    Award,
    AwardChange,
    CbsDelivery,
    Correction,
    DocumentPage,
    Exemption,
    GrantYear,
    Intervention,
    InterventionProposal,
    Justification,
    Lesson,
    LessonBundle,
    Letter,
    Objection,
    Payment,
    PaymentOrder,
    ProgressReport,
    Question,
    SchemeChange,
    Settlement,
    TakenOver,
    TakeOverRow,
    VatShare,
)
from grants.reckoning.selection import Scaling
from grants.services.account_changes import ask_account_change
from grants.services.audit import ask_for_zip, make_zip
from grants.services.correcting import ask_for_correction
from grants.services.indicators import hand_in_values
from grants.services.intervention_proposals import propose_intervention
from grants.services.interventions import InterventionFields
from grants.services.lessons import make_bundle
from grants.services.letter_making import make_letter
from grants.services.objections import receive_objection
from grants.services.outcomes import hand_in_outcomes
from grants.services.preparing import make_prepared, prepare
from grants.services.reconciliations import run_reconciliation
from grants.services.selections import keep_figures, run_selection
from grants.services.settlements import draw_up_settlement, settle
from grants.services.taking_over.handing_in import hand_in
from grants.services.viewing import ask_for_documents, run_viewing
from municipalities.models import Municipality
from pmg.accounts.models import Mandate, RoleAssignment, User
from pmg.casework.models import Notice
from pmg.casework.moves import events_of
from pmg.demo.people import slug
from reporting.models import (
    Clearance,
    FactCheck,
    Publication,
    RenderJob,
    RenditionFile,
    SignOff,
    SignOffParty,
    Snapshot,
    TextRemark,
)

Arguments = dict[str, Any]


def arguments_for(name: str, municipality: Municipality) -> Arguments:
    """The keyword arguments of the address `name`, for an object of this municipality."""
    if name == "reporting:fact_check":
        return {"pk": FactCheck.objects.get(municipality=municipality).pk}
    if name.startswith("reporting:"):
        return _of_a_report(name.removeprefix("reporting:"))
    if name.startswith(("people:", "municipalities:")):
        return _of_a_person(name, municipality)
    name = name.removeprefix("grants:")
    case = Justification.objects.get(municipality=municipality, accounting_year__year=2024)
    award = Award.objects.get(municipality=municipality)
    if name in {"scheme", "scheme_ledger", "scheme_letters", "scheme_parts", "ledger_entries"}:
        return {"code": award.scheme.code}
    if name == "scheme_part":
        return {"code": award.scheme.code, "part": "sectors"}
    if name in {"scheme_change", "scheme_change_part"}:
        change = SchemeChange.objects.get(code="pmg-2026")
        return {"pk": change.pk} | ({"part": "sectors"} if name.endswith("part") else {})
    if name == "ledger_export":
        return {"code": award.scheme.code, "form": "csv"}
    if name == "award_ledger":
        return {"code": award.scheme.code, "cbs_code": municipality.cbs_code}
    if name == "application_open":
        return {"code": award.scheme.code}
    if name.startswith("application"):
        return _of_an_application(name, municipality)
    if name == "municipality":
        return {"cbs_code": municipality.cbs_code}
    if name == "justification_upload":
        return {"pk": case.pk, "kind": "statement"}
    if name == "corrections":
        return {"pk": case.pk}
    if name == "statement_version":
        return {"pk": case.pk, "number": case.versions.first().number}
    if name.startswith("correction"):
        more = {"kind": "statement"} if name == "correction_upload" else {}
        return {"pk": _correction(case).pk} | more
    if name == "postponement":
        return {"pk": case.pk}
    if name.startswith("findings"):
        more = {"kind": "findings"} if name == "findings_prepare" else {}
        return {"pk": case.uploads.first().pk} | more
    if name.startswith("receipt"):
        return {"pk": case.pk, "reference": case.receipts.first().reference}
    if name == "prepared_download":
        return {"pk": _prepared(case)}
    if name == "justification_take_over":
        return {"pk": case.pk, "upload": case.uploads.get(kind="statement").pk}
    if name in {"upload_download", "upload_move"}:
        return {"pk": case.uploads.first().pk}
    if name == "exemption":
        return {"pk": Exemption.objects.latest("on").pk}
    if name in {"letter", "letter_page"}:
        return {"pk": _letter_of(case).pk}
    if name == "document_page":
        return {"pk": _page_of(case).pk}
    if name in {"letter_preview", "letter_preview_pdf"}:
        return {"kind": "oordeel", "pk": case.pk}
    if name == "documents":
        return {"pk": case.pk}
    if name == "justification_answer":
        return {"pk": case.pk, "question": question_about(case).pk}
    if name.startswith(("justification", "assessment_")):
        return {} if name == "assessment_worklist" else {"pk": case.pk}
    if name == "audit_download":
        return {"pk": _audit_zip(case).pk}
    if name in {"audit_case", "audit_progress"}:
        return {"pk": case.pk}
    if name.startswith("reconciliation") and name != "reconciliations":
        run = run_reconciliation(
            scheme=award.scheme,
            until=timezone.localdate(),
            name="export.csv",
            data=b"Betalingskenmerk;Bedrag;Boekdatum\nONBEKEND;1,00;01-07-2024\n",
            by=User.objects.get(username="financien"),
            on=timezone.now(),
        )
        more = {"place": 1} if name == "reconciliation_explain" else {}
        return {"pk": run.pk} | more
    if name.startswith("outcome_") and name != "outcome_files":
        made, _ = hand_in_outcomes(
            name="uitkomsten.csv",
            chunks=[b"Betalingskenmerk;Bedrag;Datum;Uitkomst\nONBEKEND;1,00;01-07-2024;betaald\n"],
            by=User.objects.get(username="financien"),
            on=timezone.now(),
        )
        return {"pk": made.pk}
    if name in {"indicator_delivery", "indicator_original"}:
        delivery = hand_in_values(
            scheme=award.scheme,
            name="waarden.csv",
            data=b"gemeentecode;indicator;jaar;waarde\n0513;verdachten;2024;19,8\n",
            source="politie",
            as_of=timezone.localdate(),
            by=User.objects.get(username="analist"),
            on=timezone.now(),
        )
        return {"pk": delivery.pk}
    if name.startswith("selection") and name != "selections":
        analyst, now = User.objects.get(username="analist"), timezone.now()
        figures = keep_figures(
            scheme=award.scheme,
            name="cijfers.csv",
            data=b"gemeentecode;gemeente;inwoners;verdachten\n0513;Gouda;75000;300\n",
            by=analyst,
            on=now,
        )
        if name == "selection_settings":
            return {"pk": figures.pk}
        run = run_selection(
            figures=figures,
            weights={"verdachten": Decimal(1)},
            scaling=Scaling.RATE,
            excluded={},
            cut=1,
            by=analyst,
            on=now,
        )
        return {"pk": run.pk}
    if name == "take_overs":
        return {}
    if name.startswith("take_over") or name == "award_decision":
        return _of_a_take_over(name, award)
    if name.startswith("cbs_delivery"):
        return {"pk": CbsDelivery.objects.latest("on").pk}
    if name in {"notice_detail", "notice_send_again", "notice_bounced"}:
        return {"pk": Notice.objects.filter(municipality=municipality, channel="mail")[0].pk}
    if name == "award":
        return {"pk": award.pk}
    if name == "advances":
        return {"code": award.scheme.code}
    if name == "advances_on":
        return {"code": award.scheme.code, "year": 2025}
    if name == "advances_file":
        return {"code": award.scheme.code, "year": "2025", "form": "csv"}
    if name in {"settlement", "settlement_letter_preview"}:
        return {"pk": _settlement_of(award).pk}
    if name == "recovery":
        return {"pk": _settlement_of(award).recovery.pk}
    if name == "objection_receive":
        return {"letter": award_letter(award).pk}
    if name == "objection":
        return {"pk": _objection_to(award).pk}
    if name == "change":
        return {"pk": _change_of(award).pk}
    if name == "vat_share":
        return {"pk": _vat_share(award).pk}
    if name in {"payment_prepare", "settlement_draw_up", "change_prepare", "vat_share_prepare"}:
        return {"award": award.pk}
    if name == "payment":
        return {"pk": Payment.objects.filter(municipality=municipality, state="paid")[0].pk}
    if name == "account_change_new":
        return {"award": award.pk}
    if name == "account_change":
        return {"pk": _account_change(award).pk}
    if name == "payment_order_file":
        return {"pk": PaymentOrder.objects.latest("on").pk, "kind": "csv"}
    if name in {"payment_order", "payment_order_paper", "payment_order_again"}:
        return {"pk": PaymentOrder.objects.latest("on").pk}
    if name == "progress_open":
        return {"pk": GrantYear.objects.get(label="2025/26").pk}
    if name in {"progress_answer", "progress_question_withdraw"}:
        report = ProgressReport.objects.filter(municipality=municipality)[0]
        question, _ = Question.objects.get_or_create(
            progress=report,
            event=events_of(report).earliest("seq"),
            defaults={"text": "FICTIEF: hoe telde u de jongeren?"},
        )
        return {"pk": report.pk, "question": question.pk}
    if name.startswith("progress_") and name != "progress_list":
        report = ProgressReport.objects.get(municipality=municipality, grant_year__label="2024/25")
        return {"pk": report.pk}
    if name == "lesson_withdraw":
        return {"pk": Lesson.objects.filter(report__municipality=municipality)[0].pk}
    if name == "lesson_bundle":
        bundle = make_bundle(LessonBundle.objects.all()[0].pk)
        assert bundle is not None
        return {"pk": bundle.pk}
    if name == "intervention_proposal":
        return {"pk": _proposal(municipality).pk}
    if name in {"intervention", "intervention_edit"}:
        return {"pk": Intervention.objects.first().pk}
    return {}


def _settlement_of(award: Award) -> Settlement:
    """A settlement that recovers: few of the demo have one, so it is made as one that ended."""
    known = award.settlements.filter(state="settled").first()
    if known:
        return known
    # Whatever else this walk, or the demo, left under way is over.
    award.payments.filter(state__in=["prepared", "approved"]).update(state="cancelled")
    Correction.objects.filter(justification__award=award).update(state="withdrawn")
    settlement = draw_up_settlement(
        award=award,
        ends_on=datetime.date(2024, 12, 31),
        end_reason="FICTIEF: de gemeente gaat alleen verder.",
        by=User.objects.get(username="financien"),
        on=timezone.now(),
    )
    settle(
        settlement=settlement,
        by=User.objects.get(username="budgethouder"),
        on=timezone.now(),
        seen_revision=settlement.revision,
    )
    return settlement


def _of_an_application(name: str, municipality: Municipality) -> Arguments:
    """The application of this municipality, with its attachment, question and receipt."""
    if name == "application_list":
        return {}
    case = Application.objects.get(municipality=municipality)
    more: Arguments = {}
    if name in {"application_attachment", "application_keep"}:
        more = {"attachment": case.attachments.all()[0].pk}
    if name == "application_answer":
        question, _ = Question.objects.get_or_create(
            application=case,
            defaults={"event": events_of(case).earliest("seq"), "text": "FICTIEF: waarom?"},
        )
        more = {"question": question.pk}
    if name.startswith("application_receipt"):
        more = {"reference": case.receipts.all()[0].reference}
    return {"pk": case.pk} | more


def _proposal(municipality: Municipality) -> InterventionProposal:
    """A proposal for the register that waits for the ministry."""
    waiting = InterventionProposal.objects.filter(municipality=municipality, state="proposed")
    return waiting.first() or propose_intervention(
        municipality=municipality,
        fields=InterventionFields(name="FICTIEF voorstel", evidence_level="not_recognised"),
        reason="FICTIEF: wij zetten dit in.",
        by=User.objects.get(username=f"{slug(municipality)}-project"),
        on=timezone.now(),
    )


def _account_change(award: Award) -> AccountChange:
    """A change of its account: the demo has none."""
    return award.account_changes.first() or ask_account_change(
        award=award,
        iban="NL91ABNA0417164300",
        reason="FICTIEF: de gemeente kreeg een andere bank.",
        by=User.objects.get(username="financien"),
        on=timezone.now(),
    )


def _vat_share(award: Award) -> VatShare:
    """An approved btw-deel: the demo has none, and its awards leave no room for one."""
    share, _ = VatShare.objects.get_or_create(
        award=award,
        municipality=award.municipality,
        grant_year=award.scheme.grant_years.earliest("starts_on"),
        defaults={
            "state": "approved",
            "amount": Decimal(1000),
            "budget_year": 2024,
            "explanation": "FICTIEF: opgave van de gemeente.",
            "reference": f"{award.reference}-BTW-01",
        },
    )
    return share


def _correction(case: Justification) -> Correction:
    """A correction of the case: the demo has one for some municipalities only."""
    known = case.corrections.first()
    if known:
        return known
    return ask_for_correction(
        justification=case,
        reason="FICTIEF: een bedrag staat bij de verkeerde sector.",
        by=User.objects.get(username="beoordelaar"),
        on=timezone.now(),
    )


def award_letter(award: Award) -> Letter:
    """The letter that granted it, made as the worker would."""
    letter = Letter.objects.get(case_id=award.pk)
    make_letter(letter.work.pk)
    return letter


def _objection_to(award: Award) -> Objection:
    """An objection against the award; the demo has one for a single municipality."""
    letter = award_letter(award)
    return letter.objections.first() or receive_objection(
        letter=letter,
        objector="het college",
        received_on=letter.dated_on,
        grounds="FICTIEF.",
        by=User.objects.get(username="beoordelaar"),
        on=timezone.now(),
    )


def _change_of(award: Award) -> AwardChange:
    """A change of the award that was decided on; the demo has one for some municipalities only."""
    known = award.changes.filter(state="decided").first()
    return known or AwardChange.objects.create(
        award=award, municipality=award.municipality, state="decided", motivation="FICTIEF."
    )


def _prepared(case: Justification) -> Any:
    """The receipt as PDF, made now: the demo only makes what somebody asks for."""
    row = prepare(PreparedKind.RECEIPT, receipt=case.receipts.first())
    make_prepared(row.pk)
    return row.pk


def _letter_of(case: Justification) -> Letter:
    """The letter on its judgement, made as the worker would."""
    letter = Letter.objects.get(case_id=case.pk, act=LetterAct.JUDGEMENT)
    make_letter(letter.work.pk)
    return letter


def _page_of(case: Justification) -> DocumentPage:
    """The first page of its package, drawn as the worker would."""
    upload = case.uploads.get(kind="package")
    run_viewing(ask_for_documents(upload).pk)
    for order in upload.viewings.filter(place__gt=0):
        run_viewing(order.pk)
    return DocumentPage.objects.filter(document__upload=upload)[0]


def _audit_zip(case: Justification) -> AuditZip:
    """The audit zip of a case, as the worker makes it."""
    asked = ask_for_zip(
        justification=case, by=User.objects.get(username="auditor"), on=timezone.now()
    )
    made = make_zip(asked.pk)
    assert made is not None
    return made


def _of_a_report(name: str) -> Arguments:
    """The report on 2024, which the demo froze, made and published."""
    snapshot = Snapshot.objects.get(report_year__year=2024)
    if name in {"years", "my_sign_offs", "parties"}:
        return {}
    if name == "party":
        return {"pk": SignOffParty.objects.all()[0].pk}
    if name == "party_new":
        return {"code": snapshot.report_year.scheme.code}
    if name == "withdraw":
        return {"pk": Publication.objects.get(report_year__year=2024).pk}
    if name == "sign_off":
        return {"pk": SignOff.objects.filter(report_year__year=2025)[0].pk}
    if name == "cancel":
        return {"pk": RenderJob.objects.get(snapshot=snapshot).pk}
    if name == "download":
        return {"pk": RenditionFile.objects.filter(rendition__snapshot=snapshot)[0].pk}
    if name == "people_take_back":
        return {"pk": Clearance.objects.order_by("pk")[0].pk}
    if name.startswith("people_"):
        return {"code": snapshot.report_year.scheme.code, "year": 2024}
    if name == "sight_file":
        code = snapshot.report_year.scheme.code
        return {"code": code, "year": 2024, "key": "sectoren", "form": "svg"}
    if name in {
        "year",
        "freeze",
        "publish",
        "compare",
        "sight",
        "fact_checks",
        "sign_offs",
        "sign_offs_ask",
    }:
        return {"code": snapshot.report_year.scheme.code, "year": 2024}
    if name == "remark_resolve":
        return {"pk": TextRemark.objects.order_by("on")[0].pk}
    if name.startswith(("writ", "remark")):
        more = {} if name == "writing" else {"name": "geld"}
        return {"code": snapshot.report_year.scheme.code, "year": 2024, **more}
    return {"pk": snapshot.pk}


def _of_a_person(name: str, municipality: Municipality) -> Arguments:
    """Somebody of the municipality, and the budget holder with a mandate."""
    if name == "municipalities:mergers":
        return {}
    if name == "municipalities:offer":
        return {"cbs_code": municipality.cbs_code, "pk": uuid.uuid4()}
    if name.startswith("municipalities:"):
        return {"cbs_code": municipality.cbs_code}
    held = RoleAssignment.objects.filter(municipality=municipality).order_by("pk")
    return {
        "people:role_end": {"pk": held[0].pk},
        "people:person": {"pk": held[0].user_id},
        "people:mandate_new": {"pk": Mandate.objects.all()[0].user_id},
        "people:mandate_end": {"pk": Mandate.objects.all()[0].pk},
        "people:decide": {"kind": "rol", "pk": uuid.uuid4()},
    }.get(name, {})


def question_about(case: Justification) -> Question:
    """A question about the case: the demo asks only some municipalities."""
    question, _ = Question.objects.get_or_create(
        justification=case,
        event=events_of(case).earliest("seq"),
        defaults={"text": "FICTIEF: waar ging dit bedrag heen?"},
    )
    return question


def _of_a_take_over(name: str, award: Award) -> Arguments:
    """A take-over whose only document is the old decision on this award."""
    if name == "take_over_model":
        return {"code": award.scheme.code, "kind": "awards"}
    take_over = hand_in(
        scheme=award.scheme,
        kind=TakeOverKind.AWARDS,
        workbook=("oud.xlsx", [b"oud"]),
        documents=[("besluit.pdf", [b"%PDF-1.7"])],
        by=User.objects.get(username="financien"),
        on=timezone.now(),
    )
    document = take_over.documents.get()
    if name == "award_decision":
        row = TakeOverRow.objects.create(
            take_over=take_over, place=1, sheet="Toekenningen", row=4, values={}
        )
        TakenOver.objects.create(
            row=row,
            case_kind="award",
            case_id=award.pk,
            event=events_of(award)[0],
            document=document,
        )
        return {"pk": award.pk}
    more = {"document": document.pk} if name == "take_over_document" else {}
    return {"pk": take_over.pk} | more
