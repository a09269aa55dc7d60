"""Questions to a municipality about its progress report."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0006_notices_are_sent'),
        ('grants', '0048_indicators_with_vintages'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='question',
            name='question_about_one_case',
        ),
        migrations.AddField(
            model_name='question',
            name='progress',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='grants.progressreport'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('application__isnull', True), ('justification__isnull', False), ('progress__isnull', True)), models.Q(('application__isnull', False), ('justification__isnull', True), ('progress__isnull', True)), models.Q(('application__isnull', True), ('justification__isnull', True), ('progress__isnull', False)), _connector='OR'), name='question_about_one_case'),
        ),
    ]
