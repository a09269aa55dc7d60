"""Wie krijgt bericht waarvan: the table of events that are told.

A new event needs one row here and one text in `templates/mail/`. An event without a row is told to
nobody; a test asks of each move that it stands in one of the two lists.
"""

from __future__ import annotations

from dataclasses import dataclass

from pmg.accounts.enums import MUNICIPAL_ROLES, Role

CONTACT, LEADER, SIGNATORY = Role.SISA_CONTACT, Role.PROJECT_LEADER, Role.SIGNATORY
ASSESSOR, POLICY = Role.ASSESSOR, Role.POLICY_OFFICER
HOLDER, FINANCE = Role.BUDGET_HOLDER, Role.FINANCIAL_OFFICER


@dataclass(frozen=True)
class Telling:
    """Regel: the roles that are told, those that must act now, and the name of the text.

    Municipal roles are those of the municipality of the case. With `others` whoever did it is left
    out.
    """

    text: str
    to: tuple[Role, ...]
    must_act: tuple[Role, ...] = ()
    others: bool = False


TOLD: dict[tuple[str, str], Telling] = {
    ("account_change", "request"): Telling(
        "rekening-bevestigen", (SIGNATORY, CONTACT), must_act=(SIGNATORY,)
    ),
    ("account_change", "report"): Telling(
        "rekening-bevestigen", (SIGNATORY, Role.FINANCIAL_OFFICER), must_act=(SIGNATORY,)
    ),
    ("account_change", "confirm"): Telling("rekening-besloten", (CONTACT, Role.FINANCIAL_OFFICER)),
    ("account_change", "refuse"): Telling("rekening-besloten", (CONTACT, Role.FINANCIAL_OFFICER)),
    ("account_change", "withdraw"): Telling("rekening-besloten", (SIGNATORY, CONTACT)),
    ("application", "submit"): Telling(
        "aanvraag-ingediend", (CONTACT, LEADER, SIGNATORY, ASSESSOR), must_act=(ASSESSOR,)
    ),
    ("application", "return"): Telling(
        "aanvraag-aanvullen", (CONTACT, LEADER, SIGNATORY), must_act=(CONTACT, LEADER)
    ),
    ("application", "question"): Telling(
        "aanvraag-vraag", (CONTACT, LEADER), must_act=(CONTACT, LEADER)
    ),
    ("application", "answer"): Telling("aanvraag-antwoord", (ASSESSOR,), must_act=(ASSESSOR,)),
    ("application", "withdraw_question"): Telling("aanvraag-vraag-ingetrokken", (CONTACT, LEADER)),
    ("application", "award"): Telling("aanvraag-besluit", (CONTACT, LEADER, SIGNATORY)),
    ("application", "refuse"): Telling("aanvraag-besluit", (CONTACT, LEADER, SIGNATORY)),
    ("application", "set_aside"): Telling("aanvraag-besluit", (CONTACT, LEADER, SIGNATORY)),
    ("application", "withdraw"): Telling("aanvraag-ingetrokken", (CONTACT, LEADER, ASSESSOR)),
    ("intervention_proposal", "propose"): Telling(
        "interventie-voorgesteld", (POLICY,), must_act=(POLICY,)
    ),
    ("intervention_proposal", "accept"): Telling("interventie-besloten", (LEADER,)),
    ("intervention_proposal", "accept_changed"): Telling("interventie-besloten", (LEADER,)),
    ("intervention_proposal", "refuse"): Telling("interventie-besloten", (LEADER,)),
    ("justification", "ask_postponement"): Telling(
        "uitstel-gevraagd", (POLICY, ASSESSOR), must_act=(POLICY, ASSESSOR)
    ),
    ("justification", "postpone"): Telling("uitstel-verleend", (CONTACT, SIGNATORY)),
    ("justification", "refuse_postponement"): Telling("uitstel-geweigerd", (CONTACT, SIGNATORY)),
    ("justification", "submit"): Telling("ingediend", (CONTACT, SIGNATORY)),
    ("justification", "receive_on_paper"): Telling("op-papier-ontvangen", (CONTACT, SIGNATORY)),
    ("justification", "correct"): Telling("correctie-ingediend", (CONTACT, SIGNATORY, ASSESSOR)),
    ("justification", "return"): Telling(
        "aanvulling-gevraagd", (CONTACT, SIGNATORY), must_act=(CONTACT,)
    ),
    ("justification", "question"): Telling(
        "vraag-gesteld", (CONTACT, LEADER), must_act=(CONTACT, LEADER)
    ),
    ("justification", "answer"): Telling("vraag-beantwoord", (ASSESSOR,), must_act=(ASSESSOR,)),
    ("justification", "withdraw_question"): Telling("vraag-ingetrokken", (CONTACT, LEADER)),
    ("justification", "judge"): Telling("oordeel", (CONTACT, LEADER, SIGNATORY)),
    ("justification", "decline"): Telling(
        "taak-afgewezen",
        (CONTACT, LEADER, SIGNATORY, POLICY, ASSESSOR),
        must_act=(CONTACT, LEADER, SIGNATORY),
        others=True,
    ),
    ("progress", "decline"): Telling(
        "taak-afgewezen",
        (LEADER, CONTACT, SIGNATORY, POLICY),
        must_act=(LEADER, CONTACT, SIGNATORY),
        others=True,
    ),
    ("progress", "submit"): Telling(
        "voortgang-ingediend", (LEADER, SIGNATORY, POLICY), must_act=(POLICY,)
    ),
    ("progress", "return"): Telling("voortgang-aanvullen", (LEADER, SIGNATORY), must_act=(LEADER,)),
    ("progress", "question"): Telling("voortgang-vraag", (LEADER,), must_act=(LEADER,)),
    ("progress", "answer"): Telling("voortgang-antwoord", (POLICY,), must_act=(POLICY,)),
    ("progress", "withdraw_question"): Telling("voortgang-vraag-ingetrokken", (LEADER,)),
    ("progress", "accept"): Telling("voortgang-akkoord", (LEADER, SIGNATORY)),
    ("correction", "request"): Telling("correctie-gevraagd", (ASSESSOR,), must_act=(ASSESSOR,)),
    ("correction", "ask"): Telling("correctie-nodig", (CONTACT, SIGNATORY), must_act=(CONTACT,)),
    ("correction", "consent"): Telling(
        "correctie-toegestaan", (CONTACT, SIGNATORY), must_act=(CONTACT,)
    ),
    ("correction", "refuse"): Telling("correctie-geweigerd", (CONTACT, SIGNATORY)),
    ("correction", "end"): Telling("correctie-gestopt", (CONTACT, SIGNATORY)),
    ("settlement", "draw_up"): Telling("vaststelling-opgesteld", (HOLDER,), must_act=(HOLDER,)),
    ("settlement", "settle"): Telling("vastgesteld", (CONTACT, LEADER, SIGNATORY, FINANCE)),
    ("recovery", "demand"): Telling("teruggevorderd", (CONTACT, SIGNATORY), must_act=(CONTACT,)),
    ("recovery", "receive"): Telling("deel-terugbetaald", (CONTACT,), must_act=(CONTACT,)),
    ("recovery", "receive_rest"): Telling("terugbetaald", (CONTACT, SIGNATORY)),
    ("recovery", "take_back"): Telling(
        "terugbetaling-teruggeboekt", (CONTACT,), must_act=(CONTACT,)
    ),
    ("recovery", "dun"): Telling("aanmaning", (CONTACT, SIGNATORY), must_act=(CONTACT,)),
    ("recovery", "grant_delay"): Telling(
        "uitstel-van-betaling", (CONTACT, SIGNATORY), must_act=(CONTACT,)
    ),
    ("recovery", "lower"): Telling(
        "terugvordering-verlaagd", (CONTACT, SIGNATORY, FINANCE), must_act=(CONTACT,)
    ),
    ("recovery", "lapse"): Telling("terugvordering-vervallen", (CONTACT, SIGNATORY, FINANCE)),
    ("recovery", "write_off"): Telling("kwijtgescholden", (CONTACT, SIGNATORY, FINANCE)),
}

# What nobody is told of by a notice: the work inside the ministry, what the own colleagues do, and
# what the calendar tells (a task begins).
SILENT = frozenset(
    {
        ("application", "open"),
        ("application", "complete"),
        ("application", "advise"),
        ("application", "reopen"),
        ("application", "prepare_award"),
        ("application", "undo_award"),
        ("intervention_proposal", "withdraw"),
        ("justification", "open"),
        ("justification", "take"),
        ("justification", "take_without_statement"),
        ("justification", "propose"),
        ("justification", "send_back"),
        ("justification", "take_over"),
        ("justification", "take_up"),
        ("progress", "open"),
        ("progress", "take_up"),
        ("progress", "take_over"),
        ("progress", "take_over_accepted"),
        ("correction", "withdraw"),
        ("correction", "send"),
        ("settlement", "reckon_again"),
        ("settlement", "withdraw"),
        ("settlement", "replace"),
        ("recovery", "lower_write_off"),
    }
)


def is_municipal(role: str) -> bool:
    """Whether the role is held for a municipality."""
    return role in MUNICIPAL_ROLES
