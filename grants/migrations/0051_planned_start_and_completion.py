"""The planned start of an intervention beside the real one, and how many completed it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('grants', '0050_rows_after_the_day'),
    ]

    operations = [
        migrations.AddField(
            model_name='interventionprogress',
            name='completed',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='afgeronde deelnames'),
        ),
        migrations.AddField(
            model_name='interventionprogress',
            name='completed_under_five',
            field=models.BooleanField(default=False, verbose_name='minder dan 5 afgerond'),
        ),
        migrations.AddField(
            model_name='interventionprogress',
            name='planned_start_on',
            field=models.DateField(blank=True, null=True, verbose_name='gepland begin'),
        ),
    ]
