"""What was delivered, found and booked is written once."""

from django.db import migrations

from pmg.casework.append_only import protect


class Migration(migrations.Migration):
    dependencies = [("casework", "0003_append_only"), ("grants", "0002_initial")]

    operations = [
        protect(
            "grants_findingrow",
            "grants_ledgerentry",
            "grants_postponement",
            "grants_sisafigure",
            "grants_statementline",
            "grants_statementversion",
            "grants_storedfile",
            "grants_upload",
            "grants_verdict",
        )
    ]
