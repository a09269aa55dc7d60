"""Deliveries of the CBS, what their lines say, and which figure came from which delivery."""

import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.math
from django.conf import settings
from django.db import migrations, models

from pmg.casework.append_only import protect

STATUSES = [
    ("received", "ontvangen"),
    ("plausible", "plausibel"),
    ("not_plausible", "niet plausibel"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("grants", "0008_corrections_explanations_receipts"),
        ("municipalities", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CbsDelivery",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "wordt gelezen"),
                            ("read", "wacht op bevestiging"),
                            ("nothing_new", "niets gewijzigd"),
                            ("failed", "mislukt door een fout van ons"),
                            ("confirmed", "overgenomen"),
                            ("discarded", "niet overgenomen"),
                        ],
                        editable=False,
                        max_length=40,
                        verbose_name="status",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="bestandsnaam")),
                ("on", models.DateTimeField(verbose_name="ontvangen")),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                (
                    "others",
                    models.PositiveIntegerField(
                        default=0, verbose_name="regels van andere uitkeringen"
                    ),
                ),
                (
                    "accounting_year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cbs_deliveries",
                        to="grants.accountingyear",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="grants.storedfile",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
            ],
            options={"ordering": ["-on", "-recorded_at"]},
        ),
        migrations.CreateModel(
            name="CbsLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.PositiveIntegerField()),
                (
                    "digits",
                    models.CharField(blank=True, max_length=4, verbose_name="gemeentecode"),
                ),
                (
                    "spent",
                    models.DecimalField(
                        decimal_places=2, max_digits=14, null=True, verbose_name="besteding"
                    ),
                ),
                (
                    "cumulative",
                    models.DecimalField(
                        decimal_places=2, max_digits=14, null=True, verbose_name="cumulatief"
                    ),
                ),
                ("is_final", models.BooleanField(null=True, verbose_name="eindverantwoording")),
                (
                    "names_us_in_errors",
                    models.BooleanField(null=True, verbose_name="foutentabel noemt onze code"),
                ),
                ("status", models.CharField(blank=True, choices=STATUSES, max_length=20)),
                (
                    "received_on",
                    models.DateField(null=True, verbose_name="door het CBS ontvangen op"),
                ),
                ("plausible_on", models.DateField(null=True, verbose_name="plausibel sinds")),
                ("document", models.CharField(blank=True, max_length=200)),
                ("sheet", models.CharField(blank=True, max_length=100)),
                ("cell", models.CharField(blank=True, max_length=40)),
                ("problem", models.CharField(blank=True, max_length=40)),
                ("message", models.TextField(blank=True)),
                ("remedy", models.TextField(blank=True)),
                (
                    "delivery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="grants.cbsdelivery",
                    ),
                ),
            ],
            options={
                "ordering": ["place"],
                "constraints": [
                    models.UniqueConstraint(fields=("delivery", "place"), name="cbs_line_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cumulative", None), ("is_final", None), ("spent", None)
                        )
                        | models.Q(
                            ("cumulative", django.db.models.functions.math.Round("cumulative")),
                            ("is_final__isnull", False),
                            ("spent", django.db.models.functions.math.Round("spent")),
                        ),
                        name="cbs_line_in_whole_euros",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="sisafigure",
            name="delivery",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="figures",
                to="grants.cbsdelivery",
            ),
        ),
        migrations.AddField(
            model_name="sisafigure",
            name="cbs_status",
            field=models.CharField(blank=True, choices=STATUSES, default="", max_length=20),
        ),
        migrations.AddField(
            model_name="sisafigure",
            name="received_on",
            field=models.DateField(null=True, verbose_name="door het CBS ontvangen op"),
        ),
        protect("grants_cbsline"),
    ]
