"""What came from the old administration and what was made of it is written once."""

from django.db import migrations

from pmg.casework.append_only import protect


class Migration(migrations.Migration):
    dependencies = [("grants", "0032_take_overs")]

    operations = [
        protect(
            "grants_takeoverdocument",
            "grants_takeoverfinding",
            "grants_takeoverrow",
            "grants_takenover",
        )
    ]
