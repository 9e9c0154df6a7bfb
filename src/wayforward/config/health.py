"""Whether this installation is well: its database, its job worker and its migrations."""

from datetime import datetime, timedelta

import psycopg
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

WORKER_SILENT_AFTER = timedelta(seconds=60)
SECONDS_TO_CONNECT = 2


def migrations_waiting() -> bool:
    """Tell whether some migration has not been applied."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def state(now: datetime) -> dict[str, str]:
    """Return a word or a sentence for each of database, migrations and jobs; "ok" when well."""
    try:
        knock()
        waiting = migrations_waiting()
    except (DatabaseError, psycopg.Error):
        return {"database": "cannot be reached", "migrations": "unknown", "jobs": "unknown"}
    if waiting:
        return {"database": "ok", "migrations": "waiting to be applied", "jobs": "unknown"}
    return {"database": "ok", "migrations": "ok", "jobs": jobs(now)}


def knock() -> None:
    """Connect afresh, past the pool: the pool would try again for a while before it gave up."""
    parameters = connection.get_connection_params() | {"connect_timeout": SECONDS_TO_CONNECT}
    psycopg.connect(**parameters).close()


def jobs(now: datetime) -> str:
    """Return "ok" if a worker has been heard of within a minute, else what is wrong."""
    with connection.cursor() as cursor:
        cursor.execute("select max(last_heartbeat) from procrastinate_workers")
        (heard,) = cursor.fetchone()
    if heard is None:
        return "no worker is running"
    if now - heard > WORKER_SILENT_AFTER:
        return f"no worker has been heard of since {heard:%d %B %Y %H:%M} UTC"
    return "ok"
