"""Voorcontrole SiSa-pakket: our code and its indicators in the annex. Others' are not judged."""

from __future__ import annotations

from collections.abc import Iterator

from grants.money import UnreadableAmount, whole_euros
from pmg.design.formatting import euro

from .findings import ERROR, WARNING, Indicators
from .package_content import Annex, Cell, IndicatorColumn, Package
from .register import PACKAGE, Problem, check
from .subject import SchemeYear

SOURCE = "Regeling informatieverstrekking sisa, bijlage verantwoordingsinformatie"
YES_AND_NO = {"ja": True, "nee": False}


def read_indicators(package: Package, subject: SchemeYear) -> Indicators:
    """SiSa-indicatoren; None for what is absent, there twice, or unreadable."""
    annex = package.open_annex
    if annex is None:
        return Indicators()
    return Indicators(
        spent=_euros(_only(annex, subject.indicator_spent)),
        cumulative=_euros(_only(annex, subject.indicator_cumulative)),
        is_final=_yes_or_no(_only(annex, subject.indicator_final)),
    )


@check(
    "code-ontbreekt",
    severity=ERROR,
    title="Onze uitkeringscode staat in de bijlage",
    delivery=PACKAGE,
    source=SOURCE,
    why="Zonder onze uitkeringscode is over dit geld niets verantwoord.",
    mend=(
        "Vul in de werkmap van SiSa het blok van onze uitkeringscode in. Is er niets besteed, vul "
        "dan 0 in."
    ),
    example="Een blok met ‘Indicatornummer: A99 / 01’, en daaronder 125000.",
)
def code_missing(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    annex = package.open_annex
    if annex and not annex.columns:
        yield Problem(
            f"De uitkeringscode {subject.sisa_code} ({subject.scheme_name}) staat niet in de "
            "bijlage.",
            f"Vul in de werkmap van SiSa {subject.year} het blok van {subject.sisa_code} in. U "
            f"herkent het aan ‘Indicatornummer: {subject.sisa_code} / {subject.indicator_spent}’. "
            "Is er niets besteed, vul dan 0 in.",
            document=annex.document,
        )


@check(
    "code-dubbel",
    severity=ERROR,
    title="Onze uitkeringscode staat één keer in de bijlage",
    delivery=PACKAGE,
    source=SOURCE,
    why="Van twee blokken weet niemand welk bedrag geldt.",
    mend="Laat het blok met de goede bedragen staan en verwijder het andere.",
    example="Eén blok A99 in de bijlage.",
)
def code_double(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    annex = package.open_annex
    numbers = sorted({column.number for column in annex.columns}) if annex else []
    for number in numbers:
        if annex and len(found := annex.of(number)) > 1:
            places = " en ".join(_where(column.heading) for column in found[:3])
            yield Problem(
                f"Indicator {subject.sisa_code}/{number} staat {len(found)} keer in de bijlage: "
                f"{places}.",
                "Laat het blok met de goede bedragen staan en verwijder het andere.",
                document=annex.document,
                sheet=found[1].heading.sheet,
                cell=found[1].heading.place,
            )


@check(
    "indicator-ontbreekt",
    severity=ERROR,
    title="Alle indicatoren van onze uitkeringscode staan in de bijlage",
    delivery=PACKAGE,
    source=SOURCE,
    why="Elke indicator is een vraag van de regeling. Alle vragen moeten in de bijlage staan.",
    mend=(
        "Gebruik de werkmap van SiSa zoals u hem kreeg, met alle kolommen van onze uitkeringscode."
    ),
    example=(
        "A99/01 besteding in het jaar, A99/02 besteding tot en met dit jaar, A99/03 "
        "eindverantwoording."
    ),
)
def indicator_missing(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    annex = package.open_annex
    if annex and annex.columns:
        for number, title in _asked(subject):
            if not annex.of(number):
                yield Problem(
                    f"Indicator {subject.sisa_code}/{number} ({title}) staat niet in de bijlage.",
                    f"Gebruik de werkmap van SiSa {subject.year} zoals u hem kreeg, met alle "
                    f"kolommen van {subject.sisa_code}.",
                    document=annex.document,
                    sheet=annex.columns[0].heading.sheet,
                )


@check(
    "indicator-leeg",
    severity=ERROR,
    title="Alle indicatoren van onze uitkeringscode zijn ingevuld",
    delivery=PACKAGE,
    source=SOURCE,
    why="Leeg is iets anders dan nul. Alleen een ingevuld bedrag kunnen wij beoordelen.",
    mend="Vul een bedrag in hele euro’s in. Is er niets besteed, vul dan 0 in.",
    example="125000. Is er niets besteed: 0.",
)
def indicator_empty(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    for document, title, column in _columns(package, subject):
        if column.value.is_empty and not column.value.is_formula_without_value:
            is_final = column.number == subject.indicator_final
            remedy = (
                f"Vul in cel {column.value.place} Ja of Nee in."
                if is_final
                else f"Vul in cel {column.value.place} een bedrag in hele euro’s in, bijvoorbeeld "
                "125000. Is er niets besteed, vul dan 0 in."
            )
            yield Problem(
                f"Indicator {subject.sisa_code}/{column.number} ({title}) is niet ingevuld.",
                remedy,
                sheet=column.value.sheet,
                cell=column.value.place,
                document=document,
            )


@check(
    "indicator-formule",
    severity=ERROR,
    title="Van elke formule is de uitkomst bewaard",
    delivery=PACKAGE,
    source=SOURCE,
    why=(
        "De uitkomst van een formule staat er pas als een rekenprogramma haar bewaart. Anders "
        "zien wij niets."
    ),
    mend="Open de werkmap in Excel of LibreOffice en bewaar hem, of typ het bedrag zelf.",
    example="In de cel staat 125000.",
)
def formula_without_value(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    for document, title, column in _columns(package, subject):
        if column.value.is_formula_without_value:
            yield Problem(
                f"Bij indicator {subject.sisa_code}/{column.number} ({title}) staat een formule "
                "zonder uitkomst.",
                "Open de werkmap in Excel of LibreOffice, kijk of het bedrag klopt, en bewaar hem. "
                "Of typ het bedrag zelf in de cel, bijvoorbeeld 125000.",
                sheet=column.value.sheet,
                cell=column.value.place,
                document=document,
            )


@check(
    "indicator-onleesbaar",
    severity=ERROR,
    title="Alle indicatoren van onze uitkeringscode zijn te lezen",
    delivery=PACKAGE,
    source=SOURCE,
    why="Een bedrag dat op twee manieren te lezen is, rekenen wij nooit stil om.",
    mend="Vul alleen cijfers in, in hele euro’s; bij eindverantwoording Ja of Nee.",
    example="125000 of 125.000, in hele euro’s. Bij eindverantwoording: Ja of Nee.",
)
def indicator_unreadable(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    for document, title, column in _columns(package, subject):
        cell = column.value
        if cell.is_empty:
            continue
        if column.number == subject.indicator_final:
            if _yes_or_no(cell) is None:
                yield Problem(
                    f"Bij indicator {subject.sisa_code}/{column.number} ({title}) staat "
                    f"‘{cell.shown}’. Dat is geen Ja of Nee.",
                    f"Vul in cel {cell.place} Ja of Nee in.",
                    sheet=cell.sheet,
                    cell=cell.place,
                    document=document,
                )
            continue
        try:
            whole_euros(_amount(cell))
        except UnreadableAmount as fault:
            yield Problem(
                f"Indicator {subject.sisa_code}/{column.number} ({title}): {fault}",
                fault.remedy,
                sheet=cell.sheet,
                cell=cell.place,
                document=document,
            )


@check(
    "indicator-meer-waarden",
    severity=ERROR,
    title="Bij elke indicator van onze uitkeringscode staat één waarde",
    delivery=PACKAGE,
    source=SOURCE,
    why="Van twee waarden onder elkaar weet niemand welke geldt.",
    mend="Zet één waarde in de bovenste cel en maak de cellen eronder leeg.",
    example="Onder ‘Indicatornummer: A99 / 01’ staat alleen 125000.",
)
def several_values(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    for document, title, column in _columns(package, subject):
        filled = [cell for cell in column.values if _is_value(cell)]
        if len(filled) > 1:
            shown = " en ".join(f"‘{cell.shown}’ (cel {cell.place})" for cell in filled[:3])
            yield Problem(
                f"Bij indicator {subject.sisa_code}/{column.number} ({title}) staan meer waarden "
                f"onder elkaar: {shown}.",
                f"Zet één waarde in cel {filled[0].place} en maak de cellen eronder leeg.",
                sheet=filled[1].sheet,
                cell=filled[1].place,
                document=document,
            )


@check(
    "sisa-verschil",
    severity=WARNING,
    title="De besteding in SiSa is gelijk aan die in de aanvullende opgave",
    delivery=PACKAGE,
    source="Nota van 4 april 2024; aanvullende opgave",
    why="Beide bedragen gaan over hetzelfde geld. Een verschil mag, als u het uitlegt.",
    mend=(
        "Verbeter het bedrag dat niet klopt. Kloppen ze allebei, leg het verschil dan uit in de "
        "toelichting."
    ),
    example="In SiSa 285000, in de aanvullende opgave ook 285.000.",
)
def differs_from_statement(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    spent = read_indicators(package, subject).spent
    if package.annex is None or spent is None or subject.statement_total is None:
        return
    difference = spent - subject.statement_total
    if difference:
        cell = package.annex.of(subject.indicator_spent)[0].value
        more = "meer" if difference > 0 else "minder"
        yield Problem(
            f"In SiSa staat {euro(spent)} besteed, in de aanvullende opgave "
            f"{euro(subject.statement_total)}. In SiSa staat {euro(abs(difference))} {more}.",
            "Verbeter het bedrag dat niet klopt. Kloppen ze allebei, leg het verschil dan uit in de "
            "toelichting van de aanvullende opgave.",
            sheet=cell.sheet,
            cell=cell.place,
            document=package.annex.document,
        )


def _asked(subject: SchemeYear) -> tuple[tuple[str, str], ...]:
    """Number and title of each indicator of ours."""
    return (
        (subject.indicator_spent, f"besteding in {subject.year}"),
        (subject.indicator_cumulative, "besteding tot en met dit jaar"),
        (subject.indicator_final, "eindverantwoording"),
    )


def _columns(package: Package, subject: SchemeYear) -> Iterator[tuple[str, str, IndicatorColumn]]:
    """Document, title and column of each of our indicators; where it is there often, of two."""
    if annex := package.open_annex:
        for number, title in _asked(subject):
            for column in annex.of(number)[:2]:
                yield annex.document, title, column


def _only(annex: Annex, number: str) -> Cell | None:
    """The value of an indicator that is there once; of two nobody knows which one counts."""
    found = annex.of(number)
    return found[0].value if len(found) == 1 else None


def _amount(cell: Cell) -> str | int | float:
    """As `whole_euros` reads it; sums of a workbook carry noise far behind the comma."""
    value = "" if cell.value is None else cell.value
    return round(value, 6) if isinstance(value, float) else value


def _euros(cell: Cell | None) -> int | None:
    if cell is None or cell.is_empty:
        return None
    try:
        return whole_euros(_amount(cell))
    except UnreadableAmount:
        return None


def _yes_or_no(cell: Cell | None) -> bool | None:
    return YES_AND_NO.get(str(cell.value).strip().casefold()) if cell else None


def _is_value(cell: Cell) -> bool:
    """Whether somebody might take it for an answer: words of the next heading are none."""
    return _euros(cell) is not None or _yes_or_no(cell) is not None


def _where(cell: Cell) -> str:
    return f"tabblad {cell.sheet}, cel {cell.place}"
