"""What the bank sent back makes room again under the cash ceiling; other receipts do not."""

from importlib import import_module

from django.db import migrations, models

FIRST = import_module("grants.migrations.0004_ceilings").MAKE.partition("\n-- After the insert")[0]
REPLACE = FIRST.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
ADDED_UP = "          AND entry.kind = NEW.kind AND entry.budget_year = NEW.budget_year;"
WITH_RETURNS = """          AND entry.budget_year = NEW.budget_year
          AND (entry.kind = NEW.kind OR limit_kind = 'cash' AND entry.kind = 'return' AND EXISTS (
              SELECT FROM casework_event act
              WHERE act.id = entry.event_id AND act.case_kind = 'payment'));"""


class Migration(migrations.Migration):
    dependencies = [("grants", "0027_cbs_packages")]

    operations = [
        migrations.RunSQL(REPLACE.replace(ADDED_UP, WITH_RETURNS), REPLACE),
        migrations.AlterField(
            model_name="payment",
            name="state",
            field=models.CharField(
                choices=[
                    ("proposed", "voorgesteld"),
                    ("prepared", "klaargezet"),
                    ("approved", "goedgekeurd"),
                    ("paid", "betaald"),
                    ("returned", "teruggekomen"),
                    ("failed", "mislukt"),
                    ("cancelled", "vervallen"),
                ],
                editable=False,
                max_length=40,
                verbose_name="status",
            ),
        ),
    ]
