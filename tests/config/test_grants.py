"""What the role of pages and jobs may do: rows, but no tables, and audited rows only to add."""

import pghistory.models
import pytest
from django.apps import apps
from django.conf import settings
from django.db import ProgrammingError, connection, transaction

from wayforward.config.grants import append_only_tables, grant

pytestmark = pytest.mark.django_db


def privileges(table):
    """Return what the application role may do with `table`."""
    role = settings.DATABASE_APPLICATION_ROLE
    wanted = ["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"]
    with connection.cursor() as cursor:
        cursor.execute(
            "select privilege from unnest(%s::text[]) privilege "
            "where has_table_privilege(%s, %s, privilege)",
            [wanted, role, table],
        )
        return {name for (name,) in cursor.fetchall()}


def as_owner(statement):
    with connection.cursor() as cursor:
        cursor.execute("set role none")
        try:
            cursor.execute(statement)
        finally:
            cursor.execute("reset role")


def test_audited_tables_are_named():
    tables = append_only_tables()
    assert {"audit_event", "audit_seal", "people_childevent", "people_caringevent"} <= set(tables)
    histories = {
        model._meta.db_table
        for model in apps.get_models()
        if issubclass(model, pghistory.models.Event)
    }
    assert set(tables) == {"audit_event", "audit_seal"} | histories


@pytest.mark.parametrize("table", ["audit_event", "audit_seal"])
def test_audited_rows_may_be_read_and_added(table):
    assert privileges(table) == {"SELECT", "INSERT"}


@pytest.mark.parametrize("table", ["people_user", "procrastinate_jobs", "local_offer_service"])
def test_other_rows_may_be_changed_but_no_table_emptied(table):
    assert privileges(table) == {"SELECT", "INSERT", "UPDATE", "DELETE"}


@pytest.mark.parametrize(
    "statement",
    [
        "create table mine (id int)",
        "drop table audit_seal",
        "alter table audit_event disable trigger all",
        "create or replace function public.mine() returns int language sql as 'select 1'",
    ],
)
def test_the_role_may_not_change_the_tables_themselves(statement):
    with (
        pytest.raises(ProgrammingError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_grants_are_set_again_by_the_owner():
    as_owner("grant update, delete, truncate on audit_event to public")
    as_owner("revoke all on audit_event, people_user from public")
    as_owner(f"grant update on audit_seal to {settings.DATABASE_APPLICATION_ROLE}")
    as_owner(f"revoke insert on people_user from {settings.DATABASE_APPLICATION_ROLE}")
    with connection.cursor() as cursor:
        cursor.execute("set role none")
        grant()
        cursor.execute("reset role")
    assert privileges("audit_event") == privileges("audit_seal") == {"SELECT", "INSERT"}
    assert "INSERT" in privileges("people_user")


def test_the_role_cannot_grant_itself_anything():
    as_owner(f"revoke insert on people_user from {settings.DATABASE_APPLICATION_ROLE}")
    grant()  # as the application role: does nothing
    assert "INSERT" not in privileges("people_user")


def test_a_role_that_does_not_exist_gets_nothing(settings):
    settings.DATABASE_APPLICATION_ROLE = "nobody_of_that_name"
    grant()
