"""De hoofdstukken over alle gemeenten samen."""

from __future__ import annotations

from decimal import Decimal

from pmg.design.formatting import date_nl, datetime_nl, euro, percent, share
from reporting.charts.bars import Bar, Series, bars, grouped, stacked
from reporting.charts.points import Place, point_map
from reporting.document import texts
from reporting.document.blocks import (
    Bullets,
    Cell,
    Chapter,
    Heading,
    KeyFigures,
    Picture,
    SideBySide,
    Table,
    Text,
    count,
    money,
    part,
    prose,
    row,
    whole,
    words,
)
from reporting.document.statuses import COLOURS, LABELS
from reporting.figures import EvidenceTotal, Figures
from reporting.sentences import counted, number, sentences, some
from reporting.snapshot import Status


def told(chapter: str, f: Figures) -> list[str]:
    """The sentences of a chapter as text."""
    return [sentence.text for sentence in sentences(chapter, f)]


def source(f: Figures) -> str:
    """Under each chart: where the figures come from and when they were frozen."""
    return f"Bron: opgave van de gemeenten, bevroren op {date_nl(f.year.moment)}."


def summary(f: Figures) -> Chapter:
    """Samenvatting, on one page."""
    said = told("summary", f)
    shown = f.without_statement or f.with_status(Status.PROVISIONAL, Status.STATEMENT)
    return Chapter(
        "samenvatting",
        "Samenvatting",
        (
            Text(said[0], "lead"),
            KeyFigures(
                (
                    (euro(f.allocated), "toegekend", "hele periode tot nu"),
                    (euro(f.paid), "betaald", "hele periode tot nu"),
                    (
                        euro(f.this_year.justified),
                        f"verantwoord over {f.reporting_year}",
                        "deels voorlopig" if shown else "beoordeeld of gecontroleerd",
                    ),
                    (counted(f.year.youths_total), "unieke jongeren", "opgave van de gemeenten"),
                )
            ),
            Bullets(tuple(said[1:])),
            activities_picture(f),
            Text(texts.ATTRIBUTION, "note"),
        ),
    )


def promise(f: Figures) -> Chapter:
    """Wat is toegezegd, and to which municipalities."""
    points = [
        (place, own)
        for place, own in enumerate(f.year.municipalities, 1)
        if own.latitude is not None and own.longitude is not None
    ]
    picture = Picture(
        "De deelnemende gemeenten",
        point_map(
            [
                Place(place, own.latitude or Decimal(0), own.longitude or Decimal(0))
                for place, own in points
            ],
            f"De {len(points)} gemeenten liggen verspreid over het land, van de kust tot de grens.",
        ),
        "De cijfers verwijzen naar de lijst. Omtrek: Natural Earth.",
    )
    listed = Table(
        "Gemeenten op de kaart",
        ("Nr.", "Gemeente", "Provincie"),
        tuple(
            row(whole(place), words(own.name), words(own.province))
            for place, own in enumerate(f.year.municipalities, 1)
        ),
        kind="list",
    )
    return Chapter(
        "toezegging",
        "Wat is toegezegd",
        (
            *(Text(paragraph) for paragraph in texts.PROMISE),
            Heading("De doelen", "doelen"),
            Bullets(texts.PROMISE_POINTS),
            Heading("De regeling en de gemeenten", "gemeenten"),
            Text(
                f"De grondslag is de {f.scheme.legal_basis}. De regeling loopt van "
                f"{date_nl(f.scheme.starts)} tot en met {date_nl(f.scheme.ends)}. Er is "
                f"{euro(f.scheme.budget)} beschikbaar."
            ),
            SideBySide(picture, listed),
        ),
    )


def money_chapter(f: Figures) -> Chapter:
    """Geld: per grant year, per accounting year, and over the whole period."""
    return Chapter(
        "geld",
        "Geld",
        (
            prose(told("money", f)),
            Text(texts.TWO_CALENDARS, "note"),
            Heading("Toegekend en betaald per uitkeringsjaar", "uitkeringsjaren"),
            *_grant_years(f),
            Heading("Verantwoord en aanvaard per verantwoordingsjaar", "verantwoordingsjaren"),
            *_accounting_years(f),
            Heading("De hele periode", "hele-periode"),
            *_whole_period(f),
        ),
    )


def _grant_years(f: Figures) -> tuple[Table, Picture]:
    totals = f.grant_years
    known = [total for total in totals if total.allocated or total.paid]
    paid = percent(share(f.paid, f.allocated))
    table = Table(
        "Begroot, toegekend en betaald per uitkeringsjaar",
        ("Uitkeringsjaar", "Begroot", "Toegekend", "Betaald", "Nog te betalen"),
        (
            *(
                row(
                    words(total.year.code),
                    money(total.year.budget),
                    money(total.allocated),
                    money(total.paid),
                    money(total.allocated - total.paid),
                )
                for total in totals
            ),
            row(
                words("Totaal"),
                money(f.scheme.budget),
                money(f.allocated),
                money(f.paid),
                money(f.allocated - f.paid),
                total=True,
            ),
        ),
        name="uitkeringsjaren",
    )
    picture = Picture(
        "Toegekend en betaald per uitkeringsjaar",
        grouped(
            [total.year.code for total in known],
            [
                Series(
                    label,
                    tuple(int(value(total)) for total in known),
                    tuple(euro(value(total)) for total in known),
                )
                for label, value in (
                    ("Toegekend", lambda total: total.allocated),
                    ("Betaald", lambda total: total.paid),
                )
            ],
            f"Van het toegekende geld is {paid} betaald.",
        ),
        "Bron: beschikkingen en betalingen van het ministerie.",
    )
    return table, picture


def _accounting_years(f: Figures) -> tuple[Table, Picture, Table]:
    statuses = [row for _, row in f.own_rows]
    used = [status for status in Status if any(one.status is status for one in statuses)]
    by_amount = sorted(f.own_rows, key=lambda pair: (-(pair[1].justified or 0), pair[0].name))
    most = by_amount[0]
    picture = Picture(
        f"Verantwoord over {f.reporting_year}, per gemeente",
        bars(
            [
                Bar(
                    own.name,
                    one.justified,
                    "ontbreekt" if one.justified is None else euro(one.justified),
                    COLOURS[one.status],
                )
                for own, one in by_amount
            ],
            f"{most[0].name} verantwoordde het hoogste bedrag, {euro(most[1].justified)}.",
            legend=[(COLOURS[status], LABELS[status]) for status in used],
        ),
        f"{source(f)} De kleur geeft de status van het cijfer.",
    )
    years = Table(
        "Verantwoord en aanvaard per verantwoordingsjaar",
        ("Verantwoordingsjaar", "Verantwoord", "Aanvaard", "Ingediend", "Beoordeeld"),
        tuple(
            row(
                words(str(total.year)),
                money(total.justified),
                money(total.accepted),
                whole(total.delivered),
                whole(total.judged),
            )
            for total in f.accounting_years
        ),
        name="verantwoordingsjaren",
        note=f"Ingediend en beoordeeld: aantal van {len(f.own_rows)} gemeenten.",
    )
    per_municipality = Table(
        f"Verantwoord en aanvaard over {f.reporting_year}, per gemeente",
        ("Gemeente", "Verantwoord", "SiSa", "Aanvaard", "Status"),
        (
            *(
                row(
                    words(own.name),
                    money(one.justified),
                    money(one.sisa),
                    money(one.accepted),
                    words(LABELS[one.status]),
                )
                for own, one in f.own_rows
            ),
            row(
                words("Totaal"),
                money(f.this_year.justified),
                money(sum(one.sisa or 0 for one in statuses)),
                money(f.this_year.accepted),
                words("voorlopig" if set(used) - {Status.JUDGED} else LABELS[Status.JUDGED]),
                total=True,
            ),
        ),
        name="gemeenten",
    )
    return years, picture, per_municipality


def _whole_period(f: Figures) -> tuple[Table, Text]:
    rows = (
        ("Begroot", f.scheme.budget),
        ("Toegekend", f.allocated),
        ("Betaald", f.paid),
        ("Verantwoord", f.justified),
        ("Aanvaard", f.accepted),
    )
    open_advances = f.paid - f.accepted
    return (
        Table(
            "Totalen over de hele periode tot nu",
            ("Wat", "Bedrag", "Deel van het budget"),
            tuple(
                row(words(label), money(amount), part(share(amount, f.scheme.budget)))
                for label, amount in rows
            ),
            name="hele_periode",
        ),
        Text(
            f"Van de betaalde voorschotten is {euro(open_advances)} nog niet met een oordeel "
            "afgerekend. Na het laatste verantwoordingsjaar wordt elke uitkering vastgesteld; wat "
            "te veel is betaald, wordt teruggevorderd."
        ),
    )


def activities_picture(f: Figures) -> Picture:
    """Where the money went, by activity."""
    terms = f.scheme.activities
    amounts = [f.spent_on(activity=term.code) for term in terms]
    best = max(range(len(terms)), key=lambda place: amounts[place])
    return Picture(
        f"Besteed per activiteit in {f.reporting_year}",
        bars(
            [
                Bar(term.label, amount, f"{euro(amount)} ({percent(share(amount, f.spent))})")
                for term, amount in zip(terms, amounts, strict=True)
            ],
            f"Het meeste geld ging naar {terms[best].label[:1].lower()}{terms[best].label[1:]}.",
        ),
        f"{source(f)} Niet gecontroleerd door een accountant.",
    )


def spending(f: Figures) -> Chapter:
    """Activiteiten en sectoren: where the money went and who profits."""
    activities, sectors = f.scheme.activities, f.scheme.sectors
    largest = max(sectors, key=lambda term: f.spent_on(sector=term.code), default=None)
    matrix = Table(
        f"Besteed per sector en activiteit in {f.reporting_year}",
        ("Sector", *(term.label for term in activities), "Samen", "Deel"),
        (
            *(
                row(
                    words(sector.label),
                    *(
                        money(f.spent_on(activity=term.code, sector=sector.code))
                        for term in activities
                    ),
                    money(f.spent_on(sector=sector.code)),
                    part(share(f.spent_on(sector=sector.code), f.spent)),
                )
                for sector in sectors
            ),
            row(
                words("Totaal"),
                *(money(f.spent_on(activity=term.code)) for term in activities),
                money(f.spent),
                part(share(f.spent, f.spent)),
                total=True,
            ),
        ),
        name="sectoren",
        note="Aanvullende opgave van de gemeenten, niet gecontroleerd door een accountant.",
    )
    picture = Picture(
        f"Besteed per sector in {f.reporting_year}",
        stacked(
            [sector.label for sector in sectors],
            [
                Series(
                    term.label,
                    tuple(f.spent_on(activity=term.code, sector=sector.code) for sector in sectors),
                    tuple(
                        euro(f.spent_on(activity=term.code, sector=sector.code))
                        for sector in sectors
                    ),
                )
                for term in activities
            ],
            f"{largest.label if largest else 'Geen sector'} ontving het meeste geld.",
        ),
        source(f),
    )
    return Chapter(
        "sectoren",
        "Activiteiten en sectoren",
        (
            prose(told("spending", f)),
            Heading("Waaraan het geld is besteed", "activiteiten"),
            activities_picture(f),
            Heading("Welke sectoren profiteren", "wie-profiteert"),
            picture,
            matrix,
        ),
    )


def reach(f: Figures) -> Chapter:
    """Bereik: unique youths per age band, never summed over interventions."""
    bands = f.scheme.age_bands
    delivered = [own for own in f.year.municipalities if own.progress]
    table = Table(
        "Unieke jongeren per leeftijdsgroep",
        ("Gemeente", *(term.label for term in bands), "Samen"),
        (
            *(
                row(
                    words(own.name),
                    *(count(one) for one in own.progress.youths),
                    count(own.progress.youths_total),
                )
                for own in delivered
                if own.progress
            ),
            row(
                words("Totaal"),
                *(count(one) for one in f.year.youths),
                count(f.year.youths_total),
                total=True,
            ),
        ),
        name="bereik",
        note=texts.SMALL_NUMBERS,
        kind="counts",
    )
    picture = Picture(
        "Unieke jongeren per leeftijdsgroep, alle gemeenten samen",
        bars(
            [
                Bar(
                    term.label, one.number if one.number is not None else one.at_least, counted(one)
                )
                for term, one in zip(bands, f.year.youths, strict=True)
            ],
            f"De gemeenten bereikten {counted(f.year.youths_total)} unieke jongeren.",
        ),
        source(f),
    )
    return Chapter(
        "bereik",
        "Bereik",
        (
            prose(told("reach", f)),
            Heading("Unieke jongeren", "unieke-jongeren"),
            picture,
            table,
            Text(texts.PARTICIPATIONS, "note"),
        ),
    )


def interventions(f: Figures) -> Chapter:
    """Interventies by level of evidence."""
    totals = f.evidence
    table = Table(
        "Interventies naar bewijs van effect",
        ("Bewijs", "Interventies", "Gemeenten", "Kosten", "Deelnames"),
        tuple(
            row(
                words(total.level.label),
                whole(total.interventions),
                whole(total.municipalities),
                money(total.cost),
                _participations(total),
            )
            for total in totals
        ),
        name="bewijs",
        note="“Ten minste”: kleine aantallen tellen niet mee. Kosten: opgave van de gemeenten.",
        kind="counts",
    )
    chosen: dict[str, list[str]] = {}
    labels = {term.code: term.label for term in f.scheme.evidence_levels}
    for own, one in f.interventions:
        chosen.setdefault(one.name, []).append(own.name)
    levels = {one.name: labels.get(one.evidence_level, "") for _, one in f.interventions}
    often = sorted(chosen, key=lambda name: (-len(chosen[name]), name))
    return Chapter(
        "interventies",
        "Interventies",
        (
            prose(told("interventions", f)),
            Heading("Naar bewijs van effect", "bewijs"),
            Picture(
                "Interventies naar bewijs van effect",
                bars(
                    [
                        Bar(
                            total.level.label,
                            total.interventions,
                            some(total.interventions, "interventie", "interventies"),
                        )
                        for total in totals
                    ],
                    _most_evidence(f),
                ),
                source(f),
            ),
            table,
            Heading("Welke interventies", "welke-interventies"),
            Table(
                "Interventies en de gemeenten die ermee werken",
                ("Interventie", "Bewijs", "Gemeenten"),
                tuple(
                    row(words(name), words(levels[name]), words(", ".join(sorted(chosen[name]))))
                    for name in often
                ),
                name="interventies",
            ),
        ),
    )


def _participations(total: EvidenceTotal) -> Cell:
    text = number(total.participations)
    if total.complete:
        return Cell(text, total.participations, is_number=True)
    return Cell(f"ten minste {text}", f"ten minste {text}", is_number=True)


def _most_evidence(f: Figures) -> str:
    best = max(f.evidence, key=lambda total: total.interventions)
    return f"De meeste interventies vallen onder “{best.level.label.lower()}”."


def results(f: Figures) -> Chapter:
    """Resultaten, borging en lessen: described, not attributed."""
    told_by = [(own, own.progress) for own in f.year.municipalities if own.progress]
    return Chapter(
        "borging",
        "Borging en lessen",
        (
            Text(texts.ATTRIBUTION, "note"),
            Heading("Borging na 2027", "borging-na-afloop"),
            Table(
                "Hoe gemeenten de aanpak borgen",
                ("Gemeente", "Borging"),
                tuple(row(words(own.name), words(progress.securing)) for own, progress in told_by),
                kind="prose",
            ),
            Heading("Lessen uit de praktijk", "lessen"),
            Table(
                "Wat gemeenten leerden",
                ("Gemeente", "Les"),
                tuple(row(words(own.name), words(progress.lesson)) for own, progress in told_by),
                kind="prose",
            ),
        ),
    )


def policy_choice(f: Figures) -> Chapter:
    """Beleidskeuze uitgelegd (artikel 3.1 Comptabiliteitswet 2016): expected and seen."""
    delivered = len(f.own_rows) - len(f.without_progress)
    seen = {
        "goal": (
            f"{counted(f.year.youths_total)} unieke jongeren bereikt.",
            "Voortgangsrapportages",
            "Of jongeren zonder de aanpak waren afgegleden.",
        ),
        "instrument": (
            f"{len(f.own_rows)} gemeenten ontvingen een specifieke uitkering.",
            "Beschikkingen",
            "Niets.",
        ),
        "state": (
            f"{euro(f.allocated)} toegekend, {euro(f.paid)} betaald.",
            "Financiële administratie",
            "Wat na vaststelling wordt teruggevorderd.",
        ),
        "society": (
            " ".join(told("spending", f)) or "Nog niet bekend.",
            "Aanvullende opgaven, niet gecontroleerd",
            "Wat de inzet op langere termijn oplevert.",
        ),
        "effect": (
            " ".join(told("interventions", f)) or "Nog niet bekend.",
            "Voortgangsrapportages",
            "Het effect op het aantal (jeugdige) daders.",
        ),
        "efficiency": (
            f"Over {f.reporting_year} is {euro(f.this_year.justified)} verantwoord.",
            "SiSa en aanvullende opgaven",
            "Of dezelfde resultaten met minder geld mogelijk waren.",
        ),
        "evaluation": (
            (
                f"{some(delivered, 'voortgangsrapportage', 'voortgangsrapportages')} ontvangen van "
                f"{len(f.own_rows)} gemeenten."
            ),
            "Voortgangsrapportages",
            "De uitkomst van de landelijke evaluatie.",
        ),
    }
    return Chapter(
        "beleidskeuze",
        "Beleidskeuze uitgelegd",
        (
            Text(
                "Artikel 3.1 van de Comptabiliteitswet 2016 vraagt te onderbouwen wat een beleidskeuze "
                "oplevert. Hier staat per onderdeel wat in april 2024 werd verwacht, en wat nu te "
                "zien is."
            ),
            Table(
                "Verwacht in 2024 en gezien in dit verslagjaar",
                ("Onderdeel", "Verwacht in 2024", "Nu te zien", "Bron", "Niet bekend"),
                tuple(
                    row(words(title), words(expected), *(words(text) for text in seen[key]))
                    for key, (title, expected) in texts.EXPECTED.items()
                ),
                kind="prose",
            ),
        ),
    )


def method(f: Figures) -> Chapter:
    """Hoe de cijfers zijn gemaakt, and what is missing."""
    gaps = [(own, gap) for own in f.year.municipalities for gap in own.missing]
    missing = (
        Table(
            "Wat ontbreekt, en waarom",
            ("Gemeente", "Onderdeel", "Reden"),
            tuple(row(words(own.name), words(gap.item), words(gap.reason)) for own, gap in gaps),
            name="ontbreekt",
        )
        if gaps
        else Text("Er ontbreekt niets: alle stukken zijn ontvangen.")
    )
    fingerprint = (
        ("Verslagjaar", str(f.reporting_year)),
        ("Versie", f"{f.year.version}{f' ({f.year.reason})' if f.year.reason else ''}"),
        ("Bevroren op", datetime_nl(f.year.moment)),
        ("Uitgave van tekst en opmaak", f.year.edition),
        ("Kenmerk van de vastlegging (SHA-256)", " ".join(_in_fours(f.year.sha256))),
    )
    return Chapter(
        "verantwoording-cijfers",
        "Hoe de cijfers zijn gemaakt",
        (
            *(Text(paragraph) for paragraph in texts.METHOD),
            Text(texts.SMALL_NUMBERS),
            Heading("Wat ontbreekt", "ontbreekt"),
            missing,
            Heading("De vastlegging", "vastlegging"),
            Table(
                "Gegevens van de vastlegging",
                ("Gegeven", "Waarde"),
                tuple(row(words(label), words(value)) for label, value in fingerprint),
            ),
        ),
    )


def _in_fours(text: str) -> list[str]:
    return [text[place : place + 8] for place in range(0, len(text), 8)]


def overview(f: Figures) -> Chapter:
    """Alle gemeenten in één oogopslag, before their own pages."""
    return Chapter(
        "gemeenten-overzicht",
        "Gemeenten",
        (
            Text("Elke gemeente heeft hierna een eigen bladzijde. Hier staan zij bij elkaar."),
            Table(
                f"Alle gemeenten in {f.reporting_year}",
                ("Gemeente", "Toegekend", "Betaald", "Verantwoord", "Aanvaard", "Interventies"),
                tuple(
                    row(
                        words(own.name),
                        money(sum((one.allocated for one in own.grant_years), Decimal(0))),
                        money(sum((one.paid for one in own.grant_years), Decimal(0))),
                        money(sum(one.justified or 0 for one in own.accounting_years)),
                        money(sum(one.accepted or 0 for one in own.accounting_years)),
                        whole(len(own.progress.interventions) if own.progress else None),
                    )
                    for own in f.year.municipalities
                ),
                name="overzicht",
                note="Bedragen: totalen over de hele periode tot nu.",
            ),
        ),
    )


def glossary(f: Figures) -> Chapter:
    """Woordenlijst."""
    return Chapter(
        "woordenlijst",
        "Woordenlijst",
        (
            Table(
                "Begrippen in deze rapportage",
                ("Begrip", "Betekenis"),
                tuple(row(words(term), words(meaning)) for term, meaning in texts.GLOSSARY),
                kind="prose",
            ),
        ),
    )
