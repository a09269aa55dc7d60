"""The people of the demo. All names are made up, and look it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.contrib.auth.hashers import make_password
from django.db import transaction

from municipalities.models import Municipality
from pmg.accounts.enums import Role
from pmg.accounts.models import Mandate, RoleAssignment, User

PASSWORD = "fictief-wachtwoord"  # noqa: S105 - the demo tells everybody
SINCE = datetime.date(2024, 4, 1)


@dataclass(frozen=True)
class Person:
    """One account; `municipality` is a CBS code."""

    username: str
    first_name: str
    last_name: str
    function: str
    roles: tuple[Role, ...]
    municipality: str = ""


MINISTRY = (
    Person("beleid", "Noor", "Voorbeeld", "beleidsmedewerker", (Role.POLICY_OFFICER,)),
    Person("beoordelaar", "Sam", "Verzonnen", "beoordelaar", (Role.ASSESSOR,)),
    Person("beoordelaar2", "Robin", "Denkbeeld", "beoordelaar", (Role.ASSESSOR,)),
    Person("financien", "Kim", "Proefman", "financieel medewerker", (Role.FINANCIAL_OFFICER,)),
    Person("budgethouder", "Alex", "Modelstra", "budgethouder", (Role.BUDGET_HOLDER,)),
    Person("analist", "Jip", "Testema", "analist", (Role.ANALYST,)),
    Person("auditor", "Mo", "Fictief", "auditor", (Role.AUDITOR,)),
    Person("beheerder", "Bo", "Schijnbaar", "functioneel beheerder", (Role.ADMINISTRATOR,)),
    Person("beheerder2", "Lou", "Bedacht", "functioneel beheerder", (Role.ADMINISTRATOR,)),
    Person("directeur", "Bas", "Verzinsel", "directeur Veiligheid en Bestuur", (Role.SIGN_OFF,)),
    Person("directeur2", "Jo", "Verzinsel", "plaatsvervangend directeur", (Role.SIGN_OFF,)),
    Person("dg-senb", "Kit", "Nepstra", "DG Straffen en Beschermen", (Role.SIGN_OFF,)),
    Person("dg-ondermijning", "Pim", "Nepstra", "DG Ondermijning", (Role.SIGN_OFF,)),
    Person("bureau-minister", "Lex", "Schijn", "bureau minister", (Role.SIGN_OFF,)),
)

FIRST_NAMES = ["Ali", "Bente", "Charlie", "Dani", "Esra", "Fenna", "Guus", "Hilal", "Imke", "Joris"]
LAST_NAMES = ["Verzonnen", "Voorbeeld", "Denkbeeld", "Fictief", "Proefman", "Testema", "Modelstra"]
MUNICIPAL = (
    ("sisa", "medewerker planning en control", Role.SISA_CONTACT),
    ("project", "projectleider Preventie met Gezag", Role.PROJECT_LEADER),
    ("tekenaar", "hoofd financiën", Role.SIGNATORY),
)


def slug(municipality: Municipality) -> str:
    """The municipality's name as it stands in user names."""
    return municipality.name.lower().replace(" ", "-")


def municipal_people(municipality: Municipality) -> list[Person]:
    """Three colleagues: SiSa contact, project leader, signatory."""
    offset = int(municipality.digits)
    return [
        Person(
            f"{slug(municipality)}-{suffix}",
            FIRST_NAMES[(offset + 3 * place) % len(FIRST_NAMES)],
            LAST_NAMES[(offset + place) % len(LAST_NAMES)],
            function,
            (role,),
            municipality.cbs_code,
        )
        for place, (suffix, function, role) in enumerate(MUNICIPAL)
    ]


@transaction.atomic
def invite_everybody() -> None:
    """Make the accounts that are not there yet; all share one password, hashed once."""
    password = make_password(PASSWORD)
    municipalities = list(Municipality.objects.filter(recipients__isnull=False).distinct())
    by_code = {m.cbs_code: m for m in municipalities}
    people = [*MINISTRY, *(p for m in municipalities for p in municipal_people(m))]
    for person in people:
        user, new = User.objects.get_or_create(
            username=person.username,
            defaults={
                "first_name": person.first_name,
                "last_name": person.last_name,
                "function": person.function,
                "email": f"{person.username}@voorbeeld.invalid",
                "password": password,
                "is_demo": True,
            },
        )
        if not new:
            continue
        for role in person.roles:
            RoleAssignment.objects.create(
                user=user,
                role=role,
                municipality=by_code.get(person.municipality),
                starts_on=SINCE,
            )
    Mandate.objects.get_or_create(
        user=User.objects.get(username="budgethouder"),
        basis="Mandaatbesluit (fictief)",
        defaults={"ceiling": Decimal(5_000_000), "starts_on": SINCE},
    )
