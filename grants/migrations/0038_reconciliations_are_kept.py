"""A run of the reconciliation, its lines and what was said of them are written once."""

from django.db import migrations

from pmg.casework.append_only import protect


class Migration(migrations.Migration):
    dependencies = [("grants", "0037_reconciliations")]

    operations = [
        protect(
            "grants_reconciliation",
            "grants_reconciliationline",
            "grants_differenceexplanation",
        )
    ]
