"""Aanvragen in the demo: two of the twenty applied here before their award; the others on paper."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from grants.checks.application_typed import AMOUNT
from grants.enums import Advice, CriterionOutcome
from grants.enums import ApplicationSection as Section
from grants.models import Application, Intervention
from grants.queries.applications import criteria_with_verdicts
from grants.queries.questions import questions_of
from grants.services import application_assessing as assessing
from grants.services import applications, questions
from grants.services.application_assessing import Judged
from grants.services.attachments import attach
from municipalities.models import Municipality
from pmg.casework.moves import Door

from .documents import pdf
from .stage import Stage, at, iban_of, scene
from .telling import Scene

GOUDA, ZWOLLE = "GM0513", "GM0193"
ASKED = "FICTIEF: wie coördineert de aanpak nadat de regeling is gestopt?"
ANSWERED = "FICTIEF: het team Veiligheid van de gemeente. De functie staat in de begroting."
VERDICTS = {
    "borging": (
        CriterionOutcome.PARTLY,
        "FICTIEF: de gemeente noemt wie het werk voortzet; het raadsbesluit volgt nog.",
    )
}
WHY = "FICTIEF: dit staat met cijfers en bron in de aanvraag."


def application_scenes(stage: Stage) -> Iterator[Scene]:
    """May 2024: begun, submitted, asked about or completed, assessed, and advised on."""
    for code in (GOUDA, ZWOLLE):
        home = next(m for m in stage.municipalities if m.cbs_code == code)
        steps = [("begin", at(2024, 5, 15, 10), begin), ("submit", at(2024, 5, 16, 11), submit)]
        if code == GOUDA:
            steps += [
                ("ask", at(2024, 5, 17, 9), ask),
                ("answer", at(2024, 5, 17, 15), answer),
            ]
        else:
            steps += [
                ("return", at(2024, 5, 16, 15), send_back),
                ("complete", at(2024, 5, 17, 12), add_to_it),
            ]
        steps.append(("advise", at(2024, 5, 20, 14), advise))
        for name, when, play in steps:
            yield scene(when, f"application-{name}-{code}", play, stage, home)


def application_of(stage: Stage, municipality: Municipality) -> Application | None:
    """The application that the award of this municipality decides on, if it was made here."""
    return Application.objects.filter(scheme=stage.scheme, municipality=municipality).first()


def begin(stage: Stage, municipality: Municipality, *, on: datetime.datetime) -> None:
    leader = stage.colleague(municipality, "project")
    case = applications.open_application(
        scheme=stage.scheme, municipality=municipality, by=leader, on=on, door=Door.DEMO
    )
    for section, raw in _typed(stage, municipality).items():
        applications.save_section(
            application=case, section=section, raw=raw, seen_revision=0, by=leader
        )
    attach(
        application=case,
        name="FICTIEF_wijkanalyse.pdf",
        chunks=[pdf(["FICTIEF", f"Wijkanalyse gemeente {municipality}"])],
        by=leader,
        on=on,
    )


def submit(stage: Stage, municipality: Municipality, *, on: datetime.datetime) -> None:
    case = _case(stage, municipality)
    applications.submit_application(
        application=case,
        by=stage.colleague(municipality, "tekenaar"),
        on=on,
        seen_revision=case.revision,
        door=Door.DEMO,
    )


def ask(stage: Stage, municipality: Municipality, *, on: datetime.datetime) -> None:
    case = _case(stage, municipality)
    questions.ask(
        case=case,
        text=ASKED,
        by=stage.person("beoordelaar"),
        on=on,
        seen_revision=case.revision,
        door=Door.DEMO,
    )


def answer(stage: Stage, municipality: Municipality, *, on: datetime.datetime) -> None:
    (question,) = questions_of(_case(stage, municipality)).open
    questions.answer(
        question=question,
        text=ANSWERED,
        by=stage.colleague(municipality, "project"),
        on=on,
        door=Door.DEMO,
    )


def send_back(stage: Stage, municipality: Municipality, *, on: datetime.datetime) -> None:
    case = _case(stage, municipality)
    assessing.return_application(
        application=case,
        complete_by=datetime.date(2024, 5, 30),
        reason="FICTIEF: noem bij de borging vanaf wanneer de gemeente zelf betaalt.",
        by=stage.person("beoordelaar"),
        on=on,
        seen_revision=case.revision,
        door=Door.DEMO,
    )


def add_to_it(stage: Stage, municipality: Municipality, *, on: datetime.datetime) -> None:
    applications.save_section(
        application=_case(stage, municipality),
        section=Section.SECURING,
        raw={"text": "FICTIEF: vanaf juli 2027 betaalt de gemeente de coördinator zelf."},
        seen_revision=1,
        by=stage.colleague(municipality, "project"),
    )
    submit(stage, municipality, on=on)


def advise(stage: Stage, municipality: Municipality, *, on: datetime.datetime) -> None:
    case, assessor = _case(stage, municipality), stage.person("beoordelaar")
    assessing.declare_complete(
        application=case, by=assessor, on=on, seen_revision=case.revision, door=Door.DEMO
    )
    assessing.judge_criteria(
        application=case,
        judged={
            row.code: Judged(*VERDICTS.get(row.code, (CriterionOutcome.MET, WHY)), seen=0)
            for row, _ in criteria_with_verdicts(case)
        },
        by=assessor,
        on=on,
    )
    assessing.advise(
        application=case,
        advice=Advice.AWARD,
        reason="FICTIEF: de aanvraag past bij de activiteiten a, b en c van artikel 2.",
        by=assessor,
        on=on,
        seen_revision=case.revision,
        door=Door.DEMO,
    )


def _case(stage: Stage, municipality: Municipality) -> Application:
    return Application.objects.get(scheme=stage.scheme, municipality=municipality)


def _typed(stage: Stage, municipality: Municipality) -> dict[Section, dict[str, str]]:
    """As somebody typed it: what the scheme allows, over its three activities."""
    first, second = Intervention.objects.order_by("name")[:2]
    budget: dict[str, str] = {}
    rows = (
        ("a", "gemeente", "", 10, "Probleemanalyse"),
        ("b", "gemeente", "", 25, "Coördinatie"),
        ("c", "jongerenwerk", str(first.pk), 40, ""),
        ("c", "scholen", str(second.pk), 25, ""),
    )
    for number, (activity, sector, intervention, percent, what) in enumerate(rows, start=1):
        budget |= {
            f"{number}-activity": activity,
            f"{number}-sector": sector,
            f"{number}-intervention": intervention,
            f"{number}-description": what,
        }
        for year in stage.scheme.grant_years.all():
            budget[f"{number}-{AMOUNT}{year.pk}"] = str(int(year.maximum) * percent // 100)
    return {
        Section.ANALYSIS: {
            "text": f"FICTIEF: in twee wijken van {municipality} raken jongeren betrokken bij "
            "drugshandel. Schooluitval en schulden zijn de grootste risico’s; een hechte "
            "sportvereniging beschermt.",
            "target": "FICTIEF: jongeren van 12 tot en met 22 jaar in deze twee wijken.",
            "sources": "FICTIEF: politie 2023, GGD 2023, leerplicht 2023.",
        },
        Section.PLAN: {
            "approach": "FICTIEF: jongerenwerk, scholen en leerplicht werken samen in één team.",
            "1-intervention": str(first.pk),
            "1-area": "Oost",
            "1-partners": "Jongerenwerk",
            "1-aim": "FICTIEF: jongeren die dreigen af te glijden, krijgen een vaste begeleider.",
            "2-intervention": str(second.pk),
            "2-area": "West",
            "2-partners": "Scholen",
            "2-aim": "FICTIEF: minder schoolverzuim.",
        },
        Section.BUDGET: budget,
        Section.SECURING: {"text": "FICTIEF: de gemeente neemt de coördinator in dienst."},
        Section.ACCOUNT: {
            "iban": iban_of(municipality),
            "holder": f"FICTIEF Gemeente {municipality}",
            "name": "FICTIEF Robin de Vries",
            "function": "beleidsadviseur",
            "mail": "veiligheid@gemeente.invalid",
            "phone": "010 000 00 00",
        },
    }
