"""Lessons that municipalities share, with their search words, and the bundles of them."""

import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from pmg.casework.append_only import protect

# A configuration and no function around unaccent(): to_tsvector() with it is immutable, as a
# generated column needs, and the same dictionary serves the headline.
MAKE_SEARCH = """
CREATE TEXT SEARCH CONFIGURATION public.dutch_unaccent (COPY = pg_catalog.dutch);
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_available_extensions WHERE name = 'unaccent') THEN
        CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public;
        ALTER TEXT SEARCH CONFIGURATION public.dutch_unaccent
            ALTER MAPPING FOR hword, hword_part, word WITH public.unaccent, pg_catalog.dutch_stem;
    END IF;
END $$;
"""
DROP_SEARCH = "DROP TEXT SEARCH CONFIGURATION public.dutch_unaccent;"


class Migration(migrations.Migration):
    dependencies = [
        ("grants", "0017_cover_sums"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(MAKE_SEARCH, DROP_SEARCH),
        migrations.AddField(
            model_name="interventionprogress",
            name="experience_shared",
            field=models.BooleanField(default=False, verbose_name="ervaring delen"),
        ),
        migrations.AddField(
            model_name="progressreport",
            name="lessons_shared",
            field=models.BooleanField(default=False, verbose_name="lessen delen"),
        ),
        migrations.CreateModel(
            name="Lesson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("about", models.CharField(blank=True, max_length=200, verbose_name="interventie")),
                ("area", models.CharField(blank=True, max_length=100, verbose_name="wijk")),
                (
                    "age_bands",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("8-11", "8 tot en met 11 jaar"),
                                ("12-17", "12 tot en met 17 jaar"),
                                ("18-22", "18 tot en met 22 jaar"),
                                ("23-27", "23 tot en met 27 jaar"),
                            ],
                            max_length=5,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "factors",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80), default=list, size=None
                    ),
                ),
                ("text", models.TextField(verbose_name="les")),
                ("accepted_on", models.DateTimeField(verbose_name="akkoord")),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "words",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.CombinedSearchVector(
                            django.contrib.postgres.search.CombinedSearchVector(
                                django.contrib.postgres.search.SearchVector(
                                    "text", config="public.dutch_unaccent", weight="A"
                                ),
                                "||",
                                django.contrib.postgres.search.SearchVector(
                                    "about", config="public.dutch_unaccent", weight="B"
                                ),
                                django.contrib.postgres.search.SearchConfig(
                                    "public.dutch_unaccent"
                                ),
                            ),
                            "||",
                            django.contrib.postgres.search.SearchVector(
                                "area", config="public.dutch_unaccent", weight="C"
                            ),
                            django.contrib.postgres.search.SearchConfig("public.dutch_unaccent"),
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "intervention",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shared_lessons",
                        to="grants.intervention",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shared_lessons",
                        to="grants.progressreport",
                    ),
                ),
            ],
            options={
                "ordering": ["-accepted_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="LessonBundle",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="titel")),
                ("chosen", models.CharField(blank=True, max_length=500, verbose_name="keuze")),
                (
                    "lessons",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), size=None
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
                ("asked_on", models.DateTimeField(verbose_name="gevraagd")),
                (
                    "asked_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("edition", models.JSONField(default=dict)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="grants.storedfile",
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="LessonWithdrawal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField(verbose_name="reden")),
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
                    "lesson",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawal",
                        to="grants.lesson",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="lesson",
            index=django.contrib.postgres.indexes.GinIndex(fields=["words"], name="lesson_words"),
        ),
        migrations.AddIndex(
            model_name="lesson",
            index=models.Index(fields=["-accepted_on", "id"], name="lesson_newest_first"),
        ),
        migrations.AddConstraint(
            model_name="lesson",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="lesson_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="lessonbundle",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("file__isnull", False), ("state", "done")),
                    models.Q(models.Q(("state", "done"), _negated=True), ("file", None)),
                    _connector="OR",
                ),
                name="lesson_bundle_has_file_when_done",
            ),
        ),
        protect("grants_lesson", "grants_lessonwithdrawal"),
    ]
