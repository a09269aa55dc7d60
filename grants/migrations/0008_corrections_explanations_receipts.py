"""Corrections after submission, words with warnings, receipts, files made by the worker."""

import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.math
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from pmg.casework.append_only import protect


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0003_append_only"),
        ("grants", "0007_who_typed_a_sisa_figure"),
        ("municipalities", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CorrectedFigure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.PositiveIntegerField()),
                ("figure", models.CharField(max_length=300)),
                ("label", models.CharField(max_length=400, verbose_name="cijfer")),
                (
                    "unit",
                    models.CharField(
                        choices=[("euro", "euro"), ("yes_no", "ja of nee")], max_length=10
                    ),
                ),
                (
                    "old",
                    models.DecimalField(
                        decimal_places=2, max_digits=14, null=True, verbose_name="was"
                    ),
                ),
                (
                    "new",
                    models.DecimalField(
                        decimal_places=2, max_digits=14, null=True, verbose_name="wordt"
                    ),
                ),
                ("reason", models.TextField(verbose_name="reden")),
            ],
            options={
                "ordering": ["place"],
            },
        ),
        migrations.CreateModel(
            name="Correction",
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
                            ("requested", "aangevraagd"),
                            ("consented", "toegestaan"),
                            ("refused", "geweigerd"),
                            ("withdrawn", "gestopt"),
                            ("sent", "ingediend"),
                        ],
                        editable=False,
                        max_length=40,
                        verbose_name="status",
                    ),
                ),
                (
                    "asked_by_ministry",
                    models.BooleanField(default=False, verbose_name="gevraagd door het ministerie"),
                ),
                ("opened_on", models.DateTimeField()),
                ("consented_on", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["opened_on"],
            },
        ),
        migrations.CreateModel(
            name="CorrectionDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("figure", models.CharField(max_length=300)),
                ("reason", models.TextField(blank=True, verbose_name="reden")),
                (
                    "saved_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Explanation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("point", models.CharField(max_length=400)),
                ("text", models.TextField(verbose_name="uitleg")),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="ExplanationDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("point", models.CharField(max_length=400)),
                ("text", models.TextField(blank=True, verbose_name="uitleg")),
                (
                    "saved_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PreparedFile",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("receipt", "ontvangstbewijs"),
                            ("findings", "bevindingen (PDF)"),
                            ("marked", "uw bestand met aantekeningen"),
                        ],
                        max_length=20,
                        verbose_name="soort",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "gevraagd"),
                            ("done", "klaar"),
                            ("failed", "mislukt door een fout van ons"),
                        ],
                        default="asked",
                        max_length=10,
                    ),
                ),
                (
                    "asked_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="bestandsnaam")),
            ],
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reference", models.CharField(max_length=40, unique=True, verbose_name="nummer")),
                ("code", models.CharField(max_length=20, verbose_name="controlecode")),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="scheme",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="scheme",
            name="update_update",
        ),
        migrations.AddField(
            model_name="scheme",
            name="postponement_article",
            field=models.CharField(blank=True, max_length=80, verbose_name="artikel uitstel"),
        ),
        migrations.AddField(
            model_name="schemeevent",
            name="postponement_article",
            field=models.CharField(blank=True, max_length=80, verbose_name="artikel uitstel"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scheme",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "grants_schemeevent" ("accountability", "age_from", "age_to", "age_to_included", "award_article", "budget_article", "code", "ends_on", "id", "in_force_on", "is_fictional", "judgement_article", "judgement_is_decision", "jump_percentage", "lapses_on", "legal_basis", "name", "payment_article", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postponement_article", "regulation", "settlement_article", "starts_on") VALUES (NEW."accountability", NEW."age_from", NEW."age_to", NEW."age_to_included", NEW."award_article", NEW."budget_article", NEW."code", NEW."ends_on", NEW."id", NEW."in_force_on", NEW."is_fictional", NEW."judgement_article", NEW."judgement_is_decision", NEW."jump_percentage", NEW."lapses_on", NEW."legal_basis", NEW."name", NEW."payment_article", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."postponement_article", NEW."regulation", NEW."settlement_article", NEW."starts_on"); RETURN NULL;',
                    hash="b39d121a60a319b48a9ff4c6181aa4565931497d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_84cb3",
                    table="grants_scheme",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="scheme",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "grants_schemeevent" ("accountability", "age_from", "age_to", "age_to_included", "award_article", "budget_article", "code", "ends_on", "id", "in_force_on", "is_fictional", "judgement_article", "judgement_is_decision", "jump_percentage", "lapses_on", "legal_basis", "name", "payment_article", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postponement_article", "regulation", "settlement_article", "starts_on") VALUES (NEW."accountability", NEW."age_from", NEW."age_to", NEW."age_to_included", NEW."award_article", NEW."budget_article", NEW."code", NEW."ends_on", NEW."id", NEW."in_force_on", NEW."is_fictional", NEW."judgement_article", NEW."judgement_is_decision", NEW."jump_percentage", NEW."lapses_on", NEW."legal_basis", NEW."name", NEW."payment_article", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."postponement_article", NEW."regulation", NEW."settlement_article", NEW."starts_on"); RETURN NULL;',
                    hash="5d9b331c050aece1d8a45c948c6735e017df6d03",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ed6bc",
                    table="grants_scheme",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="after",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="grants.statementversion",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="before",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="grants.statementversion",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="figure_before",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="grants.sisafigure",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="justification",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrections",
                to="grants.justification",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="municipality",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="municipalities.municipality",
            ),
        ),
        migrations.AddField(
            model_name="correctedfigure",
            name="correction",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="figures",
                to="grants.correction",
            ),
        ),
        migrations.AddField(
            model_name="correctiondraft",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="correctiondraft",
            name="correction",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="drafts",
                to="grants.correction",
            ),
        ),
        migrations.AddField(
            model_name="explanation",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="explanation",
            name="event",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.event"
            ),
        ),
        migrations.AddField(
            model_name="explanation",
            name="justification",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="explanations",
                to="grants.justification",
            ),
        ),
        migrations.AddField(
            model_name="explanation",
            name="upload",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="explanations",
                to="grants.upload",
            ),
        ),
        migrations.AddField(
            model_name="explanationdraft",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="explanationdraft",
            name="justification",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="explanation_drafts",
                to="grants.justification",
            ),
        ),
        migrations.AddField(
            model_name="preparedfile",
            name="check_run",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="prepared",
                to="grants.check",
            ),
        ),
        migrations.AddField(
            model_name="preparedfile",
            name="file",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="prepared",
                to="grants.storedfile",
            ),
        ),
        migrations.AddField(
            model_name="receipt",
            name="event",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="receipt",
                to="casework.event",
            ),
        ),
        migrations.AddField(
            model_name="receipt",
            name="justification",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="receipts",
                to="grants.justification",
            ),
        ),
        migrations.AddField(
            model_name="preparedfile",
            name="receipt",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="prepared",
                to="grants.receipt",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["requested", "consented"])),
                fields=("justification",),
                name="one_correction_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(("municipality__isnull", False)),
                name="correction_has_municipality",
            ),
        ),
        migrations.AddConstraint(
            model_name="correctedfigure",
            constraint=models.UniqueConstraint(fields=("correction", "figure"), name="figure_once"),
        ),
        migrations.AddConstraint(
            model_name="correctedfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("old", None),
                        ("old", django.db.models.functions.math.Round("old")),
                        _connector="OR",
                    ),
                    models.Q(
                        ("new", None),
                        ("new", django.db.models.functions.math.Round("new")),
                        _connector="OR",
                    ),
                ),
                name="correction_in_whole_euros",
            ),
        ),
        migrations.AddConstraint(
            model_name="correctiondraft",
            constraint=models.UniqueConstraint(
                fields=("correction", "figure"), name="one_draft_per_figure"
            ),
        ),
        migrations.AddConstraint(
            model_name="explanation",
            constraint=models.UniqueConstraint(
                fields=("event", "upload", "point"), name="one_explanation"
            ),
        ),
        migrations.AddConstraint(
            model_name="explanationdraft",
            constraint=models.UniqueConstraint(
                fields=("justification", "point"), name="one_explanation_draft"
            ),
        ),
        migrations.AddConstraint(
            model_name="preparedfile",
            constraint=models.UniqueConstraint(
                condition=models.Q(("receipt__isnull", False)),
                fields=("kind", "receipt"),
                name="one_prepared_per_receipt",
            ),
        ),
        migrations.AddConstraint(
            model_name="preparedfile",
            constraint=models.UniqueConstraint(
                condition=models.Q(("check_run__isnull", False)),
                fields=("kind", "check_run"),
                name="one_prepared_per_check",
            ),
        ),
        migrations.AddConstraint(
            model_name="preparedfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("check_run__isnull", True), ("receipt__isnull", False)),
                    models.Q(("check_run__isnull", False), ("receipt__isnull", True)),
                    _connector="OR",
                ),
                name="prepared_of_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="preparedfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "done"), _negated=True),
                    ("file__isnull", False),
                    _connector="OR",
                ),
                name="prepared_has_its_file",
            ),
        ),
        protect(
            "grants_correctedfigure",
            "grants_explanation",
            "grants_receipt",
        ),
    ]
