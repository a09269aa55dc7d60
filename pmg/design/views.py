"""The gallery: every component on one page, for who builds pages and for the browser tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pmg.design.widgets import AmountInput, DateInput


@dataclass(frozen=True)
class Deadline:
    on: date
    label: str
    days_left: int
    url: str = ""


@dataclass(frozen=True)
class Step:
    title: str
    state: str
    on: date | None = None
    lines: tuple[str, ...] = ()
    url: str = ""


@dataclass(frozen=True)
class File:
    name: str
    size: int
    url: str = ""
    note: str = ""
    sha256: str = ""


@dataclass(frozen=True)
class Finding:
    code: str
    severity: str
    document: str
    sheet: str | None
    cell: str | None
    message: str
    remedy: str


class SpecimenForm(forms.Form):
    use_required_attribute = False

    amount = forms.DecimalField(
        label="Besteed aan jongerenwerk",
        help_text="Hele euro's, zonder btw die u kunt terugvragen.",
        widget=AmountInput,
        error_messages={"invalid": "Vul bij jongerenwerk een bedrag in cijfers in."},
    )
    intervention = forms.CharField(
        label="Interventie", error_messages={"required": "Vul de naam van de interventie in."}
    )
    sector = forms.ChoiceField(
        label="Sector", choices=[("", "Kies een sector"), ("school", "Onderwijs")], required=False
    )
    started = forms.DateField(label="Begonnen op", widget=DateInput, required=False)
    explanation = forms.CharField(
        label="Toelichting",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Leg uit waarom een bedrag afwijkt van het plan. Maximaal 2.000 tekens.",
        error_messages={"required": "Schrijf een toelichting."},
    )
    judgement = forms.ChoiceField(
        label="Uw oordeel",
        help_text="De gemeente ziet dit oordeel.",
        choices=[("accept", "Akkoord"), ("return", "Aanvulling vragen aan de gemeente")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een oordeel."},
    )
    ages = forms.MultipleChoiceField(
        label="Leeftijden",
        choices=[("8", "8 tot en met 11 jaar"), ("12", "12 tot en met 17 jaar")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    upload = forms.FileField(
        label="Formulier", help_text="XLSX of ODS, maximaal 10 MB.", required=False
    )
    complete = forms.BooleanField(
        label="Deze opgave is volledig en juist.",
        error_messages={"required": "Verklaar dat de opgave volledig en juist is."},
    )


FINDINGS = (
    Finding(
        "amount_unreadable",
        "error",
        "pmg_2025_0513.xlsx",
        "Bestedingen",
        "E7",
        "Het bedrag 71 duizend kan niet worden gelezen.",
        "Vul het bedrag in cijfers in, bijvoorbeeld 71000.",
    ),
    Finding(
        "difference_with_sisa",
        "warning",
        "pmg_2025_0513.xlsx",
        "Opgave",
        "C4",
        "Het totaal is € 1.250 hoger dan het bedrag in SiSa.",
        "Verklaar het verschil bij Toelichting.",
    ),
    Finding(
        "document_missing",
        "error",
        "sisa_2025_060513.zip",
        None,
        None,
        "De controleverklaring ontbreekt.",
        "Voeg sisa_2025_060513_Controleverklaring.pdf toe aan het zip-bestand.",
    ),
)


def specimens() -> dict[str, Any]:
    """Made-up figures for each component."""
    return {
        "amounts": [Decimal("1234567"), Decimal("1234.56"), Decimal(-850), Decimal(0), None],
        "deadlines": [
            Deadline(date(2026, 11, 15), "Gouda", -8, "#tabel"),
            Deadline(date(2026, 12, 4), "Almelo", 11, "#tabel"),
            Deadline(date(2026, 12, 31), "Laatste dag voor de oordelen", 38),
        ],
        "steps": [
            Step("Opgave ingediend", "done", date(2026, 7, 6), ("projectleider, Gouda",)),
            Step("In beoordeling", "current", date(2026, 11, 10), ("Uiterlijk 31 december 2026",)),
            Step("Oordeel meegedeeld", "upcoming"),
        ],
        "files": [
            File("sisa_2025_060513_Controleverklaring.pdf", 1_234_567, "#tabel"),
            File(
                "pmg_2025_0513.xlsx", 48_600, "#tabel", "Ontvangen op 6 juli 2026", "9f86d081" * 8
            ),
        ],
        "findings": FINDINGS,
        "rows": [
            ("Almelo", Decimal(500000), Decimal(412500), "Ingediend", "info"),
            ("Gouda", Decimal(500000), None, "Te laat", "danger"),
            ("Zwijndrecht", Decimal(480000), Decimal(-1250), "Geaccepteerd", "success"),
        ],
        "form": SpecimenForm({"amount": "71 duizend"}),
        "untouched": SpecimenForm(prefix="leeg"),
        "crumbs": [("Overzicht", "/"), ("Verantwoordingen", "#tabel")],
        "budget": Decimal(30_000_000),
    }


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component; not part of production."""
    return render(request, "design/gallery.html", specimens())
