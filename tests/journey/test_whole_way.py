"""De hele weg, in one browser test: from the form of a municipality to the report of the minister.

Every person is another one, in a browser of his own, and does no more than the screens offer.
"""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
import re
from dataclasses import replace
from decimal import Decimal

import pypdf
from openpyxl import load_workbook
from playwright.sync_api import Download, Page, expect

from grants.checks.subject import Statement
from grants.enums import JustificationState, PaymentState
from grants.models import Justification, Payment, ProgressReport
from pmg.demo.deliveries import statement_of
from pmg.demo.documents import Contents, package
from pmg.design.formatting import date_nl, euro
from reporting.models import ReportYear
from tests.journey.conftest import Window
from tests.journey.forms import fill_in

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SECONDS = 1000
REPORT = "/rapportage/pmg-2024/2025/"
EXPLANATION = "SiSa telt een factuur van € 1.240 mee die bij 2026 hoort."

WORDS = "De factuur staat in de toelichting."


def test_from_the_form_to_the_report(window: Window, gouda: Justification) -> None:
    statement = replace(statement_of(gouda), explanation=EXPLANATION)
    files = deliver(window, gouda, statement)
    submit(window, gouda, files)
    judge(window, gouda, statement.spent)
    pay(window)
    report_progress(window)
    publishable = make_report(window, gouda, statement.spent)
    read_only(window, gouda, publishable)


# -- The municipality ---------------------------------------------------------------------------


def deliver(window: Window, case: Justification, statement: Statement) -> list[bytes]:
    """The SiSa contact: form, a wrong upload, a right one, and the package. Returns what counts."""
    page = window("gouda-sisa")
    expect(page.get_by_text("Actie nodig")).to_be_visible()
    page.get_by_role("link", name="Verantwoording 2025").click()
    with page.expect_download() as coming:
        page.get_by_role("link", name="Formulier downloaden").click()
    assert coming.value.suggested_filename == "FICTIEF_pmg_2025_0513.xlsx"
    form = content(coming.value)

    wrong = replace(statement, spent=statement.spent + 25_000)
    upload(page, "Opgave uploaden", "pmg_2025_0513.xlsx", fill_in(form, wrong), XLSX)
    finding = page.get_by_role("listitem").filter(has_text="tellen op tot")
    expect(finding).to_be_visible(timeout=15 * SECONDS)  # without touching the page
    expect(finding).to_contain_text("tabblad Opgave")
    expect(finding).to_contain_text("cel B11")
    expect(finding).to_contain_text("Zo lost u het op")
    expect(finding).to_contain_text("Dat scheelt € 25.000")

    right = fill_in(form, statement)
    upload(page, "Opgave uploaden", "pmg_2025_0513.xlsx", right, XLSX)
    checks = page.get_by_role("region", name="Voorcontrole")
    expect(checks).to_contain_text("Geen bezwaren", timeout=15 * SECONDS)
    expect(finding).to_have_count(0)

    sisa = package(
        Contents(
            municipality="Gouda",
            digits="0513",
            year=2025,
            sisa_code=case.accounting_year.sisa_code,
            spent=Decimal(statement.spent + 1_240),
            cumulative=Decimal(statement.cumulative + 1_240),
        )
    )
    upload(page, "SiSa-pakket uploaden", "sisa_2025_060513.zip", sisa, "application/zip")
    difference = page.get_by_role("table", name="Besteding volgens de opgave en volgens SiSa")
    expect(difference).to_contain_text("+€ 1.240", timeout=15 * SECONDS)
    expect(page.get_by_text("Vraag dan de ondertekenaar")).to_be_visible()
    page.get_by_role("link", name="pmg_2025_0513.xlsx").first.wait_for()
    return [right, sisa]


def submit(window: Window, case: Justification, files: list[bytes]) -> None:
    """The signatory looks once more, declares, and keeps the receipt."""
    page = window("gouda-tekenaar")
    page.get_by_role("link", name="Verantwoording 2025").click()
    page.get_by_role("link", name="Controleren en indienen").click()
    page.get_by_role("button", name="Indienen").click()
    expect(page.get_by_role("link", name="Vink eerst aan")).to_be_visible()
    page.get_by_label("Ik verklaar namens gemeente Gouda").check()
    page.get_by_role("button", name="Indienen").click()
    expect(page.get_by_role("link", name="Schrijf in een zin")).to_be_visible()
    page.get_by_label("Uw uitleg: In SiSa staat").fill(WORDS)
    page.get_by_role("button", name="Indienen").click()
    expect(page.get_by_role("heading", name="Ontvangstbewijs")).to_be_visible()
    receipt = page.get_by_role("main")
    expect(receipt).to_contain_text(date_nl(datetime.datetime.now(datetime.UTC)))
    expect(receipt).to_contain_text("hoofd financiën")
    expect(receipt).to_contain_text("geen bewijs van levering aan het CBS")
    shown = receipt.locator("code").all_inner_texts()
    assert shown == [hashlib.sha256(data).hexdigest() for data in files]
    with page.expect_download() as coming:
        page.get_by_role("link", name="pmg_2025_0513.xlsx").click()
    assert content(coming.value) == files[0]
    case.refresh_from_db()
    assert case.state == JustificationState.SUBMITTED


def report_progress(window: Window) -> None:
    """The project leader delivers what money cannot tell."""
    page = window("gouda-project")
    page.get_by_role("link", name="Voortgang 2025/26", exact=True).click()
    page.get_by_role("link", name="Invullen").click()
    page.get_by_label("Stand van de probleemanalyse").select_option("finished")
    page.get_by_label("Wat wijst de analyse uit?").fill("In Oost begint het op de basisschool.")
    counts = {
        "8 tot en met 11": "12",
        "12 tot en met 17": "34",
        "18 tot en met 22": "minder dan 5",
        "23 tot en met 27": "0",
    }
    # The interventions of last year are there already.
    rows = page.get_by_role("group", name=re.compile(r"^Rij \d")).all()
    for part in (*rows, page.locator("#youths")):
        for band, count in counts.items():
            part.get_by_label(band).fill(count)
    typed = {
        "Nulmeting": "40",
        "Waarde dit uitkeringsjaar": "36,5",
        "Bron": "Eigen registratie",
    }
    for indicator in page.locator("#indicators").get_by_role("group").all():
        for label, value in typed.items():
            field = indicator.get_by_label(label)
            if field.count():  # what the ministry has from the police or the CBS is only shown
                field.fill(value)
    page.get_by_label("Stand van de borging").select_option("planned")
    page.get_by_label("Hoe gaat de aanpak door").fill("De raad beslist in mei.")
    page.get_by_label("Waar liep u tegenaan?").fill("Een wachtlijst.")
    page.get_by_label("Wat hebt u geleerd?").fill("Begin op de basisschool.")
    page.get_by_label("Wat gaat u komend uitkeringsjaar doen?").fill("Ook in West.")
    page.get_by_role("button", name="Opslaan en controleren").click()
    expect(page.get_by_text("De ondertekenaar van uw gemeente dient haar in.")).to_be_visible()
    expect(page.get_by_role("button", name="Indienen", exact=True)).to_have_count(0)

    page = window("gouda-tekenaar", page.url)
    page.get_by_role("button", name="Indienen", exact=True).click()
    expect(page.get_by_text("De voortgangsrapportage is ingediend.")).to_be_visible()


# -- The ministry -------------------------------------------------------------------------------


def judge(window: Window, case: Justification, spent: int) -> None:
    """One assessor proposes without leaving the workbench, another one judges."""
    page = window("beoordelaar", "/beoordelen/")
    page.get_by_role("link", name="Gouda 2025").click()
    workbench = page.url.partition("#")[0]
    page.get_by_role("button", name="In behandeling nemen").click()
    main = page.get_by_role("main")
    expect(main).to_contain_text(EXPLANATION)
    expect(main).to_contain_text("1.240")
    expect(page.locator("#voorcontrole")).to_contain_text(f"Uitleg van de gemeente: {WORDS}")
    expect(page.get_by_role("table", name="Per activiteit")).to_contain_text(euro(spent))
    page.get_by_role("button", name="Alle regels akkoord").click()
    expect(page.locator("#regels")).to_contain_text(re.compile(r"(\d+) van \1 regels beoordeeld"))
    for item in page.locator("#controlelijst").get_by_role("checkbox").all():
        item.check()
    page.get_by_label("Motivering").fill("Past bij het plan; het verschil met SiSa is uitgelegd.")
    page.get_by_role("button", name="Oordeel voorstellen").click()
    expect(page.get_by_text("Oordeel voorgesteld.").first).to_be_visible()
    assert page.url.partition("#")[0] == workbench
    expect(page.get_by_role("button", name="Oordeel vaststellen")).to_have_count(0)

    page = window("beoordelaar2", workbench)
    page.get_by_role("button", name="Oordeel vaststellen").click()
    expect(page.locator("#oordeel")).to_contain_text(euro(spent))
    case.refresh_from_db()
    assert (case.state, case.accepted) == (JustificationState.JUDGED, spent)


def pay(window: Window) -> None:
    """An advance that is due: prepared, not approved by the same hand, approved by another."""
    page = window("financien", "/betalingen/voorstellen/")
    link = page.get_by_role("link", name="Klaarzetten")
    due = page.get_by_role("row").filter(has_text="2026/27", has=link).first
    due.get_by_role("link", name="Klaarzetten").click()
    page.get_by_role("button", name="Klaarzetten").click()
    expect(page.get_by_text("Een collega moet haar goedkeuren")).to_be_visible()
    payment = Payment.objects.get(pk=page.url.rstrip("/").rpartition("/")[2])
    assert payment.state == PaymentState.PREPARED
    expect(page.get_by_role("button", name="Goedkeuren")).to_have_count(0)
    # Nor does it help to bend the form that is there.
    bent = page.locator("main form").filter(has=page.locator("input[name=move]")).first
    bent.locator("input[name=move]").evaluate("field => { field.value = 'approve' }")
    bent.get_by_role("button").click()
    expect(page.get_by_text("Uw rol laat deze stap niet toe")).to_be_visible()
    payment.refresh_from_db()
    assert payment.state == PaymentState.PREPARED

    page = window("budgethouder", f"/betalingen/{payment.pk}/")
    page.get_by_role("button", name="Goedkeuren").click()
    expect(page.get_by_role("main")).to_contain_text("Goedgekeurd")
    payment.refresh_from_db()
    assert payment.state == PaymentState.APPROVED


def make_report(window: Window, case: Justification, spent: int) -> str:
    """The analyst freezes the year, looks, and has the report made. Returns the preview's address."""
    page = window("analist", "/rapportage/")
    page.get_by_role("link", name="2025", exact=True).click()
    page.get_by_role("link", name="Opnieuw bevriezen").click()
    page.get_by_label("Reden van de correctie").fill("Gouda leverde alsnog.")
    page.get_by_label("Ik heb gecontroleerd wat er wordt vastgelegd").check()
    page.get_by_role("button", name="Verslagjaar 2025 bevriezen").click()
    expect(page.get_by_text("is bevroren als versie 2")).to_be_visible()

    page.get_by_role("link", name="Voorbeeld bekijken").click()
    preview = page.url
    expect(page.get_by_role("main")).to_contain_text(euro(spent))
    page.get_by_role("link", name="Terug naar verslagjaar 2025").click()

    page.get_by_role("button", name="PDF maken").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    link = page.get_by_role("link", name=re.compile(r"\.pdf$"))
    expect(link).to_be_visible(timeout=180 * SECONDS)  # without touching the page
    made = {}
    for link in page.locator("#rapport .pmg-files").get_by_role("link").all():
        with page.expect_download() as coming:
            link.click()
        name = coming.value.suggested_filename
        assert "FICTIEF" in name
        made[name.rpartition(".")[2]] = content(coming.value)

    text = " ".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(made["pdf"])).pages)
    assert plain(euro(spent)) in plain(text)
    rows = list(csv.reader(io.StringIO(made["csv"].decode("utf-8-sig"))))
    assert any("Gouda" in row and str(spent) in row for row in rows)
    book = load_workbook(io.BytesIO(made["xlsx"]), data_only=True)
    cells = {cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    assert spent in cells
    return preview


# -- The Court of Audit -------------------------------------------------------------------------


def read_only(window: Window, case: Justification, preview: str) -> None:
    """The auditor reads all of it, and no page offers him anything that changes."""
    page = window("auditor")
    payment = Payment.objects.filter(state=PaymentState.PREPARED).latest("due_on")
    progress = ProgressReport.objects.get(
        municipality=case.municipality, grant_year__label="2025/26"
    )
    year = ReportYear.objects.get(year=2025)
    assert year.state == "frozen"
    for path in (
        "/",
        "/regelingen/pmg-2024/",
        "/gemeenten/GM0513/",
        f"/verantwoording/{case.pk}/",
        f"/verantwoording/{case.pk}/ontvangstbewijs/",
        "/beoordelen/",
        f"/beoordelen/{case.pk}/",
        "/toekenningen/",
        f"/toekenningen/{case.award_id}/",
        "/betalingen/",
        "/betalingen/voorstellen/",
        f"/betalingen/{payment.pk}/",
        "/grootboek/pmg-2024/",
        "/grootboek/pmg-2024/GM0513/",
        "/voortgang/",
        f"/voortgang/{progress.pk}/",
        "/interventies/",
        "/rapportage/",
        REPORT,
        preview,
    ):
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        assert changing(page) == [], path


def changing(page: Page) -> list[str]:
    """The buttons of the page that would change something; signing out is everybody's."""
    buttons: list[str] = page.locator("main form[method=post] button").all_inner_texts()
    return buttons


# -- Small things -------------------------------------------------------------------------------


def upload(page: Page, button: str, name: str, data: bytes, media_type: str) -> None:
    """Chooses a file and presses the button of its form."""
    form = page.locator("form").filter(has=page.get_by_role("button", name=button, exact=True))
    form.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": media_type, "buffer": data}
    )
    form.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_role("status").filter(has_text="is bewaard")).to_be_visible()


def content(download: Download) -> bytes:
    """The bytes of a downloaded file."""
    return download.path().read_bytes()


def plain(text: str) -> str:
    """Without the spaces, which differ between a page and a PDF."""
    return "".join(text.split())
