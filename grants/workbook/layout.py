"""Indeling van het formulier: sheets, cells and words that must stay as they are.

The form is made by it and read by it. Raise the form version of the scheme's year with any change.
"""

from __future__ import annotations

from dataclasses import dataclass

STATEMENT_SHEET = "Opgave"
LINES_SHEET = "Bestedingen"
HOW_TO_SHEET = "Zo vult u dit in"
SHEETS = (STATEMENT_SHEET, LINES_SHEET, HOW_TO_SHEET)

YES = "Ja"
NO = "Nee"


@dataclass(frozen=True)
class Place:
    """A row of the sheet Opgave: words in column A, value in column B. `name` is defined."""

    name: str
    label: str
    row: int

    @property
    def cell(self) -> str:
        return f"B{self.row}"


SCHEME = Place("regeling", "Regeling", 4)
YEAR = Place("verantwoordingsjaar", "Verantwoordingsjaar (T)", 5)
MUNICIPALITY = Place("gemeente", "Gemeente", 6)
AWARD = Place("beschikking", "Beschikkingsnummer", 7)
ACCEPTED_BEFORE = Place("eerder_geaccepteerd", "Eerder geaccepteerd (cumulatief)", 8)

SPENT = Place("besteding_jaar_t", "Besteding in jaar T", 11)
CUMULATIVE = Place("cumulatieve_besteding", "Cumulatieve besteding tot en met jaar T", 12)
FINAL = Place("eindverantwoording", "Eindverantwoording (Ja of Nee)", 13)
EXPLANATION = Place("toelichting", "Toelichting (niet verplicht)", 14)

TOTAL = Place("totaal_bestedingen", "Totaal van het blad Bestedingen", 17)
LEFT = Place("nog_te_verdelen", "Verschil met de besteding in jaar T", 18)
MARK = Place("formulierkenmerk", "Formulierkenmerk", 20)

FACTS = (SCHEME, YEAR, MUNICIPALITY, AWARD, ACCEPTED_BEFORE)
TO_FILL = (SPENT, CUMULATIVE, FINAL, EXPLANATION)
FIXED = (*FACTS, *TO_FILL, TOTAL, LEFT, MARK)

TOTAL_IN_SIGHT = "Totaal van de regels"
TABLE = "bestedingen"
COLUMNS = ("activiteit", "sector", "interventie", "omschrijving", "bedrag")
HEADER_ROW = 5
ROOM = 200
"""Rows ready to be filled in; the table grows when more are typed below it."""
