"""Gemeentecodes and file names: GM0513, 0513 and 060513 are the same municipality. Plain Python."""

from __future__ import annotations

import re
from typing import NamedTuple

ANY_CODE = re.compile(r"(?:GM|06)?(\d{4})", re.ASCII | re.IGNORECASE)
FORM_NAME = re.compile(r"(?:FICTIEF_)?pmg_(\d{4})_(\d{4})(?!\d)", re.ASCII | re.IGNORECASE)


class FormName(NamedTuple):
    """What the name of a form says."""

    year: int
    cbs_digits: str


def cbs_digits(code: str) -> str:
    """The four digits of a CBS code: GM0513, 0513 and 060513 all give 0513.

    Raises ValueError for anything else.
    """
    if not (found := ANY_CODE.fullmatch(code.strip())):
        raise ValueError(f"{code!r} is no code of a municipality")
    return found[1]


def cbs_code(code: str) -> str:
    """The code as the CBS writes it: GM0513."""
    return f"GM{cbs_digits(code)}"


def sisa_number(code: str) -> str:
    """The code as SiSa writes it, 06 for municipalities in front: 060513."""
    return f"06{cbs_digits(code)}"


def form_name(year: int, code: str, extension: str = "xlsx") -> str:
    """Name of the form: pmg_2025_0513.xlsx."""
    return f"pmg_{year}_{cbs_digits(code)}.{extension}"


def read_form_name(name: str) -> FormName | None:
    """What a form's file name says, also where the browser added ` (1)`; None for other names."""
    found = FORM_NAME.match(name)
    return FormName(int(found[1]), found[2]) if found else None
