"""The worklist, the workbench and postponement, as requests."""

from __future__ import annotations

import datetime
import re
import uuid
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from grants.enums import JustificationState as State
from grants.models import Justification, Scheme
from grants.queries.keyset import page_by
from grants.queries.worklist import worklist
from grants.services import assessment
from pmg.accounts.enums import MUNICIPAL_ROLES, Role
from pmg.accounts.models import User
from pmg.casework.moves import Door, events_of
from pmg.design.formatting import date_nl
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
    seen = dict(re.findall(r'name="(revision|key)" value="([^"]+)"', page))
    answer = client.post(page_of(case), {**seen, **data})
    assert answer.status_code == expect, answer.content.decode()[:500]
    case.refresh_from_db()
    return answer.content.decode()


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
        assert b'name="decision"' not in client.get(page_of(case)).content
        client.post(page_of(case), {"decision": "take", "revision": 2, "key": uuid.uuid4()})
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
        assert rows(jaar="nonsens", status="nonsens", gemeente="nonsens") == 4

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
        post(first, case, decision="take")
        post(first, case, decision="propose", accepted="€ 285.000", text="De cijfers kloppen.")
        assert (case.state, case.accepted) == (State.PROPOSED, Decimal(285_000))
        assert "Oordeel vaststellen" not in first.get(page_of(case)).content.decode()
        post(second, case, decision="judge", text="")
        assert case.state == State.JUDGED
        assert "De cijfers kloppen." in second.get(page_of(case)).content.decode()

    def test_a_figure_that_came_after_the_proposal_is_pointed_out(self) -> None:
        case = delivered(make_scheme())
        client = signed_in(make_user(Role.ASSESSOR))
        post(client, case, decision="take")
        post(client, case, decision="propose", accepted="285000", text="Akkoord.")
        words = "Na het voorstel kwam er een nieuw SiSa-cijfer."
        assert words not in client.get(page_of(case)).content.decode()
        make_figure(case, 280_000)
        assert words in client.get(page_of(case)).content.decode()
        page = post(
            signed_in(make_user(Role.ASSESSOR)), case, expect=200, decision="judge", text=""
        )
        assert "tussen nul en het verantwoorde bedrag" in page
        assert case.state == State.PROPOSED

    def test_the_municipality_reads_the_judgement_once_it_is_given(self) -> None:
        case = delivered(make_scheme())
        contact = signed_in(make_user(Role.SISA_CONTACT, case.municipality))
        own_page = reverse("grants:justification", args=[case.pk])
        first, second = (signed_in(make_user(Role.ASSESSOR)) for _ in range(2))
        post(first, case, decision="take")
        post(first, case, decision="propose", accepted="200.000", text="Niet alles is voor jeugd.")
        assert "Niet alles is voor jeugd." not in contact.get(own_page).content.decode()
        post(second, case, decision="judge")
        page = contact.get(own_page).content.decode().replace("\xa0", " ")
        assert "Niet alles is voor jeugd." in page
        assert "€ 200.000" in page

    def test_a_question_holds_the_sentences_that_were_ticked(self) -> None:
        case = delivered(make_scheme())
        client = signed_in(make_user(Role.ASSESSOR))
        post(client, case, decision="take")
        post(client, case, decision="return", reasons=["sisa", "negative"], text="Bel gerust.")
        assert case.state == State.RETURNED
        reason = events_of(case).get(name="return").reason
        assert reason.startswith("De opgave verschilt van het SiSa-cijfer.")
        assert reason.endswith("Een negatieve regel heeft geen uitleg.\nBel gerust.")

    @pytest.mark.parametrize(
        ("typed", "told"),
        [
            ({}, "Kies wat u met deze verantwoording doet."),
            ({"decision": "propose", "text": "Omdat."}, "Nul is ook een bedrag."),
            ({"decision": "propose", "accepted": "1.234,56", "text": "Omdat."}, "hele euro"),
            ({"decision": "propose", "accepted": "1,234", "text": "Omdat."}, "hele euro"),
            (
                {"decision": "propose", "accepted": "285001", "text": "Omdat."},
                "verantwoorde bedrag",
            ),
            ({"decision": "return", "text": ""}, "Schrijf op waarom."),
        ],
    )
    def test_what_is_wrong_is_told_and_what_was_typed_stays(
        self, typed: dict[str, str], told: str
    ) -> None:
        case = delivered(make_scheme())
        client = signed_in(make_user(Role.ASSESSOR))
        post(client, case, decision="take")
        page = post(client, case, expect=200, **typed)
        assert told in page
        assert case.state == State.IN_ASSESSMENT
        assert typed.get("text", "") in page
        assert typed.get("accepted", "") in page

    def test_a_double_click_is_one_move(self) -> None:
        case = delivered(make_scheme())
        client = signed_in(make_user(Role.ASSESSOR))
        sent = {"decision": "take", "revision": case.revision, "key": str(uuid.uuid4())}
        for _ in range(2):
            assert client.post(page_of(case), sent).status_code == 302
        assert events_of(case).filter(name="take").count() == 1

    def test_a_colleague_was_first_and_nothing_typed_is_lost(self) -> None:
        case = delivered(make_scheme())
        client = signed_in(make_user(Role.ASSESSOR))
        post(client, case, decision="take")
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
            page_of(case),
            {**old, "decision": "propose", "accepted": "1", "text": "Mijn lange motivering."},
        ).content.decode()
        assert "Iemand anders heeft dit intussen gewijzigd." in page
        assert "Mijn lange motivering." in page
        assert "Graag een toelichting." in page

    def test_a_page_without_its_hidden_fields_stores_nothing(self) -> None:
        case = delivered(make_scheme())
        client = signed_in(make_user(Role.ASSESSOR))
        page = client.post(page_of(case), {"decision": "take"}).content.decode()
        assert "niet volledig geladen" in page
        case.refresh_from_db()
        assert case.state == State.SUBMITTED


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
        assert 'name="decision"' not in first.get(page_of(case)).content.decode()
        address = reverse("grants:assessment_sisa_figure", args=[case.pk])
        typed = {"spent": "180.000", "cumulative": "€ 180.000", "plausible_on": "2026-07-22"}
        for _ in range(2):
            assert first.post(address, typed).status_code == 302
        assert case.sisa_figures.count() == 1
        page = first.get(page_of(case)).content.decode().replace("\xa0", " ")
        assert "SiSa-cijfer ontvangen: € 180.000" in page
        post(first, case, decision="take_without_statement", text="Geen reactie.")
        post(first, case, decision="propose", accepted="180000", text="Op het SiSa-cijfer.")
        post(second, case, decision="judge")
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
