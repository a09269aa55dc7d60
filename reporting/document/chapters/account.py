"""Rekenschap: the policy choice, how the figures were made, and what the words mean."""

from __future__ import annotations

from pmg.design.formatting import datetime_nl, euro
from reporting.document import texts
from reporting.document.blocks import (
    Chapter,
    Heading,
    Table,
    Text,
    row,
    words,
)
from reporting.document.words import Words
from reporting.enums import Paper
from reporting.figures import Figures
from reporting.wording import counted, some


def policy_choice(f: Figures, told: Words) -> Chapter:
    """Beleidskeuze uitgelegd (artikel 3.1 Comptabiliteitswet 2016): expected and seen."""
    return Chapter(
        "beleidskeuze",
        "Beleidskeuze uitgelegd",
        (
            Text(
                "Artikel 3.1 van de Comptabiliteitswet 2016 vraagt te onderbouwen wat een beleidskeuze "
                "oplevert. Hier staat per onderdeel wat in april 2024 werd verwacht, en wat nu te "
                "zien is."
            ),
            *told.blocks("beleidskeuze"),
            policy_table(f, told),
        ),
    )


def policy_table(f: Figures, told: Words) -> Table:
    """De onderdelen van CW 3.1: expected in 2024, seen now, by which source, and not known."""
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
            " ".join(told.said("spending")) or "Nog niet bekend.",
            "Aanvullende opgaven, niet gecontroleerd",
            "Wat de inzet op langere termijn oplevert.",
        ),
        "effect": (
            " ".join(told.said("interventions")) or "Nog niet bekend.",
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
    return Table(
        "Verwacht in 2024 en gezien in dit verslagjaar",
        ("Onderdeel", "Verwacht in 2024", "Nu te zien", "Bron", "Niet bekend"),
        tuple(
            row(words(title), words(expected), *(words(text) for text in seen[key]))
            for key, (title, expected) in texts.EXPECTED.items()
        ),
        kind="policy",
    )


def method(f: Figures, told: Words) -> Chapter:
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
        ("Uitgave van opmaak en vaste teksten", texts.EDITION),
        ("Kenmerk van de vastlegging (SHA-256)", in_groups(f.year.sha256)),
        ("Kenmerk van de teksten (SHA-256)", in_groups(told.texts.fingerprint(Paper.REPORT))),
    )
    return Chapter(
        "verantwoording-cijfers",
        "Hoe de cijfers zijn gemaakt",
        (
            *told.blocks("cijfers"),
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


def in_groups(text: str) -> str:
    """A fingerprint in groups of eight, so that it can be read and broken over lines."""
    return " ".join(text[place : place + 8] for place in range(0, len(text), 8))


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
