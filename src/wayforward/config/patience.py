"""Connections of the web server that do not wait for ever for a database that is there but mute.

A server that is frozen, or on a machine that no longer answers, keeps its connections open and says
nothing: statement_timeout is the server's own and does not help, nor does TCP on a Unix socket. So
each wait for an answer has a limit here; after it the connection is cut and the page says 503.
"""

from typing import Any

import psycopg
from psycopg import OperationalError

SECONDS_FOR_AN_ANSWER = 10.0
SECONDS_FOR_A_KNOCK = 2.0  # the empty statement that the pool sends before it lends a connection


class Patience:
    """How long this process waits for one answer, in seconds; with no end until `have` is called."""

    seconds: float | None = None

    @classmethod
    def have(cls, seconds: float | None) -> None:
        """Wait so long for an answer from now on."""
        cls.seconds = seconds


class LimitedConnection(psycopg.Connection[Any]):
    """A connection that is cut when the database gives no answer for too long."""

    _is_knock = False

    def execute(self, query: Any, *args: Any, **options: Any) -> psycopg.Cursor[Any]:
        """Execute a statement; an empty one is a knock, and is waited for less long."""
        self._is_knock = query == ""
        try:
            return super().execute(query, *args, **options)
        finally:
            self._is_knock = False

    def wait(self, gen: Any, *args: Any, **options: Any) -> Any:
        """Wait for an answer.

        :raises OperationalError: if there is none in time; the connection is then closed
        """
        limit = Patience.seconds
        if limit is None or options.get("timeout") is not None:
            return super().wait(gen, *args, **options)
        if self._is_knock:
            limit = min(limit, SECONDS_FOR_A_KNOCK)
        try:
            return super().wait(gen, *args, **options | {"timeout": limit})
        except psycopg.errors._WaitTimeout as silence:  # what psycopg's own wait documents
            self.pgconn.finish()
            raise OperationalError(
                f"the database gave no answer in {limit:.0f} seconds"
            ) from silence
