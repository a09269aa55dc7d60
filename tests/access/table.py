"""The access table: every address of our own, who may open it, and whose case it shows.

A new address that is not here fails the test. `own` means that a municipal colleague only gets it
for the own municipality; `post` that it takes only POST.
"""

from __future__ import annotations

from dataclasses import dataclass

from pmg.accounts.enums import MINISTRY_ROLES, MUNICIPAL_ROLES, Role

MINISTRY = MINISTRY_ROLES
MUNICIPAL = MUNICIPAL_ROLES
EVERYBODY = MINISTRY | MUNICIPAL
CASE_READERS = frozenset({Role.ASSESSOR, Role.AUDITOR, Role.BUDGET_HOLDER, Role.POLICY_OFFICER})
MONEY_READERS = CASE_READERS | {Role.FINANCIAL_OFFICER, Role.ANALYST}
POLICY = frozenset({Role.POLICY_OFFICER})
PREPARERS = frozenset({Role.POLICY_OFFICER, Role.ASSESSOR})
FINANCE = frozenset({Role.FINANCIAL_OFFICER})
ANALYST = frozenset({Role.ANALYST})
SIGNERS = frozenset({Role.SIGN_OFF})
YEAR_READERS = frozenset({Role.ANALYST, Role.POLICY_OFFICER, Role.AUDITOR})
REPORT_READERS = YEAR_READERS | SIGNERS
NOTICE_READERS = PREPARERS | {Role.ADMINISTRATOR, Role.AUDITOR}
NOTICE_MENDERS = frozenset({Role.POLICY_OFFICER, Role.ADMINISTRATOR})
LEADER = frozenset({Role.PROJECT_LEADER})
DRAFTERS = LEADER | {Role.SISA_CONTACT}
ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
INVITERS = MUNICIPAL | ADMINISTRATOR
PEOPLE_READERS = INVITERS | {Role.POLICY_OFFICER, Role.ASSESSOR, Role.AUDITOR}
LOG_READERS = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})


@dataclass(frozen=True)
class Access:
    """One row of the table."""

    roles: frozenset[Role]
    own: bool = False
    post: bool = False


TABLE = {
    "grants:start": Access(EVERYBODY),
    "municipalities:mergers": Access(ADMINISTRATOR),
    "grants:schemes": Access(EVERYBODY),
    "grants:scheme": Access(EVERYBODY),
    "grants:scheme_letters": Access(frozenset({Role.ADMINISTRATOR})),
    "grants:scheme_parts": Access(MINISTRY),
    "grants:scheme_part": Access(ADMINISTRATOR),
    "grants:scheme_new": Access(ADMINISTRATOR),
    "grants:scheme_changes": Access(MINISTRY),
    "grants:scheme_change": Access(MINISTRY),
    "grants:scheme_change_part": Access(ADMINISTRATOR),
    "grants:municipality": Access(EVERYBODY, own=True),
    # Aanvragen
    "grants:application_list": Access(CASE_READERS | MUNICIPAL),
    "grants:application_open": Access(DRAFTERS, post=True),
    "grants:application": Access(CASE_READERS | MUNICIPAL, own=True),
    "grants:application_fill_in": Access(DRAFTERS, own=True),
    "grants:application_attach": Access(DRAFTERS, own=True, post=True),
    "grants:application_keep": Access(DRAFTERS, own=True, post=True),
    "grants:application_attachment": Access(CASE_READERS | MUNICIPAL, own=True),
    "grants:application_submit": Access(MUNICIPAL, own=True),
    "grants:application_criteria": Access(PREPARERS),
    "grants:application_award": Access(PREPARERS),
    "grants:application_answer": Access(MUNICIPAL, own=True),
    "grants:application_receipt": Access(CASE_READERS | MUNICIPAL, own=True),
    "grants:application_receipt_prepare": Access(CASE_READERS | MUNICIPAL, own=True, post=True),
    "grants:application_receipt_file": Access(CASE_READERS | MUNICIPAL, own=True),
    # Verantwoorden
    "grants:justification": Access(CASE_READERS | MUNICIPAL, own=True),
    "grants:justification_form": Access(CASE_READERS | MUNICIPAL, own=True),
    "grants:justification_checks": Access(CASE_READERS | MUNICIPAL, own=True),
    "grants:justification_upload": Access(MUNICIPAL, own=True, post=True),
    "grants:justification_submit": Access(MUNICIPAL, own=True),
    "grants:justification_receipt": Access(CASE_READERS | MUNICIPAL, own=True),
    "grants:justification_parts": Access(MUNICIPAL, own=True, post=True),
    "grants:upload_move": Access(MUNICIPAL, own=True, post=True),
    "grants:justification_draft": Access(DRAFTERS, own=True),
    "grants:justification_draft_form": Access(DRAFTERS, own=True),
    "grants:justification_take_over": Access(DRAFTERS, own=True),
    "grants:justification_answer": Access(MUNICIPAL, own=True),
    "grants:upload_download": Access(CASE_READERS | MUNICIPAL, own=True),
    # Uitstel, correctie, bevindingen, ontvangstbewijs
    "grants:justification_decline": Access(MUNICIPAL, own=True),
    "grants:progress_decline": Access(MUNICIPAL, own=True),
    "grants:postponement": Access(CASE_READERS | MUNICIPAL, own=True),
    "grants:corrections": Access(CASE_READERS | MUNICIPAL, own=True),
    "grants:correction": Access(CASE_READERS | MUNICIPAL, own=True),
    "grants:correction_reasons": Access(MUNICIPAL, own=True, post=True),
    "grants:correction_form": Access(CASE_READERS | MUNICIPAL, own=True),
    "grants:correction_upload": Access(MUNICIPAL, own=True, post=True),
    "grants:statement_version": Access(CASE_READERS | MUNICIPAL, own=True),
    "grants:findings": Access(CASE_READERS | MUNICIPAL, own=True),
    "grants:findings_files": Access(CASE_READERS | MUNICIPAL, own=True),
    "grants:findings_prepare": Access(CASE_READERS | MUNICIPAL, own=True, post=True),
    "grants:prepared_download": Access(CASE_READERS | MUNICIPAL, own=True),
    "grants:receipt": Access(CASE_READERS | MUNICIPAL, own=True),
    "grants:receipt_file": Access(CASE_READERS | MUNICIPAL, own=True),
    "grants:receipt_prepare": Access(CASE_READERS | MUNICIPAL, own=True, post=True),
    # Beoordelen
    "grants:assessment_worklist": Access(CASE_READERS),
    "grants:assessment_workbench": Access(CASE_READERS),
    "grants:assessment_postpone": Access(PREPARERS),
    "grants:justification_paper": Access(frozenset({Role.ASSESSOR})),
    "grants:assessment_sisa_figure": Access(PREPARERS),
    # Statusbord
    "grants:status_board": Access(CASE_READERS),
    "grants:board_remind": Access(PREPARERS),
    # Auditdossiers
    "grants:audit_list": Access(PREPARERS | {Role.AUDITOR}),
    "grants:audit_case": Access(PREPARERS | {Role.AUDITOR}),
    "grants:audit_progress": Access(PREPARERS | {Role.AUDITOR}),
    "grants:audit_download": Access(PREPARERS | {Role.AUDITOR}),
    # Leveringen van het CBS
    # Selectie van de gemeenten
    "grants:indicators": Access(YEAR_READERS | ADMINISTRATOR),
    "grants:indicator_delivery": Access(YEAR_READERS | ADMINISTRATOR),
    "grants:indicator_original": Access(YEAR_READERS | ADMINISTRATOR),
    "grants:selections": Access(YEAR_READERS),
    "grants:selection": Access(YEAR_READERS),
    "grants:selection_settings": Access(ANALYST),
    "grants:selection_repeat": Access(ANALYST, post=True),
    "grants:selection_export": Access(YEAR_READERS),
    "grants:selection_workbook": Access(YEAR_READERS),
    "grants:selection_file": Access(YEAR_READERS),
    # Aansluiting met het financiële systeem
    "grants:reconciliations": Access(MONEY_READERS),
    "grants:reconciliation": Access(MONEY_READERS),
    "grants:reconciliation_explain": Access(FINANCE),
    "grants:reconciliation_export": Access(MONEY_READERS),
    "grants:reconciliation_file": Access(MONEY_READERS),
    # Overname uit de oude administratie
    "grants:take_overs": Access(MONEY_READERS),
    "grants:take_over_model": Access(MONEY_READERS),
    "grants:take_over": Access(MONEY_READERS),
    "grants:take_over_reading": Access(MONEY_READERS),
    "grants:take_over_file": Access(MONEY_READERS),
    "grants:take_over_document": Access(MONEY_READERS),
    "grants:award_decision": Access(MONEY_READERS | MUNICIPAL, own=True),
    "grants:cbs_deliveries": Access(CASE_READERS),
    "grants:cbs_delivery": Access(CASE_READERS),
    "grants:cbs_delivery_reading": Access(CASE_READERS),
    "grants:cbs_delivery_file": Access(CASE_READERS),
    # Brieven, en documenten naast de werkbank
    "grants:letter": Access(CASE_READERS | MUNICIPAL | FINANCE, own=True),
    "grants:objection_list": Access(CASE_READERS),
    "grants:objection": Access(CASE_READERS | MUNICIPAL | FINANCE, own=True),
    "grants:objection_receive": Access(PREPARERS),
    "grants:change_prepare": Access(PREPARERS),
    "grants:change": Access(MONEY_READERS | MUNICIPAL, own=True),
    "grants:letter_list": Access(CASE_READERS | MUNICIPAL | FINANCE),
    "grants:letter_page": Access(CASE_READERS | MUNICIPAL | FINANCE, own=True),
    "grants:letter_preview": Access(CASE_READERS),
    "grants:letter_preview_pdf": Access(CASE_READERS),
    "grants:documents": Access(CASE_READERS),
    "grants:document_page": Access(CASE_READERS),
    # Controles
    "grants:checks": Access(EVERYBODY),
    "grants:exemptions": Access(CASE_READERS),
    "grants:exemption_new": Access(PREPARERS),
    "grants:exemption": Access(CASE_READERS),
    # Toekenningen, betalingen, grootboek
    "grants:award_list": Access(MONEY_READERS),
    "grants:award_prepare": Access(PREPARERS),
    "grants:award": Access(MONEY_READERS | MUNICIPAL, own=True),
    "grants:payment_list": Access(MONEY_READERS),
    "grants:payment_prepare": Access(FINANCE),
    "grants:payment_proposals": Access(FINANCE | {Role.BUDGET_HOLDER, Role.AUDITOR}),
    "grants:payment": Access(MONEY_READERS | MUNICIPAL, own=True),
    "grants:outcome_files": Access(FINANCE | {Role.BUDGET_HOLDER, Role.AUDITOR}),
    "grants:outcome_file": Access(FINANCE | {Role.BUDGET_HOLDER, Role.AUDITOR}),
    "grants:outcome_reading": Access(FINANCE | {Role.BUDGET_HOLDER, Role.AUDITOR}),
    "grants:outcome_again": Access(FINANCE, post=True),
    "grants:outcome_original": Access(FINANCE | {Role.BUDGET_HOLDER, Role.AUDITOR}),
    "grants:vat_shares": Access(MONEY_READERS),
    "grants:vat_share": Access(MONEY_READERS | MUNICIPAL, own=True),
    "grants:vat_share_prepare": Access(FINANCE),
    "grants:payment_orders": Access(FINANCE | {Role.BUDGET_HOLDER, Role.AUDITOR}),
    "grants:payment_order_new": Access(FINANCE),
    "grants:payment_order": Access(FINANCE | {Role.BUDGET_HOLDER, Role.AUDITOR}),
    "grants:payment_order_paper": Access(FINANCE | {Role.BUDGET_HOLDER, Role.AUDITOR}),
    "grants:payment_order_again": Access(FINANCE, post=True),
    "grants:payment_order_file": Access(FINANCE | {Role.BUDGET_HOLDER, Role.AUDITOR}),
    "grants:ledger_checks": Access(FINANCE | ADMINISTRATOR | {Role.BUDGET_HOLDER, Role.AUDITOR}),
    "grants:account_change_new": Access(FINANCE | POLICY | DRAFTERS, own=True),
    "grants:account_change": Access(MONEY_READERS | MUNICIPAL, own=True),
    "grants:ledger": Access(MONEY_READERS),
    "grants:scheme_ledger": Access(MONEY_READERS),
    "grants:ledger_entries": Access(MONEY_READERS | MUNICIPAL),
    "grants:ledger_export": Access(MONEY_READERS | MUNICIPAL),
    "grants:award_ledger": Access(MONEY_READERS | MUNICIPAL, own=True),
    # Vaststellingen, terugvorderingen
    "grants:settlement_list": Access(MONEY_READERS),
    "grants:settlement_draw_up": Access(FINANCE | {Role.ASSESSOR}),
    "grants:settlement": Access(MONEY_READERS | MUNICIPAL, own=True),
    "grants:settlement_letter_preview": Access(MONEY_READERS),
    "grants:recovery_list": Access(MONEY_READERS),
    "grants:advances": Access(MONEY_READERS),
    "grants:advances_on": Access(MONEY_READERS),
    "grants:advances_file": Access(MONEY_READERS),
    "grants:recovery": Access(MONEY_READERS | MUNICIPAL, own=True),
    # Voortgang
    "grants:progress_list": Access(EVERYBODY),
    "grants:progress_open": Access(POLICY, post=True),
    "grants:progress_report": Access(EVERYBODY, own=True),
    "grants:progress_fill_in": Access(LEADER, own=True),
    "grants:progress_submit": Access(MUNICIPAL, own=True),
    "grants:progress_question": Access(POLICY, post=True),
    "grants:progress_question_withdraw": Access(POLICY),
    "grants:progress_answer": Access(MUNICIPAL, own=True),
    "grants:progress_return": Access(POLICY, post=True),
    "grants:progress_accept": Access(POLICY, post=True),
    "grants:lessons": Access(EVERYBODY),
    "grants:lesson_withdraw": Access(LEADER | POLICY, own=True),
    "grants:lesson_bundles": Access(ANALYST | POLICY),
    "grants:lesson_bundles_progress": Access(ANALYST | POLICY),
    "grants:lesson_bundle": Access(ANALYST | POLICY),
    "grants:interventions": Access(EVERYBODY),
    "grants:intervention_new": Access(POLICY),
    "grants:intervention": Access(EVERYBODY),
    "grants:intervention_edit": Access(POLICY),
    "grants:intervention_proposals": Access(EVERYBODY),
    "grants:intervention_propose": Access(LEADER),
    "grants:intervention_proposal": Access(EVERYBODY, own=True),
    # Berichten
    "grants:notice_inbox": Access(EVERYBODY),
    "grants:notice_outlook": Access(NOTICE_READERS),
    "grants:notice_log": Access(NOTICE_READERS),
    "grants:notice_detail": Access(NOTICE_READERS),
    "grants:notice_send_again": Access(NOTICE_MENDERS, post=True),
    "grants:notice_bounced": Access(NOTICE_MENDERS, post=True),
    # Rapportage
    "reporting:years": Access(REPORT_READERS),
    "reporting:year": Access(REPORT_READERS),
    "reporting:sign_offs": Access(REPORT_READERS),
    "reporting:sign_offs_ask": Access(ANALYST | POLICY, post=True),
    "reporting:sign_off": Access(REPORT_READERS),
    "reporting:my_sign_offs": Access(SIGNERS),
    "reporting:parties": Access(ADMINISTRATOR),
    "reporting:party": Access(ADMINISTRATOR),
    "reporting:party_new": Access(ADMINISTRATOR),
    "reporting:sight": Access(REPORT_READERS),
    "reporting:sight_file": Access(REPORT_READERS),
    "reporting:fact_checks": Access(REPORT_READERS),
    "reporting:fact_check": Access(REPORT_READERS | MUNICIPAL, own=True),
    "reporting:people_found": Access(REPORT_READERS),
    "reporting:people_search": Access(ANALYST | POLICY, post=True),
    "reporting:people_clear": Access(POLICY, post=True),
    "reporting:people_take_back": Access(POLICY, post=True),
    "reporting:compare": Access(REPORT_READERS),
    "reporting:preview": Access(REPORT_READERS),
    "reporting:progress": Access(REPORT_READERS),
    "reporting:download": Access(REPORT_READERS),
    "reporting:ask": Access(ANALYST, post=True),
    "reporting:cancel": Access(ANALYST, post=True),
    "reporting:freeze": Access(ANALYST),
    "reporting:publish": Access(POLICY, post=True),
    "reporting:withdraw": Access(POLICY),
    "reporting:writing": Access(REPORT_READERS),
    "reporting:write": Access(REPORT_READERS),
    "reporting:write_confirm": Access(ANALYST | POLICY, post=True),
    "reporting:write_versions": Access(REPORT_READERS),
    "reporting:remark_add": Access(ANALYST | POLICY, post=True),
    "reporting:remark_resolve": Access(ANALYST | POLICY, post=True),
    # Mensen
    "municipalities:people": Access(PEOPLE_READERS, own=True),
    "municipalities:invite": Access(INVITERS, own=True),
    "municipalities:hand_over": Access(MUNICIPAL, own=True),
    "municipalities:not_mine": Access(MUNICIPAL, own=True),
    "municipalities:offer": Access(INVITERS, own=True, post=True),
    "people:people": Access(ADMINISTRATOR),
    "people:person": Access(ADMINISTRATOR),
    "people:give_role": Access(ADMINISTRATOR),
    "people:mandate_new": Access(ADMINISTRATOR),
    "people:mandate_end": Access(ADMINISTRATOR),
    "people:role_end": Access(INVITERS, own=True),
    "people:decisions": Access(ADMINISTRATOR | {Role.BUDGET_HOLDER}),
    "people:decide": Access(ADMINISTRATOR | {Role.BUDGET_HOLDER}, post=True),
    "people:access_log": Access(LOG_READERS),
    "people:access_log_csv": Access(LOG_READERS),
}

OPEN = frozenset(
    {
        "health",
        "grants:receipt_verify",
        "people:demo_login",
        "people:accessibility",
        "people:invitation",
        "gallery",
        "reporting:public_list",
        "reporting:public_page",
        "reporting:public_file",
    }
)
"""Our own addresses that have no role: open to visitors, or, the gallery, to developers."""

LIBRARIES = ("account_", "mfa_", "socialaccount_", "openid_connect_")
"""Addresses of django-allauth, which guards its own; the open ones stand in settings."""
