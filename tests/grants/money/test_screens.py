"""The pages about money: who opens them, what they show and what their buttons do."""

from __future__ import annotations

import html
import re
import uuid
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import connection
from django.db.models import Sum
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from grants.enums import EntryKind
from grants.models import Award, LedgerEntry, Payment
from grants.queries.awards import award_rows
from grants.queries.ledger import PAID
from pmg.accounts.enums import MUNICIPAL_ROLES, Role
from pmg.accounts.models import User
from pmg.casework.models import Case
from pmg.design.formatting import euro
from pmg.paging import page_by
from tests.factories import make_award, make_scheme, make_user, municipality
from tests.grants.money.story import Story, approved, judged, ordered, paid, prepared, tell

IBAN = "NL91 ABNA 0417 1643 00"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def story(db: None) -> Story:
    return tell()


def press(client: Client, case: Case, page: str, move: str, **typed: object) -> HttpResponse:
    """Presses the button of a move on the page of a case."""
    return client.post(
        reverse(page, args=[case.pk]),
        {"move": move, "revision": case.revision, "key": uuid.uuid4()}
        | {f"{move}-{name}": value for name, value in typed.items()},
        follow=True,
    )


# -- Who opens what ---------------------------------------------------------------------------

EVERY_PAGE: dict[str, Callable[[Story], str]] = {
    "award_list": lambda story: reverse("grants:award_list"),
    "award": lambda story: reverse("grants:award", args=[story.award.pk]),
    "payment_list": lambda story: reverse("grants:payment_list"),
    "payment": lambda story: reverse("grants:payment", args=[story.payment.pk]),
    "scheme_ledger": lambda story: reverse("grants:scheme_ledger", args=["pmg-2024"]),
    "award_ledger": lambda story: reverse("grants:award_ledger", args=["pmg-2024", "GM0513"]),
    "ledger_entries": lambda story: reverse("grants:ledger_entries", args=["pmg-2024"]),
    "ledger_csv": lambda story: reverse("grants:ledger_export", args=["pmg-2024", "csv"]),
    "ledger_xlsx": lambda story: reverse("grants:ledger_export", args=["pmg-2024", "xlsx"]),
}
OWN_PAGES = {"award", "payment", "award_ledger", "ledger_entries", "ledger_csv", "ledger_xlsx"}


@pytest.mark.parametrize("page", EVERY_PAGE)
def test_an_auditor_reads_everything(story: Story, page: str) -> None:
    client = signed_in(make_user(Role.AUDITOR))
    assert client.get(EVERY_PAGE[page](story)).status_code == 200


@pytest.mark.parametrize("role", sorted(MUNICIPAL_ROLES))
def test_a_municipality_reads_its_own_money(story: Story, role: Role) -> None:
    client = signed_in(make_user(role, municipality()))
    opened = {
        page
        for page, address in EVERY_PAGE.items()
        if client.get(address(story)).status_code == 200
    }
    assert opened == OWN_PAGES


def test_another_municipality_reads_nothing_of_it(story: Story) -> None:
    client = signed_in(make_user(Role.SISA_CONTACT, municipality("GM0899")))
    for page in ("award", "payment", "award_ledger"):
        assert client.get(EVERY_PAGE[page](story)).status_code == 404
    shown = client.get(EVERY_PAGE["ledger_entries"](story)).content.decode()
    assert "Gouda" not in shown
    assert "Gouda" not in client.get(EVERY_PAGE["ledger_csv"](story)).content.decode()


def test_a_municipality_sees_no_names_of_officials(story: Story) -> None:
    client = signed_in(make_user(Role.SISA_CONTACT, municipality(), first_name="Noor"))
    for page, decided, before in (
        ("payment", "Betaald", "Betaling klaargezet"),
        ("award", "Uitkering toegekend", "Toekenning voorbereid"),
    ):
        shown = client.get(EVERY_PAGE[page](story)).content.decode()
        assert "Robin de Vries" not in shown
        assert decided in shown
        assert before not in shown


def test_what_nobody_told_is_not_zero(story: Story) -> None:
    client = signed_in(make_user(Role.AUDITOR))
    books = client.get(EVERY_PAGE["scheme_ledger"](story)).context["books"]
    told = {line.year.year: (line.justified, line.accepted) for line in books.accounting_years}
    assert told == {
        2024: (Decimal(285_000), Decimal(250_000)),
        2025: (None, None),
        2026: (None, None),
        2027: (None, None),
    }


@pytest.mark.parametrize("move", ["approve", "cancel"])
def test_an_auditor_changes_nothing(story: Story, move: str) -> None:
    waiting = prepared(story.award, story.officer, Decimal(1000))
    client = signed_in(make_user(Role.AUDITOR))
    answer = press(client, waiting, "grants:payment", move, reason="Omdat het kan.")
    assert "Uw rol laat deze stap niet toe" in answer.content.decode()
    waiting.refresh_from_db()
    assert waiting.state == "prepared"


# -- Awards -----------------------------------------------------------------------------------


def award_form(**changes: object) -> dict[str, object]:
    scheme = make_scheme()
    return {
        "municipality": "GM0513",
        "reference": "PMG-2024-0513",
        "iban": IBAN,
        "motivation": "Past bij de regeling.",
        "revision": 0,
        "key": uuid.uuid4(),
        **{f"amount_{year.pk}": "500.000" for year in scheme.grant_years.all()},
        **changes,
    }


@pytest.fixture
def this_year_has_a_ceiling(db: None) -> None:
    """Commitments made today need room in the budget of today."""
    make_scheme().ceilings.update_or_create(
        kind="commitment", budget_year=timezone.localdate().year, defaults={"amount": 2_000_000}
    )


def test_beforeby_one_and_granted_by_another(this_year_has_a_ceiling: None) -> None:
    officer = signed_in(make_user(Role.POLICY_OFFICER))
    typed = award_form()
    page = officer.post(reverse("grants:award_prepare"), typed, follow=True).content.decode()
    award = Award.objects.get()
    assert "Een budgethouder moet haar nu toekennen" in page
    assert "een collega moet ‘toekennen’ doen" in page
    assert award.iban == "NL91ABNA0417164300"
    # The second click of a double click.
    assert officer.post(reverse("grants:award_prepare"), typed, follow=True).status_code == 200
    assert Award.objects.count() == 1

    holder = signed_in(make_user(Role.BUDGET_HOLDER))
    page = press(holder, award, "grants:award", "grant").content.decode()
    assert "Uitkering toegekend. Dit staat nu op de tijdlijn." in page
    assert LedgerEntry.objects.filter(kind="commitment").count() == 3


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"iban": "NL91ABNA0417164301"}, "Dit rekeningnummer klopt niet"),
        ({"iban": ""}, "Vul het rekeningnummer in"),
        ({"municipality": ""}, "Kies een gemeente"),
        ({"reference": ""}, "Vul het beschikkingsnummer in"),
        ({"motivation": ""}, "Schrijf op waarom de gemeente dit bedrag krijgt"),
        ({"amount": "500.000,01"}, "hoger dan de regeling per gemeente en jaar toestaat"),
        ({"amount": "1.50"}, "Vul een bedrag in euro’s in"),
        ({"amount": "vijf ton"}, "Vul een bedrag in euro’s in"),
        ({"amount": "-5"}, "Vul een bedrag in euro’s in"),
        ({"key": ""}, "De pagina was niet volledig geladen"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    db: None, changes: dict[str, object], says: str
) -> None:
    first = make_scheme().grant_years.first()
    assert first
    if "amount" in changes:
        changes = {f"amount_{first.pk}": changes["amount"]}
    client = signed_in(make_user(Role.POLICY_OFFICER))
    page = client.post(reverse("grants:award_prepare"), award_form(**changes)).content.decode()
    assert says in page
    assert "PMG-2024-0513" in page or changes == {"reference": ""}
    assert not Award.objects.exists()


def test_a_municipality_gets_one_award(db: None) -> None:
    make_award(make_scheme(), municipality())
    client = signed_in(make_user(Role.POLICY_OFFICER))
    page = client.post(reverse("grants:award_prepare"), award_form(reference="N-2"))
    assert "municipality" in page.context["form"].errors
    assert Award.objects.count() == 1


# -- Payments ---------------------------------------------------------------------------------


def test_the_proposal_is_filled_in_and_goes_all_the_way(story: Story) -> None:
    officer, holder = signed_in(story.officer), signed_in(story.holder)
    proposals = officer.get(reverse("grants:payment_proposals")).content.decode()
    assert "€\u00a0100.000" in proposals  # what 2024/25 still holds

    address = reverse("grants:payment_prepare", args=[story.award.pk])
    form = officer.get(f"{address}?jaar={story.first_year.pk}").context["form"]
    assert form.initial["amount"] == Decimal(100_000)
    typed = {
        "grant_year": form.initial["grant_year"],
        "amount": "100.000",
        "due_on": timezone.localdate().isoformat(),
        "revision": 0,
        "key": uuid.uuid4(),
    }
    page = officer.post(address, typed, follow=True).content.decode()
    assert "een collega moet ‘goedkeuren’ doen" in page
    payment = Payment.objects.get(state="prepared")
    officer.post(address, typed)
    assert Payment.objects.filter(state="prepared").count() == 1

    page = press(holder, payment, "grants:payment", "approve").content.decode()
    assert "Betaling goedgekeurd" in page
    payment.refresh_from_db()
    ordered(payment, story.officer)
    today = timezone.localdate().isoformat()
    page = press(officer, payment, "grants:payment", "confirm", paid_on=today).content.decode()
    assert "Betaald. Dit staat nu op de tijdlijn." in page
    payment.refresh_from_db()
    assert payment.state == "paid"


def test_a_refused_step_keeps_what_was_typed(story: Story) -> None:
    payment = approved(prepared(story.award, story.officer, Decimal(1000)), story.holder)
    ordered(payment, story.officer)
    officer = signed_in(story.officer)
    page = press(officer, payment, "grants:payment", "confirm", paid_on="1999-12-31")
    assert "De datum van betaling ligt tussen de goedkeuring en vandaag." in page.content.decode()
    assert 'value="1999-12-31"' in page.content.decode()
    page = press(officer, payment, "grants:payment", "fail", reason="")
    assert "Schrijf op waarom" in page.content.decode()


def test_an_old_page_stores_nothing(story: Story) -> None:
    payment = prepared(story.award, story.officer, Decimal(1000))
    old = Payment.objects.get(pk=payment.pk)
    old.revision = 0
    page = press(signed_in(story.holder), old, "grants:payment", "approve")
    assert "Iemand anders heeft dit intussen gewijzigd" in page.content.decode()
    payment.refresh_from_db()
    assert payment.state == "prepared"


def test_what_is_more_than_is_left_is_refused(story: Story) -> None:
    typed = {
        "grant_year": story.first_year.pk,
        "amount": "100.000,01",
        "due_on": timezone.localdate().isoformat(),
        "revision": 0,
        "key": uuid.uuid4(),
    }
    address = reverse("grants:payment_prepare", args=[story.award.pk])
    page = signed_in(story.officer).post(address, typed).content.decode()
    assert "hoger dan wat van de toekenning voor dit uitkeringsjaar over is" in page
    assert 'value="100.000,01"' in page


# -- Queries and pages ------------------------------------------------------------------------


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


@pytest.mark.parametrize("page", EVERY_PAGE)
def test_queries_do_not_grow_with_the_rows(db: None, page: str) -> None:
    story = tell()
    client = signed_in(make_user(Role.AUDITOR))
    address = EVERY_PAGE[page](story)
    queries(client, address)
    at_one = queries(client, address)
    for code in ("GM0899", "GM0141"):
        award = make_award(story.scheme, municipality(code))
        paid(approved(prepared(award, story.officer), story.holder), story.officer)
        judged(award)
    for amount in (1000, 2000):
        prepared(story.award, story.officer, Decimal(amount))
    assert queries(client, address) == at_one
    # One award tells of changes, account, application and settlement too; a list is held to 12.
    assert at_one <= (14 if page == "award" else 12)


@pytest.mark.parametrize("name", ["payment_proposals", "award_prepare"])
def test_queries_of_working_pages(db: None, name: str) -> None:
    scheme = make_scheme()
    role = Role.FINANCIAL_OFFICER if name == "payment_proposals" else Role.POLICY_OFFICER
    client = signed_in(make_user(role))
    make_award(scheme, municipality())
    queries(client, reverse(f"grants:{name}"))
    at_one = queries(client, reverse(f"grants:{name}"))
    for code in ("GM0899", "GM0141"):
        make_award(scheme, municipality(code))
    assert queries(client, reverse(f"grants:{name}")) == at_one
    assert at_one <= 12


def test_paging_shows_each_payment_once(story: Story) -> None:
    for _ in range(60):
        prepared(story.award, story.officer, Decimal(10))
    client = signed_in(make_user(Role.AUDITOR))
    address = reverse("grants:payment_list")
    shown: list[str] = []
    after = ""
    while True:
        page = client.get(address, {"na": after}).context["page"]
        shown += [payment.reference for payment in page.rows]
        if not (after := page.following):
            break
    assert len(shown) == len(set(shown)) == 61
    assert shown == sorted(shown, reverse=True)
    back = client.get(address, {"voor": page.previous}).context["page"]
    assert [payment.reference for payment in back.rows] == shown[25:50]


def test_awards_are_paged_by_name_of_the_municipality(story: Story) -> None:
    for code in ("GM0899", "GM0141"):
        make_award(story.scheme, municipality(code))
    rows = award_rows(make_user(Role.AUDITOR))
    columns = ("municipality__name", "id")
    first = page_by(rows, *columns, size=2)
    last = page_by(rows, *columns, size=2, after=first.following)
    again = page_by(rows, *columns, size=2, before=last.previous)
    names = [[str(award.municipality) for award in page.rows] for page in (first, last, again)]
    assert names == [["Almelo", "Brunssum"], ["Gouda"], ["Almelo", "Brunssum"]]
    assert (first.previous, last.following, again.previous) == ("", "", "")


def test_a_key_that_nobody_gave_shows_the_first_page(story: Story) -> None:
    client = signed_in(make_user(Role.AUDITOR))
    for name in ("award_list", "payment_list"):
        page = client.get(reverse(f"grants:{name}"), {"na": "x~y", "status": "onzin"})
        assert page.context["page"].rows


def test_every_amount_of_the_ledger_leads_to_rows_that_add_up_to_it(story: Story) -> None:
    client = signed_in(make_user(Role.AUDITOR))
    for page in ("scheme_ledger", "award_ledger"):
        shown = client.get(EVERY_PAGE[page](story)).content.decode()
        links = set(re.findall(r'href="([^"]+boekingen/\?[^"]+)"[^>]*>([^<]*€[^<]+)<', shown))
        assert len(links) >= 10
        for address, amount in links:
            rows = client.get(html.unescape(address)).context
            assert euro(rows["total"] or 0) == html.unescape(amount), address


@pytest.mark.parametrize("query", ["gemeente=GM9999", "begrotingsjaar=1999", "soort=onzin"])
def test_a_filter_that_nobody_offered_has_no_rows(story: Story, query: str) -> None:
    client = signed_in(make_user(Role.AUDITOR))
    page = client.get(f"{EVERY_PAGE['ledger_entries'](story)}?{query}")
    assert page.context["page"].rows == []


def test_every_row_of_the_ledger_leads_to_the_deed_behind_it(story: Story) -> None:
    """Who may not open a justification is led to the award: no row ends at a shut door."""
    for role in (Role.AUDITOR, Role.FINANCIAL_OFFICER):
        client = signed_in(make_user(role))
        page = client.get(EVERY_PAGE["ledger_entries"](story)).content.decode()
        links = re.findall(r'data-label="Besluit">.*?href="([^"]+)">([^<]+)<', page)
        deeds = {title for _, title in links}
        assert len(links) == story.award.entries.count()
        assert deeds >= {"Uitkering toegekend", "Betaald"}
        assert all(client.get(address).status_code == 200 for address, _ in links)
        judged = reverse("grants:justification", args=[story.justification.pk])
        assert (judged in {address for address, _ in links}) == (role == Role.AUDITOR)


def test_what_is_committed_paid_and_justified_is_not_added_up_together(story: Story) -> None:
    client = signed_in(make_user(Role.AUDITOR))
    address = EVERY_PAGE["ledger_entries"](story)
    assert client.get(address).context["total"] is None
    found = client.get(f"{address}?soort={PAID}").context["total"]
    rows = LedgerEntry.objects.filter(kind__in=[EntryKind.PAYMENT, EntryKind.RETURN])
    assert found == rows.aggregate(total=Sum("amount"))["total"] > 0
