"""Plafond verlagen: never below what was booked on it, whoever changes the row.

A booking locks the ceilings of its scheme before it adds up (0004), and a change of a ceiling locks
its row before this function runs: one of the two waits for the other.
"""

from django.db import migrations

MAKE = """
CREATE FUNCTION keep_ceiling_above_booked() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    booked numeric;
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.amount >= OLD.amount AND NEW.scheme_id = OLD.scheme_id
        AND NEW.kind = OLD.kind AND NEW.budget_year = OLD.budget_year THEN
        RETURN NEW;
    END IF;
    -- A snapshot from before the lock would not see what others booked meanwhile.
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'a ceiling is changed in a read committed transaction'
            USING ERRCODE = 'invalid_transaction_state';
    END IF;
    SELECT coalesce(sum(entry.amount), 0) INTO booked
        FROM grants_ledgerentry entry JOIN grants_award award ON award.id = entry.award_id
        WHERE award.scheme_id = OLD.scheme_id AND entry.budget_year = OLD.budget_year
          AND entry.kind = CASE OLD.kind WHEN 'commitment' THEN 'commitment' ELSE 'payment' END;
    IF TG_OP = 'UPDATE' AND NEW.scheme_id = OLD.scheme_id AND NEW.kind = OLD.kind
        AND NEW.budget_year = OLD.budget_year AND NEW.amount >= booked THEN
        RETURN NEW;
    END IF;
    IF booked > 0 THEN
        RAISE EXCEPTION '% % of % is booked on this ceiling', OLD.kind, booked, OLD.budget_year
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ceiling_above_booked';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER keep_ceiling_above_booked BEFORE UPDATE OR DELETE ON grants_ceiling
    FOR EACH ROW EXECUTE FUNCTION keep_ceiling_above_booked();
"""
DROP = """
DROP TRIGGER keep_ceiling_above_booked ON grants_ceiling;
DROP FUNCTION keep_ceiling_above_booked();
"""


class Migration(migrations.Migration):
    dependencies = [("grants", "0030_scheme_changes")]

    operations = [migrations.RunSQL(MAKE, DROP)]
