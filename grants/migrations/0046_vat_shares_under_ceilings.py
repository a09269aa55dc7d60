"""Btw-deel: it weighs on the same ceilings, and no more goes into the fund than was approved.

The whole of both functions (0004 and 0031, as 0028 and 0043 left them), so that it can be read.
"""

from importlib import import_module

from django.db import migrations

BOOK = """
CREATE OR REPLACE FUNCTION keep_within_ceilings() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    of_scheme uuid;
    limit_kind text := CASE WHEN NEW.kind IN ('commitment', 'vat') THEN 'commitment' ELSE 'cash' END;
    ceiling numeric;
    booked numeric;
BEGIN
    -- A snapshot from before the lock would not see what others booked meanwhile.
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'money is booked in a read committed transaction'
            USING ERRCODE = 'invalid_transaction_state';
    END IF;
    SELECT scheme_id INTO of_scheme FROM grants_award WHERE id = NEW.award_id;
    PERFORM FROM grants_ceiling WHERE scheme_id = of_scheme ORDER BY id FOR UPDATE;

    SELECT amount INTO ceiling FROM grants_ceiling
        WHERE scheme_id = of_scheme AND kind = limit_kind AND budget_year = NEW.budget_year;
    booked := booked_on_ceiling(of_scheme, limit_kind, NEW.budget_year);
    IF booked > coalesce(ceiling, 0) THEN
        RAISE EXCEPTION '% % of % is above its ceiling of %',
            limit_kind, booked, NEW.budget_year, coalesce(ceiling, 0)
            USING ERRCODE = 'check_violation', CONSTRAINT = 'within_' || limit_kind || '_ceiling';
    END IF;

    IF NEW.kind = 'payment' THEN
        SELECT sum(amount) FILTER (WHERE kind IN ('payment', 'return')),
               coalesce(sum(amount) FILTER (WHERE kind = 'commitment'), 0)
            INTO booked, ceiling
            FROM grants_ledgerentry
            WHERE award_id = NEW.award_id AND grant_year_id = NEW.grant_year_id;
        IF booked > ceiling THEN
            RAISE EXCEPTION 'paid % for this grant year, committed %', booked, ceiling
                USING ERRCODE = 'check_violation', CONSTRAINT = 'within_allocation';
        END IF;
    ELSIF NEW.kind = 'vat_paid' THEN
        SELECT sum(amount) FILTER (WHERE kind = 'vat_paid'),
               coalesce(sum(amount) FILTER (WHERE kind = 'vat'), 0)
            INTO booked, ceiling
            FROM grants_ledgerentry
            WHERE award_id = NEW.award_id AND grant_year_id = NEW.grant_year_id;
        IF booked > ceiling THEN
            RAISE EXCEPTION 'deposited % for this grant year, committed %', booked, ceiling
                USING ERRCODE = 'check_violation', CONSTRAINT = 'within_vat_share';
        END IF;
    END IF;
    RETURN NULL;
END $$;
"""
SUM = """
CREATE FUNCTION booked_on_ceiling(of_scheme uuid, limit_kind text, of_year integer)
    RETURNS numeric LANGUAGE sql SET search_path = public, pg_temp AS $$
    SELECT coalesce(sum(entry.amount), 0)
        FROM grants_ledgerentry entry JOIN grants_award award ON award.id = entry.award_id
        WHERE award.scheme_id = of_scheme AND entry.budget_year = of_year
          AND CASE limit_kind
              WHEN 'commitment' THEN entry.kind IN ('commitment', 'vat')
              -- What the bank sent back was not spent; other receipts leave the ceiling as it is.
              ELSE entry.kind IN ('payment', 'vat_paid') OR entry.kind = 'return' AND EXISTS (
                  SELECT FROM casework_event act
                  WHERE act.id = entry.event_id AND act.case_kind = 'payment')
              END
$$;
"""
CHANGE = import_module("grants.migrations.0031_ceiling_above_booked").MAKE
CHANGE = CHANGE[: CHANGE.index("CREATE TRIGGER")].replace(
    "CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"
)
OLD_SUM = CHANGE[CHANGE.index("    SELECT coalesce(sum") : CHANGE.index("    IF TG_OP = 'UPDATE' AND NEW.scheme_id = OLD.scheme_id AND NEW.kind")]
CHANGE = CHANGE.replace(
    OLD_SUM, "    booked := booked_on_ceiling(OLD.scheme_id, OLD.kind, OLD.budget_year);\n"
)
TRIGGER = """
DROP TRIGGER keep_within_ceilings ON grants_ledgerentry;
CREATE TRIGGER keep_within_ceilings AFTER INSERT ON grants_ledgerentry
    FOR EACH ROW WHEN (NEW.kind IN ({kinds}) AND NEW.amount > 0)
    EXECUTE FUNCTION keep_within_ceilings();
"""
MAKE = SUM + BOOK + CHANGE + TRIGGER.format(kinds="'commitment', 'payment', 'vat', 'vat_paid'")
BACK = (
    TRIGGER.format(kinds="'commitment', 'payment'")
    + import_module("grants.migrations.0028_returned_payments").REPLACE.replace(
        import_module("grants.migrations.0028_returned_payments").ADDED_UP,
        import_module("grants.migrations.0028_returned_payments").WITH_RETURNS,
    )
    + import_module("grants.migrations.0043_ceiling_without_returns").REPLACE.replace(
        import_module("grants.migrations.0043_ceiling_without_returns").ADDED_UP,
        import_module("grants.migrations.0043_ceiling_without_returns").WITH_RETURNS,
    )
    + "DROP FUNCTION booked_on_ceiling(uuid, text, integer);"
)


class Migration(migrations.Migration):
    dependencies = [("grants", "0045_vat_shares")]

    operations = [migrations.RunSQL(MAKE, BACK)]
