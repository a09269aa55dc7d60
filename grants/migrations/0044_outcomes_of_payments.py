"""Files of outcomes of payments: what they say and what they booked is written once."""

import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.conf import settings
from django.db import migrations, models

from pmg.casework.append_only import protect


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0006_notices_are_sent'),
        ('grants', '0043_ceiling_without_returns'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='OutcomeFile',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200, verbose_name='bestandsnaam')),
                ('on', models.DateTimeField(verbose_name='ontvangen')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('file', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.storedfile')),
            ],
            options={
                'ordering': ['-on', '-recorded_at'],
            },
        ),
        migrations.CreateModel(
            name='OutcomeLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('row', models.PositiveIntegerField(verbose_name='rij')),
                ('reference', models.CharField(blank=True, max_length=200, verbose_name='betalingskenmerk')),
                ('commitment', models.CharField(blank=True, max_length=200, verbose_name='verplichtingnummer')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=14, verbose_name='bedrag')),
                ('on', models.DateField(verbose_name='datum')),
                ('kind', models.CharField(choices=[('paid', 'betaald'), ('failed', 'mislukt'), ('returned', 'teruggekomen')], max_length=10, verbose_name='uitkomst')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='reden')),
                ('cells', models.JSONField(default=dict)),
                ('outcome_file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='grants.outcomefile')),
            ],
            options={
                'ordering': ['row'],
            },
        ),
        migrations.CreateModel(
            name='BookedOutcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('event', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.event')),
                ('payment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='booked_outcomes', to='grants.payment')),
                ('line', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='booked', to='grants.outcomeline')),
            ],
        ),
        migrations.CreateModel(
            name='OutcomeWork',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('asked', 'gevraagd'), ('done', 'klaar'), ('failed', 'mislukt door een fout van ons')], default='asked', max_length=10)),
                ('asked_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('outcome_file', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='work', to='grants.outcomefile')),
            ],
        ),
        migrations.CreateModel(
            name='OutcomeFinding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField()),
                ('code', models.CharField(max_length=40)),
                ('severity', models.CharField(max_length=10)),
                ('document', models.CharField(blank=True, max_length=200)),
                ('sheet', models.CharField(blank=True, max_length=100)),
                ('cell', models.CharField(blank=True, max_length=40)),
                ('message', models.TextField()),
                ('remedy', models.TextField()),
                ('outcome_file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='grants.outcomefile')),
            ],
            options={
                'ordering': ['place'],
                'constraints': [models.UniqueConstraint(fields=('outcome_file', 'place'), name='outcome_finding_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='outcomeline',
            constraint=models.UniqueConstraint(fields=('outcome_file', 'row'), name='outcome_line_once'),
        ),
        protect(
            "grants_outcomefile",
            "grants_outcomeline",
            "grants_outcomefinding",
            "grants_bookedoutcome",
        ),
    ]
