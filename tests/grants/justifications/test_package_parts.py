"""Loose documents find their place, can be put elsewhere, and become one package."""

import io
import uuid
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from grants.models import PackagePart, Upload, Withdrawal
from grants.queries.deliveries import newest_uploads
from grants.queries.package_parts import parts_of
from grants.services import assessment, package_parts
from grants.services.checking import run_check
from grants.services.files import read_file
from grants.services.moving_uploads import move_upload
from grants.services.package_parts import make_package, place_part, remove_part, take_part
from pmg.accounts.enums import Role
from pmg.casework.errors import MoveRefused, NotAllowed, StaleRevision
from tests.factories import make_user
from tests.grants.justifications.conftest import Gouda
from tests.grants.justifications.test_draft_pages import client_of
from tests.grants.justifications.test_uploads import hand_in, sign

DOCUMENTS = (
    "Aanbiedingsbrief.pdf",
    "Jaarstukken.pdf",
    "Controleverklaring.pdf",
    "Verslag_van_Bevindingen.pdf",
    "Bijlage_Verantwoordingsinformatie.xlsx",
)


def named(end: str) -> str:
    return f"sisa_2025_060513_{end}"


def files(*names: str) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(name, f"inhoud van {name}".encode()) for name in names]


def send(gouda: Gouda, *names: str, kind: str = "package", client: Client | None = None):
    address = reverse("grants:justification_upload", args=[gouda.case.pk, kind])
    return (client or client_of(gouda.sisa)).post(address, {f"{kind}-file": files(*names)})


def change(gouda: Gouda, **fields: object):
    address = reverse("grants:justification_parts", args=[gouda.case.pk])
    return client_of(gouda.sisa).post(address, fields)


def test_five_files_become_one_package(gouda):
    send(gouda, *map(named, DOCUMENTS))
    parts = parts_of(gouda.case)
    assert (parts.missing, parts.unplaced) == ([], ())
    assert not Upload.objects.exists()
    change(gouda, make="1")
    upload = Upload.objects.get()
    assert (upload.kind, upload.name) == ("package", "sisa_2025_060513.zip")
    with zipfile.ZipFile(io.BytesIO(read_file(upload.file))) as archive:
        assert archive.namelist() == [slot.part.name for slot in parts.slots]
        assert (
            archive.read(named("Jaarstukken.pdf")) == b"inhoud van sisa_2025_060513_Jaarstukken.pdf"
        )
    codes = {f.code for f in run_check(upload.check_run.pk).findings.all()}
    assert "pakket-document-ontbreekt" not in codes
    assert codes  # they are no real documents, and that is told


def test_the_same_documents_make_the_same_package_once(gouda):
    send(gouda, *map(named, DOCUMENTS))
    for _ in range(2):
        make_package(justification=gouda.case, by=gouda.sisa, on=timezone.now())
    assert Upload.objects.count() == 1


def test_what_is_still_needed_is_told(gouda):
    send(gouda, named("Jaarstukken.pdf"), "brief.pdf", "SiSa-bijlage 2025.xlsx")
    page = client_of(gouda.sisa).get(reverse("grants:justification", args=[gouda.case.pk]))
    text = page.content.decode()
    assert "Nog nodig:" in text
    missing = text.partition("Nog nodig:")[2].partition("</p>")[0]
    assert "Controleverklaring" in missing
    assert "Jaarstukken" not in missing
    assert "Bijlage Verantwoordingsinformatie" not in missing  # the one workbook of a package
    assert [part.name for part in parts_of(gouda.case).unplaced] == ["brief.pdf"]


def test_a_document_is_put_in_another_place_and_its_name_follows(gouda):
    send(gouda, "brief.pdf", named("Jaarstukken.pdf"))
    letter = PackagePart.objects.get(name="brief.pdf")
    change(gouda, part=letter.pk, revision=0, slot="Aanbiedingsbrief", place="1")
    upload = make_package(justification=gouda.case, by=gouda.sisa, on=timezone.now())
    with zipfile.ZipFile(io.BytesIO(read_file(upload.file))) as archive:
        assert archive.namelist() == [named("Aanbiedingsbrief.pdf"), named("Jaarstukken.pdf")]


def test_two_files_for_one_place(gouda):
    send(gouda, named("Jaarstukken.pdf"))
    send(gouda, "Jaarstukken definitief.pdf")
    (only,) = parts_of(gouda.case).files
    assert only.name == "Jaarstukken definitief.pdf"
    assert PackagePart.objects.filter(is_removed=True).count() == 1  # kept all the same
    send(gouda, "brief.pdf")
    other = PackagePart.objects.get(name="brief.pdf")
    place_part(part=other, slot="Jaarstukken", seen_revision=0, by=gouda.leader)
    assert [part.name for part in parts_of(gouda.case).unplaced] == [only.name]


def test_an_old_page_does_not_undo_a_colleague(gouda):
    part = take_part(
        justification=gouda.case,
        name="brief.pdf",
        slot="",
        chunks=[b"x"],
        by=gouda.sisa,
        on=timezone.now(),
    )
    place_part(part=part, slot="Aanbiedingsbrief", seen_revision=0, by=gouda.leader)
    with pytest.raises(StaleRevision):
        place_part(part=part, slot="Jaarstukken", seen_revision=0, by=gouda.sisa)


def test_a_form_among_the_documents_is_the_statement(gouda):
    address = reverse("grants:justification_upload", args=[gouda.case.pk, "package"])
    form = SimpleUploadedFile("pmg_2025_0513.xlsx", gouda.form())
    client_of(gouda.sisa).post(address, {"package-file": [form, *files(named("Jaarstukken.pdf"))]})
    assert newest_uploads(gouda.case).statement.name == "pmg_2025_0513.xlsx"
    assert len(parts_of(gouda.case).files) == 1


def test_a_package_in_the_place_of_the_statement_is_recognised(gouda):
    send(gouda, "sisa_2025_060513.zip", kind="statement")
    newest = newest_uploads(gouda.case)
    assert (newest.statement, newest.package.kind) == (None, "package")


def test_what_was_recognised_wrongly_is_moved_and_stays_kept(gouda):
    first = hand_in(gouda, gouda.form())
    wrong = hand_in(gouda, b"een bijlage", name="overzicht.xlsx")
    client = client_of(gouda.sisa)
    client.post(reverse("grants:upload_move", args=[wrong.pk]), {"to": "part"})
    assert not parts_of(gouda.case).files, "the page was not complete"
    seen = {"revision": gouda.case.revision, "key": uuid.uuid4()}
    client.post(reverse("grants:upload_move", args=[wrong.pk]), {"to": "part", **seen})
    assert newest_uploads(gouda.case).statement == first
    assert [part.file for part in parts_of(gouda.case).unplaced] == [wrong.file]
    (part,) = parts_of(gouda.case).unplaced
    change(gouda, part=part.pk, revision=0, slot="statement", place="1")
    assert newest_uploads(gouda.case).statement.file == wrong.file
    assert Upload.objects.filter(pk=wrong.pk).exists()


def moved(gouda, row, to="away", *, by=None, revision=None, key=None):
    gouda.case.refresh_from_db()
    move_upload(
        upload=row,
        to=to,
        by=by or gouda.sisa,
        on=timezone.now(),
        seen_revision=gouda.case.revision if revision is None else revision,
        key=key or uuid.uuid4(),
    )


def test_moving_twice_is_moving_once(gouda):
    row, key = hand_in(gouda, b"PK", name="pakket.xlsx"), uuid.uuid4()
    for _ in range(2):
        moved(gouda, row, "package", key=key)
    assert Upload.objects.filter(kind="package").count() == 1


def test_a_colleague_in_another_tab_is_not_overruled(gouda):
    row = hand_in(gouda, b"PK", name="pakket.xlsx")
    moved(gouda, row, "package")
    with pytest.raises(StaleRevision):
        moved(gouda, row, "away", by=gouda.leader)
    assert newest_uploads(gouda.case).package is not None
    with pytest.raises(StaleRevision):
        moved(gouda, newest_uploads(gouda.case).package, revision=gouda.case.revision + 1)


def test_what_was_submitted_is_not_withdrawn(gouda):
    row = hand_in(gouda, gouda.form())
    run_check(row.check_run.pk)
    with pytest.raises(NotAllowed):
        moved(gouda, row, by=gouda.signatory)
    sign(gouda)
    with pytest.raises(MoveRefused, match="ingediend"):
        moved(gouda, row)


def test_nor_is_what_was_submitted_before_it_came_back(gouda):
    first = hand_in(gouda, gouda.form())
    run_check(first.check_run.pk)
    sign(gouda)
    later = sent_back_and_replaced(gouda)
    for row in (first, later):
        with pytest.raises(MoveRefused, match="ingediend"):
            moved(gouda, row)
    assert not Withdrawal.objects.exists()


def sent_back_and_replaced(gouda):
    """The ministry asks for an addition twice; between the two another statement goes in."""
    assessor = make_user(Role.ASSESSOR)
    send_back(gouda, assessor)
    row = hand_in(gouda, gouda.form(explanation="Nieuw"))
    run_check(row.check_run.pk)
    sign(gouda)
    send_back(gouda, assessor)
    return row


def send_back(gouda, assessor):
    for name in ("take", "return_to_municipality"):
        gouda.case.refresh_from_db()
        more = {"reason": "Vul aan."} if name != "take" else {}
        getattr(assessment, name)(
            justification=gouda.case,
            by=assessor,
            on=timezone.now(),
            seen_revision=gouda.case.revision,
            **more,
        )


def test_a_second_click_on_a_part_is_quiet(gouda):
    part = take_part(
        justification=gouda.case,
        name="brief.pdf",
        slot="",
        chunks=[b"x"],
        by=gouda.sisa,
        on=timezone.now(),
    )
    for _ in range(2):
        place_part(part=part, slot="Aanbiedingsbrief", seen_revision=0, by=gouda.sisa)
    for _ in range(2):
        remove_part(part=part, seen_revision=1, by=gouda.sisa)
    assert not parts_of(gouda.case).files


def test_the_same_file_sent_twice_is_there_once(gouda):
    for _ in range(2):
        send(gouda, named("Jaarstukken.pdf"))
    assert PackagePart.objects.count() == 1


def test_the_page_asks_as_much_for_one_file_as_for_three(gouda, django_assert_max_num_queries):
    counts = []
    for names in (DOCUMENTS[:1], DOCUMENTS[:3]):
        send(gouda, *map(named, names))
        with django_assert_max_num_queries(40) as asked:
            client_of(gouda.sisa).get(reverse("grants:justification", args=[gouda.case.pk]))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_documents_that_are_too_large_together_make_no_package(
    gouda: Gouda, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(gouda, *(named(end) for end in DOCUMENTS[:2]))
    monkeypatch.setattr(package_parts, "MOST_BYTES", 60)
    with pytest.raises(MoveRefused, match="samen groter"):
        make_package(justification=gouda.case, by=gouda.sisa, on=timezone.now())
