"""Findings on the page, to take along, and with a word of explanation: through the running views."""

from __future__ import annotations

import io
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from grants.enums import CheckState, PreparedKind
from grants.forms.findings import name_of
from grants.models import Explanation, ExplanationDraft, Justification, PreparedFile, Upload
from grants.queries.findings import trial_of, words_about
from grants.services.checking import run_check
from grants.services.files import read_file
from grants.services.preparing import make_prepared, prepare
from grants.tasks import sweep_prepared_files
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from tests.factories import at, make_figure, make_user, municipality
from tests.grants.justifications.conftest import Gouda
from tests.grants.justifications.test_uploads import hand_in

pytestmark = pytest.mark.django_db


def delivered(gouda: Gouda, data: bytes, *, day: int = 1) -> Upload:
    row = hand_in(gouda, data, on=at(2026, 7, day))
    run_check(row.check_run.pk)
    return Upload.objects.get(pk=row.pk)


def with_a_warning(gouda: Gouda, *, day: int = 1) -> Upload:
    """SiSa says something else than the statement: a warning, no error."""
    make_figure(gouda.case, 225_000)
    return delivered(gouda, gouda.form(), day=day)


def with_an_error(gouda: Gouda, *, day: int = 1) -> Upload:
    return delivered(gouda, gouda.form(spent=200_000, cumulative=200_000), day=day)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


class TestThePage:
    def test_it_says_what_where_why_and_how(self, gouda: Gouda) -> None:
        upload = with_an_error(gouda)
        page = signed_in(gouda.sisa).get(reverse("grants:findings", args=[upload.pk]))
        told = page.content.decode()
        assert "Actie nodig." in told
        assert "Zo lost u het op:" in told
        assert "tabblad Opgave" in told
        assert "Bron:" in told

    def test_beside_the_previous_trial(self, gouda: Gouda) -> None:
        with_an_error(gouda)
        upload = with_a_warning(gouda, day=2)
        trial = trial_of(upload)
        assert trial.previous
        assert [finding.code for finding in trial.solved] == ["opgave-telt-niet-op"]
        told = signed_in(gouda.sisa).get(reverse("grants:findings", args=[upload.pk]))
        assert "Vergeleken met de vorige proef" in told.content.decode()

    def test_the_number_of_queries_does_not_grow(
        self, gouda: Gouda, django_assert_max_num_queries: object
    ) -> None:
        upload = with_an_error(gouda)
        client = signed_in(gouda.sisa)
        with django_assert_max_num_queries(24):  # type: ignore[operator]
            client.get(reverse("grants:findings", args=[upload.pk]))

    def test_another_municipality_gets_nothing(self, gouda: Gouda) -> None:
        upload = with_an_error(gouda)
        stranger = signed_in(make_user(Role.SISA_CONTACT, municipality("GM0748")))
        row = prepare(PreparedKind.FINDINGS, check_run=upload.check_run)
        make_prepared(row.pk)
        for name, pk in (("findings", upload.pk), ("prepared_download", row.pk)):
            assert stranger.get(reverse(f"grants:{name}", args=[pk])).status_code == 404


class TestTakingAlong:
    def test_asked_twice_is_one_row_and_the_sweep_makes_it(self, gouda: Gouda) -> None:
        upload = with_an_error(gouda)
        client = signed_in(gouda.sisa)
        address = reverse("grants:findings_prepare", args=[upload.pk, "findings"])
        for _ in range(2):
            assert client.post(address).status_code == 302
        row = PreparedFile.objects.get()
        assert row.state == CheckState.ASKED
        PreparedFile.objects.update(asked_at=at(2026, 7, 1))
        sweep_prepared_files()
        row.refresh_from_db()
        assert row.state == CheckState.DONE
        response = client.get(reverse("grants:prepared_download", args=[row.pk]))
        assert response["Content-Type"] == "application/pdf"
        assert b"".join(response.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]

    def test_the_pdf_is_made_to_last(self, gouda: Gouda) -> None:
        upload = with_an_error(gouda)
        row = make_prepared(prepare(PreparedKind.FINDINGS, check_run=upload.check_run).pk)
        assert row
        assert row.file
        data = read_file(row.file)
        assert b"pdfuaid" in data
        again = make_prepared(row.pk)
        assert again
        assert again.file_id == row.file_id

    def test_their_own_workbook_with_marks(self, gouda: Gouda) -> None:
        upload = with_an_error(gouda)
        row = make_prepared(prepare(PreparedKind.MARKED, check_run=upload.check_run).pk)
        assert row
        assert row.file
        book = load_workbook(io.BytesIO(read_file(row.file)))
        assert book.sheetnames[0] == "Bevindingen"
        assert book["Opgave"]["B11"].comment
        assert row.name == "pmg_2025_0513_met_aantekeningen.xlsx"

    def test_a_file_that_is_no_workbook_is_not_marked_and_says_so(self, gouda: Gouda) -> None:
        upload = delivered(gouda, b"dit is geen werkboek")
        row = prepare(PreparedKind.MARKED, check_run=upload.check_run)
        for _ in range(3):
            PreparedFile.objects.update(asked_at=at(2026, 7, 1))
            sweep_prepared_files()
        row.refresh_from_db()
        assert row.state == CheckState.FAILED
        told = signed_in(gouda.sisa).get(reverse("grants:findings", args=[upload.pk]))
        assert "kon niet worden gemaakt" in told.content.decode()


class TestExplaining:
    def submit(self, gouda: Gouda, words: dict[str, str], *, declared: bool = True) -> str:
        case = Justification.objects.get()
        typed = {name_of(point): text for point, text in words.items()}
        response = signed_in(gouda.signatory).post(
            reverse("grants:justification_submit", args=[case.pk]),
            {"revision": case.revision, "key": uuid.uuid4()}
            | typed
            | ({"declared": "on"} if declared else {}),
            follow=True,
        )
        return response.content.decode()

    def test_without_a_word_it_does_not_go(self, gouda: Gouda) -> None:
        upload = with_a_warning(gouda)
        (point,) = trial_of(upload).points
        told = self.submit(gouda, {point.key: "  "})
        assert "Schrijf in een zin hoe het zit" in told
        assert Justification.objects.get().state == "open"

    def test_what_was_typed_is_kept_when_it_does_not_go(self, gouda: Gouda) -> None:
        upload = with_a_warning(gouda)
        (point,) = trial_of(upload).points
        told = self.submit(gouda, {point.key: "Een factuur over 2024."}, declared=False)
        assert "Een factuur over 2024." in told
        assert ExplanationDraft.objects.get().text == "Een factuur over 2024."
        page = signed_in(gouda.signatory).get(
            reverse("grants:justification_submit", args=[gouda.case.pk])
        )
        assert "Een factuur over 2024." in page.content.decode()

    def test_the_word_of_the_colleague_goes_along(self, gouda: Gouda) -> None:
        upload = with_a_warning(gouda)
        (point,) = trial_of(upload).points
        signed_in(gouda.sisa).post(
            reverse("grants:findings", args=[upload.pk]),
            {name_of(point.key): "Een factuur over 2024."},
        )
        told = self.submit(gouda, {point.key: "Een factuur over 2024."})
        assert "Ontvangstbewijs" in told
        sent = Explanation.objects.get()
        assert (sent.text, sent.by) == ("Een factuur over 2024.", gouda.sisa)
        assert set(words_about(upload).values()) == {"Een factuur over 2024."}

    def test_the_word_outlives_the_next_trial(self, gouda: Gouda) -> None:
        first = with_a_warning(gouda)
        (point,) = trial_of(first).points
        signed_in(gouda.sisa).post(
            reverse("grants:findings", args=[first.pk]), {name_of(point.key): "Dat\0 klopt."}
        )
        second = with_a_warning(gouda, day=2)
        assert set(words_about(second).values()) == {"Dat klopt."}
