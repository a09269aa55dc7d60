"""Voorcontrole SiSa-pakket: the zip itself, its name and what lies in it."""

from __future__ import annotations

from collections.abc import Iterator

from .findings import ERROR
from .package_content import Obstacle, Package
from .package_names import is_package_name, package_name, read_package_name
from .register import PACKAGE, Problem, check
from .subject import SchemeYear

SOURCE = "Regeling informatieverstrekking sisa, aanleverprocedure"


@check(
    "pakket-geen-zip",
    severity=ERROR,
    title="Het pakket is een zip-bestand",
    delivery=PACKAGE,
    source=SOURCE,
    why="Het CBS neemt alle documenten aan in één zip-bestand.",
    mend=(
        "Selecteer alle documenten, klik met de rechtermuisknop en kies ‘Comprimeren naar "
        "zip-bestand’."
    ),
    example="sisa_2025_060513.zip met vijf documenten erin.",
)
def not_a_zip(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    if package.obstacle == Obstacle.NOT_THIS_KIND:
        is_now = f" Het is {package.detail}." if package.detail else ""
        yield Problem(
            f"Dit is geen zip-bestand met documenten.{is_now}",
            "Maak één zip-bestand met alle documenten erin. In Windows: selecteer de documenten, "
            "klik met de rechtermuisknop en kies ‘Comprimeren naar zip-bestand’.",
        )


@check(
    "pakket-beschadigd",
    severity=ERROR,
    title="Het zip-bestand is heel",
    delivery=PACKAGE,
    source=SOURCE,
    why="Uit een beschadigd zip-bestand komen de documenten niet heel.",
    mend="Maak het zip-bestand opnieuw en upload het nog een keer.",
    example="Een zip-bestand dat op uw eigen computer zonder melding opengaat.",
)
def broken(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    if package.obstacle == Obstacle.BROKEN:
        yield Problem(
            "Het zip-bestand is beschadigd of niet helemaal aangekomen.",
            "Maak het zip-bestand opnieuw en upload het nog een keer.",
        )


@check(
    "pakket-versleuteld",
    severity=ERROR,
    title="Het zip-bestand heeft geen wachtwoord",
    delivery=PACKAGE,
    source=SOURCE,
    why="Achter een wachtwoord kan niemand de documenten lezen.",
    mend="Maak het zip-bestand opnieuw, zonder wachtwoord.",
    example="Een zip-bestand dat opengaat zonder dat u iets hoeft in te typen.",
)
def encrypted(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    if package.obstacle == Obstacle.ENCRYPTED:
        yield Problem(
            "Het zip-bestand is beveiligd met een wachtwoord. Wij kunnen het niet openen.",
            "Maak het zip-bestand opnieuw, zonder wachtwoord.",
        )


@check(
    "pakket-te-groot",
    severity=ERROR,
    title="Het pakket is uitgepakt niet te groot",
    delivery=PACKAGE,
    source="Grens van deze toepassing",
    why="Een zip-bestand kan klein lijken en uitgepakt heel groot zijn. Wij stoppen op tijd.",
    mend="Bewaar grote documenten opnieuw als PDF met kleinere afbeeldingen.",
    example="Documenten van samen hoogstens 300 MB.",
)
def too_large(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    if package.obstacle == Obstacle.TOO_LARGE:
        at = f"uitgepakt te groot. Wij zijn gestopt bij ‘{package.detail}’"
        yield Problem(
            f"Het pakket is {at if package.detail else 'te groot om te openen'}.",
            "Een document mag uitgepakt hoogstens 100 MB zijn, alles samen hoogstens 300 MB. "
            "Bewaar grote documenten opnieuw als PDF met kleinere afbeeldingen.",
        )


@check(
    "pakket-te-veel-bestanden",
    severity=ERROR,
    title="Het pakket heeft niet te veel bestanden om te openen",
    delivery=PACKAGE,
    source="Grens van deze toepassing",
    why="Zo veel bestanden horen niet in een pakket. Wij stoppen op tijd.",
    mend="Zet alleen de gevraagde documenten in het zip-bestand.",
    example="Een zip-bestand met de vijf gevraagde documenten.",
)
def too_many(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    if package.obstacle == Obstacle.TOO_MANY:
        yield Problem(
            "In het zip-bestand zitten meer dan 500 bestanden. Wij openen het niet.",
            f"Zet alleen de {len(subject.documents)} gevraagde documenten in het zip-bestand.",
        )


@check(
    "pakket-onveilige-naam",
    severity=ERROR,
    title="Namen in het zip-bestand wijzen niet naar elders",
    delivery=PACKAGE,
    source="Beveiliging van deze toepassing",
    why="Met zo’n naam kan een bestand ergens anders op een computer terechtkomen.",
    mend="Maak het zip-bestand opnieuw op uw eigen computer, zonder snelkoppelingen.",
    example="sisa_2025_060513_Jaarstukken.pdf, zonder ../ en zonder schijfletter.",
)
def unsafe_path(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    if package.obstacle == Obstacle.UNSAFE_PATH:
        yield Problem(
            f"In het zip-bestand wijst ‘{package.detail}’ naar een plek daarbuiten. "
            "Uit voorzorg openen wij het niet.",
            "Maak het zip-bestand opnieuw op uw eigen computer, met alleen de documenten zelf erin "
            "en geen snelkoppelingen.",
        )


@check(
    "pakket-inpakwijze",
    severity=ERROR,
    title="Het zip-bestand is op een gewone manier ingepakt",
    delivery=PACKAGE,
    source="Grens van deze toepassing",
    why="Niet elk programma kan elke inpakwijze openen. De gewone kan iedereen openen.",
    mend="Maak het zip-bestand opnieuw met ‘Comprimeren naar zip-bestand’.",
    example="Een zip-bestand gemaakt met ‘Comprimeren naar zip-bestand’ in Windows.",
)
def unusual_packing(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    if package.obstacle == Obstacle.UNUSUAL_PACKING:
        yield Problem(
            f"‘{package.detail}’ is ingepakt op een manier die wij niet kunnen openen.",
            "Maak het zip-bestand opnieuw. Kies als inpakwijze ‘Deflate’ of ‘normaal’; in Windows "
            "gaat dat vanzelf goed met ‘Comprimeren naar zip-bestand’.",
        )


@check(
    "pakket-zip-in-zip",
    severity=ERROR,
    title="In het zip-bestand zit geen ander zip-bestand",
    delivery=PACKAGE,
    source=SOURCE,
    why="Een zip-bestand in een zip-bestand pakken wij en het CBS niet uit.",
    mend="Pak het binnenste zip-bestand uit en maak daarna één zip-bestand.",
    example="De documenten liggen zelf in sisa_2025_060513.zip.",
)
def zip_in_zip(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    for candidate in package.nested:
        yield Problem(
            "In het zip-bestand zit nog een zip-bestand. Dat pakken wij niet uit.",
            "Zet de documenten zelf in het zip-bestand. Pak dit bestand dus eerst uit, en maak "
            f"daarna één zip-bestand, bijvoorbeeld {_own_name(subject)}.",
            document=candidate.entry.path,
        )


@check(
    "pakket-map",
    severity=ERROR,
    title="De documenten liggen bij elkaar",
    delivery=PACKAGE,
    source=SOURCE,
    why="Het CBS zoekt de documenten op één plek.",
    mend="Zet alle documenten bij elkaar in het zip-bestand, zonder mappen.",
    example="Alle documenten liggen naast elkaar in het zip-bestand.",
)
def scattered(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    folders = sorted({candidate.entry.folder for candidate in package.candidates})
    if len(folders) > 1 or any("/" in folder for folder in folders):
        named = ", ".join(f"‘{folder}’" for folder in folders if folder)
        yield Problem(
            f"De documenten liggen in verschillende mappen: {named}.",
            "Zet alle documenten bij elkaar in het zip-bestand, zonder mappen.",
        )


@check(
    "pakket-naam",
    severity=ERROR,
    title="Het zip-bestand heeft de afgesproken naam",
    delivery=PACKAGE,
    source=SOURCE,
    why="Het CBS en wij herkennen het pakket aan zijn naam.",
    mend="Geef het zip-bestand de naam sisa_jaar_06gemeentecode.zip.",
    example="sisa_2025_060513.zip: sisa, jaar, 06 met gemeentecode.",
)
def wrong_name(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    says = read_package_name(package.name)
    is_ours = says is not None and says == (subject.year, subject.cbs_digits)
    if (says is None or is_ours) and not is_package_name(package.name, subject):
        yield Problem(
            f"Het bestand heet ‘{package.name}’. Dat is niet de afgesproken naam.",
            f"Geef het bestand de naam {_own_name(subject)}.",
        )


@check(
    "pakket-jaar",
    severity=ERROR,
    title="In de naam van het zip-bestand staat het goede jaar",
    delivery=PACKAGE,
    source=SOURCE,
    why="Het jaar in de naam zegt over welk jaar het pakket gaat.",
    mend="Geef het zip-bestand de naam sisa_jaar_06gemeentecode.zip.",
    example="Voor het jaar 2025: sisa_2025_060513.zip.",
)
def wrong_year(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    says = read_package_name(package.name)
    if says and says.year != subject.year:
        yield Problem(
            f"In de naam van het bestand staat het jaar {says.year}. "
            f"Deze verantwoording gaat over {subject.year}.",
            f"Upload het pakket over {subject.year}. Is dit het goede pakket, geef het dan de naam "
            f"{_own_name(subject)}.",
        )


@check(
    "pakket-gemeente",
    severity=ERROR,
    title="In de naam van het zip-bestand staat de goede gemeentecode",
    delivery=PACKAGE,
    source=SOURCE,
    why="De code in de naam zegt van welke gemeente het pakket is.",
    mend="Geef het zip-bestand de naam sisa_jaar_06gemeentecode.zip.",
    example="Voor Gouda (GM0513): sisa_2025_060513.zip.",
)
def wrong_municipality(package: Package, subject: SchemeYear) -> Iterator[Problem]:
    says = read_package_name(package.name)
    if says and says.cbs_digits != subject.cbs_digits:
        yield Problem(
            f"In de naam van het bestand staat de code 06{says.cbs_digits}. "
            f"De code van {subject.municipality} is 06{subject.cbs_digits}.",
            f"Geef het bestand de naam {_own_name(subject)}.",
        )


def _own_name(subject: SchemeYear) -> str:
    return package_name(subject.year, subject.cbs_digits)
