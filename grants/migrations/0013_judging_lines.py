"""Judgement per line, checklist, standard reasons, questions to the municipality."""

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
        ("casework", "0006_notices_are_sent"),
        ("grants", "0012_statement_on_screen"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ChecklistItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=30, verbose_name="code")),
                ("label", models.CharField(max_length=200, verbose_name="punt")),
                ("help", models.CharField(blank=True, max_length=300, verbose_name="uitleg")),
                ("obligatory", models.BooleanField(default=True, verbose_name="verplicht")),
                (
                    "first_year",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="vanaf verantwoordingsjaar"
                    ),
                ),
                ("place", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checklist_items",
                        to="grants.scheme",
                    ),
                ),
            ],
            options={
                "ordering": ["place"],
            },
        ),
        migrations.CreateModel(
            name="ChecklistItemEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("code", models.SlugField(db_index=False, max_length=30, verbose_name="code")),
                ("label", models.CharField(max_length=200, verbose_name="punt")),
                ("help", models.CharField(blank=True, max_length=300, verbose_name="uitleg")),
                ("obligatory", models.BooleanField(default=True, verbose_name="verplicht")),
                (
                    "first_year",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="vanaf verantwoordingsjaar"
                    ),
                ),
                ("place", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="grants.checklistitem",
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="grants.scheme",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ChecklistMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("done", models.BooleanField(verbose_name="gedaan")),
                ("remark", models.TextField(blank=True, verbose_name="opmerking")),
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
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="grants.checklistitem",
                    ),
                ),
                (
                    "justification",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checklist_marks",
                        to="grants.justification",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="vraag")),
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.event",
                    ),
                ),
                (
                    "justification",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="grants.justification",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="grants.statementline",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("answer", "beantwoord"), ("withdrawn", "ingetrokken")],
                        max_length=10,
                    ),
                ),
                ("text", models.TextField(verbose_name="antwoord")),
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.event",
                    ),
                ),
                (
                    "question",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reply",
                        to="grants.question",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StandardReason",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "use",
                    models.CharField(
                        choices=[
                            ("line", "minder accepteren bij een regel"),
                            ("return", "aanvulling vragen"),
                        ],
                        max_length=10,
                        verbose_name="gebruik",
                    ),
                ),
                ("code", models.SlugField(max_length=30, verbose_name="code")),
                ("label", models.CharField(max_length=80, verbose_name="korte naam")),
                ("sentence", models.CharField(max_length=300, verbose_name="zin")),
                ("place", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standard_reasons",
                        to="grants.scheme",
                    ),
                ),
            ],
            options={
                "ordering": ["place"],
            },
        ),
        migrations.CreateModel(
            name="LineJudgement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("accepted", "akkoord"),
                            ("partly", "deels akkoord"),
                            ("rejected", "niet akkoord"),
                        ],
                        max_length=10,
                        verbose_name="oordeel",
                    ),
                ),
                (
                    "accepted",
                    models.DecimalField(
                        decimal_places=2, max_digits=14, verbose_name="geaccepteerd"
                    ),
                ),
                (
                    "sentence",
                    models.CharField(blank=True, max_length=300, verbose_name="standaardreden"),
                ),
                ("remark", models.TextField(blank=True, verbose_name="eigen reden")),
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
                    "figure",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="line_judgements",
                        to="grants.sisafigure",
                    ),
                ),
                (
                    "justification",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="line_judgements",
                        to="grants.justification",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="line_judgements",
                        to="grants.statementline",
                    ),
                ),
                (
                    "standard",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="grants.standardreason",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="StandardReasonEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "use",
                    models.CharField(
                        choices=[
                            ("line", "minder accepteren bij een regel"),
                            ("return", "aanvulling vragen"),
                        ],
                        max_length=10,
                        verbose_name="gebruik",
                    ),
                ),
                ("code", models.SlugField(db_index=False, max_length=30, verbose_name="code")),
                ("label", models.CharField(max_length=80, verbose_name="korte naam")),
                ("sentence", models.CharField(max_length=300, verbose_name="zin")),
                ("place", models.PositiveSmallIntegerField(default=0, verbose_name="volgorde")),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="grants.standardreason",
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="grants.scheme",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="checklistitem",
            constraint=models.UniqueConstraint(
                fields=("scheme", "code"), name="checklist_item_once"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="checklistitem",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "grants_checklistitemevent" ("code", "first_year", "help", "id", "label", "obligatory", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "scheme_id") VALUES (NEW."code", NEW."first_year", NEW."help", NEW."id", NEW."label", NEW."obligatory", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."scheme_id"); RETURN NULL;',
                    hash="4fe407f69d9a512f657ce73befd6789313c81167",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0909c",
                    table="grants_checklistitem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="checklistitem",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "grants_checklistitemevent" ("code", "first_year", "help", "id", "label", "obligatory", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "scheme_id") VALUES (NEW."code", NEW."first_year", NEW."help", NEW."id", NEW."label", NEW."obligatory", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."scheme_id"); RETURN NULL;',
                    hash="15394972c6837e65aa04906ae65e26c27a0092ec",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_32ec6",
                    table="grants_checklistitem",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="standardreason",
            constraint=models.UniqueConstraint(
                fields=("scheme", "use", "code"), name="reason_once"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="standardreason",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "grants_standardreasonevent" ("code", "id", "label", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "scheme_id", "sentence", "use") VALUES (NEW."code", NEW."id", NEW."label", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."scheme_id", NEW."sentence", NEW."use"); RETURN NULL;',
                    hash="7b5e55d60573aef5212ca51080078f2cf1900e39",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_44970",
                    table="grants_standardreason",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="standardreason",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "grants_standardreasonevent" ("code", "id", "label", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "scheme_id", "sentence", "use") VALUES (NEW."code", NEW."id", NEW."label", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."scheme_id", NEW."sentence", NEW."use"); RETURN NULL;',
                    hash="ee77870cc775c3502ef7ed9ba4e63cc6b7f95c71",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7479d",
                    table="grants_standardreason",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="linejudgement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("line__isnull", True), ("figure__isnull", True), _connector="XOR"
                ),
                name="judges_a_line_or_a_figure",
            ),
        ),
        migrations.AddConstraint(
            model_name="linejudgement",
            constraint=models.CheckConstraint(
                condition=models.Q(("accepted", django.db.models.functions.math.Round("accepted"))),
                name="line_accepted_in_whole_euros",
            ),
        ),
        migrations.AddConstraint(
            model_name="linejudgement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "rejected"), _negated=True),
                    ("accepted", 0),
                    _connector="OR",
                ),
                name="rejected_accepts_nothing",
            ),
        ),
        migrations.AddConstraint(
            model_name="linejudgement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outcome", "accepted"),
                    models.Q(("sentence", ""), _negated=True),
                    models.Q(("remark", ""), _negated=True),
                    _connector="OR",
                ),
                name="less_has_a_reason",
            ),
        ),
        protect("grants_linejudgement", "grants_checklistmark", "grants_question", "grants_reply"),
    ]
