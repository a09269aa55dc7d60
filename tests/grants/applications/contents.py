"""An application as somebody types it, and the people around it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from grants.enums import Advice, CriterionOutcome, EvidenceLevel
from grants.enums import ApplicationSection as Section
from grants.models import Application, Intervention, Scheme
from grants.services.application_assessing import Judged, advise, declare_complete, judge_criteria
from grants.services.applications import open_application, save_section, submit_application
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.casework.moves import Door
from tests.factories import at, make_scheme, make_user, municipality

DAY = at(2024, 5, 20)


@dataclass
class Town:
    """A municipality with its three colleagues, and the ministry's people."""

    scheme: Scheme
    leader: User
    contact: User
    signatory: User
    assessor: User
    officer: User
    budget_holder: User


def make_town(code: str = "GM0513") -> Town:
    scheme = make_scheme()
    Intervention.objects.get_or_create(
        name="Buurtcoach", defaults={"evidence_level": EvidenceLevel.GOOD}
    )
    home = municipality(code)
    return Town(
        scheme,
        make_user(Role.PROJECT_LEADER, home),
        make_user(Role.SISA_CONTACT, home),
        make_user(Role.SIGNATORY, home),
        make_user(Role.ASSESSOR),
        make_user(Role.POLICY_OFFICER),
        make_user(Role.BUDGET_HOLDER),
    )


def typed_application(scheme: Scheme, *, amount: int = 400_000) -> dict[Section, dict[str, str]]:
    """Every section, filled in without a fault; `amount` for each grant year."""
    intervention = str(Intervention.objects.order_by("name")[0].pk)
    years = list(scheme.grant_years.all())
    half = amount // 2
    return {
        Section.ANALYSIS: {
            "text": "In twee wijken raken jongeren betrokken bij drugshandel.",
            "target": "Jongeren van 12 tot en met 22 jaar.",
            "sources": "Politie 2023, GGD 2023.",
        },
        Section.PLAN: {
            "approach": "Jongerenwerk en school trekken samen op.",
            "1-intervention": intervention,
            "1-area": "Oost",
            "1-partners": "Jongerenwerk",
            "1-aim": "Minder schoolverzuim.",
        },
        Section.BUDGET: {
            "1-activity": "b",
            "1-sector": "gemeente",
            "1-intervention": "",
            "1-description": "Coördinatie",
            **{f"1-amount-{year.pk}": f"{half}" for year in years},
            "2-activity": "c",
            "2-sector": "jongerenwerk",
            "2-intervention": intervention,
            "2-description": "",
            **{f"2-amount-{year.pk}": f"{amount - half}" for year in years},
        },
        Section.SECURING: {"text": "Vanaf 2028 betaalt de gemeente de coördinator."},
        Section.ACCOUNT: {
            "iban": "NL91 ABNA 0417 1643 00",
            "holder": "FICTIEF Gemeente",
            "name": "Robin de Vries",
            "function": "beleidsadviseur",
            "mail": "robin@gemeente.invalid",
            "phone": "0182 000 000",
        },
    }


def begun(town: Town, *, on: datetime.datetime = DAY, amount: int = 400_000) -> Application:
    """A draft with everything typed."""
    home = town.leader.municipality
    assert home
    case = open_application(
        scheme=town.scheme, municipality=home, by=town.leader, on=on, door=Door.DEMO
    )
    for section, raw in typed_application(town.scheme, amount=amount).items():
        save_section(application=case, section=section, raw=raw, seen_revision=0, by=town.leader)
    return case


def submitted(town: Town, *, on: datetime.datetime = DAY, amount: int = 400_000) -> Application:
    case = begun(town, on=on, amount=amount)
    submit_application(
        application=case,
        by=town.signatory,
        on=on,
        seen_revision=case.revision,
        door=Door.DEMO,
    )
    return case


def advised(
    town: Town, *, advice: Advice = Advice.AWARD, on: datetime.datetime = DAY, amount: int = 400_000
) -> Application:
    case = submitted(town, on=on, amount=amount)
    declare_complete(
        application=case, by=town.assessor, on=on, seen_revision=case.revision, door=Door.DEMO
    )
    judge_criteria(
        application=case,
        judged={
            row.code: Judged(CriterionOutcome.MET, "Dit staat in de probleemanalyse.", 0)
            for row in town.scheme.criteria.all()
        },
        by=town.assessor,
        on=on,
    )
    advise(
        application=case,
        advice=advice,
        reason="De aanvraag past bij de regeling.",
        by=town.assessor,
        on=on,
        seen_revision=case.revision,
        door=Door.DEMO,
    )
    return case
