"""An event is written once."""

from django.db import migrations

from pmg.casework import append_only


class Migration(migrations.Migration):
    dependencies = [("casework", "0002_initial")]

    operations = [
        migrations.RunSQL(append_only.MAKE_FUNCTION, append_only.DROP_FUNCTION),
        append_only.protect("casework_event"),
    ]
