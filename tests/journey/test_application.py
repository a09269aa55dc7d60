"""From the first letter of an application to a prepared award, in the browser, also without JavaScript."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from grants.enums import ApplicationState
from grants.models import (
    AccountingYear,
    Activity,
    Application,
    ApplicationTerms,
    Criterion,
    GrantYear,
    Intervention,
    Recipient,
    Scheme,
    Sector,
)
from municipalities.models import Municipality
from pmg.demo.documents import pdf
from tests.harness.browser import violations
from tests.harness.site import Site

from .conftest import Window

MAXIMUM = Decimal(500_000)


@pytest.fixture
def scheme(live_app: Site) -> Scheme:
    """A scheme of one year that takes applications of Gouda since a week."""
    today = timezone.localdate()
    scheme = Scheme.objects.create(
        code="proef-2027",
        name="Proefregeling 2027",
        regulation="FICTIEVE regeling",
        legal_basis="artikel 17, vijfde lid, van de Financiële-verhoudingswet",
        starts_on=datetime.date(2027, 1, 1),
        ends_on=datetime.date(2027, 12, 31),
        in_force_on=today,
        lapses_on=datetime.date(2029, 1, 1),
        age_from=8,
        age_to=27,
        accountability="sisa",
        award_article="artikel 2",
        is_fictional=True,
    )
    GrantYear.objects.create(
        scheme=scheme,
        label="2027",
        starts_on=scheme.starts_on,
        ends_on=scheme.ends_on,
        maximum=MAXIMUM,
        budget=MAXIMUM,
        progress_due_on=datetime.date(2028, 4, 1),
    )
    AccountingYear.objects.create(
        scheme=scheme,
        year=2027,
        sisa_code="A99",
        indicator_spent="01",
        indicator_cumulative="02",
        indicator_final="03",
        form_out_on=datetime.date(2028, 1, 15),
        remind_on=datetime.date(2028, 6, 1),
        due_on=datetime.date(2028, 7, 15),
        judge_by=datetime.date(2028, 12, 31),
    )
    Activity.objects.create(scheme=scheme, code="c", label="Interventies uitvoeren")
    Sector.objects.create(scheme=scheme, code="scholen", label="Scholen")
    for place, code in enumerate(("analyse", "redelijk"), start=1):
        Criterion.objects.create(scheme=scheme, code=code, label=f"Criterium {code}", place=place)
    ApplicationTerms.objects.create(
        scheme=scheme,
        opens_on=today - datetime.timedelta(days=7),
        closes_on=today + datetime.timedelta(days=7),
        decision_weeks=13,
        completion_days=14,
    )
    Recipient.objects.create(
        scheme=scheme, municipality=Municipality.objects.get(cbs_code="GM0513")
    )
    return scheme


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no-javascript"])
def test_from_application_to_prepared_award(
    window: Window, scheme: Scheme, tmp_path: Path, javascript: bool
) -> None:
    leader = window("gouda-project", "/aanvragen/", javascript=javascript)
    leader.get_by_role("button", name="Aanvraag beginnen").click()
    expect(leader.get_by_role("heading", level=1)).to_have_text("Aanvraag invullen")
    fill_in(leader)
    attach(leader, tmp_path)
    leader.get_by_role("button", name="Opslaan en controleren").click()
    expect(leader.get_by_text("De aanvraag is klaar.")).to_be_visible()
    look(leader, javascript)

    signatory = window("gouda-tekenaar", javascript=javascript)
    signatory.get_by_role("link", name="Aanvraag controleren en indienen").click()
    signatory.get_by_role("button", name="Aanvraag indienen").click()
    expect(signatory.get_by_text("Vink eerst aan").first).to_be_visible()
    signatory.get_by_label("Ik dien deze aanvraag in").check()
    signatory.get_by_role("button", name="Aanvraag indienen").click()
    expect(signatory.get_by_text("De aanvraag is ingediend.")).to_be_visible()
    signatory.get_by_role("link", name="PROEF-2027-AANVRAAG-0513-1").click()
    expect(signatory.get_by_text("Controlecode").first).to_be_visible()
    look(signatory, javascript)

    case = Application.objects.get(scheme=scheme)
    assessor = window("beoordelaar", "/aanvragen/", javascript=javascript)
    look(assessor, javascript)
    assessor.get_by_role("link", name="Gouda").click()
    assessor.get_by_label("Uw vraag").fill("FICTIEF: wie betaalt de coördinator na 2027?")
    assessor.get_by_role("button", name="Vraag stellen").click()
    expect(assessor.get_by_text("Vraag gesteld aan de gemeente").first).to_be_visible()
    assessor.get_by_role("button", name="Volledig verklaren").click()
    look(assessor, javascript)

    leader.goto(f"/aanvraag/{case.pk}/")
    leader.get_by_role("link", name="Beantwoorden").click()
    leader.get_by_label("Uw antwoord").fill("FICTIEF: de gemeente zelf.")
    leader.get_by_role("button", name="Antwoord versturen").click()
    expect(leader.get_by_text("Uw antwoord is verstuurd")).to_be_visible()
    look(leader, javascript)

    assessor.goto(f"/aanvraag/{case.pk}/criteria/")
    for group in assessor.get_by_role("group", name="Oordeel").all():
        group.get_by_label("voldoet", exact=True).check()
    assessor.get_by_role("button", name="Oordelen opslaan").click()
    expect(assessor.get_by_text("Schrijf op waarom u dit vindt.").first).to_be_visible()
    for reason in assessor.get_by_label("Reden").all():
        reason.fill("FICTIEF: dit staat in de aanvraag.")
    look(assessor, javascript)
    assessor.get_by_role("button", name="Oordelen opslaan").click()
    expect(assessor.get_by_text("Uw oordelen zijn opgeslagen.")).to_be_visible()
    assessor.get_by_label("gedeeltelijk toekennen").check()
    assessor.get_by_label("Motivering").fill("FICTIEF: de helft is onderbouwd.")
    assessor.get_by_role("button", name="Advies geven").click()

    assessor.get_by_role("link", name="Toekenning voorbereiden").click()
    assessor.get_by_label("Toe te kennen voor 2027").fill("200.000")
    look(assessor, javascript)
    assessor.get_by_role("button", name="Toekenning voorbereiden").click()
    expect(assessor.get_by_text("De toekenning is voorbereid.")).to_be_visible()
    case.refresh_from_db()
    assert case.state == ApplicationState.PROPOSED
    award = case.awards.get()
    assert award.allocations.get().amount == 200_000
    assert sum(line.amount for line in award.plan_lines.all()) == 200_000

    # What the ministry prepares is its own.
    leader.goto(f"/aanvraag/{case.pk}/")
    expect(leader.get_by_text("In beoordeling").first).to_be_visible()
    expect(leader.get_by_text("Toekenning voorbereid")).to_have_count(0)


def fill_in(page: Page) -> None:
    page.get_by_label("Wat is het probleem?").fill("FICTIEF: schooluitval in twee wijken.")
    page.get_by_label("Voor wie is de aanpak?").fill("FICTIEF: jongeren van 12 tot en met 18.")
    page.get_by_label("Waar komen de cijfers vandaan?").fill("FICTIEF: leerplicht 2025.")
    page.get_by_label("Wat gaat u doen?").fill("FICTIEF: begeleiding op school.")
    page.get_by_role("button", name="Voeg een interventie toe").click()
    page.get_by_label("Interventie uit het register").select_option(
        str(Intervention.objects.order_by("name")[0].pk)
    )
    page.get_by_label("Wat wilt u ermee bereiken?").fill("FICTIEF: minder verzuim.")
    page.get_by_role("button", name="Voeg een begrotingsregel toe").click()
    page.get_by_label("Activiteit").select_option("c")
    page.get_by_label("Sector die profiteert").select_option("scholen")
    page.get_by_label("Bedrag 2027").fill("veel")
    page.get_by_label("Hoe gaat de aanpak door").fill("FICTIEF: de gemeente betaalt.")
    page.get_by_label("Rekeningnummer (IBAN)").fill("NL91 ABNA 0417 1643 00")
    page.get_by_label("Ten name van").fill("FICTIEF Gemeente Gouda")
    first = page.get_by_role("group", name="Contactpersoon", exact=True)
    first.get_by_label("Naam").fill("FICTIEF Robin de Vries")
    first.get_by_label("Functie").fill("beleidsadviseur")
    first.get_by_label("E-mailadres").fill("robin@gemeente.invalid")
    first.get_by_label("Telefoonnummer").fill("010 000 00 00")
    page.get_by_role("button", name="Opslaan en controleren").click()
    expect(page.get_by_text("Herstel eerst 2 punten.")).to_be_visible()
    page.get_by_role("link", name="Begroting: rij 1, bedrag 2027").click()
    expect(page.get_by_label("Bedrag 2027")).to_have_value("veel")
    page.get_by_label("Bedrag 2027").fill("400.000")
    page.get_by_role("button", name="Opslaan", exact=True).last.click()


def attach(page: Page, folder: Path) -> None:
    wrong, right = folder / "plan.exe", folder / "FICTIEF_wijkanalyse.pdf"
    wrong.write_bytes(b"MZ")
    right.write_bytes(pdf(["FICTIEF", "Wijkanalyse"]))
    for file, said in (
        (wrong, "is geen PDF- of Office-bestand"),
        (right, "is bewaard als bijlage"),
    ):
        page.locator("#id_file").set_input_files(file)
        page.get_by_role("button", name="Bijlage toevoegen").click()
        expect(page.get_by_text(said).first).to_be_visible()


def look(page: Page, javascript: bool) -> None:
    """Axe needs JavaScript of its own; it finds the same in both."""
    if javascript:
        assert violations(page) == []
