"""A commitment is lowered no further than what was paid of its grant year.

As in 0004 the ceilings of the scheme are locked first, so that a payment booked at the same moment
is in the sum.
"""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from pmg.casework.append_only import protect

MAKE = """
CREATE FUNCTION keep_above_what_was_paid() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    of_scheme uuid;
    paid numeric;
    committed numeric;
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'money is booked in a read committed transaction'
            USING ERRCODE = 'invalid_transaction_state';
    END IF;
    SELECT scheme_id INTO of_scheme FROM grants_award WHERE id = NEW.award_id;
    PERFORM FROM grants_ceiling WHERE scheme_id = of_scheme ORDER BY id FOR UPDATE;
    SELECT coalesce(sum(amount) FILTER (WHERE kind IN ('payment', 'return')), 0),
           coalesce(sum(amount) FILTER (WHERE kind = 'commitment'), 0)
        INTO paid, committed
        FROM grants_ledgerentry
        WHERE award_id = NEW.award_id AND grant_year_id = NEW.grant_year_id;
    IF paid > committed THEN
        RAISE EXCEPTION 'paid % for this grant year, committed %', paid, committed
            USING ERRCODE = 'check_violation', CONSTRAINT = 'within_allocation';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER keep_above_what_was_paid AFTER INSERT ON grants_ledgerentry
    FOR EACH ROW WHEN (NEW.kind = 'commitment' AND NEW.amount < 0)
    EXECUTE FUNCTION keep_above_what_was_paid();
"""
DROP = """
DROP TRIGGER keep_above_what_was_paid ON grants_ledgerentry;
DROP FUNCTION keep_above_what_was_paid();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("grants", "0033_take_overs_are_kept"),
        ("municipalities", "0002_region_names"),
    ]

    operations = [
        migrations.AlterField(
            model_name="letter",
            name="act",
            field=models.CharField(
                choices=[
                    ("judgement", "oordeel over een verantwoording"),
                    ("postponed", "uitstel verleend"),
                    ("not_postponed", "uitstel geweigerd"),
                    ("settled", "vaststelling"),
                    ("demanded", "terugvordering"),
                    ("awarded", "toekenning"),
                    ("partly_awarded", "gedeeltelijke toekenning"),
                    ("refused", "afwijzing van een aanvraag"),
                    ("award_changed", "wijziging van een toekenning"),
                    ("set_aside", "aanvraag buiten behandeling gesteld"),
                ],
                max_length=20,
                verbose_name="soort",
            ),
        ),
        migrations.AlterField(
            model_name="lettertext",
            name="act",
            field=models.CharField(
                choices=[
                    ("judgement", "oordeel over een verantwoording"),
                    ("postponed", "uitstel verleend"),
                    ("not_postponed", "uitstel geweigerd"),
                    ("settled", "vaststelling"),
                    ("demanded", "terugvordering"),
                    ("awarded", "toekenning"),
                    ("partly_awarded", "gedeeltelijke toekenning"),
                    ("refused", "afwijzing van een aanvraag"),
                    ("award_changed", "wijziging van een toekenning"),
                    ("set_aside", "aanvraag buiten behandeling gesteld"),
                ],
                max_length=20,
                verbose_name="soort",
            ),
        ),
        migrations.AlterField(
            model_name="lettertextevent",
            name="act",
            field=models.CharField(
                choices=[
                    ("judgement", "oordeel over een verantwoording"),
                    ("postponed", "uitstel verleend"),
                    ("not_postponed", "uitstel geweigerd"),
                    ("settled", "vaststelling"),
                    ("demanded", "terugvordering"),
                    ("awarded", "toekenning"),
                    ("partly_awarded", "gedeeltelijke toekenning"),
                    ("refused", "afwijzing van een aanvraag"),
                    ("award_changed", "wijziging van een toekenning"),
                    ("set_aside", "aanvraag buiten behandeling gesteld"),
                ],
                max_length=20,
                verbose_name="soort",
            ),
        ),
        migrations.CreateModel(
            name="AwardChange",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("prepared", "voorbereid"),
                            ("decided", "vastgesteld"),
                            ("withdrawn", "ingetrokken"),
                        ],
                        editable=False,
                        max_length=40,
                        verbose_name="status",
                    ),
                ),
                ("motivation", models.TextField(verbose_name="motivering")),
                (
                    "award",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="grants.award",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ChangedAmount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "before",
                    models.DecimalField(decimal_places=2, max_digits=14, verbose_name="was"),
                ),
                (
                    "amount",
                    models.DecimalField(decimal_places=2, max_digits=14, verbose_name="wordt"),
                ),
                (
                    "change",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amounts",
                        to="grants.awardchange",
                    ),
                ),
                (
                    "grant_year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="grants.grantyear",
                    ),
                ),
            ],
            options={
                "ordering": ["grant_year__starts_on"],
            },
        ),
        migrations.AddConstraint(
            model_name="awardchange",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "prepared")), fields=("award",), name="one_change"
            ),
        ),
        migrations.AddConstraint(
            model_name="awardchange",
            constraint=models.CheckConstraint(
                condition=models.Q(("municipality__isnull", False)), name="change_has_municipality"
            ),
        ),
        migrations.AddConstraint(
            model_name="changedamount",
            constraint=models.UniqueConstraint(
                fields=("change", "grant_year"), name="changed_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="changedamount",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gte", 0)), name="changed_not_negative"
            ),
        ),
        protect("grants_changedamount"),
        migrations.RunSQL(MAKE, DROP),
    ]
