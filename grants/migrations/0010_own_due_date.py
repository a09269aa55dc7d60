"""Each case gets its own date and the moment it was last submitted, so that a list can be paged."""

import django.db.models.functions
from django.db import migrations, models

import grants.models.justifications

FILL = """
    UPDATE grants_justification AS justification SET
        due_on = coalesce(
            (SELECT due_on FROM grants_postponement
             WHERE justification_id = justification.id ORDER BY id DESC LIMIT 1),
            (SELECT due_on FROM grants_accountingyear WHERE id = justification.accounting_year_id)
        ),
        submitted_on = (
            SELECT max("on") FROM casework_event
            WHERE case_kind = 'justification' AND case_id = justification.id AND name = 'submit'
        )
"""


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0001_initial"),
        ("grants", "0009_cbs_deliveries"),
    ]

    operations = [
        migrations.AddField(
            model_name="justification",
            name="due_on",
            field=models.DateField(null=True, verbose_name="uiterlijk indienen"),
        ),
        migrations.AddField(
            model_name="justification",
            name="submitted_on",
            field=models.DateTimeField(null=True, verbose_name="laatst ingediend"),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        # The deferred checks of the update must be done before the table is altered again.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="justification",
            name="due_on",
            field=models.DateField(verbose_name="uiterlijk indienen"),
        ),
        migrations.AddField(
            model_name="justification",
            name="waiting_since",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.Coalesce(
                    models.F("submitted_on"),
                    grants.models.justifications.EndOfDay(models.F("due_on")),
                ),
                output_field=models.DateTimeField(),
            ),
        ),
        migrations.AddIndex(
            model_name="justification",
            index=models.Index(
                condition=models.Q(("state", "judged"), _negated=True),
                fields=["waiting_since", "id"],
                name="justification_longest_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="justification",
            index=models.Index(
                condition=models.Q(("state", "open")),
                fields=["due_on"],
                name="justification_still_due",
            ),
        ),
    ]
