"""Regeling: everything that differs from scheme to scheme is a row here, with its history."""

import datetime
import uuid
from decimal import Decimal

import pghistory
from django.db import models
from django.db.models import F, Q

from grants.enums import Accountability, CeilingKind, IndicatorDeliverer
from grants.reckoning.scheme_amounts import indexed

PEOPLE = frozenset({"jongeren", "personen", "deelnemers", "gezinnen", "verdachten"})
"""Units of indicators that count people."""


@pghistory.track()
class Scheme(models.Model):
    """Regeling: a ministerial regulation that grants specifieke uitkeringen.

    An empty article means that no letter of that kind can go out.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField("code", unique=True)
    name = models.CharField("naam", max_length=200)
    regulation = models.CharField("regeling", max_length=300)
    legal_basis = models.CharField("wettelijke grondslag", max_length=200)
    starts_on = models.DateField("begin bestedingsperiode")
    ends_on = models.DateField("einde bestedingsperiode")
    in_force_on = models.DateField("inwerkingtreding")
    lapses_on = models.DateField("vervalt op")
    age_from = models.PositiveSmallIntegerField("leeftijd vanaf")
    age_to = models.PositiveSmallIntegerField("leeftijd tot")
    age_to_included = models.BooleanField("tot en met", default=True)
    accountability = models.CharField(
        "wijze van verantwoording", max_length=10, choices=Accountability
    )
    award_article = models.CharField("artikel toekenning", max_length=80, blank=True)
    change_article = models.CharField("artikel wijziging", max_length=80, blank=True)
    payment_article = models.CharField("artikel voorschot", max_length=80, blank=True)
    judgement_article = models.CharField("artikel oordeel", max_length=80, blank=True)
    postponement_article = models.CharField("artikel uitstel", max_length=80, blank=True)
    settlement_article = models.CharField("artikel vaststelling", max_length=80, blank=True)
    resettlement_article = models.CharField(
        "artikel herziening van een vaststelling", max_length=80, blank=True
    )
    recovery_article = models.CharField("artikel terugvordering", max_length=80, blank=True)
    judgement_is_decision = models.BooleanField("oordeel is een beschikking", default=False)
    budget_article = models.CharField("begrotingsartikel", max_length=40, blank=True)
    jump_percentage = models.PositiveSmallIntegerField("sprong (procent)", default=50)
    is_fictional = models.BooleanField("fictief (demo)", default=False)

    def __str__(self) -> str:
        return self.name

    @property
    def age_text(self) -> str:
        """'8 tot en met 27 jaar', or '8 tot 27 jaar' where the upper age is not included."""
        until = "tot en met" if self.age_to_included else "tot"
        return f"{self.age_from} {until} {self.age_to} jaar"


@pghistory.track()
class GrantYear(models.Model):
    """Uitkeringsjaar: period for which an amount is allocated; amounts in euros."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="grant_years")
    label = models.CharField("uitkeringsjaar", max_length=20)
    starts_on = models.DateField("begin")
    ends_on = models.DateField("einde")
    maximum = models.DecimalField("hoogste bedrag per gemeente", max_digits=14, decimal_places=2)
    budget = models.DecimalField("budget", max_digits=14, decimal_places=2)
    progress_due_on = models.DateField("voortgangsrapportage uiterlijk")
    indexation = models.DecimalField(
        "indexering (procent)", max_digits=5, decimal_places=2, default=0
    )
    indexation_source = models.CharField("bron van de indexering", max_length=200, blank=True)

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.UniqueConstraint(name="grant_year_once", fields=["scheme", "starts_on"]),
            models.CheckConstraint(
                name="grant_year_ends_after_start",
                condition=Q(ends_on__gt=F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def indexed_maximum(self) -> Decimal:
        """Hoogste bedrag per gemeente na indexering, for a recipient without an own amount; euros."""
        return indexed(self.maximum, self.indexation)


@pghistory.track()
class AccountingYear(models.Model):
    """Verantwoordingsjaar T: calendar year over which a municipality justifies its spending."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="accounting_years")
    year = models.PositiveSmallIntegerField("jaar")
    sisa_code = models.CharField("uitkeringscode", max_length=5, blank=True)
    indicator_spent = models.CharField("indicator besteding in jaar T", max_length=3, blank=True)
    indicator_cumulative = models.CharField("indicator cumulatief", max_length=3, blank=True)
    indicator_final = models.CharField("indicator eindverantwoording", max_length=3, blank=True)
    form_out_on = models.DateField("formulier beschikbaar")
    remind_on = models.DateField("herinnering")
    due_on = models.DateField("uiterlijk indienen")
    judge_by = models.DateField("uiterlijk oordelen")
    is_last = models.BooleanField("laatste jaar", default=False)
    form_version = models.PositiveSmallIntegerField("versie van het formulier", default=1)

    class Meta:
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(name="accounting_year_once", fields=["scheme", "year"])
        ]

    def __str__(self) -> str:
        return str(self.year)

    @property
    def starts_on(self) -> datetime.date:
        """1 January of the year."""
        return datetime.date(self.year, 1, 1)

    @property
    def ends_on(self) -> datetime.date:
        """31 December of the year."""
        return datetime.date(self.year, 12, 31)


@pghistory.track()
class PackageDocument(models.Model):
    """Document in het SiSa-pakket van een verantwoordingsjaar; `stem` is the end of its name."""

    accounting_year = models.ForeignKey(AccountingYear, models.PROTECT, related_name="documents")
    stem = models.CharField("naam", max_length=80)
    extensions = models.CharField("bestandstypen", max_length=40, help_text="bijv. xlsx xls ods")
    place = models.PositiveSmallIntegerField("volgorde")

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(name="document_once", fields=["accounting_year", "stem"])
        ]

    def __str__(self) -> str:
        return self.stem


@pghistory.track()
class Activity(models.Model):
    """Activiteit die voor de uitkering in aanmerking komt (regeling art. 2 lid 3)."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="activities")
    code = models.CharField("code", max_length=5)
    label = models.CharField("omschrijving", max_length=200)

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(name="activity_once", fields=["scheme", "code"])]

    def __str__(self) -> str:
        return self.label


@pghistory.track()
class Sector(models.Model):
    """Maatschappelijke sector die profiteert (nota, CW 3.1 onder 3B)."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="sectors")
    code = models.SlugField("code", max_length=30)
    label = models.CharField("omschrijving", max_length=100)
    place = models.PositiveSmallIntegerField("volgorde", default=0)

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(name="sector_once", fields=["scheme", "code"])]

    def __str__(self) -> str:
        return self.label


@pghistory.track()
class Recipient(models.Model):
    """Ontvanger: municipality named in the regulation (art. 2 lid 2)."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="recipients")
    municipality = models.ForeignKey(
        "municipalities.Municipality", models.PROTECT, related_name="recipients"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(name="recipient_once", fields=["scheme", "municipality"])
        ]

    def __str__(self) -> str:
        return str(self.municipality)


@pghistory.track()
class Ceiling(models.Model):
    """Plafond per begrotingsjaar: verplichtingen and kas are two ceilings; euros."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="ceilings")
    kind = models.CharField(max_length=12, choices=CeilingKind)
    budget_year = models.PositiveSmallIntegerField("begrotingsjaar")
    amount = models.DecimalField("bedrag", max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["budget_year", "kind"]
        constraints = [
            models.UniqueConstraint(name="ceiling_once", fields=["scheme", "kind", "budget_year"])
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.budget_year}"


@pghistory.track()
class Indicator(models.Model):
    """Indicator waarvan het verloop tegenover de nulmeting wordt beschreven."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="indicators")
    code = models.SlugField("code", max_length=30)
    label = models.CharField("omschrijving", max_length=200)
    unit = models.CharField("eenheid", max_length=40)
    lower_is_better = models.BooleanField("lager is beter", default=True)
    definition = models.TextField("wat telt mee, en wat niet", blank=True, default="")
    delivered_by = models.CharField(
        "wie levert de waarden",
        max_length=20,
        choices=IndicatorDeliverer,
        default=IndicatorDeliverer.MUNICIPALITY,
    )
    additive = models.BooleanField("waarden van gemeenten mogen worden opgeteld", default=False)
    baseline_year = models.PositiveSmallIntegerField(
        "jaar van de nulmeting",
        null=True,
        blank=True,
        help_text="Alleen als het ministerie de waarden levert.",
    )

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(name="indicator_once", fields=["scheme", "code"])]

    def __str__(self) -> str:
        return self.label

    @property
    def counts_people(self) -> bool:
        """Of de waarde personen telt: then 1 to 4 of them are sensitive."""
        return self.unit.casefold() in PEOPLE
