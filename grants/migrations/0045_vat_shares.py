"""Btw-deel: what goes into the BTW-compensatiefonds, with rows of its own in the ledger."""

import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('grants', '0044_outcomes_of_payments'),
        ('municipalities', '0003_mergers'),
    ]

    operations = [
        migrations.AlterField(
            model_name='ledgerentry',
            name='kind',
            field=models.CharField(choices=[('commitment', 'verplichting'), ('payment', 'betaling'), ('return', 'terugontvangst'), ('justified', 'verantwoord'), ('accepted', 'geaccepteerd'), ('settled', 'vastgesteld'), ('recovery', 'terugvordering'), ('written_off', 'kwijtgescholden'), ('vat', 'btw-deel verplicht'), ('vat_paid', 'btw-deel gestort')], max_length=12, verbose_name='soort'),
        ),
        migrations.CreateModel(
            name='VatShare',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('revision', models.PositiveIntegerField(default=0, editable=False)),
                ('state', models.CharField(choices=[('prepared', 'klaargezet'), ('approved', 'goedgekeurd'), ('deposited', 'gestort'), ('cancelled', 'vervallen')], editable=False, max_length=40, verbose_name='status')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=14, verbose_name='bedrag')),
                ('budget_year', models.PositiveSmallIntegerField(verbose_name='begrotingsjaar')),
                ('explanation', models.CharField(max_length=500, verbose_name='toelichting')),
                ('reference', models.CharField(max_length=40, unique=True, verbose_name='kenmerk')),
                ('award', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='vat_shares', to='grants.award')),
                ('grant_year', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grants.grantyear')),
                ('municipality', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='municipalities.municipality')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='vat_share_positive'), models.CheckConstraint(condition=models.Q(('municipality__isnull', False)), name='vat_share_has_municipality')],
            },
        ),
    ]
