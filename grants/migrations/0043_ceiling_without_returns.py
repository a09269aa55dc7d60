"""What the bank sent back was not spent: a cash ceiling may be lowered to what is left (0028)."""

from importlib import import_module

from django.db import migrations

MAKE = import_module("grants.migrations.0031_ceiling_above_booked").MAKE
REPLACE = MAKE[: MAKE.index("CREATE TRIGGER")].replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
ADDED_UP = "          AND entry.kind = CASE OLD.kind WHEN 'commitment' THEN 'commitment' ELSE 'payment' END;"
WITH_RETURNS = """          AND CASE OLD.kind
              WHEN 'commitment' THEN entry.kind = 'commitment'
              ELSE entry.kind = 'payment' OR entry.kind = 'return' AND EXISTS (
                  SELECT FROM casework_event act
                  WHERE act.id = entry.event_id AND act.case_kind = 'payment')
              END;"""


class Migration(migrations.Migration):
    dependencies = [("grants", "0042_selections_are_kept")]

    operations = [migrations.RunSQL(REPLACE.replace(ADDED_UP, WITH_RETURNS), REPLACE)]
