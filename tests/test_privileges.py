"""What the app role may and may not do, asked of the database itself."""

import psycopg
import pytest
from django.contrib.auth import get_user_model
from django.db import ProgrammingError, connection

from pmg.privileges import append_only_tables
from tests.harness.databases import connect_as_owner


def test_tests_run_as_the_app_role(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("pmg_app",)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {} SET {} = {}",
        "DELETE FROM {}",
        "TRUNCATE {}",
        "ALTER TABLE {} DISABLE TRIGGER ALL",
    ],
)
def test_append_only_tables_refuse_change(clone_db: str, statement: str) -> None:
    tables = append_only_tables()
    assert "casework_event" in tables
    for table in tables:
        with connection.cursor() as cursor:
            column = connection.introspection.get_primary_key_column(cursor, table)
            with pytest.raises(ProgrammingError) as refusal:
                cursor.execute(statement.format(table, column, column))
        assert isinstance(refusal.value.__cause__, psycopg.errors.InsufficientPrivilege), table


def test_app_role_makes_no_tables(clone_db: str) -> None:
    with pytest.raises(ProgrammingError), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE mine ()")


def test_what_a_test_commits_is_gone_in_the_next_copy(clone_db: str) -> None:
    people = get_user_model().objects
    with connect_as_owner(clone_db) as owner:
        before = owner.execute("SELECT count(*) FROM accounts_user").fetchone()
    people.create(username="gone")
    with connect_as_owner(clone_db) as owner:
        assert owner.execute("SELECT count(*) FROM accounts_user").fetchone() != before


def test_the_next_copy(clone_db: str) -> None:
    assert not get_user_model().objects.filter(username="gone").exists()
