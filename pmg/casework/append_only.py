"""Tables to which rows are only added: the database itself refuses the rest, even to their owner.

The application's role has no right to change them either (see pmg/privileges.py); the trigger also
stops a maintenance script that runs as owner. Whoever must mend a row switches the trigger off in
so many words, and that is a decision, not an accident.
"""

from django.db.migrations.operations import RunSQL

MAKE_FUNCTION = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'append_only';
END $$;
"""
DROP_FUNCTION = "DROP FUNCTION refuse_change();"

PROTECT = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
RELEASE = "DROP TRIGGER append_only ON {table};"


def protect(*tables: str) -> RunSQL:
    """The migration step that makes these tables append-only; reversible."""
    return RunSQL(
        "".join(PROTECT.format(table=table) for table in tables),
        "".join(RELEASE.format(table=table) for table in tables),
    )
