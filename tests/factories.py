"""People, schemes and cases for tests: real rows, made through the real door.

Moments lie in the past and come in by the door of the demo, so that nothing depends on today.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Mapping, Sequence
from decimal import Decimal
from zoneinfo import ZoneInfo

from grants.enums import FigureSource, Outcome
from grants.models import (
    AccountingYear,
    Award,
    Justification,
    PlanLine,
    Scheme,
    SisaFigure,
    StatementLine,
    StatementVersion,
)
from grants.queries.checklist import checklist_of
from grants.queries.lines import weighing_of
from grants.services.awards import grant_award, prepare_award
from grants.services.ledger import book_justified
from grants.services.reference import SCHEMES, load_scheme
from grants.services.weighing import LineChoice, PointChoice, keep_work
from grants.transitions.justifications import SubmitFacts
from municipalities.models import Municipality
from municipalities.services.reference import load_municipalities
from pmg.accounts.enums import Role
from pmg.accounts.models import Mandate, RoleAssignment, User
from pmg.accounts.services.machines import machine
from pmg.casework.moves import Door, move

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
LONG_AGO = datetime.date(2024, 1, 1)
_numbers = itertools.count(1)

Line = tuple[str, str, int]
"""Activity, sector and whole euros."""

LINES: tuple[Line, ...] = (
    ("a", "gemeente", 21_350),
    ("b", "gemeente", 64_275),
    ("c", "jongerenwerk", 140_410),
    ("c", "scholen", 58_965),
)


def at(year: int, month: int, day: int, hour: int = 12, minute: int = 0) -> datetime.datetime:
    """A moment by the clock of Amsterdam."""
    return datetime.datetime(year, month, day, hour, minute, tzinfo=AMSTERDAM)


def make_user(role: Role, municipality: Municipality | None = None, **fields: str) -> User:
    """Somebody who holds `role` since long ago, for a municipality where the role is municipal."""
    user = User.objects.create(
        username=fields.pop("username", f"{role}_{next(_numbers)}"),
        first_name=fields.pop("first_name", "Robin"),
        last_name=fields.pop("last_name", "de Vries"),
        **fields,
    )
    RoleAssignment.objects.create(
        user=user, role=role, municipality=municipality, starts_on=LONG_AGO
    )
    if role == Role.BUDGET_HOLDER:
        Mandate.objects.create(
            user=user, basis="Mandaatbesluit 2024", ceiling=30_000_000, starts_on=LONG_AGO
        )
    return user


def make_scheme() -> Scheme:
    """The scheme of 2024 with its twenty municipalities; every article is filled in."""
    load_municipalities()
    scheme = load_scheme(SCHEMES / "pmg-2024.json")
    scheme.award_article = scheme.payment_article = "artikel 2"
    scheme.change_article = "artikel 3"
    scheme.judgement_article = scheme.settlement_article = "artikel 8"
    scheme.recovery_article = "artikel 9"
    scheme.resettlement_article = "artikel 10"
    scheme.save()
    return scheme


def accounting_year(scheme: Scheme, year: int = 2025) -> AccountingYear:
    return scheme.accounting_years.get(year=year)


def municipality(code: str = "GM0513") -> Municipality:
    return Municipality.objects.get(cbs_code=code)


def prepare(scheme: Scheme, to: Municipality, *, amount: int = 500_000) -> Award:
    """An award that waits for a budget holder."""
    return prepare_award(
        scheme=scheme,
        municipality=to,
        reference=f"PMG-2024-{to.digits}",
        iban="NL91ABNA0417164300",
        amounts={year: Decimal(amount) for year in scheme.grant_years.all()},
        by=make_user(Role.POLICY_OFFICER),
        on=at(2024, 6, 3),
        door=Door.DEMO,
    )


def make_award(
    scheme: Scheme,
    to: Municipality,
    *,
    amount: int = 500_000,
    plan: Mapping[int, Sequence[Line]] | None = None,
) -> Award:
    """A granted award with an allocation for each grant year, and plan lines per accounting year."""
    award = prepare(scheme, to, amount=amount)
    grant_award(
        award=award,
        by=make_user(Role.BUDGET_HOLDER),
        on=at(2024, 6, 10),
        seen_revision=award.revision,
        door=Door.DEMO,
    )
    for year, lines in (plan or {}).items():
        for activity, sector, euros in lines:
            PlanLine.objects.create(
                award=award,
                accounting_year=accounting_year(scheme, year),
                activity=scheme.activities.get(code=activity),
                sector=scheme.sectors.get(code=sector),
                amount=euros,
            )
    return award


def make_justification(award: Award, year: int = 2025) -> Justification:
    """An open justification over `year`, opened by the clock on the day the form goes out."""
    of = accounting_year(award.scheme, year)
    case = Justification(award=award, accounting_year=of, municipality=award.municipality)
    move(
        case,
        "open",
        by=machine(),
        on=datetime.datetime.combine(of.form_out_on, datetime.time(9), AMSTERDAM),
        seen_revision=0,
        fields={"due_on": of.due_on},
        door=Door.DEMO,
    )
    return case


def submit(
    case: Justification,
    *,
    lines: Sequence[Line] = LINES,
    cumulative: int | None = None,
    on: datetime.datetime | None = None,
    by: User | None = None,
) -> StatementVersion:
    """Submits a statement of these lines in the name of a signatory, and books what it says."""
    signatory = by or make_user(Role.SIGNATORY, case.municipality)
    when = on or at(case.accounting_year.year + 1, 7, 1)
    spent = Decimal(sum(euros for _, _, euros in lines))
    version = StatementVersion.objects.create(
        justification=case,
        number=case.versions.count() + 1,
        spent=spent,
        cumulative=spent if cumulative is None else Decimal(cumulative),
        is_final=False,
        explanation="Zie het jaarverslag.",
        by=signatory,
        on=when,
    )
    StatementLine.objects.bulk_create(
        StatementLine(
            version=version,
            place=place,
            activity=activity,
            sector=sector,
            intervention="Alleen jij bepaalt wie je bent",
            amount=Decimal(euros),
        )
        for place, (activity, sector, euros) in enumerate(lines, start=1)
    )
    event = move(
        case,
        "submit",
        by=signatory,
        on=when,
        seen_revision=case.revision,
        facts=SubmitFacts(has_statement=True, errors=0),
        fields={"submitted": version, "submitted_on": when},
        door=Door.DEMO,
    )
    book_justified(justification=case, amount=version.spent, event=event)
    return version


def make_figure(case: Justification, spent: int | None = None) -> SisaFigure:
    """The figure of the CBS; without an amount the same as the statement says."""
    amount = case.submitted.spent if spent is None and case.submitted else Decimal(spent or 0)
    return SisaFigure.objects.create(
        justification=case,
        source=FigureSource.CBS,
        spent=amount,
        cumulative=amount,
        is_final=False,
        plausible_on=datetime.date(case.accounting_year.year + 1, 7, 22),
        on=at(case.accounting_year.year + 1, 7, 22),
    )


def weigh(
    case: Justification,
    accepted: int | None = None,
    *,
    by: User,
    on: datetime.datetime | None = None,
) -> Justification:
    """Judges every line of a case in assessment, so that `accepted` euros come out, and ticks all.

    From the first line on as much as there is room for; without an amount all of it.
    """
    lines = weighing_of(case).lines
    left = sum((line.amount for line in lines), Decimal(0)) if accepted is None else accepted
    chosen = {}
    for line in lines:
        part = min(line.amount, max(Decimal(left), Decimal(0)))
        left -= part
        if part == line.amount:
            chosen[line.key] = LineChoice(Outcome.ACCEPTED)
        elif part == 0:
            chosen[line.key] = LineChoice(Outcome.REJECTED, remark="Niet toegelicht.")
        else:
            chosen[line.key] = LineChoice(Outcome.PARTLY, part=part, remark="Deels toegelicht.")
    keep_work(
        justification=case,
        lines=chosen,
        points={point.item.code: PointChoice(done=True) for point in checklist_of(case)},
        by=by,
        on=on or at(case.accounting_year.year + 1, 8, 4),
        seen_revision=case.revision,
    )
    return case
