"""Plafonds (Comptabiliteitswet): the database adds up before it books, whoever writes the row.

The ceilings of the scheme are locked first, all of them and always in the same order: bookings of
one scheme then wait for each other, and none is added up without the other. The function runs with
the rights of its owner, so that neither rights nor row security of the caller change a sum.
"""

from django.db import migrations

MAKE = """
CREATE FUNCTION keep_within_ceilings() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    of_scheme uuid;
    limit_kind text := CASE NEW.kind WHEN 'commitment' THEN 'commitment' ELSE 'cash' END;
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
    SELECT sum(entry.amount) INTO booked
        FROM grants_ledgerentry entry JOIN grants_award award ON award.id = entry.award_id
        WHERE award.scheme_id = of_scheme
          AND entry.kind = NEW.kind AND entry.budget_year = NEW.budget_year;
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
    END IF;
    RETURN NULL;
END $$;

-- After the insert, so that the row itself is in the sum. Less is always allowed.
CREATE TRIGGER keep_within_ceilings AFTER INSERT ON grants_ledgerentry
    FOR EACH ROW WHEN (NEW.kind IN ('commitment', 'payment') AND NEW.amount > 0)
    EXECUTE FUNCTION keep_within_ceilings();
"""
DROP = """
DROP TRIGGER keep_within_ceilings ON grants_ledgerentry;
DROP FUNCTION keep_within_ceilings();
"""


class Migration(migrations.Migration):
    dependencies = [("grants", "0003_append_only")]

    operations = [migrations.RunSQL(MAKE, DROP)]
