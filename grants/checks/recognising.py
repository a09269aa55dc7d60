"""Herkennen what an uploaded file is meant to be, by its name; whoever uploaded it may say else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from grants.codes import read_form_name

from .package_names import read_package_name, slot_of
from .subject import RequiredDocument

STATEMENT = "statement"
PACKAGE = "package"
PART = "part"
AWAY = "away"
WORKBOOKS = frozenset({"xlsx", "xls", "ods"})


@dataclass(frozen=True)
class Recognised:
    """Waar een bestand voor is; `slot` is the document of the package, empty when unknown."""

    kind: str
    slot: str = ""


def recognise(name: str, documents: Sequence[RequiredDocument], *, chosen: str) -> Recognised:
    """What the file is: as its name says plainly, and else as the form it was put into.

    Put with the package, anything but a zip is one of its documents.
    """
    extension = name.rpartition(".")[2].casefold()
    if read_form_name(name):
        return Recognised(STATEMENT)
    if extension == "zip":
        return Recognised(PACKAGE)
    slot = slot_of(name, documents)
    if chosen == STATEMENT and not (slot and read_package_name(name)):
        return Recognised(STATEMENT)
    if slot is None and extension in WORKBOOKS:
        # There is one workbook in a package: that of BZK.
        slot = next((d for d in documents if not WORKBOOKS.isdisjoint(d.extensions)), None)
    return Recognised(PART, slot.stem if slot else "")
