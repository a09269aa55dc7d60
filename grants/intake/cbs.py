"""Reads a delivery of the CBS, whatever form it has. It judges nothing and stores nothing."""

from __future__ import annotations

from grants.checks.cbs_content import OurCells, Reading, Told, Trouble
from grants.checks.package_content import Obstacle
from grants.checks.package_names import read_package_name
from grants.checks.subject import SchemeYear

from .apart import Crashed, GaveUp, read_apart
from .archive import Archive, Refused
from .cbs_packages import LIMITS, is_package, read_one, read_packages
from .cbs_table import read_table
from .cbs_text import NotText, read_text_table
from .kinds import OLD_OFFICE, ZIP, kind_of
from .package import OFFICE_PARTS
from .spreadsheet import Unreadable, read_spreadsheet

AS_TABLE = "Bewaar de tabel als xlsx, ods of csv, of lever één zip-bestand met de pakketten in."
REASONS = {
    Obstacle.ENCRYPTED: "Dit bestand heeft een wachtwoord. Wij kunnen het niet openen.",
    Obstacle.TOO_LARGE: "Dit bestand is uitgepakt te groot.",
    Obstacle.TOO_MANY: "In dit zip-bestand zitten te veel bestanden.",
    Obstacle.UNSAFE_PATH: "Een naam in dit zip-bestand wijst naar elders.",
}


def read_delivery(data: bytes, name: str, base: SchemeYear) -> Reading:
    """Levering lezen: a zip of packages, one package, or a table of indicators."""
    try:
        archive = packages_of(data, name)
    except Refused as refused:
        return _refused(name, refused.obstacle)
    if archive:
        return read_packages(archive, base)
    kind = kind_of(data)
    if kind == ZIP and read_package_name(name):
        return Reading(tuple(read_one(data, name, base)))
    if kind and kind not in (ZIP, OLD_OFFICE):
        return _unreadable(name, f"Dit is {kind}. Dat kunnen wij niet lezen.")
    try:
        return read_apart(lambda: _table(data, name, kind, base), cpu_seconds=30)
    except GaveUp:
        return _unreadable(name, "Dit bestand lezen kost te veel tijd of geheugen.")
    except Crashed:
        return _unreadable(name, "Dit bestand is beschadigd. Wij kunnen het niet openen.")


def packages_of(data: bytes, name: str) -> Archive | None:
    """De zip van pakketten; None for a table, and for one package by itself. Raises Refused."""
    if kind_of(data) != ZIP:
        return None
    archive = Archive(data, LIMITS)
    if not OFFICE_PARTS.isdisjoint(entry.path for entry in archive.entries):
        return None
    if read_package_name(name) and not any(map(is_package, archive.entries)):
        return None
    return archive


def _table(data: bytes, name: str, kind: str, base: SchemeYear) -> Reading:
    ours = our_cells(base)
    try:
        if kind:
            return read_table(read_spreadsheet(data).sheets, name, ours)
        return read_table({"": read_text_table(data)}, name, ours)
    except Unreadable as fault:
        return _refused(name, fault.obstacle)
    except NotText:
        return _unreadable(name, "Dit is geen tabel die wij kunnen lezen.")


def our_cells(base: SchemeYear) -> OurCells:
    """Where our figures stand in the year of this delivery."""
    return OurCells(
        year=base.year,
        sisa_code=base.sisa_code,
        spent=base.indicator_spent,
        cumulative=base.indicator_cumulative,
        final=base.indicator_final,
    )


def _refused(name: str, obstacle: Obstacle) -> Reading:
    return _unreadable(name, REASONS.get(obstacle, "Dit bestand is beschadigd of onbekend."))


def _unreadable(name: str, message: str) -> Reading:
    line = Told(document=name, trouble=Trouble.NOT_READABLE, message=message, remedy=AS_TABLE)
    return Reading((line,))
