"""Applications: what a municipality asks for, and what was judged of it."""

import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models

from pmg.casework.append_only import protect


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0006_notices_are_sent'),
        ('grants', '0018_lessons'),
        ('municipalities', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ApplicationDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('raw', models.JSONField(default=dict)),
                ('revision', models.PositiveIntegerField(default=0)),
                ('saved_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('section', models.CharField(choices=[('analysis', 'Probleemanalyse'), ('plan', 'Plan met interventies'), ('budget', 'Begroting'), ('securing', 'Borging'), ('account', 'Rekening en contactpersonen')], max_length=30)),
            ],
        ),
        migrations.CreateModel(
            name='ApplicationTerms',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opens_on', models.DateField(verbose_name='aanvragen vanaf')),
                ('closes_on', models.DateField(blank=True, null=True, verbose_name='aanvragen tot en met')),
                ('decision_weeks', models.PositiveSmallIntegerField(verbose_name='weken om te beslissen')),
                ('completion_days', models.PositiveSmallIntegerField(verbose_name='dagen om aan te vullen')),
            ],
        ),
        migrations.CreateModel(
            name='ApplicationTermsEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('opens_on', models.DateField(verbose_name='aanvragen vanaf')),
                ('closes_on', models.DateField(blank=True, null=True, verbose_name='aanvragen tot en met')),
                ('decision_weeks', models.PositiveSmallIntegerField(verbose_name='weken om te beslissen')),
                ('completion_days', models.PositiveSmallIntegerField(verbose_name='dagen om aan te vullen')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ApplicationVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('typed', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('requested', models.DecimalField(decimal_places=2, max_digits=14, verbose_name='aangevraagd')),
                ('iban', models.CharField(max_length=34, verbose_name='IBAN')),
                ('on', models.DateTimeField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='AttachedFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200, verbose_name='bestandsnaam')),
                ('is_removed', models.BooleanField(default=False)),
                ('on', models.DateTimeField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'ordering': ['on', 'name'],
            },
        ),
        migrations.CreateModel(
            name='BudgetLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveSmallIntegerField()),
                ('description', models.CharField(blank=True, max_length=300, verbose_name='omschrijving')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=14, verbose_name='bedrag')),
            ],
            options={
                'ordering': ['place', 'grant_year__starts_on'],
            },
        ),
        migrations.CreateModel(
            name='Criterion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=30, verbose_name='code')),
                ('label', models.CharField(max_length=200, verbose_name='criterium')),
                ('help', models.CharField(blank=True, max_length=300, verbose_name='uitleg')),
                ('place', models.PositiveSmallIntegerField(default=0, verbose_name='volgorde')),
            ],
            options={
                'ordering': ['place'],
            },
        ),
        migrations.CreateModel(
            name='CriterionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('code', models.SlugField(db_index=False, max_length=30, verbose_name='code')),
                ('label', models.CharField(max_length=200, verbose_name='criterium')),
                ('help', models.CharField(blank=True, max_length=300, verbose_name='uitleg')),
                ('place', models.PositiveSmallIntegerField(default=0, verbose_name='volgorde')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CriterionVerdict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=200, verbose_name='criterium')),
                ('outcome', models.CharField(choices=[('met', 'voldoet'), ('partly', 'voldoet deels'), ('not_met', 'voldoet niet')], max_length=10, verbose_name='oordeel')),
                ('reason', models.TextField(verbose_name='reden')),
                ('on', models.DateTimeField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.AlterField(
            model_name='question',
            name='justification',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='grants.justification'),
        ),
        migrations.AlterField(
            model_name='receipt',
            name='justification',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='grants.justification'),
        ),
        migrations.CreateModel(
            name='Application',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('revision', models.PositiveIntegerField(default=0, editable=False)),
                ('state', models.CharField(choices=[('draft', 'concept'), ('submitted', 'ingediend'), ('incomplete', 'aanvulling gevraagd'), ('complete', 'in beoordeling'), ('advised', 'advies gegeven'), ('proposed', 'toekenning voorbereid'), ('awarded', 'toegekend'), ('refused', 'afgewezen'), ('set_aside', 'buiten behandeling gesteld'), ('withdrawn', 'ingetrokken')], editable=False, max_length=40, verbose_name='status')),
                ('reference', models.CharField(max_length=60, unique=True, verbose_name='aanvraagnummer')),
                ('submitted_on', models.DateTimeField(null=True, verbose_name='laatst ingediend')),
                ('complete_by', models.DateField(null=True, verbose_name='aanvullen tot en met')),
                ('decide_by', models.DateField(null=True, verbose_name='beslissen tot en met')),
                ('advice', models.CharField(blank=True, choices=[('award', 'toekennen'), ('partly', 'gedeeltelijk toekennen'), ('refuse', 'afwijzen')], max_length=10, verbose_name='advies')),
                ('motivation', models.TextField(blank=True, verbose_name='motivering van het advies')),
                ('municipality', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='municipalities.municipality')),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='grants.scheme')),
            ],
        ),
        migrations.AddField(
            model_name='award',
            name='application',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='awards', to='grants.application'),
        ),
        migrations.AddField(
            model_name='question',
            name='application',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='grants.application'),
        ),
        migrations.AddField(
            model_name='receipt',
            name='application',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='grants.application'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(('justification__isnull', True), ('application__isnull', True), _connector='XOR'), name='question_about_one_case'),
        ),
        migrations.AddConstraint(
            model_name='receipt',
            constraint=models.CheckConstraint(condition=models.Q(('justification__isnull', True), ('application__isnull', True), _connector='XOR'), name='receipt_of_one_case'),
        ),
        migrations.AddField(
            model_name='applicationdraft',
            name='application',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='drafts', to='grants.application'),
        ),
        migrations.AddField(
            model_name='applicationdraft',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='applicationterms',
            name='scheme',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='application_terms', to='grants.scheme'),
        ),
        migrations.AddField(
            model_name='applicationtermsevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='applicationtermsevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='grants.applicationterms'),
        ),
        migrations.AddField(
            model_name='applicationtermsevent',
            name='scheme',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='grants.scheme'),
        ),
        migrations.AddField(
            model_name='applicationversion',
            name='application',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='grants.application'),
        ),
        migrations.AddField(
            model_name='applicationversion',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='application',
            name='submitted',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.applicationversion'),
        ),
        migrations.AddField(
            model_name='attachedfile',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.applicationversion'),
        ),
        migrations.AddField(
            model_name='attachment',
            name='application',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='grants.application'),
        ),
        migrations.AddField(
            model_name='attachment',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='attachment',
            name='file',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.storedfile'),
        ),
        migrations.AddField(
            model_name='attachedfile',
            name='attachment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.attachment'),
        ),
        migrations.AddField(
            model_name='applicationversion',
            name='attachments',
            field=models.ManyToManyField(related_name='+', through='grants.AttachedFile', to='grants.attachment'),
        ),
        migrations.AddField(
            model_name='budgetline',
            name='activity',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.activity'),
        ),
        migrations.AddField(
            model_name='budgetline',
            name='grant_year',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.grantyear'),
        ),
        migrations.AddField(
            model_name='budgetline',
            name='intervention',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.intervention'),
        ),
        migrations.AddField(
            model_name='budgetline',
            name='sector',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.sector'),
        ),
        migrations.AddField(
            model_name='budgetline',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='grants.applicationversion'),
        ),
        migrations.AddField(
            model_name='criterion',
            name='scheme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='criteria', to='grants.scheme'),
        ),
        migrations.AddField(
            model_name='criterionevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='criterionevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='grants.criterion'),
        ),
        migrations.AddField(
            model_name='criterionevent',
            name='scheme',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='grants.scheme'),
        ),
        migrations.AddField(
            model_name='criterionverdict',
            name='application',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='verdicts', to='grants.application'),
        ),
        migrations.AddField(
            model_name='criterionverdict',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='criterionverdict',
            name='criterion',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='verdicts', to='grants.criterion'),
        ),
        migrations.AddConstraint(
            model_name='applicationdraft',
            constraint=models.UniqueConstraint(fields=('application', 'section'), name='one_application_draft_per_section'),
        ),
        migrations.AddConstraint(
            model_name='applicationterms',
            constraint=models.CheckConstraint(condition=models.Q(('closes_on', None), ('closes_on__gte', models.F('opens_on')), _connector='OR'), name='application_window_in_order'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='applicationterms',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "grants_applicationtermsevent" ("closes_on", "completion_days", "decision_weeks", "id", "opens_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme_id") VALUES (NEW."closes_on", NEW."completion_days", NEW."decision_weeks", NEW."id", NEW."opens_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."scheme_id"); RETURN NULL;', hash='4e311aad8c29ab981dbf7431d8665a59a6f57fd2', operation='INSERT', pgid='pgtrigger_insert_insert_9c66a', table='grants_applicationterms', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='applicationterms',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "grants_applicationtermsevent" ("closes_on", "completion_days", "decision_weeks", "id", "opens_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme_id") VALUES (NEW."closes_on", NEW."completion_days", NEW."decision_weeks", NEW."id", NEW."opens_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."scheme_id"); RETURN NULL;', hash='2ab4c1dcf03ad0fcceebd1533101f98978f8b562', operation='UPDATE', pgid='pgtrigger_update_update_5d7b2', table='grants_applicationterms', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['decide_by', 'id'], name='application_decide_by'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('refused', 'set_aside', 'withdrawn')), _negated=True), fields=('scheme', 'municipality'), name='one_application'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(('municipality__isnull', False)), name='application_has_municipality'),
        ),
        migrations.AddConstraint(
            model_name='attachedfile',
            constraint=models.UniqueConstraint(fields=('version', 'attachment'), name='attached_once'),
        ),
        migrations.AddConstraint(
            model_name='applicationversion',
            constraint=models.UniqueConstraint(fields=('application', 'number'), name='application_version_once'),
        ),
        migrations.AddConstraint(
            model_name='budgetline',
            constraint=models.UniqueConstraint(fields=('version', 'place', 'grant_year'), name='budget_line_once'),
        ),
        migrations.AddConstraint(
            model_name='budgetline',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gte', 0)), name='budget_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='criterion',
            constraint=models.UniqueConstraint(fields=('scheme', 'code'), name='criterion_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='criterion',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "grants_criterionevent" ("code", "help", "id", "label", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "scheme_id") VALUES (NEW."code", NEW."help", NEW."id", NEW."label", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."scheme_id"); RETURN NULL;', hash='7b2486928c8b6f9d9419ff3d8291e13c8519397a', operation='INSERT', pgid='pgtrigger_insert_insert_67f6f', table='grants_criterion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='criterion',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "grants_criterionevent" ("code", "help", "id", "label", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "scheme_id") VALUES (NEW."code", NEW."help", NEW."id", NEW."label", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."scheme_id"); RETURN NULL;', hash='7416adc5a45258f06c3bcc2b82ef9890600f261c', operation='UPDATE', pgid='pgtrigger_update_update_71f57', table='grants_criterion', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='criterionverdict',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='criterion_verdict_has_reason'),
        ),
        protect(
            "grants_applicationversion",
            "grants_attachedfile",
            "grants_budgetline",
            "grants_criterionverdict",
        ),
    ]
