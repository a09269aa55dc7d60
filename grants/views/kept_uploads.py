"""The file of a form: the one that was just uploaded, or the one that was kept before."""

from __future__ import annotations

from grants.forms.kept import KeptUploadForm
from grants.models import StoredFile
from grants.services.files import read_file, store_file


def upload_of(form: KeptUploadForm) -> tuple[str, bytes]:
    """Name and bytes of a valid form."""
    if file := form.uploaded():
        return str(file.name), file.read()
    sha256, name = form.cleaned_data["kept"]
    return name, read_file(StoredFile.objects.get(pk=sha256))


def keep_upload(form: KeptUploadForm) -> None:
    """Keeps what was uploaded with a form that is drawn again."""
    if file := form.uploaded():
        file.seek(0)
        form.keep(store_file(file.chunks()).pk, str(file.name))
