"""A database that goes away takes no page with it that needs none, and comes back by itself."""

import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import psycopg
import pytest

from tests.config.processes import descendants, free_port, running
from wayforward.config import embedded_postgres, serving
from wayforward.config.embedded_postgres import DatabaseUnavailable, EmbeddedPostgres
from wayforward.config.patience import LimitedConnection, Patience

pytestmark = pytest.mark.xdist_group("run")


def ask(address):
    """Return the status and how many seconds the answer took."""
    began = time.monotonic()
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            status = answer.status
    except urllib.error.HTTPError as refusal:
        status = refusal.code
    return status, time.monotonic() - began


def soon(true, seconds=40):
    """Wait for `true()`, so long at the most."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if true():
            return True
        time.sleep(0.2)
    return False


@pytest.fixture
def server():
    """Return an embedded server of our own, in use, in a folder that its user may enter."""
    home = Path(tempfile.mkdtemp(prefix="wayforward-"))
    home.chmod(0o755)
    own = EmbeddedPostgres(binaries=EmbeddedPostgres().binaries, home=home)
    with own.in_use():
        yield own
    shutil.rmtree(home)


def kill(server):
    pid = int((server.data / "postmaster.pid").read_text().split()[0])
    os.kill(pid, signal.SIGQUIT)  # an immediate stop


def test_the_site_outlives_its_database(server, tmp_path):
    addresses = server.addresses()
    port = free_port()
    variables = {
        "DATABASE_URL": addresses.application,
        "DATABASE_OWNER_URL": addresses.owner,
        "AUDIT_HEAD_FILE": str(tmp_path / "audit-head.jsonl"),
    }
    site = f"http://localhost:{port}"
    with running("--port", str(port), "--empty", **variables) as run:
        run.wait_for_line("Ready: ")
        kill(server)
        assert soon(lambda: ask(f"{site}/healthz")[0] == 503)
        for _ in range(6):
            status, seconds = ask(f"{site}/healthz")
            assert (status, seconds < 3) == (503, True), seconds
            status, seconds = ask(f"{site}/local-offer/search?q=autism")
            assert (status, seconds < 6) == (503, True), seconds
            status, seconds = ask(f"{site}/design/patterns")
            assert (status, seconds < 3) == (200, True), seconds
        assert server.revive()
        assert soon(lambda: ask(f"{site}/local-offer/search?q=autism")[0] == 200, 10)
        assert run.stop(signal.SIGTERM) == 0


def test_a_page_says_that_the_database_is_mute_and_waits_for_it_no_longer(server, tmp_path):
    addresses = server.addresses()
    port = free_port()
    variables = {
        "DATABASE_URL": addresses.application,
        "DATABASE_OWNER_URL": addresses.owner,
        "AUDIT_HEAD_FILE": str(tmp_path / "audit-head.jsonl"),
    }
    site = f"http://localhost:{port}"
    postmaster = int((server.data / "postmaster.pid").read_text().split()[0])
    with running("--port", str(port), "--empty", **variables) as run:
        run.wait_for_line("Ready: ")
        assert ask(f"{site}/local-offer/search?q=autism")[0] == 200
        frozen = {postmaster, *descendants(postmaster)}
        for pid in frozen:
            os.kill(pid, signal.SIGSTOP)
        try:
            for _ in range(4):
                status, seconds = ask(f"{site}/local-offer/search?q=autism")
                assert (status, seconds < 8) == (503, True), seconds
                status, seconds = ask(f"{site}/healthz")
                assert (status, seconds < 5) == (503, True), seconds
            assert ask(f"{site}/design/patterns")[0] == 200
        finally:
            for pid in frozen:
                os.kill(pid, signal.SIGCONT)
        assert soon(lambda: ask(f"{site}/local-offer/search?q=autism")[0] == 200, 15)
        assert run.stop(signal.SIGTERM) == 0


def test_a_statement_without_an_answer_cuts_its_connection(server, monkeypatch):
    monkeypatch.setattr(Patience, "seconds", 0.3)
    with LimitedConnection.connect(server.addresses().application, autocommit=True) as mute:
        assert mute.execute("select 1").fetchone() == (1,)
        assert mute.execute("") is not None
        with pytest.raises(psycopg.OperationalError, match="the database gave no answer"):
            mute.execute("select pg_sleep(5)")
        with pytest.raises(psycopg.OperationalError, match="closed"):
            mute.execute("select 1")


def test_a_process_that_has_no_limit_waits(server, monkeypatch):
    monkeypatch.setattr(Patience, "seconds", None)
    with LimitedConnection.connect(server.addresses().application, autocommit=True) as slow:
        assert slow.execute("select 1 from pg_sleep(1)").fetchone() == (1,)


def test_a_job_worker_that_ends_is_started_again(server, tmp_path):
    addresses = server.addresses()
    port = free_port()
    variables = {
        "DATABASE_URL": addresses.application,
        "DATABASE_OWNER_URL": addresses.owner,
        "AUDIT_HEAD_FILE": str(tmp_path / "audit-head.jsonl"),
    }
    with running("--port", str(port), "--empty", **variables) as run:
        run.wait_for_line("Ready: ")
        before = descendants(run.process.pid)
        worker = next(pid for pid in before if b"procrastinate" in command_of(pid))
        os.kill(worker, signal.SIGKILL)
        run.wait_for_line("The job worker ended; it is started again in 2 seconds.")
        assert soon(
            lambda: any(
                b"procrastinate" in command_of(pid) for pid in descendants(run.process.pid) - before
            )
        )
        assert soon(lambda: ask(f"http://localhost:{port}/healthz")[0] == 200)
        assert run.stop(signal.SIGTERM) == 0


def command_of(pid):
    try:
        told = subprocess.run(
            ["ps", "-o", "args=", "-p", str(pid)], capture_output=True, check=False
        )
    except OSError:
        return b""
    return told.stdout


def test_an_embedded_server_that_ended_is_started_again(server):
    assert not server.revive()
    kill(server)
    assert soon(lambda: not server._answers())
    assert server.revive()
    psycopg.connect(server.addresses().application).close()


class Ended:
    """A process that has ended after being asked `times`."""

    def __init__(self, times=0):
        self.times = times

    def poll(self):
        self.times -= 1
        return None if self.times >= 0 else 1


def test_the_pause_before_the_worker_is_started_again_grows(monkeypatch, capsys):
    now = [1000.0]
    monkeypatch.setattr(serving.time, "monotonic", lambda: now[0])
    monkeypatch.setattr(serving, "start", lambda *words: Ended())
    worker = serving.JobWorker()
    worker.start()
    for _ in range(200):
        worker.tend()
        now[0] += 1
    told = [line.split()[-2] for line in capsys.readouterr().err.splitlines()]
    assert told[:6] == ["2", "4", "8", "16", "30", "30"]


def test_the_web_servers_own_end_stops_the_site_and_the_database_is_looked_after(
    monkeypatch, capsys
):
    class Failing:
        def __init__(self):
            self.answers = [True, DatabaseUnavailable("no room on the disk")]

        def revive(self):
            answer = self.answers.pop(0) if self.answers else False
            if isinstance(answer, Exception):
                raise answer
            return answer

    monkeypatch.setattr(serving, "SECONDS_BETWEEN_LOOKS", 0)
    monkeypatch.setattr(serving, "SECONDS_BETWEEN_KNOCKS", 0)
    worker = serving.JobWorker()
    worker.process = Ended(1000)
    assert serving.watch(Ended(5), worker, Failing()) == 1
    told = capsys.readouterr().err
    assert "The database had ended; it was started again." in told
    assert "no room on the disk" in told
    assert "The web server ended by itself; stopping." in told


def test_addresses_are_equal_whatever_serves_them():
    one = embedded_postgres.Addresses("a", "b")
    assert one == embedded_postgres.Addresses("a", "b", server=object())
    assert json.dumps([one.application, one.owner]) == '["a", "b"]'
