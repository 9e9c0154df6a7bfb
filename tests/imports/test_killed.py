"""An import that is killed at any moment is wholly there or not at all, and goes on to the same end.

Fifty rounds: each writes or undoes an import in a process of its own and kills it with SIGKILL
after a random part of the time that the whole takes.
"""

import os
import random
import select
import signal
import subprocess
import sys
import time

import psycopg.conninfo
import pytest
from django.db import connection, transaction

from tests.factories.people import ChildFactory
from tests.imports.files import AT, officer, roll, send, upn
from wayforward.audit.models import Event
from wayforward.config.environment import ROOT
from wayforward.imports.actions.decide import look_again
from wayforward.imports.actions.undo import begin_undoing
from wayforward.imports.actions.write import begin_writing
from wayforward.imports.models import Import, Row
from wayforward.imports.snapshots import CHILD, snapshots
from wayforward.people.models import Child, NameUse

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 50
NEW, KNOWN = 15, 8


class Writer:
    """The process that forks the ones that write."""

    def __init__(self) -> None:
        names = psycopg.conninfo.conninfo_to_dict(os.environ["DATABASE_URL"])
        here = names | {"dbname": connection.settings_dict["NAME"]}
        environment = os.environ | {
            "DATABASE_URL": psycopg.conninfo.make_conninfo(**here),
            "AS_OWNER": "false",
            "DATABASE_POOLED": "false",
            "DJANGO_SETTINGS_MODULE": "wayforward.config.settings",
            "PYTHONPATH": str(ROOT / "src"),
        }
        environment = {k: v for k, v in environment.items() if not k.startswith("COV_")}
        self.process = subprocess.Popen(
            [sys.executable, str(ROOT / "tests" / "imports" / "writer.py")],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.read() == "ready"

    def read(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def run(self, what: str, kept: Import, *, kill_after: float | None = None) -> int:
        """Write or undo; kill it after some seconds. Return how it ended: 0, or -9."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{what} {kept.pk} {kept.sent_by_id}\n")
        self.process.stdin.flush()
        pid = int(self.read())
        if kill_after is not None:
            ended, _, _ = select.select([self.process.stdout], [], [], kill_after)
            if not ended:
                os.kill(pid, signal.SIGKILL)
        return int(self.read())


@pytest.fixture
def writer():
    started = Writer()
    yield started
    started.process.kill()
    started.process.wait()
    for stream in (started.process.stdin, started.process.stdout):
        stream.close()


def as_it_stands():
    """Return every child as its record stands, by UPN, without what is new each time."""
    ids = dict(Child.objects.values_list("pk", "upn"))
    found = {}
    for pk, parts in snapshots(list(ids), family=True).items():
        own = {
            name: value
            for name, value in parts[CHILD][str(pk)].items()
            if name not in ("id", "reference")
        }
        needs = sorted(row["code"] for row in parts.get("people.Need", {}).values())
        words = sorted(NameUse.objects.filter(child=pk).values_list("word_id", flat=True))
        found[ids[pk]] = (own, needs, words)
    return found


def waited_for(kept: Import) -> Import:
    """Return the import once no process holds it any more: a dead one's transaction has ended."""
    with transaction.atomic():
        return Import.objects.select_for_update().get(pk=kept.pk)


def begun(kept: Import, by) -> str:
    """Say that an import is to be written, or one that is written to be undone; return which."""
    if kept.state in (Import.APPLIED, Import.UNDOING):
        begin_undoing(kept.pk, by=by, at=AT)
        return "undo"
    begin_writing(kept.pk, by=by, at=AT)
    return "write"


def test_fifty_kills_leave_nothing_half_written(writer):
    dice = random.Random(7)
    by = officer()
    for serial in range(KNOWN):
        ChildFactory(upn=upn(serial), first_names=f"Child{serial}", last_name=f"Family{serial}")
    Child.objects.update(born_on="2013-01-01")
    content = roll(NEW + KNOWN)
    kept = send(content, "a.csv", by=by)
    for row in kept.rows.filter(verdict=Row.DOUBTFUL):  # the days of birth differ
        row.decision, row.decided_child_id = Row.SAME, row.candidates[0]["child"]
        row.save()
    look_again(kept.pk, by=by, on=AT.date())
    assert kept.rows.filter(verdict__in=[Row.NEW, Row.CHANGES]).count() == NEW + KNOWN
    decisions = dict(kept.rows.values_list("number", "decided_child_id"))
    before = as_it_stands()

    times, states = {}, {}
    for what in ("write", "undo"):
        assert begun(kept, by) == what
        began = time.monotonic()
        assert writer.run(what, kept) == 0
        times[what] = time.monotonic() - began
        kept = waited_for(kept)
        states[kept.state] = as_it_stands()
    assert states["undone"] == before
    written = states["applied"]
    assert len(written) == NEW + KNOWN

    ended: dict[str, int] = {}
    for number in range(ROUNDS + ROUNDS // 5):
        if kept.state == Import.UNDONE:
            kept = send(content, "a.csv", by=by)
            for row in kept.rows.filter(verdict=Row.DOUBTFUL):
                row.decision, row.decided_child_id = Row.SAME, decisions[row.number]
                row.save()
            look_again(kept.pk, by=by, on=AT.date())
        what = begun(kept, by)
        asked = Event.objects.count()
        # Each sixth goes through, so that what it leads to is killed next.
        after = None if number % 6 == 5 else dice.uniform(0, 1.1 * times[what])
        how = writer.run(what, kept, kill_after=after)
        kept = waited_for(kept)
        now = as_it_stands()
        done = kept.state in (Import.APPLIED, Import.UNDONE)
        ended[f"{kept.state} {how}"] = ended.get(f"{kept.state} {how}", 0) + 1
        outcomes = kept.rows.exclude(outcome="").values_list("outcome", flat=True)
        if what == "write":
            assert now == (written if done else before), kept.state
            assert len(outcomes) == (NEW + KNOWN if done else 0)
        else:
            assert now == (before if done else written), kept.state
            assert set(outcomes) == ({"undone"} if done else {"added", "changed"})
        if not done:
            assert Event.objects.count() == asked
    killed = sum(count for end, count in ended.items() if end.endswith("-9"))
    assert killed > ROUNDS / 2, ended
    assert {"applying -9", "undoing -9"} <= set(ended), ended
