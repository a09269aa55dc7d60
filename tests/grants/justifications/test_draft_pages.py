"""The statement on the screen with JavaScript off: every button, two colleagues, and a way back."""

import re
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from grants.checks.statement_typed import BOX_LABELS, LINE_LABELS
from grants.models import Upload
from grants.queries.statement_drafts import draft_of
from grants.services.checking import run_check
from tests.grants.justifications.conftest import STATEMENT, Gouda
from tests.grants.justifications.test_statement_drafts import filled
from tests.grants.justifications.test_uploads import hand_in

HIDDEN = re.compile(r'name="(gezien-\d+)"[^>]*value="([^"]*)"')


def client_of(person) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


class Screen:
    """The page as a browser without JavaScript holds it: its fields, and what it was drawn from."""

    def __init__(self, gouda: Gouda, person) -> None:
        self.client = client_of(person)
        self.gouda = gouda
        self.address = reverse("grants:justification_draft", args=[gouda.case.pk])
        self.open()

    def open(self) -> None:
        self._read(self.client.get(self.address))

    def _read(self, page) -> None:
        self.page = page
        self.text = page.content.decode()
        self.posted = dict(HIDDEN.findall(self.text))
        drawn = page.context["page"]
        for part in drawn.parts:
            names = LINE_LABELS if part.number else BOX_LABELS
            for name in names:
                self.posted[f"deel-{part.number}-{name}"] = part.form[name].value() or ""

    def press(self, button: str, value: object = "1"):
        answer = self.client.post(self.address, {**self.posted, button: str(value)})
        if answer.status_code == 302:
            answer = self.client.get(answer.url.partition("#")[0])
        if answer.context and "page" in answer.context:
            self._read(answer)
        return answer


@pytest.fixture
def screen(gouda: Gouda) -> Screen:
    return Screen(gouda, gouda.sisa)


def type_line(screen: Screen, number: int, **texts: str) -> None:
    for name, text in texts.items():
        screen.posted[f"deel-{number}-{name}"] = text


def test_a_whole_statement_without_javascript(screen, gouda):
    for number, row in enumerate(STATEMENT.lines, start=1):
        screen.press("add-line")
        type_line(
            screen,
            number,
            activity=row.activity,
            sector=row.sector,
            description=row.description,
            amount=str(row.amount),
        )
    type_line(screen, 0, spent="226.035", cumulative="€ 226.035", final="Nee")
    answer = screen.press("try")
    assert "Geen bezwaren." in answer.content.decode()
    upload = Upload.objects.get(justification=gouda.case)
    assert upload.check_run.verdict.ok
    assert gouda.case.versions.get().lines.count() == 3


def test_findings_stand_at_their_fields_and_lead_there(screen, gouda):
    screen.press("add-line")
    type_line(screen, 1, activity="c", sector="jongerenwerk", amount="veel")
    type_line(screen, 0, spent="10", cumulative="10", final="Nee")
    answer = screen.press("try")
    assert "Fout: " in answer.content.decode().partition("</title>")[0]
    assert 'href="#id_deel-1-amount"' in screen.text
    assert 'id="id_deel-1-amount_error"' in screen.text
    assert draft_of(gouda.case).typed.lines[0].amount == "veel"


def test_lines_come_move_go_and_come_back(screen, gouda):
    for number in (1, 2):
        screen.press("add-line")
        type_line(screen, number, description=f"Regel {number}")
    screen.press("move-up", 2)
    assert [row.number for row in draft_of(gouda.case).lines] == [2, 1]
    screen.press("remove-line", 1)
    assert [row.number for row in draft_of(gouda.case).lines] == [2]
    assert "Regel 1" in screen.text
    screen.press("restore-line", 1)
    assert [row.raw["description"] for row in draft_of(gouda.case).lines] == ["Regel 2", "Regel 1"]


def test_two_colleagues_see_both_texts_and_decide(screen, gouda):
    screen.press("add-line")
    colleague = Screen(gouda, gouda.leader)
    type_line(screen, 1, description="Van finance")
    screen.press("save")
    type_line(colleague, 1, description="Van het project")
    answer = colleague.press("save")
    assert answer.status_code == 409
    assert "Van finance" in colleague.text
    assert colleague.posted["deel-1-description"] == "Van het project"
    assert draft_of(gouda.case).typed.lines[0].description == "Van finance"
    type_line(colleague, 1, description="Van ons samen")
    colleague.press("save")
    assert draft_of(gouda.case).typed.lines[0].description == "Van ons samen"


def test_a_line_left_alone_does_not_undo_that_of_a_colleague(screen, gouda):
    screen.press("add-line")
    screen.press("add-line")
    colleague = Screen(gouda, gouda.leader)
    type_line(screen, 1, description="Eerst")
    screen.press("save")
    type_line(colleague, 2, description="Daarna")
    assert colleague.press("save").status_code == 200
    assert [row.description for row in draft_of(gouda.case).typed.lines] == ["Eerst", "Daarna"]


def test_while_one_types_only_a_line_of_text_comes_back(screen, gouda):
    screen.press("add-line")
    type_line(screen, 1, amount="1.000")
    answer = screen.client.post(screen.address, screen.posted, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert "Concept opgeslagen om" in text
    assert "1.000" in text  # the totals
    assert 'name="gezien-1"' in text
    assert "<form" not in text


def test_nul_and_strange_line_ends_do_no_harm(screen, gouda):
    screen.press("add-line")
    type_line(screen, 1, description="a\0b\rc\r\nd")
    screen.press("save")
    assert draft_of(gouda.case).typed.lines[0].description == "ab\nc\nd"


def test_the_draft_is_taken_along_as_the_form(screen, gouda):
    filled(gouda)
    answer = screen.client.get(reverse("grants:justification_draft_form", args=[gouda.case.pk]))
    sheet = load_workbook(BytesIO(answer.content))["Bestedingen"]
    assert [sheet[f"E{row}"].value for row in (6, 7, 8, 9)] == [21_350, 64_275, 140_410, None]


def test_a_form_is_taken_over_after_a_look(screen, gouda):
    screen.press("add-line")
    type_line(screen, 1, activity="c", description="Alleen hier")
    screen.press("save")
    upload = hand_in(gouda, gouda.form())
    run_check(upload.check_run.pk)
    address = reverse("grants:justification_take_over", args=[gouda.case.pk, upload.pk])
    page = screen.client.get(address)
    text = page.content.decode()
    assert "Regels die erbij komen" in text
    assert "Alleen hier" in text
    assert draft_of(gouda.case).typed.lines[0].description == "Alleen hier"
    screen.client.post(address, {"state": page.context["state"]})
    draft = draft_of(gouda.case)
    assert [row.amount for row in draft.typed.lines] == ["21.350", "64.275", "140.410"]
    assert [row.raw["description"] for row in draft.removed] == ["Alleen hier"]


def test_after_submitting_the_screen_is_closed_but_keeps_what_is_typed(screen, gouda):
    gouda.case.__class__.objects.filter(pk=gouda.case.pk).update(state="submitted")
    type_line(screen, 0, spent="123")
    answer = screen.press("save")
    assert answer.status_code == 409
    assert screen.posted["deel-0-spent"] == "123"
    assert screen.client.get(screen.address).status_code == 302


def test_the_number_of_queries_does_not_depend_on_the_lines(
    screen, gouda, django_assert_max_num_queries
):
    for count in (1, 3):
        filled(gouda, STATEMENT.__class__(1, 1, False, "", STATEMENT.lines[:count]))
        with django_assert_max_num_queries(26):
            screen.client.get(f"{screen.address}?proef=1")
