"""What somebody wants to see is a row first; the worker draws it once, and keeps it."""

from __future__ import annotations

import pytest
from django.db import connection

from grants.enums import CheckState, DocumentKind, UploadKind
from grants.models import DocumentPage, Justification, StoredFile, Upload, Viewing
from grants.queries.viewing import Chosen, viewer
from grants.services.files import read_file, store_file
from grants.services.viewing import ask_for_documents, ask_for_pages, run_viewing
from grants.tasks.viewing import draw_pages_asked, sweep_viewings
from pmg.accounts.enums import Role
from tests.factories import (
    at,
    make_award,
    make_justification,
    make_scheme,
    make_user,
    municipality,
)

from . import files

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Justification:
    return make_justification(make_award(make_scheme(), municipality()))


def delivered(case: Justification, data: bytes, name: str = "sisa_2025_060513.zip") -> Upload:
    return Upload.objects.create(
        justification=case,
        kind=UploadKind.PACKAGE,
        file=store_file([data]),
        name=name,
        by=make_user(Role.SISA_CONTACT, case.municipality),
        on=at(2026, 6, 1),
    )


def do_all() -> None:
    while waiting := list(Viewing.objects.filter(state=CheckState.ASKED)):
        for order in waiting:
            run_viewing(order.pk)


def test_the_first_page_is_there_once_the_documents_are_listed(case: Justification) -> None:
    upload = delivered(case, files.full_package())
    ask_for_documents(upload)
    do_all()
    assert [document.kind for document in upload.documents.all()] == [
        *[DocumentKind.PAGES] * 4,
        DocumentKind.TABLES,
    ]
    page = DocumentPage.objects.get()
    assert page.document.place == 1
    assert page.image is not None
    assert read_file(page.image)[8:12] == b"WEBP"
    assert "FICTIEF" in page.text


def test_pages_are_drawn_some_at_a_time_and_the_next_ones_before_they_are_needed(
    case: Justification,
) -> None:
    upload = delivered(case, files.pages(12), "jaarstukken.pdf")
    ask_for_documents(upload)
    do_all()
    document = upload.documents.get()
    assert document.pages == 12
    assert DocumentPage.objects.count() == 5
    ask_for_pages(document, page=4)
    do_all()
    assert DocumentPage.objects.count() == 10
    assert ask_for_pages(document, page=13) is None
    assert ask_for_pages(document, page=0) is None
    ask_for_pages(document, page=12)
    do_all()
    assert [page.number for page in document.page_rows.all()] == list(range(1, 13))


def test_asking_and_drawing_twice_changes_nothing(case: Justification) -> None:
    upload = delivered(case, files.full_package())
    for _ in range(2):
        order = ask_for_documents(upload)
        do_all()
        run_viewing(order.pk)
    assert Viewing.objects.filter(place=0).count() == 1
    assert DocumentPage.objects.count() == 1


def test_the_same_page_of_two_uploads_is_stored_once(case: Justification) -> None:
    for _ in range(2):
        ask_for_documents(delivered(case, files.pages(1), "brief.pdf"))
    do_all()
    assert DocumentPage.objects.count() == 2
    assert len(set(DocumentPage.objects.values_list("image", flat=True))) == 1
    assert StoredFile.objects.count() == 2  # the PDF, and the image


def test_a_lost_hint_costs_seconds(case: Justification) -> None:
    ask_for_documents(delivered(case, files.pages(1), "brief.pdf"))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE grants_viewing SET asked_at = now() - interval '1 minute'")
    sweep_viewings()
    assert Viewing.objects.get(place=0).state == CheckState.DONE


def test_a_fault_of_ours_shows_after_the_third_attempt(
    case: Justification, caplog: pytest.LogCaptureFixture
) -> None:
    upload = Upload.objects.create(
        justification=case,
        kind=UploadKind.PACKAGE,
        file=StoredFile.objects.create(sha256="0" * 64, size=1),  # its bytes are gone
        name="weg.pdf",
        by=make_user(Role.SISA_CONTACT, case.municipality),
        on=at(2026, 6, 1),
    )
    order = ask_for_documents(upload)
    for _ in range(3):
        draw_pages_asked(str(order.pk))
    assert viewer(case, Chosen()).has_failed
    assert "failed by a fault of ours" in caplog.text
    ask_for_documents(upload)
    assert viewer(case, Chosen()).is_waiting


class TestViewer:
    def test_it_opens_the_newest_package_and_its_first_document(self, case: Justification) -> None:
        upload = delivered(case, files.full_package())
        shown = viewer(case, Chosen())
        assert (shown.upload, shown.document, shown.is_asked) == (upload, None, False)
        ask_for_documents(upload)
        assert viewer(case, Chosen()).is_waiting
        do_all()
        shown = viewer(case, Chosen())
        assert shown.is_there
        assert shown.page is not None
        assert (shown.number, shown.previous, shown.next) == (1, None, None)

    @pytest.mark.parametrize(("asked", "shown"), [(0, 1), (-3, 1), (7, 7), (99, 12)])
    def test_a_page_that_is_not_there_becomes_the_nearest(
        self, case: Justification, asked: int, shown: int
    ) -> None:
        upload = delivered(case, files.pages(12), "jaarstukken.pdf")
        ask_for_documents(upload)
        do_all()
        assert viewer(case, Chosen(page=asked)).number == shown

    def test_the_upload_of_another_case_is_not_shown(self, case: Justification) -> None:
        own = delivered(case, files.pages(1), "eigen.pdf")
        award = make_award(case.award.scheme, municipality("GM0193"))
        other = delivered(make_justification(award), files.pages(1), "ander.pdf")
        assert viewer(case, Chosen(upload=other.pk)).upload == own

    def test_the_number_of_queries_does_not_depend_on_what_was_delivered(
        self, case: Justification, django_assert_num_queries: object
    ) -> None:
        for count in (1, 3):
            for _ in range(count):
                ask_for_documents(delivered(case, files.full_package()))
            do_all()
            with django_assert_num_queries(4):  # type: ignore[operator]
                shown = viewer(case, Chosen())
                assert shown.is_there
