"""Indexes that hold what a sum or a page needs, so that no table is read for it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0006_notices_are_sent'),
        ('grants', '0016_audit_zips'),
        ('municipalities', '0001_initial'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='justification',
            name='justification_still_due',
        ),
        migrations.RemoveIndex(
            model_name='ledgerentry',
            name='entry_of_award',
        ),
        migrations.AddIndex(
            model_name='justification',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['due_on', 'id'], name='justification_still_due'),
        ),
        migrations.AddIndex(
            model_name='ledgerentry',
            index=models.Index(fields=['award', 'kind'], include=('amount',), name='entry_of_award'),
        ),
    ]
