"""The worklist, the workbench and postponement, as requests."""

from __future__ import annotations

import datetime
import re
import uuid
from decimal import Decimal

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from grants.enums import JustificationState as State
from grants.models import Justification, LineJudgement, Question, Scheme, StandardReason
from grants.queries.checklist import checklist_of
from grants.queries.lines import weighing_of
from grants.queries.worklist import worklist
from grants.services import assessment
from grants.services.weighing import LineChoice, keep_work
from pmg.accounts.enums import MUNICIPAL_ROLES, Role
from pmg.accounts.models import User
from pmg.casework.errors import NotAllowed
from pmg.casework.moves import Door, events_of
from pmg.design.formatting import date_nl
from pmg.paging import page_by
from tests.factories import (
    LINES,
    accounting_year,
    at,
    make_award,
    make_figure,
    make_justification,
    make_scheme,
    make_user,
    municipality,
    submit,
)

pytestmark = pytest.mark.django_db
WORKLIST = "/beoordelen/"
DAY = datetime.timedelta(days=1)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def delivered(scheme: Scheme, code: str = "GM0513") -> Justification:
    """A municipality that submitted over 2024 and 2025, with a plan and a figure."""
    award = make_award(scheme, municipality(code), plan={2025: LINES})
    submit(make_justification(award, 2024))
    case = make_justification(award)
    submit(case, cumulative=570_000)
    make_figure(case)
    return case


def page_of(case: Justification) -> str:
    return reverse("grants:assessment_workbench", args=[case.pk])


def post(client: Client, case: Justification, *, expect: int = 302, **data: object) -> str:
    """Posts what a browser would, with the hidden fields of the page as it is now."""
    page = client.get(page_of(case)).content.decode()
    form = page[page.index("data-workbench") :]
    seen = dict(re.findall(r'name="(revision|key)" value="([^"]+)"', form))
    answer = client.post(page_of(case), {**filled_in(page), **seen, **data})
    assert answer.status_code == expect, answer.content.decode()[:500]
    case.refresh_from_db()
    return answer.content.decode()


def filled_in(page: str) -> dict[str, str]:
    """What the page shows as ticked or typed, so that a post sends it back as a browser does."""
    ticked = re.findall(r'<input[^>]*type="(?:checkbox|radio)"[^>]*checked[^>]*>', page)
    typed = re.findall(r'<input[^>]*type="text"[^>]*value="[^"]+"[^>]*>', page)
    found = {}
    for field in [*ticked, *typed]:
        name = re.search(r'name="([^"]+)"', field)
        value = re.search(r'value="([^"]*)"', field)
        if name:
            found[name[1]] = value[1] if value else "on"
    return found


def keys(case: Justification) -> list[str]:
    """The names that the lines of the case have in the form."""
    return [line.key for line in weighing_of(case).lines]


def work(case: Justification, **changed: str) -> dict[str, str]:
    """Every line accepted and every item ticked, as a browser sends it; `changed` by field."""
    done = {f"{key}-outcome": "accepted" for key in keys(case)}
    ticked = {f"punt-{point.item.code}-done": "on" for point in checklist_of(case)}
    return {**done, **ticked, **changed}


class TestWho:
    @pytest.mark.parametrize(
        "role", [*sorted(MUNICIPAL_ROLES), Role.FINANCIAL_OFFICER, Role.ANALYST]
    )
    def test_others_do_not_learn_that_the_pages_exist(self, role: Role) -> None:
        case = delivered(make_scheme())
        own = case.municipality if role in MUNICIPAL_ROLES else None
        client = signed_in(make_user(role, own))
        for address in (WORKLIST, page_of(case), page_of(case) + "uitstel/"):
            assert client.get(address).status_code == 404

    def test_an_auditor_reads_and_finds_no_form(self) -> None:
        case = delivered(make_scheme())
        client = signed_in(make_user(Role.AUDITOR))
        assert b'name="act"' not in client.get(page_of(case)).content
        client.post(page_of(case), {"act": "take", "revision": 2, "key": uuid.uuid4()})
        case.refresh_from_db()
        assert case.state == State.SUBMITTED


class TestWorklist:
    def test_the_count_the_oldest_first_and_who_is_late(self) -> None:
        scheme = make_scheme()
        awards = {code: make_award(scheme, municipality(code)) for code in ("GM0513", "GM0748")}
        cases = {code: make_justification(award) for code, award in awards.items()}
        submit(cases["GM0748"], on=at(2026, 6, 1))
        page = signed_in(make_user(Role.ASSESSOR)).get(WORKLIST).content.decode()
        assert re.search(
            r"Nog <strong>2 van 2 oordelen</strong> over 2025, uiterlijk 31 december", page
        )
        rows = re.findall(r'scope="row"><a[^>]*>([\w ]+)<', page)
        assert rows == ["Bergen op Zoom", "Gouda"]
        assert "sinds 15 juli 2026" in page

    def test_filters_by_year_state_and_municipality(self) -> None:
        scheme = make_scheme()
        delivered(scheme)
        delivered(scheme, "GM0748")
        client = signed_in(make_user(Role.ASSESSOR))

        def rows(**asked: str) -> int:
            page = client.get(WORKLIST, asked)
            return len(page.context["page"].rows)

        assert rows() == 4
        assert rows(jaar="2025") == 2
        assert rows(jaar="2025", gemeente="GM0748") == 1
        assert rows(status="open") == 0
        assert rows(gemeente="bergen op") == 2
        assert rows(gemeente="nonsens") == 0
        assert rows(jaar="nonsens", status="nonsens") == 4

    @pytest.mark.parametrize("key", ["rommel", "~", "2026-07-01T12:00:00~rommel", "2026-07-01~"])
    def test_a_key_that_cannot_be_read_gives_the_first_page(self, key: str) -> None:
        delivered(make_scheme())
        client = signed_in(make_user(Role.ASSESSOR))
        for name in ("na", "voor"):
            assert len(client.get(WORKLIST, {name: key}).context["page"].rows) == 2

    @pytest.mark.parametrize("address", [WORKLIST, None], ids=["worklist", "workbench"])
    def test_the_number_of_queries_does_not_depend_on_the_rows(self, address: str | None) -> None:
        scheme = make_scheme()
        case = delivered(scheme)
        client = signed_in(make_user(Role.ASSESSOR))

        def queries() -> int:
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address or page_of(case)).status_code == 200
            return len(asked)

        queries()
        with_one = queries()
        delivered(scheme, "GM0748")
        delivered(scheme, "GM0899")
        make_figure(case, 1)
        assert queries() == with_one
        if address:
            assert with_one <= 12

    def test_pages_by_key_show_each_row_once(self) -> None:
        scheme = make_scheme()
        for code in ("GM0513", "GM0748", "GM0899"):
            delivered(scheme, code)
        user = make_user(Role.ASSESSOR)
        seen, after = [], ""
        for _ in range(3):
            page = page_by(worklist(user), "waiting_since", "id", after=after, size=2)
            seen += [row.pk for row in page.rows]
            after = page.following
        assert len(set(seen)) == 6
        assert after == ""
        back = page_by(worklist(user), "waiting_since", "id", before=page.previous, size=2)
        assert [row.pk for row in back.rows] == seen[2:4]


class TestWorkbench:
    def test_all_of_it_is_on_one_page(self) -> None:
        case = delivered(make_scheme())
        make_figure(case, 280_000)
        page = signed_in(make_user(Role.ASSESSOR)).get(page_of(case)).content.decode()
        page = page.replace("\xa0", " ")
        for words in (
            "Gemeente Gouda",
            "Per activiteit",
            "Per sector",
            "€ 285.000",
            "€ 280.000",
            "De opgave is € 5.000 hoger dan het SiSa-cijfer.",
            "Plausibel volgens het CBS",
            "Zie het jaarverslag.",
            "Verantwoording ingediend",
            "Oordeel uiterlijk 31 december 2026",
        ):
            assert words in page

    def test_two_people_finish_a_judgement_here(self) -> None:
        case = delivered(make_scheme())
        first, second = (signed_in(make_user(Role.ASSESSOR)) for _ in range(2))
        post(first, case, act="take")
        post(first, case, act="propose", motivation="De cijfers kloppen.", **work(case))
        assert (case.state, case.accepted) == (State.PROPOSED, Decimal(285_000))
        page = first.get(page_of(case)).content.decode()
        assert "Oordeel vaststellen" not in page
        assert "vier ogen" in page
        post(second, case, act="judge")
        assert case.state == State.JUDGED
        assert "De cijfers kloppen." in second.get(page_of(case)).content.decode()

    def test_a_figure_that_came_after_the_proposal_is_pointed_out(self) -> None:
        case = delivered(make_scheme())
        client = signed_in(make_user(Role.ASSESSOR))
        post(client, case, act="take")
        post(client, case, act="propose", motivation="Akkoord.", **work(case))
        words = "Na het voorstel kwam er een nieuw SiSa-cijfer."
        assert words not in client.get(page_of(case)).content.decode()
        make_figure(case, 280_000)
        assert words in client.get(page_of(case)).content.decode()
        page = post(signed_in(make_user(Role.ASSESSOR)), case, expect=200, act="judge")
        assert "tussen nul en het verantwoorde bedrag" in page
        assert case.state == State.PROPOSED

    def test_the_municipality_reads_the_judgement_once_it_is_given(self) -> None:
        case = delivered(make_scheme())
        contact = signed_in(make_user(Role.SISA_CONTACT, case.municipality))
        own_page = reverse("grants:justification", args=[case.pk])
        first, second = (signed_in(make_user(Role.ASSESSOR)) for _ in range(2))
        post(first, case, act="take")
        last = keys(case)[-1]
        part = {f"{last}-outcome": "rejected", f"{last}-remark": "Niet alles is voor jeugd."}
        post(first, case, act="propose", motivation="Deels akkoord.", **work(case, **part))
        assert "Deels akkoord." not in contact.get(own_page).content.decode()
        post(second, case, act="judge")
        page = contact.get(own_page).content.decode().replace("\xa0", " ")
        assert "Deels akkoord." in page
        assert "€ 226.035" in page

    def test_a_return_holds_the_sentences_that_were_ticked(self) -> None:
        case = delivered(make_scheme())
        client = signed_in(make_user(Role.ASSESSOR))
        post(client, case, act="take")
        post(client, case, act="return", reasons=["sisa", "negative"], ask="Bel gerust.")
        assert case.state == State.RETURNED
        reason = events_of(case).get(name="return").reason
        assert reason.startswith("De opgave verschilt van het SiSa-cijfer.")
        assert reason.endswith("Een negatieve regel heeft geen uitleg.\nBel gerust.")

    def test_a_double_click_is_one_move(self) -> None:
        case = delivered(make_scheme())
        client = signed_in(make_user(Role.ASSESSOR))
        sent = {"act": "take", "revision": case.revision, "key": str(uuid.uuid4())}
        for _ in range(2):
            assert client.post(page_of(case), sent).status_code == 302
        assert events_of(case).filter(name="take").count() == 1

    def test_a_double_click_proposes_once_what_was_typed_along(self) -> None:
        case = delivered(make_scheme())
        client = signed_in(make_user(Role.ASSESSOR))
        post(client, case, act="take")
        sent = {
            **work(case),
            "act": "propose",
            "motivation": "Akkoord.",
            "revision": case.revision,
            "key": str(uuid.uuid4()),
        }
        for _ in range(2):
            assert client.post(page_of(case), sent).status_code == 302
        assert events_of(case).filter(name="propose").count() == 1

    def test_a_colleague_was_first_and_nothing_typed_is_lost(self) -> None:
        case = delivered(make_scheme())
        client = signed_in(make_user(Role.ASSESSOR))
        post(client, case, act="take")
        old = {"revision": case.revision, "key": str(uuid.uuid4())}
        assessment.return_to_municipality(
            justification=case,
            reason="Graag een toelichting.",
            by=make_user(Role.ASSESSOR),
            on=events_of(case).last().on,
            seen_revision=case.revision,
            door=Door.DEMO,
        )
        page = client.post(
            page_of(case), {**old, "act": "propose", "motivation": "Mijn lange motivering."}
        ).content.decode()
        assert "Dit had u geschreven" in page
        assert "Mijn lange motivering." in page
        assert "Graag een toelichting." in page

    def test_a_page_without_its_hidden_fields_stores_nothing(self) -> None:
        case = delivered(make_scheme())
        client = signed_in(make_user(Role.ASSESSOR))
        page = client.post(page_of(case), {"act": "take"}).content.decode()
        assert "niet volledig geladen" in page
        case.refresh_from_db()
        assert case.state == State.SUBMITTED


class TestLines:
    @pytest.fixture
    def case(self) -> Justification:
        return delivered(make_scheme())

    @pytest.fixture
    def client(self, case: Justification) -> Client:
        """An assessor who took the case."""
        client = signed_in(make_user(Role.ASSESSOR))
        post(client, case, act="take")
        return client

    def test_the_sum_follows_from_the_lines(self, case: Justification, client: Client) -> None:
        first, second, third, _ = keys(case)
        reason = StandardReason.objects.get(use="line", code="btw")
        post(
            client,
            case,
            act="accept_rest",
            **{
                f"{second}-outcome": "partly",
                f"{second}-part": "€ 60.000",
                f"{second}-standard": str(reason.pk),
                f"{third}-outcome": "rejected",
                f"{third}-remark": "Dit is een andere regeling.",
            },
        )
        weighing = weighing_of(case)
        assert weighing.accepted == 21_350 + 60_000 + 58_965
        assert [line.key for line in weighing.reduced] == [second, third]
        assert weighing.reduced[0].judgement.reason == reason.sentence  # type: ignore[union-attr]
        page = client.get(page_of(case)).content.decode().replace("\xa0", " ")
        assert "€ 140.315" in page
        assert "4 van 4 regels beoordeeld" in page
        assert keys(case)[0] == first

    def test_a_judgement_that_is_changed_keeps_the_old_one(
        self, case: Justification, client: Client
    ) -> None:
        key = keys(case)[0]
        post(client, case, act="save", **{f"{key}-outcome": "accepted"})
        post(client, case, act="save", **{f"{key}-outcome": "rejected", f"{key}-remark": "Nee."})
        post(client, case, act="save", **{f"{key}-outcome": "rejected", f"{key}-remark": "Nee."})
        assert list(LineJudgement.objects.values_list("outcome", flat=True)) == [
            "accepted",
            "rejected",
        ]
        assert weighing_of(case).accepted_so_far == 0

    @pytest.mark.parametrize(
        ("typed", "told"),
        [
            ({"outcome": "partly", "remark": "Deels."}, "Regel 1: vul in hoeveel u accepteert."),
            (
                {"outcome": "partly", "part": "21.350", "remark": "Deels."},
                "Regel 1: vul een bedrag in tussen nul en het bedrag zelf.",
            ),
            ({"outcome": "partly", "part": "1.234,56", "remark": "Deels."}, "hele euro"),
            ({"outcome": "rejected"}, "Regel 1: kies een reden of schrijf er een op."),
            ({"outcome": "onzin"}, "Kies akkoord, deels akkoord of niet akkoord."),
        ],
    )
    def test_what_is_wrong_is_told_and_what_was_typed_stays(
        self, case: Justification, client: Client, typed: dict[str, str], told: str
    ) -> None:
        first = keys(case)[0]
        sent = {f"{first}-{name}": value for name, value in typed.items()}
        page = post(client, case, expect=200, act="save", motivation="Mijn motivering.", **sent)
        assert told in page
        assert "<title>Fout:" in page
        assert not LineJudgement.objects.exists()
        for text in ("Mijn motivering.", typed.get("part", ""), typed.get("remark", "")):
            assert text in page

    def test_an_amount_that_is_not_asked_for_is_not_wrong(
        self, case: Justification, client: Client
    ) -> None:
        first = keys(case)[0]
        post(client, case, act="save", **{f"{first}-outcome": "accepted", f"{first}-part": "onzin"})
        assert weighing_of(case).accepted_so_far == 21_350

    def test_two_assessors_do_not_overwrite_each_other(
        self, case: Justification, client: Client
    ) -> None:
        first = keys(case)[0]
        old = {"revision": case.revision, "key": str(uuid.uuid4()), "act": "save"}
        other = signed_in(make_user(Role.ASSESSOR))
        post(other, case, act="save", **{f"{first}-outcome": "accepted"})
        page = client.post(
            page_of(case), {**old, f"{first}-outcome": "rejected", f"{first}-remark": "Te hoog."}
        ).content.decode()
        assert "Iemand anders heeft dit intussen gewijzigd." in page
        assert "Te hoog." in page
        assert "Opgeslagen: akkoord" in page
        assert LineJudgement.objects.get().outcome == "accepted"

    def test_every_button_keeps_the_work(self, case: Justification, client: Client) -> None:
        """Whoever asks a question has also saved the lines, and the motivation half-way."""
        first = keys(case)[0]
        post(
            client,
            case,
            act="question",
            about=first,
            question="Voor wie was dit?",
            motivation="Half af",
            **{f"{first}-outcome": "accepted", "punt-sisa-done": "on"},
        )
        assert weighing_of(case).judged == 1
        assert checklist_of(case)[0].done
        assert case.motivation == "Half af"
        assert Question.objects.get().line == weighing_of(case).lines[0].line

    def test_a_question_typed_and_not_yet_asked_stays_in_sight(
        self, case: Justification, client: Client
    ) -> None:
        page = post(client, case, expect=200, act="save", question="Nog niet verstuurd.")
        assert "Nog niet verstuurd." in page
        assert not Question.objects.exists()

    @pytest.mark.parametrize(
        ("without", "told"),
        [
            ("outcome", "nog geen oordeel. Kies bij elke regel."),
            ("done", "Op de controlelijst staat nog open"),
            ("motivation", "Schrijf op waarom u zo oordeelt."),
        ],
    )
    def test_a_proposal_waits_for_what_is_open_and_the_work_is_kept(
        self, case: Justification, client: Client, without: str, told: str
    ) -> None:
        sent = {"motivation": "Akkoord.", **work(case)}
        dropped = next(name for name in sent if name.endswith(without))
        sent.pop(dropped)
        page = post(client, case, expect=200, act="propose", **sent)
        assert told in page
        assert case.state == State.IN_ASSESSMENT
        if without != "motivation":
            assert weighing_of(case).judged >= 3
            assert "Akkoord." in page

    def test_a_hundred_lines_come_in_pages_and_ask_no_more_queries(self) -> None:
        many = make_justification(make_award(make_scheme(), municipality()))
        submit(many, lines=[("c", "scholen", 1_001)] * 120)
        client = signed_in(make_user(Role.ASSESSOR))
        post(client, many, act="take")
        answer = client.get(page_of(many))
        assert len(answer.context["paper"].lines) == 50
        post(client, many, act="accept_rest")
        assert weighing_of(many).accepted == 120_120
        turned = client.get(page_of(many) + "?regels=3")
        assert len(turned.context["paper"].lines) == 20

    def test_a_municipality_may_not_judge_lines(self, case: Justification, client: Client) -> None:
        with pytest.raises(NotAllowed):
            keep_work(
                justification=case,
                lines={keys(case)[0]: LineChoice("accepted")},
                by=make_user(Role.SISA_CONTACT, case.municipality),
                on=timezone.now(),
                seen_revision=case.revision,
            )


class TestANewStatement:
    def test_what_was_found_of_the_same_line_is_offered_again(self) -> None:
        case = delivered(make_scheme())
        client = signed_in(make_user(Role.ASSESSOR))
        post(client, case, act="take")
        first, second = keys(case)[:2]
        found = {
            f"{first}-outcome": "rejected",
            f"{first}-remark": "Dit is van 2024.",
            f"{second}-outcome": "accepted",
        }
        post(client, case, act="return", ask="Regel 2 is te hoog.", **found)
        changed = (LINES[0], ("b", "gemeente", 60_000), *LINES[2:])
        submit(case, lines=changed, on=events_of(case).last().on)
        post(client, case, act="take")
        page = client.get(page_of(case)).content.decode()
        assert page.count("Overgenomen van de vorige opgave") == 1
        assert "Dit is van 2024." in page
        assert weighing_of(case).judged == 0  # offered, and not yet anybody's judgement
        typed = {f"{keys(case)[0]}-outcome": "rejected", f"{keys(case)[0]}-remark": "Van 2024."}
        post(client, case, act="accept_rest", **typed)
        assert weighing_of(case).accepted == 60_000 + 140_410 + 58_965


class TestFourEyes:
    def test_who_judged_a_line_does_not_approve_what_another_proposed(self) -> None:
        """Also after the proposal was sent back, which starts the counting of hands anew."""
        case = delivered(make_scheme())
        first, second = make_user(Role.ASSESSOR), make_user(Role.ASSESSOR)
        hand, proposer, third = (signed_in(u) for u in (first, second, make_user(Role.ASSESSOR)))
        post(hand, case, act="take")
        post(hand, case, act="accept_rest")
        post(proposer, case, act="propose", motivation="Akkoord.", **work(case))
        post(third, case, act="send_back", reason="Leg uit.")
        post(proposer, case, act="propose", motivation="Uitgelegd.")
        assert 'value="judge"' not in hand.get(page_of(case)).content.decode()
        page = post(hand, case, expect=200, act="judge")
        assert "vier ogen" in page
        assert case.state == State.PROPOSED
        post(third, case, act="judge")
        assert case.state == State.JUDGED


class TestNext:
    def test_the_next_case_and_how_many_are_left(self) -> None:
        scheme = make_scheme()
        first, second = delivered(scheme), delivered(scheme, "GM0748")
        client = signed_in(make_user(Role.ASSESSOR))
        page = client.get(page_of(first)).content.decode()
        assert "Nog <strong>2 van 2</strong>" in page
        assert f'href="{page_of(second)}"' in page
        post(client, second, act="take")
        post(client, second, act="propose", motivation="Akkoord.", **work(second))
        assert page_of(second) not in client.get(page_of(first)).content.decode()
        assert page_of(first) in client.get(page_of(second)).content.decode()


class TestQuestions:
    @pytest.fixture
    def case(self) -> Justification:
        return delivered(make_scheme())

    @pytest.fixture
    def client(self, case: Justification) -> Client:
        client = signed_in(make_user(Role.ASSESSOR))
        post(client, case, act="take")
        post(client, case, act="question", about="geheel", question="Is de btw eraf?")
        return client

    def answer(self, case: Justification, user: User, text: str, key: str = "") -> HttpResponse:
        question = Question.objects.get()
        address = reverse("grants:justification_answer", args=[case.pk, question.pk])
        return signed_in(user).post(
            address, {"answer": text, "revision": 1, "key": key or str(uuid.uuid4())}
        )

    def test_asked_answered_and_told_to_both(self, case: Justification, client: Client) -> None:
        contact = make_user(Role.PROJECT_LEADER, case.municipality)
        start = signed_in(contact).get("/").content.decode()
        assert "1 vraag te beantwoorden" in start
        assert "1 vraag open" in client.get(WORKLIST).content.decode()
        own = signed_in(contact).get(reverse("grants:justification", args=[case.pk]))
        assert "Is de btw eraf?" in own.content.decode()
        assert self.answer(case, contact, "Ja, alles is zonder btw.").status_code == 302
        for page in (client.get(page_of(case)), client.get(WORKLIST), signed_in(contact).get("/")):
            assert "1 vraag" not in page.content.decode()
        page = client.get(page_of(case)).content.decode()
        assert page.count("Ja, alles is zonder btw.") == 2  # beside the question, on the timeline

    def test_a_proposal_waits_for_the_answer_or_the_question_is_withdrawn(
        self, case: Justification, client: Client
    ) -> None:
        page = post(client, case, expect=200, act="propose", motivation="Ja.", **work(case))
        assert "De gemeente heeft 1 vraag nog niet beantwoord." in page
        question = Question.objects.get()
        name = f"withdraw-{question.pk}"
        assert "Zonder reden" in post(client, case, expect=200, act=name)
        post(client, case, act=name, **{f"why-{question.pk}": "Staat in het jaarverslag."})
        post(client, case, act="propose", motivation="Ja.")
        assert case.state == State.PROPOSED

    def test_a_second_answer_is_refused_and_kept_in_sight(
        self, case: Justification, client: Client
    ) -> None:
        contact = make_user(Role.SISA_CONTACT, case.municipality)
        self.answer(case, contact, "Ja.")
        answer = self.answer(case, make_user(Role.SIGNATORY, case.municipality), "Nee hoor.")
        assert answer.status_code == 200
        page = answer.content.decode()
        assert "al een antwoord" in page
        assert "Nee hoor." in page

    def test_a_double_click_answers_once(self, case: Justification, client: Client) -> None:
        contact = make_user(Role.SISA_CONTACT, case.municipality)
        key = str(uuid.uuid4())
        assert [self.answer(case, contact, "Ja.", key).status_code for _ in range(2)] == [302, 302]
        assert events_of(case).filter(name="answer").count() == 1

    def test_an_empty_answer_is_told(self, case: Justification, client: Client) -> None:
        page = self.answer(case, make_user(Role.SISA_CONTACT, case.municipality), " ")
        assert "Schrijf eerst uw antwoord op." in page.content.decode()

    def test_another_municipality_gets_404(self, case: Justification, client: Client) -> None:
        stranger = make_user(Role.SISA_CONTACT, municipality("GM0748"))
        assert self.answer(case, stranger, "Ja.").status_code == 404

    def test_the_answer_may_come_while_a_new_statement_is_asked(
        self, case: Justification, client: Client
    ) -> None:
        post(client, case, act="return", ask="Pas de opgave aan.")
        contact = make_user(Role.SISA_CONTACT, case.municipality)
        assert self.answer(case, contact, "Ja.").status_code == 302
        case.refresh_from_db()
        assert case.state == State.RETURNED


class TestPostponing:
    def test_the_new_date_counts_everywhere(self) -> None:
        award = make_award(make_scheme(), municipality())
        today, year = timezone.localdate(), accounting_year(award.scheme)
        year.due_on, year.judge_by = today + DAY * 10, today + DAY * 60
        year.save()
        case = make_justification(award)
        client = signed_in(make_user(Role.POLICY_OFFICER))
        address = reverse("grants:assessment_postpone", args=[case.pk])
        sent = {"revision": case.revision, "key": str(uuid.uuid4()), "reason": "Ziekte."}
        page = client.post(address, {**sent, "due_on": today + DAY * 10}).content.decode()
        assert "na de datum die nu geldt" in page
        assert "Ziekte." in page
        later = today + DAY * 20
        assert client.post(address, {**sent, "due_on": later}).status_code == 302
        for page in (page_of(case), WORKLIST):
            assert date_nl(later) in client.get(page).content.decode()


class TestWithoutTheMunicipality:
    """A municipality that never signs in is judged all the same, on the figure of the CBS."""

    def test_from_a_typed_figure_to_a_judgement(self) -> None:
        case = make_justification(make_award(make_scheme(), municipality()))
        first, second = (signed_in(make_user(Role.ASSESSOR)) for _ in range(2))
        assert 'name="act"' not in first.get(page_of(case)).content.decode()
        address = reverse("grants:assessment_sisa_figure", args=[case.pk])
        typed = {"spent": "180.000", "cumulative": "€ 180.000", "plausible_on": "2026-07-22"}
        for _ in range(2):
            assert first.post(address, typed).status_code == 302
        assert case.sisa_figures.count() == 1
        page = first.get(page_of(case)).content.decode().replace("\xa0", " ")
        assert "SiSa-cijfer ontvangen: € 180.000" in page
        post(first, case, act="take_without_statement", reason="Geen reactie.")
        post(first, case, act="propose", motivation="Op het SiSa-cijfer.", **work(case))
        post(second, case, act="judge")
        assert (case.state, case.accepted) == (State.JUDGED, Decimal(180_000))

    def test_what_cannot_be_read_is_told_and_kept(self) -> None:
        case = make_justification(make_award(make_scheme(), municipality()))
        client = signed_in(make_user(Role.POLICY_OFFICER))
        address = reverse("grants:assessment_sisa_figure", args=[case.pk])
        page = client.post(address, {"spent": "1,234.56", "cumulative": ""}).content.decode()
        assert "Engelse manier" in page
        assert "Vul de cumulatieve besteding in." in page
        assert 'value="1,234.56"' in page
        assert not case.sisa_figures.exists()
