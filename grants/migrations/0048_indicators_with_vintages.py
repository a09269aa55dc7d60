"""Indicators say what they mean and who delivers; delivered values are written once, by vintage."""

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
        ('grants', '0047_revised_settlements'),
        ('municipalities', '0003_mergers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='IndicatorDelivery',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200, verbose_name='bestandsnaam')),
                ('source', models.CharField(max_length=150, verbose_name='bron')),
                ('as_of', models.DateField(verbose_name='stand van de cijfers')),
                ('rows', models.JSONField()),
                ('findings', models.JSONField()),
                ('on', models.DateTimeField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'ordering': ['-on', '-recorded_at'],
            },
        ),
        migrations.CreateModel(
            name='MeasuredValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='jaar')),
                ('value', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='waarde')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='indicator',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='indicator',
            name='update_update',
        ),
        migrations.AddField(
            model_name='indicator',
            name='additive',
            field=models.BooleanField(default=False, verbose_name='waarden van gemeenten mogen worden opgeteld'),
        ),
        migrations.AddField(
            model_name='indicator',
            name='baseline_year',
            field=models.PositiveSmallIntegerField(blank=True, help_text='Alleen als het ministerie de waarden levert.', null=True, verbose_name='jaar van de nulmeting'),
        ),
        migrations.AddField(
            model_name='indicator',
            name='definition',
            field=models.TextField(blank=True, default='', verbose_name='wat telt mee, en wat niet'),
        ),
        migrations.AddField(
            model_name='indicator',
            name='delivered_by',
            field=models.CharField(choices=[('municipality', 'de gemeente'), ('ministry', 'het ministerie (politie, CBS)')], default='municipality', max_length=20, verbose_name='wie levert de waarden'),
        ),
        migrations.AddField(
            model_name='indicatorevent',
            name='additive',
            field=models.BooleanField(default=False, verbose_name='waarden van gemeenten mogen worden opgeteld'),
        ),
        migrations.AddField(
            model_name='indicatorevent',
            name='baseline_year',
            field=models.PositiveSmallIntegerField(blank=True, help_text='Alleen als het ministerie de waarden levert.', null=True, verbose_name='jaar van de nulmeting'),
        ),
        migrations.AddField(
            model_name='indicatorevent',
            name='definition',
            field=models.TextField(blank=True, default='', verbose_name='wat telt mee, en wat niet'),
        ),
        migrations.AddField(
            model_name='indicatorevent',
            name='delivered_by',
            field=models.CharField(choices=[('municipality', 'de gemeente'), ('ministry', 'het ministerie (politie, CBS)')], default='municipality', max_length=20, verbose_name='wie levert de waarden'),
        ),
        migrations.AlterField(
            model_name='indicatorvalue',
            name='source',
            field=models.CharField(blank=True, max_length=250, verbose_name='bron'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='indicator',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "grants_indicatorevent" ("additive", "baseline_year", "code", "definition", "delivered_by", "id", "label", "lower_is_better", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme_id", "unit") VALUES (NEW."additive", NEW."baseline_year", NEW."code", NEW."definition", NEW."delivered_by", NEW."id", NEW."label", NEW."lower_is_better", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."scheme_id", NEW."unit"); RETURN NULL;', hash='81b980166639f35f82d7bd051797cccd17c2cee6', operation='INSERT', pgid='pgtrigger_insert_insert_ad5bb', table='grants_indicator', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='indicator',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "grants_indicatorevent" ("additive", "baseline_year", "code", "definition", "delivered_by", "id", "label", "lower_is_better", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme_id", "unit") VALUES (NEW."additive", NEW."baseline_year", NEW."code", NEW."definition", NEW."delivered_by", NEW."id", NEW."label", NEW."lower_is_better", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."scheme_id", NEW."unit"); RETURN NULL;', hash='0783ebe83885804138c49871230247c720f795ba', operation='UPDATE', pgid='pgtrigger_update_update_9163e', table='grants_indicator', when='AFTER')),
        ),
        migrations.CreateModel(
            name='ConfirmedDelivery',
            fields=[
                ('delivery', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='confirmed', serialize=False, to='grants.indicatordelivery')),
                ('number', models.PositiveIntegerField(unique=True)),
                ('on', models.DateTimeField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddField(
            model_name='indicatordelivery',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='indicatordelivery',
            name='file',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.storedfile'),
        ),
        migrations.AddField(
            model_name='indicatordelivery',
            name='scheme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='indicator_deliveries', to='grants.scheme'),
        ),
        migrations.AddField(
            model_name='measuredvalue',
            name='indicator',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measured', to='grants.indicator'),
        ),
        migrations.AddField(
            model_name='measuredvalue',
            name='municipality',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='municipalities.municipality'),
        ),
        migrations.AddField(
            model_name='indicatorvalue',
            name='measured',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.measuredvalue'),
        ),
        migrations.AddField(
            model_name='measuredvalue',
            name='delivery',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='values', to='grants.confirmeddelivery'),
        ),
        migrations.AddIndex(
            model_name='measuredvalue',
            index=models.Index(fields=['municipality', 'indicator', 'year'], name='measured_by_place'),
        ),
        migrations.AddConstraint(
            model_name='measuredvalue',
            constraint=models.UniqueConstraint(fields=('delivery', 'indicator', 'municipality', 'year'), name='measured_once'),
        ),
        protect(
            "grants_indicatordelivery",
            "grants_confirmeddelivery",
            "grants_measuredvalue",
        ),
    ]
