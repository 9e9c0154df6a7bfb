"""A head file of its own for each test, and the hand of somebody who owns the tables."""

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from wayforward.audit.actions import seal
from wayforward.audit.models import Event

NOON = datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def head_file(settings: Any, tmp_path: Path) -> Path:
    """Return where this test's heads are exported."""
    settings.AUDIT_HEAD_FILE = str(tmp_path / "heads" / "audit-head.jsonl")
    return Path(settings.AUDIT_HEAD_FILE)


@pytest.fixture
def tamper() -> Callable[..., int]:
    """Return a function that runs one statement as the owner, whom no grant holds back."""

    def run(statement: str, *values: object) -> int:
        with connection.cursor() as cursor:
            cursor.execute("set role none")
            try:
                cursor.execute(statement, values)
                return int(cursor.rowcount)
            finally:
                cursor.execute("reset role")

    return run


@pytest.fixture
def five(db: None) -> list[Event]:
    """Return five events, sealed in two goes: positions 1 to 3 and 4 to 5."""
    events = [Event.objects.create(action=f"tests.did_{number}") for number in range(1, 4)]
    seal(at=NOON)
    events += [Event.objects.create(action=f"tests.did_{number}") for number in range(4, 6)]
    seal(at=NOON + datetime.timedelta(minutes=1))
    return events
