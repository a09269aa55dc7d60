"""Getypte cijfers: amounts and counts that stand in a text as digits, instead of a reference."""

from __future__ import annotations

import re

from pmg.design.formatting import MONTHS
from reporting.quotes.references import REFERENCE

NUMBER = r"\d[\d.]*(?:,\d+)?"
COUNTED = (
    "jongeren|jongere|gemeenten|gemeente|deelnames|deelname|interventies|interventie|metingen|"
    "meting|kinderen|euro|miljoen|duizend|procent"
)
AMOUNTS = re.compile(
    rf"€\s?{NUMBER}(?:\s(?:miljoen|duizend))?|{NUMBER}\s?%|{NUMBER}\s(?:unieke\s)?(?:{COUNTED})\b"
    r"|\d{1,3}(?:\.\d{3})+|(?<![\d.])\d{5,}(?![\d.])",
    re.IGNORECASE,
)
DATES = re.compile(rf"\b\d{{1,2}} (?:{'|'.join(MONTHS)})(?: \d{{4}})?\b|\b20\d\d(?:/\d\d)?\b", re.I)
NAMED = re.compile(
    r"Stcrt\. ?\d{4}, ?(?:nr\. ?)?\d+|\b(?:kenmerk|nr\.|artikel|dossier|Kamerstukken(?: II)?) \d[\d.]*",
    re.I,
)


def typed_figures(text: str) -> list[str]:
    """Cijfers die getypt zijn, as they stand there; dates, years and article numbers are none."""
    for known in (REFERENCE, NAMED, DATES):
        text = known.sub(" ; ", text)
    return list(dict.fromkeys(found.strip() for found in AMOUNTS.findall(text)))
