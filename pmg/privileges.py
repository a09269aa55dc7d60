"""What the application's database role may do: read and write rows, never change tables.

The owner role migrates; the app role runs web, worker and beat. On tables whose model says
``APPEND_ONLY`` it may only read and add, so that history cannot be rewritten from the application.
"""

import pghistory.models
from django.apps import apps
from django.db import connection, models
from psycopg import sql

READ = "SELECT"
ADD = "SELECT, INSERT"
WRITE = "SELECT, INSERT, UPDATE, DELETE"

# Django's own record of migrations belongs to the owner.
READ_ONLY_TABLES = frozenset({"django_migrations"})


def is_append_only(model: type[models.Model]) -> bool:
    """Whether rows of this model are only ever added: it says so, or it is recorded history."""
    return bool(getattr(model, "APPEND_ONLY", False)) or issubclass(model, pghistory.models.Event)


def append_only_tables() -> set[str]:
    """Names of the tables to which the application only adds."""
    return {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if is_append_only(model)
    }


def rights_on(table: str, append_only: set[str]) -> str:
    """The rights of the app role on one table, as SQL lists them."""
    if table in READ_ONLY_TABLES:
        return READ
    return ADD if table in append_only else WRITE


def apply_privileges(app_role: str) -> None:
    """Gives the app role exactly its rights on every table and sequence of this database.

    Runs as owner, after each migration. Does nothing where one role plays both parts: then the
    database cannot tell them apart.
    """
    append_only = append_only_tables()
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        if cursor.fetchone()[0] == app_role:
            return
        role = sql.Identifier(app_role)
        statements = [
            sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}").format(role),
            sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(role),
            sql.SQL("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}").format(role),
        ]
        statements += [
            sql.SQL("GRANT {} ON {} TO {}").format(
                sql.SQL(rights_on(table, append_only)), sql.Identifier(table), role
            )
            for table in connection.introspection.table_names(cursor, include_views=True)
        ]
        cursor.execute(sql.SQL("; ").join(statements).as_string(cursor.connection))
