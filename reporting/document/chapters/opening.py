"""Samenvatting, toezegging en overzicht: what opens the report and its annex."""

from __future__ import annotations

from decimal import Decimal

from pmg.design.formatting import date_nl, euro
from reporting.charts.points import Place, point_map
from reporting.document import texts
from reporting.document.blocks import (
    Bullets,
    Chapter,
    Heading,
    KeyFigures,
    Picture,
    SideBySide,
    Table,
    Text,
    money,
    row,
    whole,
    words,
)
from reporting.document.chapters.spending import activities_picture
from reporting.document.words import Words
from reporting.figures import Figures
from reporting.snapshot import Status
from reporting.wording import counted


def summary(f: Figures, told: Words) -> Chapter:
    """Samenvatting, on one page: a lead, the key figures, and what else there is to say."""
    said = told.said("summary")
    written = told.written("samenvatting") or (Text(said[0]), Bullets(tuple(said[1:])))
    lead = Text(written[0].text, "lead") if isinstance(written[0], Text) else written[0]
    shown = f.without_statement or f.with_status(Status.PROVISIONAL, Status.STATEMENT)
    return Chapter(
        "samenvatting",
        "Samenvatting",
        (
            lead,
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
            *written[1:],
            activities_picture(f),
            Text(texts.ATTRIBUTION, "note"),
        ),
    )


def promise(f: Figures, told: Words) -> Chapter:
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
            row(words(str(place)), words(own.name), words(own.province))
            for place, own in enumerate(f.year.municipalities, 1)
        ),
        kind="list",
    )
    return Chapter(
        "toezegging",
        "Wat is toegezegd",
        (
            *(Text(paragraph) for paragraph in texts.PROMISE),
            *told.blocks("toezegging"),
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


def overview(f: Figures) -> Chapter:
    """Alle gemeenten in één oogopslag, before their own pages."""
    return Chapter(
        "gemeenten-overzicht",
        "Gemeenten",
        (
            Text("Elke gemeente heeft hierna een eigen bladzijde. Hier staan zij bij elkaar."),
            Table(
                f"Alle gemeenten in {f.reporting_year}",
                ("Gemeente", "Toegekend", "Betaald", "Verantwoord", "Geaccepteerd", "Interventies"),
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
