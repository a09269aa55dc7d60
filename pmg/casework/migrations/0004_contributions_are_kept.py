"""Who edited a case stays known: contributions are only added."""

import pmg.casework.models.clock
from django.db import migrations, models

from pmg.casework import append_only


class Migration(migrations.Migration):
    dependencies = [("casework", "0003_append_only")]

    operations = [
        migrations.RemoveConstraint(
            model_name="contribution", name="one_contribution_per_person"
        ),
        migrations.AlterField(
            model_name="contribution",
            name="recorded_at",
            field=models.DateTimeField(db_default=pmg.casework.models.clock.ClockTimestamp()),
        ),
        migrations.AddIndex(
            model_name="contribution",
            index=models.Index(fields=["case_kind", "case_id"], name="hands_on_a_case"),
        ),
        append_only.protect("casework_contribution"),
    ]
