"""Reads our cells from the packages in a delivery of the CBS.

A zip in a zip is opened here only: one level deep, each under the limits of a package.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from grants.checks.cbs_content import Reading, Told, Trouble
from grants.checks.findings import ERROR, Finding
from grants.checks.package import judge_package
from grants.checks.package_content import Annex, Candidate, Entry, Obstacle, Package
from grants.checks.package_names import candidates, chosen, package_name, read_package_name
from grants.checks.subject import SchemeYear

from .annex import read_annex
from .apart import Crashed, GaveUp, read_apart
from .archive import Archive, Limits, Refused
from .kinds import kind_of
from .package import is_workbook

LIMITS = Limits(entries=600, unpacked=1024 * 1024 * 1024, one_file=60 * 1024 * 1024)
"""What a delivery may hold: a package of each municipality, each no larger than one may upload."""

ABOUT_OUR_CELLS = ("indicator-", "code-", "bijlage-", "pakket-")
NEW_PACKAGE = "Vraag het CBS om een nieuw pakket van deze gemeente."


def read_packages(archive: Archive, base: SchemeYear) -> Reading:
    """Pakketten lezen, the one after the other; a bad one does not spoil the rest."""
    lines = [told for entry in archive.entries for told in read_entry(archive, entry, base)]
    return Reading(tuple(lines or [_broken("", "In dit zip-bestand zit niets.")]))


def read_entry(archive: Archive, entry: Entry, base: SchemeYear) -> Iterator[Told]:
    """Our cells of what lies at one place in the delivery."""
    if not is_package(entry):
        yield _stray(entry.path)
        return
    try:
        data = archive.read(entry)
    except Refused:
        yield _broken(entry.path, "Dit pakket is beschadigd in de levering.")
        return
    yield from read_one(data, entry.name, base)


def given_up(entry: Entry) -> Told:
    """A package that we cannot read by a fault of ours: the others do not wait for it."""
    return Told(
        document=entry.path,
        trouble=Trouble.NOT_READABLE,
        message="Dit pakket lezen lukt niet door een fout van ons.",
        remedy="Lever dit pakket later apart in, of voer het cijfer in op de zaak zelf.",
    )


def is_package(entry: Entry) -> bool:
    """Whether a file in the delivery is meant as a package: a workbook is a zip inside as well."""
    return entry.name.casefold().endswith(".zip")


def read_one(data: bytes, name: str, base: SchemeYear) -> Iterator[Told]:
    """Our cells of one package; the municipality comes from its name."""
    says = read_package_name(name)
    if says is None:
        yield Told(
            document=name,
            trouble=Trouble.NO_MUNICIPALITY,
            message=f"Aan de naam ‘{name}’ zien wij niet van welke gemeente dit pakket is.",
            remedy=f"Geef het pakket een naam als {package_name(base.year, '0513')}.",
        )
        return
    if says.year != base.year:
        yield Told(
            digits=says.cbs_digits,
            document=name,
            trouble=Trouble.OTHER_YEAR,
            message=f"Dit pakket gaat over {says.year}. Deze levering gaat over {base.year}.",
            remedy=f"Lever dit pakket in bij het verantwoordingsjaar {says.year}.",
        )
        return
    subject = replace(base, cbs_digits=says.cbs_digits)
    try:
        package = read_apart(lambda: _only_annex(data, name, subject))
    except GaveUp:
        yield _broken(name, "Dit pakket lezen kost te veel tijd of geheugen.", says.cbs_digits)
        return
    except Crashed:
        yield _broken(name, "Dit pakket is niet te lezen.", says.cbs_digits)
        return
    yield from _told(package, subject)


def _only_annex(data: bytes, name: str, subject: SchemeYear) -> Package:
    """The package with nothing opened but its annex: the other documents are the CBS's to judge."""
    try:
        archive = Archive(data)
    except Refused as refused:
        what = kind_of(data) if refused.obstacle == Obstacle.NOT_THIS_KIND else refused.detail
        return Package(name, refused.obstacle, what)
    found = candidates(archive.entries, subject)
    file = _annex_among(found, subject)
    annex: Annex | None = None
    if file is not None and file.entry.size and not file.entry.is_damaged:
        annex = read_annex(file.entry.name, archive.read(file.entry), subject.sisa_code)
    return Package(name, candidates=found, annex=annex)


def _annex_among(found: tuple[Candidate, ...], subject: SchemeYear) -> Candidate | None:
    document = next((one for one in subject.documents if is_workbook(one)), None)
    return chosen(found, document) if document else None


def _told(package: Package, subject: SchemeYear) -> Iterator[Told]:
    outcome = judge_package(package, subject)
    read = outcome.indicators
    if read.spent is not None and read.cumulative is not None and read.is_final is not None:
        yield Told(
            digits=subject.cbs_digits,
            spent=read.spent,
            cumulative=read.cumulative,
            is_final=read.is_final,
            names_us_in_errors=outcome.names_us_in_errors,
            document=package.name,
        )
        return
    found = [one for one in outcome.findings if _is_about_our_cells(one, package)]
    for finding in found:
        yield Told(
            digits=subject.cbs_digits,
            document=package.name,
            sheet=finding.sheet,
            cell=finding.cell,
            trouble=Trouble.NOT_READABLE,
            message=finding.message,
            remedy=finding.remedy,
        )
    if not found:
        yield _broken(
            package.name, "De bijlage verantwoordingsinformatie ontbreekt.", subject.cbs_digits
        )


def _is_about_our_cells(finding: Finding, package: Package) -> bool:
    """Whether a finding explains why our figures could not be read."""
    if finding.severity != ERROR:
        return False
    if package.obstacle or package.annex:
        return finding.code.startswith(ABOUT_OUR_CELLS)
    return False


def _stray(path: str) -> Told:
    return Told(
        document=path,
        trouble=Trouble.NOT_READABLE,
        message="Dit bestand is geen SiSa-pakket. Wij slaan het over.",
        remedy="Zet in de levering alleen pakketten, of lever een tabel apart in.",
    )


def _broken(name: str, message: str, digits: str = "") -> Told:
    return Told(
        digits=digits,
        document=name,
        trouble=Trouble.NOT_READABLE,
        message=message,
        remedy=NEW_PACKAGE,
    )
