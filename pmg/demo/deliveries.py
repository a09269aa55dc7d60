"""Justifications of the demo: delivered, pre-checked, judged. Whole euros."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from django.db.models import Max

from grants.checks.subject import Line, Statement
from grants.codes import form_name
from grants.enums import JustificationState as State
from grants.enums import UploadKind
from grants.models import Justification
from grants.queries.deliveries import newest_uploads
from grants.queries.findings import points_to_explain
from grants.queries.scheme_years import scheme_year_for
from grants.services import assessment
from grants.services.checking import run_check
from grants.services.findings import keep_words
from grants.services.submitting import submit
from grants.services.uploads import upload
from grants.workbook.form import make_form
from municipalities.models import Municipality
from pmg.accounts.models import User
from pmg.accounts.services.machines import machine
from pmg.casework.moves import Door

from .documents import Contents, package
from .figures import cumulative, spending_of, spent
from .judging import weigh
from .settlements import FIRST_JUDGED, LAST_DAY, STOPPED
from .stage import Stage, at, scene
from .telling import Scene

# How far each case came; whoever is not named was judged.
FAR = {
    2024: {"GM0957": State.PROPOSED, "GM0899": State.RETURNED},
    2025: {
        "GM0513": State.OPEN,
        "GM0899": State.OPEN,
        "GM0301": State.OPEN,
        "GM0392": State.SUBMITTED,
        "GM0546": State.SUBMITTED,
        "GM0957": State.SUBMITTED,
        "GM0141": State.SUBMITTED,
        "GM0384": State.IN_ASSESSMENT,
        "GM0405": State.IN_ASSESSMENT,
        "GM0984": State.IN_ASSESSMENT,
        "GM0928": State.RETURNED,
        "GM0603": State.PROPOSED,
        "GM0687": State.PROPOSED,
    },
}
# What is not accepted of a year: a plain sum, and why.
CUT = {("GM0748", 2024): (Decimal(3_500), "Een factuur van € 3.500 hoort bij een andere regeling.")}
# Where SiSa says something else than the statement.
SISA_DIFFERS = {("GM0392", 2025): 1_240}
EXPLAINED = "Het verschil met SiSa is een factuur die na de jaarafsluiting is gecorrigeerd."
WORDS = {
    "sisa-verschil": "Na de jaarafsluiting is een factuur van € 1.240 gecorrigeerd. In SiSa kon dat "
    "niet meer.",
}
WORDS_OTHERWISE = "Wij hebben dit nagekeken. Het bedrag klopt met onze administratie."
ASKED = "Bij één interventie staat geen omschrijving van wat er is gedaan. Vul die aan."
POSTPONED = "Ziekte bij de afdeling financiën. Uitstel is gevraagd en verleend."
GOUDA = "GM0513"


def justification_scenes(stage: Stage) -> Iterator[Scene]:
    """Open on 15 January, delivered before 15 July, judged in the autumn."""
    for year in (2024, 2025):
        opened = at(year + 1, 1, 15, 8)
        yield scene(opened, f"justification-open-{year}", open_all, stage, year)
        for place, municipality in enumerate(stage.municipalities):
            yield from _of_municipality(stage, municipality, year, place)
    yield scene(at(2026, 7, 6), "justification-trial-GM0301", try_once, stage)


def _of_municipality(
    stage: Stage, municipality: Municipality, year: int, place: int
) -> Iterator[Scene]:
    far = FAR[year].get(municipality.cbs_code, State.JUDGED)
    if far == State.OPEN:
        return
    key = f"justification-{year}-{municipality.cbs_code}"
    delivered = at(year + 1, 6, 8, 9) + datetime.timedelta(days=place, minutes=17 * place)
    yield scene(delivered, f"{key}-upload", hand_in, stage, municipality, year)
    signed = delivered + datetime.timedelta(days=2, hours=4)
    yield scene(signed, f"{key}-submit", sign, stage, municipality, year)
    steps = {
        State.SUBMITTED: (),
        State.IN_ASSESSMENT: (take,),
        State.RETURNED: (take, ask),
        State.PROPOSED: (take, propose),
        State.JUDGED: (take, propose, judge),
    }[far]
    when = at(year + 1, 9, 2, 13) + datetime.timedelta(days=2 * place, minutes=9 * place)
    if year == LAST_DAY.year and municipality.cbs_code == STOPPED:
        when = FIRST_JUDGED
    for number, play in enumerate(steps):
        moment = when + datetime.timedelta(days=6 * number)
        yield scene(moment, f"{key}-{number}", play, stage, municipality, year)


def open_all(stage: Stage, year: int, *, on: datetime.datetime) -> None:
    assessment.open_justifications(
        accounting_year=stage.accounting_year(year), by=machine(), on=on, door=Door.DEMO
    )


def hand_in(stage: Stage, municipality: Municipality, year: int, *, on: datetime.datetime) -> None:
    """The SiSa contact uploads statement and package; both are checked."""
    case = case_of(stage, municipality, year)
    for kind, name, data in (
        (UploadKind.STATEMENT, statement_name(municipality, year), filled_form(case)),
        (UploadKind.PACKAGE, package_name(municipality, year), filled_package(case)),
    ):
        row = upload(
            justification=case,
            kind=kind,
            name=name,
            chunks=[data],
            by=stage.colleague(municipality, "sisa"),
            on=on,
        )
        run_check(row.check_run.pk)


def try_once(stage: Stage, *, on: datetime.datetime) -> None:
    """Zutphen tried a form whose lines do not add up, and never came back."""
    municipality = next(m for m in stage.municipalities if m.cbs_code == "GM0301")
    case = case_of(stage, municipality, 2025)
    subject = scheme_year_for(case)
    good = statement_of(case)
    wrong = replace(good, spent=good.spent + 25_000)
    row = upload(
        justification=case,
        kind=UploadKind.STATEMENT,
        name=statement_name(municipality, 2025),
        chunks=[make_form(subject, filled=wrong)],
        by=stage.colleague(municipality, "sisa"),
        on=on,
    )
    run_check(row.check_run.pk)


def sign(stage: Stage, municipality: Municipality, year: int, *, on: datetime.datetime) -> None:
    case = case_of(stage, municipality, year)
    explain(case, by=stage.colleague(municipality, "sisa"))
    submit(
        justification=case,
        by=stage.colleague(municipality, "tekenaar"),
        on=on,
        seen_revision=case.revision,
        door=Door.DEMO,
    )


def explain(case: Justification, *, by: User) -> None:
    """The SiSa contact writes a word with each warning."""
    points = points_to_explain(newest_uploads(case))
    keep_words(
        justification=case,
        words={
            point.key: WORDS.get(point.findings[0].code, WORDS_OTHERWISE)
            for asked in points.values()
            for point in asked
        },
        by=by,
    )


def take(stage: Stage, municipality: Municipality, year: int, *, on: datetime.datetime) -> None:
    case = case_of(stage, municipality, year)
    assessment.take(
        justification=case,
        by=stage.person("beoordelaar"),
        on=on,
        seen_revision=case.revision,
        door=Door.DEMO,
    )


def ask(stage: Stage, municipality: Municipality, year: int, *, on: datetime.datetime) -> None:
    case = case_of(stage, municipality, year)
    assessment.return_to_municipality(
        justification=case,
        reason=ASKED,
        by=stage.person("beoordelaar"),
        on=on,
        seen_revision=case.revision,
        door=Door.DEMO,
    )


def propose(stage: Stage, municipality: Municipality, year: int, *, on: datetime.datetime) -> None:
    case = case_of(stage, municipality, year)
    cut, why = CUT.get((municipality.cbs_code, year), (Decimal(0), ""))
    assessor = stage.person("beoordelaar")
    weigh(case, cut=cut, why=why, by=assessor, on=on)
    assessment.propose(
        justification=case,
        motivation=why or "De besteding past bij het plan en sluit aan op SiSa.",
        by=assessor,
        on=on,
        seen_revision=case.revision,
        door=Door.DEMO,
    )


def judge(stage: Stage, municipality: Municipality, year: int, *, on: datetime.datetime) -> None:
    case = case_of(stage, municipality, year)
    assessment.judge(
        justification=case,
        by=stage.person("beoordelaar2"),
        on=on,
        seen_revision=case.revision,
        door=Door.DEMO,
    )


def keep_gouda_in_time(stage: Stage, *, now: datetime.datetime) -> None:
    """Gouda's postponement over 2025 is the one date that follows the calendar of today."""
    gouda = next(m for m in stage.municipalities if m.cbs_code == GOUDA)
    case = case_of(stage, gouda, 2025)
    last = case.postponements.aggregate(last=Max("due_on"))["last"]
    if case.state != State.OPEN or (last and last >= now.date()):
        return
    assessment.postpone(
        justification=case,
        due_on=now.date() + datetime.timedelta(days=14),
        reason=POSTPONED,
        by=stage.person("beleid"),
        on=now,
        seen_revision=case.revision,
    )


def case_of(stage: Stage, municipality: Municipality, year: int) -> Justification:
    return Justification.objects.select_related("municipality", "accounting_year__scheme").get(
        award__scheme=stage.scheme, municipality=municipality, accounting_year__year=year
    )


def statement_of(case: Justification) -> Statement:
    """The municipality's statement over the year of the case."""
    assert case.municipality, "a constraint says so"
    code, year = case.municipality.cbs_code, case.accounting_year.year
    cut = sum(
        (amount for (who, when), (amount, _) in CUT.items() if who == code and when < year),
        Decimal(0),
    )
    return Statement(
        spent=int(spent(code, year)),
        cumulative=int(cumulative(code, year) - cut),
        is_final=False,
        explanation=EXPLAINED if (code, year) in SISA_DIFFERS else "",
        lines=tuple(
            Line(row.activity, row.sector, row.intervention, row.description, int(row.amount))
            for row in spending_of(code, year)
        ),
    )


def filled_form(case: Justification) -> bytes:
    return make_form(scheme_year_for(case), filled=statement_of(case))


def filled_package(case: Justification) -> bytes:
    assert case.municipality, "a constraint says so"
    statement = statement_of(case)
    code, year = case.municipality.cbs_code, case.accounting_year.year
    more = SISA_DIFFERS.get((code, year), 0)
    return package(
        Contents(
            municipality=case.municipality.name,
            digits=case.municipality.digits,
            year=year,
            sisa_code=case.accounting_year.sisa_code,
            spent=Decimal(statement.spent + more),
            cumulative=Decimal(statement.cumulative + more),
        )
    )


def statement_name(municipality: Municipality, year: int) -> str:
    return f"FICTIEF_{form_name(year, municipality.digits)}"


def package_name(municipality: Municipality, year: int) -> str:
    """The name that SiSa prescribes leaves no room for FICTIEF; the documents inside say it."""
    return f"sisa_{year}_06{municipality.digits}.zip"
