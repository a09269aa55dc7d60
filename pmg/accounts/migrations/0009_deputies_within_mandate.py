"""Plaatsvervanger: no mandate beyond that of whom somebody stands in for, whoever writes the row.

Nobody stands in for himself or for another deputy; it has a last day and lies within the own
mandate, in time and amount. Ending one earlier is always allowed.
"""

from django.db import migrations

MAKE = """
CREATE FUNCTION keep_deputy_within_mandate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.deputy_of_id = NEW.deputy_of_id AND OLD.user_id = NEW.user_id
        AND NEW.ceiling <= OLD.ceiling AND NEW.starts_on >= OLD.starts_on
        AND NEW.ends_on <= coalesce(OLD.ends_on, NEW.ends_on) THEN
        RETURN NEW;
    END IF;
    -- The own mandate stays as it is until this row is there.
    PERFORM FROM accounts_mandate own
        WHERE own.user_id = NEW.deputy_of_id AND own.deputy_of_id IS NULL
          AND own.user_id <> NEW.user_id AND own.ceiling >= NEW.ceiling
          AND own.starts_on <= NEW.starts_on AND NEW.starts_on <= NEW.ends_on
          AND (own.ends_on IS NULL OR own.ends_on >= NEW.ends_on)
        FOR SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'a deputy stays within the own mandate of whom he stands in for'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'deputy_within_mandate';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER keep_deputy_within_mandate BEFORE INSERT OR UPDATE ON accounts_mandate
    FOR EACH ROW WHEN (NEW.deputy_of_id IS NOT NULL)
    EXECUTE FUNCTION keep_deputy_within_mandate();
"""
DROP = """
DROP TRIGGER keep_deputy_within_mandate ON accounts_mandate;
DROP FUNCTION keep_deputy_within_mandate();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0008_done_once")]

    operations = [migrations.RunSQL(MAKE, DROP)]
