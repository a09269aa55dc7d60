"""A statement may be typed on the screen, and a package delivered in its parts."""

import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from pmg.casework.append_only import protect


class Migration(migrations.Migration):
    dependencies = [
        ("grants", "0011_reminder_rules"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="StatementDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("raw", models.JSONField(default=dict)),
                ("revision", models.PositiveIntegerField(default=0)),
                (
                    "saved_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
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
                    "justification",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statement_draft",
                        to="grants.justification",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StatementText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("typed", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                ("on_screen", models.BooleanField(default=False)),
                (
                    "upload",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="text",
                        to="grants.upload",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Withdrawal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateTimeField()),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
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
                    "upload",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawal",
                        to="grants.upload",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PackagePart",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="bestandsnaam")),
                ("slot", models.CharField(blank=True, max_length=100, verbose_name="document")),
                ("is_removed", models.BooleanField(default=False)),
                ("revision", models.PositiveIntegerField(default=0)),
                ("on", models.DateTimeField()),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
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
                    "justification",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="package_parts",
                        to="grants.justification",
                    ),
                ),
            ],
            options={
                "ordering": ["on", "name"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("is_removed", False), models.Q(("slot", ""), _negated=True)
                        ),
                        fields=("justification", "slot"),
                        name="one_part_per_slot",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StatementDraftLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("raw", models.JSONField(default=dict)),
                ("revision", models.PositiveIntegerField(default=0)),
                (
                    "saved_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("number", models.PositiveIntegerField()),
                ("place", models.PositiveIntegerField()),
                ("is_removed", models.BooleanField(default=False)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="grants.statementdraft",
                    ),
                ),
            ],
            options={
                "ordering": ["place", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("draft", "number"), name="one_draft_line_per_number"
                    )
                ],
            },
        ),
        protect("grants_statementtext", "grants_withdrawal"),
    ]
