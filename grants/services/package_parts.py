"""Losse documenten van het SiSa-pakket: each in its place, and then a package made of them."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterable

from django.db import transaction

from grants.checks.package_names import document_name, package_name
from grants.checks.subject import RequiredDocument
from grants.enums import UploadKind
from grants.models import Justification, PackagePart, StoredFile, Upload
from grants.queries.package_parts import parts_of
from grants.queries.scheme_years import scheme_year_for
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused, StaleRevision
from pmg.casework.moves import contribute

from .files import read_file, store_file
from .uploads import MOMENTS_AGO, deliver_stored, locked_for_upload, upload

FIXED_DATE = (1980, 1, 1, 0, 0, 0)
"""So that the same documents make the same package."""
PIECE = 1024 * 1024
MOST_BYTES = 60 * 1024 * 1024
"""Of a package: one that was uploaded, and one that is made here."""
TOO_LARGE = (
    f"De documenten zijn samen groter dan {MOST_BYTES // 1024 // 1024} MB. Verklein ze, bijvoorbeeld "
    "door ze opnieuw als PDF te bewaren."
)


@transaction.atomic
def take_part(
    *,
    justification: Justification,
    name: str,
    slot: str,
    by: User,
    on: datetime.datetime,
    chunks: Iterable[bytes] = (),
    stored: StoredFile | None = None,
) -> PackagePart:
    """Los document aannemen; it takes the place of an earlier one, which stays kept.

    The same file by the same person within a minute (a double click) is one. Raises MoveRefused
    when the case is not with the municipality.
    """
    locked = locked_for_upload(justification, by=by)
    file = stored or store_file(chunks)
    twin = locked.package_parts.filter(
        file=file, name=name, by=by, is_removed=False, on__gte=on - MOMENTS_AGO
    ).first()
    if twin:
        return twin
    if slot:
        locked.package_parts.filter(slot=slot, is_removed=False).update(is_removed=True)
    contribute(locked, by=by)
    return PackagePart.objects.create(
        justification=locked, file=file, name=name, slot=slot, by=by, on=on
    )


@transaction.atomic
def place_part(*, part: PackagePart, slot: str, seen_revision: int, by: User) -> PackagePart:
    """Document op zijn plaats zetten; what stood there loses its place, and is kept.

    Raises StaleRevision, and MoveRefused for a document that does not belong to a package.
    """
    locked = locked_for_upload(part.justification, by=by)
    if PackagePart.objects.filter(pk=part.pk, slot=slot, is_removed=False).exists():
        return part  # a second click
    row = _current(part, seen_revision)
    known = set(locked.accounting_year.documents.values_list("stem", flat=True))
    if slot and slot not in known:
        raise MoveRefused("Kies een document uit de lijst.")
    if slot:
        others = locked.package_parts.filter(slot=slot, is_removed=False).exclude(pk=row.pk)
        others.update(slot="")
    row.slot, row.revision = slot, row.revision + 1
    row.save(update_fields=["slot", "revision"])
    contribute(locked, by=by)
    return row


@transaction.atomic
def remove_part(*, part: PackagePart, seen_revision: int, by: User) -> PackagePart:
    """Document weghalen uit het pakket in wording; the file stays kept. Raises StaleRevision."""
    locked = locked_for_upload(part.justification, by=by)
    if PackagePart.objects.filter(pk=part.pk, is_removed=True, revision=seen_revision + 1).exists():
        return part  # a second click
    row = _current(part, seen_revision)
    row.is_removed, row.revision = True, row.revision + 1
    row.save(update_fields=["is_removed", "revision"])
    contribute(locked, by=by)
    return row


@transaction.atomic
def deliver_part(
    *,
    part: PackagePart,
    kind: UploadKind,
    seen_revision: int,
    by: User,
    on: datetime.datetime,
) -> Upload:
    """Document dat iets anders is: it leaves the package and is delivered as what it is."""
    row = remove_part(part=part, seen_revision=seen_revision, by=by)
    locked = locked_for_upload(row.justification, by=by)
    return deliver_stored(locked, kind, row.file, row.name, by=by, on=on)


@transaction.atomic
def make_package(*, justification: Justification, by: User, on: datetime.datetime) -> Upload:
    """Pakket maken of the documents that have their place, under their right names, and check it.

    It is an upload like any other, and no larger. Raises MoveRefused while no document has its
    place, and where they are too large together.
    """
    locked = locked_for_upload(justification, by=by)
    placed = [slot.part for slot in parts_of(locked).slots if slot.part]
    if not placed:
        raise MoveRefused("Zet eerst ten minste één document op zijn plaats.")
    if sum(part.file.size for part in placed) > MOST_BYTES:
        raise MoveRefused(TOO_LARGE)
    subject = scheme_year_for(locked)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for part in placed:
            extension = part.name.rpartition(".")[2].casefold() if "." in part.name else ""
            name = document_name(RequiredDocument(part.slot, ("pdf",)), subject, extension)
            # Stored: what is inside is packed already.
            archive.writestr(zipfile.ZipInfo(name, FIXED_DATE), read_file(part.file))
    packed.seek(0)
    return upload(
        justification=locked,
        kind=UploadKind.PACKAGE,
        name=package_name(subject.year, subject.cbs_digits),
        chunks=iter(lambda: packed.read(PIECE), b""),
        by=by,
        on=on,
    )


def _current(part: PackagePart, seen_revision: int) -> PackagePart:
    row = PackagePart.objects.get(pk=part.pk)
    if row.revision != seen_revision or row.is_removed:
        raise StaleRevision
    return row
