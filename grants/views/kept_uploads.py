"""The files of a form: those that were just uploaded, or those that were kept before."""

from __future__ import annotations

from collections.abc import Iterable

from grants.forms.kept import KeptUploadForm
from grants.models import StoredFile
from grants.services.files import parts_of, store_file


def uploads_of(form: KeptUploadForm, field: str) -> list[tuple[str, Iterable[bytes]]]:
    """Name and bytes, in parts, of each file in a field of a valid form. Raises Quarantined."""
    if fresh := form.uploaded(field):
        return [(str(file.name), file.chunks()) for file in fresh]
    kept = form.cleaned_data["kept"].get(field, [])
    return [(name, parts_of(StoredFile.objects.get(pk=sha256))) for sha256, name in kept]


def upload_of(form: KeptUploadForm) -> tuple[str, bytes]:
    """Name and bytes of the one file of a valid form. Raises Quarantined."""
    ((name, chunks),) = uploads_of(form, "file")
    return name, b"".join(chunks)


def keep_uploads(form: KeptUploadForm) -> None:
    """Keeps what was uploaded with a form that is drawn again, also when it was not yet judged."""
    form.is_valid()
    stored = {
        field: [(store_file(file.chunks()).pk, str(file.name)) for file in files]
        for field in form.file_fields
        if (files := form.uploaded(field))
    }
    if stored:
        form.keep(stored)
