"""What the role of pages and jobs may do in the database, set again after each migration.

It may read and write rows, but own no table, and may only add to the audited ones.
"""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connections, transaction
from psycopg import sql


def append_only_tables() -> list[str]:
    """Return the tables whose model says `append_only`: rows are added, never altered."""
    return sorted(
        model._meta.db_table for model in apps.get_models() if getattr(model, "append_only", False)
    )


def grant(using: str = "default", **_: Any) -> None:
    """Give the application role its grants, and take back those that would let rows be altered.

    Does nothing when the connected role is the application role itself (one address for both).
    """
    connection = connections[using]
    role = settings.DATABASE_APPLICATION_ROLE
    with connection.cursor() as cursor:
        cursor.execute(
            "select current_user, exists(select from pg_roles where rolname = %s)", [role]
        )
        current, exists = cursor.fetchone()
        if not exists or current == role:
            return
        who = sql.Identifier(role)
        existing = set(connection.introspection.table_names(cursor))
        statements = [
            sql.SQL("grant usage on schema public to {}").format(who),
            sql.SQL(
                "grant select, insert, update, delete on all tables in schema public to {}"
            ).format(who),
            sql.SQL("grant usage, select on all sequences in schema public to {}").format(who),
        ]
        statements += [
            sql.SQL("revoke update, delete, truncate on {} from {}").format(
                sql.Identifier(table), who
            )
            for table in append_only_tables()
            if table in existing
        ]
        with transaction.atomic(using=using):  # no moment in which audited rows can be altered
            for statement in statements:
                cursor.execute(statement)
