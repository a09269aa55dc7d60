"""A request for postponement that is not decided yet stands in its case: lists find it at once."""

from django.db import migrations, models

FILL = """
    UPDATE grants_justification AS justification SET postponement_asked_on = asked."on"
    FROM (
        SELECT DISTINCT ON (case_id) case_id, name, "on" FROM casework_event
        WHERE case_kind = 'justification'
            AND name IN ('ask_postponement', 'postpone', 'refuse_postponement')
        ORDER BY case_id, seq DESC
    ) AS asked
    WHERE asked.case_id = justification.id AND asked.name = 'ask_postponement'
"""


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0001_initial"),
        ("grants", "0019_applications"),
    ]

    operations = [
        migrations.AddField(
            model_name="justification",
            name="postponement_asked_on",
            field=models.DateTimeField(
                null=True, verbose_name="uitstel gevraagd, nog niet beslist"
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        # The deferred checks of the update must be done before the table is altered again.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="justification",
            index=models.Index(
                condition=models.Q(("postponement_asked_on__isnull", False)),
                fields=["postponement_asked_on", "id"],
                name="postponement_asked",
            ),
        ),
    ]
