"""What was frozen and what was made of it is written once."""

from django.db import migrations

from pmg.casework.append_only import protect


class Migration(migrations.Migration):
    dependencies = [("casework", "0003_append_only"), ("reporting", "0001_initial")]

    operations = [
        protect("reporting_snapshot", "reporting_rendition", "reporting_renditionfile")
    ]
