"""Onderdelen van een regeling: which rows make up a scheme, and which of them need four eyes.

One table for the files in grants/data, the screens, the proposals and what is shown of them. A
document of a scheme holds per section the list of its rows (see scheme_document).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Field, Model

from grants.models import (
    AccountingYear,
    Activity,
    ApplicationTerms,
    Ceiling,
    ChecklistItem,
    Criterion,
    GrantYear,
    Indicator,
    PackageDocument,
    PaymentPlan,
    Recipient,
    RecipientMaximum,
    ReminderRule,
    Scheme,
    Sector,
    StandardReason,
    SubPurpose,
    SubPurposeRecipient,
)

from .scheme_letters import ARTICLE_FIELDS

MUNICIPALITIES = "municipalities"


@dataclass(frozen=True)
class Link:
    """A field that points to a row of another section, written as that row's `key`."""

    section: str
    key: str


@dataclass(frozen=True, kw_only=True)
class Section:
    """Onderdeel. `weighty` counts only after the budget holder approved; `key` tells rows apart.

    `owner` leads from a row to its scheme. Rows that are `placed` keep the order people gave them.
    """

    name: str
    title: str
    help: str
    model: type[Model]
    fields: tuple[str, ...]
    key: tuple[str, ...] = ("code",)
    weighty: bool = False
    owner: str = "scheme"
    links: Mapping[str, Link] = field(default_factory=dict)
    placed: bool = False

    @property
    def is_scheme(self) -> bool:
        """Of the fields of the scheme itself: exactly one row."""
        return self.model is Scheme

    @property
    def is_choice(self) -> bool:
        """Of rows that are no more than a choice from a list."""
        return self.fields == self.key and len(self.fields) == 1 and bool(self.links)

    def model_field(self, name: str) -> Field[Any, Any]:
        found = self.model._meta.get_field(name)
        assert isinstance(found, Field)
        return found


GRANT_YEAR = Link("grant_years", "label")
RECIPIENT = Link("recipients", "municipality__cbs_code")

SECTIONS: tuple[Section, ...] = (
    Section(
        name="general",
        title="Naam en signalen",
        help="Hoe de regeling heet, en vanaf welk verschil met vorig jaar wij uitleg vragen.",
        model=Scheme,
        fields=("name", "regulation", "budget_article", "jump_percentage", "is_fictional"),
        key=(),
    ),
    Section(
        name="terms",
        title="Grondslag, periode en doelgroep",
        help="De data zijn los van elkaar: besteden, in werking treden en vervallen.",
        model=Scheme,
        fields=(
            "legal_basis",
            "starts_on",
            "ends_on",
            "in_force_on",
            "lapses_on",
            "age_from",
            "age_to",
            "age_to_included",
            "accountability",
            "judgement_is_decision",
        ),
        key=(),
        weighty=True,
    ),
    Section(
        name="articles",
        title="Artikelen",
        help="Het artikel voor elk soort besluit. Leeg: de brief kan niet uit.",
        model=Scheme,
        fields=ARTICLE_FIELDS,
        key=(),
    ),
    Section(
        name="grant_years",
        title="Uitkeringsjaren",
        help="Perioden waarvoor een bedrag wordt toegekend. Ze mogen verschillen in lengte.",
        model=GrantYear,
        fields=(
            "label",
            "starts_on",
            "ends_on",
            "maximum",
            "budget",
            "progress_due_on",
            "indexation",
            "indexation_source",
        ),
        key=("label",),
        weighty=True,
    ),
    Section(
        name="payment_plan",
        title="Betaalplan",
        help="Per uitkeringsjaar wanneer welk deel wordt betaald. Samen 100 procent.",
        model=PaymentPlan,
        fields=("grant_year", "due_on", "share"),
        key=("grant_year", "due_on"),
        weighty=True,
        owner="grant_year__scheme",
        links={"grant_year": GRANT_YEAR},
    ),
    Section(
        name="recipients",
        title="Ontvangers",
        help="De gemeenten die de regeling noemt.",
        model=Recipient,
        fields=("municipality",),
        key=("municipality",),
        weighty=True,
        links={"municipality": Link(MUNICIPALITIES, "cbs_code")},
    ),
    Section(
        name="recipient_maxima",
        title="Afwijkende bedragen",
        help="Alleen voor gemeenten die een ander hoogste bedrag hebben dan het uitkeringsjaar.",
        model=RecipientMaximum,
        fields=("recipient", "grant_year", "maximum"),
        key=("recipient", "grant_year"),
        weighty=True,
        owner="recipient__scheme",
        links={"recipient": RECIPIENT, "grant_year": GRANT_YEAR},
    ),
    Section(
        name="sub_purposes",
        title="Deelopgaven",
        help="Bijvoorbeeld een proef, met extra geld voor de gemeenten die meedoen.",
        model=SubPurpose,
        fields=("code", "label", "maximum"),
        weighty=True,
    ),
    Section(
        name="sub_purpose_recipients",
        title="Gemeenten per deelopgave",
        help="Welke ontvangers aan welke deelopgave meedoen.",
        model=SubPurposeRecipient,
        fields=("sub_purpose", "recipient"),
        key=("sub_purpose", "recipient"),
        weighty=True,
        owner="sub_purpose__scheme",
        links={"sub_purpose": Link("sub_purposes", "code"), "recipient": RECIPIENT},
    ),
    Section(
        name="ceilings",
        title="Plafonds",
        help="Wat per begrotingsjaar mag worden verplicht en betaald.",
        model=Ceiling,
        fields=("kind", "budget_year", "amount"),
        key=("kind", "budget_year"),
        weighty=True,
    ),
    Section(
        name="activities",
        title="Activiteiten",
        help="Waarvoor het geld is.",
        model=Activity,
        fields=("code", "label"),
        weighty=True,
    ),
    Section(
        name="sectors",
        title="Sectoren",
        help="Wie van het geld profiteert.",
        model=Sector,
        fields=("code", "label"),
        placed=True,
    ),
    Section(
        name="accounting_years",
        title="Verantwoordingsjaren en termijnen",
        help="De uitkeringscode, de indicatoren en de uiterste data per kalenderjaar.",
        model=AccountingYear,
        fields=(
            "year",
            "sisa_code",
            "indicator_spent",
            "indicator_cumulative",
            "indicator_final",
            "form_out_on",
            "remind_on",
            "due_on",
            "judge_by",
            "is_last",
        ),
        key=("year",),
        weighty=True,
    ),
    Section(
        name="documents",
        title="Documenten in het SiSa-pakket",
        help="Per verantwoordingsjaar het einde van de bestandsnaam en de bestandstypen.",
        model=PackageDocument,
        fields=("accounting_year", "stem", "extensions"),
        key=("accounting_year", "stem"),
        weighty=True,
        owner="accounting_year__scheme",
        links={"accounting_year": Link("accounting_years", "year")},
        placed=True,
    ),
    Section(
        name="application_terms",
        title="Aanvraagtermijnen",
        help="Zonder deze termijnen kan niemand aanvragen. Er is hoogstens één regel.",
        model=ApplicationTerms,
        fields=("opens_on", "closes_on", "decision_weeks", "completion_days"),
        key=(),
        weighty=True,
    ),
    Section(
        name="criteria",
        title="Criteria voor aanvragen",
        help="Waaraan een aanvraag wordt getoetst.",
        model=Criterion,
        fields=("code", "label", "help"),
        weighty=True,
        placed=True,
    ),
    Section(
        name="reminder_rules",
        title="Herinneringen",
        help="Minder dan nul dagen is vóór de uiterste datum.",
        model=ReminderRule,
        fields=("code", "kind", "anchor", "days", "in_working_days"),
    ),
    Section(
        name="standard_reasons",
        title="Standaardredenen",
        help="Zinnen die een gemeente leest. Een gebruikte zin blijft staan waar hij stond.",
        model=StandardReason,
        fields=("use", "code", "label", "sentence"),
        key=("use", "code"),
        placed=True,
    ),
    Section(
        name="checklist_items",
        title="Controlelijst",
        help="Een verplicht punt zonder vinkje houdt het voorstel voor een oordeel tegen.",
        model=ChecklistItem,
        fields=("code", "label", "help", "obligatory", "first_year"),
        placed=True,
    ),
    Section(
        name="indicators",
        title="Indicatoren van de voortgang",
        help="Cijfers waarvan het verloop tegenover de nulmeting wordt beschreven.",
        model=Indicator,
        fields=(
            "code",
            "label",
            "definition",
            "unit",
            "lower_is_better",
            "delivered_by",
            "baseline_year",
            "additive",
        ),
    ),
)
BY_NAME: Mapping[str, Section] = {section.name: section for section in SECTIONS}
