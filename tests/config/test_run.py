"""./wayforward run: it serves, says so, and leaves nothing behind."""

import json
import os
import re
import shutil
import signal
import socket
import sys
import time
import urllib.error
import urllib.request

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from tests.config.processes import descendants, free_port, parents, running, wayforward
from wayforward.arrangements.loading import PROFILES
from wayforward.config import hosts, serving

pytestmark = pytest.mark.xdist_group("run")
FRESH = f"wayforward_run_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"


def ask(address):
    with urllib.request.urlopen(address, timeout=20) as answer:
        return answer.status, answer.read().decode()


@pytest.fixture
def fresh_database(tmp_path):
    """Make an empty database on the server of the tests; return the variables that name it."""
    owner = os.environ["DATABASE_OWNER_URL"]
    name = sql.Identifier(FRESH)
    with psycopg.connect(owner, autocommit=True) as server:
        server.execute(sql.SQL("drop database if exists {} with (force)").format(name))
        server.execute(sql.SQL("create database {}").format(name))
    names = ("DATABASE_URL", "DATABASE_OWNER_URL")
    yield {"AUDIT_HEAD_FILE": str(tmp_path / "audit-head.jsonl")} | {
        name: make_conninfo(**conninfo_to_dict(os.environ[name]) | {"dbname": FRESH})
        for name in names
    }
    with psycopg.connect(owner, autocommit=True) as server:
        server.execute(sql.SQL("drop database {} with (force)").format(name))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_run_serves_until_it_is_stopped(number):
    port = free_port()
    with running("--port", str(port)) as run:
        run.wait_for_line("  Ctrl-C")
        assert f"Ready: http://localhost:{port}" in run.lines
        for host in ("localhost", "127.0.0.1"):
            status, text = ask(f"http://{host}:{port}/healthz")
            assert (status, json.loads(text)) == (
                200,
                {"status": "ok", "database": "ok", "migrations": "ok", "jobs": "ok"},
            )
        status, home = ask(f"http://localhost:{port}/")
        assert (status, "<h1" in home) == (200, True)
        style = re.search(r'href="(/static/[^"]+\.css)"', home)
        assert style
        assert ask(f"http://localhost:{port}{style[1]}")[0] == 200
        for query in ("q=" + "a" * 10_000, "q=autism" + "&need=HI" * 1_000):
            status, page = ask(f"http://localhost:{port}/local-offer/search?{query}")
            assert (status, "<h1" in page) == (200, True)
        head = urllib.request.Request(f"http://localhost:{port}/", method="HEAD")
        with urllib.request.urlopen(head, timeout=20) as answer:
            assert answer.status == 200
        started = descendants(run.process.pid)
        assert len(started) >= 3  # the job worker, the web server and its own processes
        assert run.stop(number) == 0
        assert run.lines[-1] == "Stopped."
        assert not [line for line in run.lines if "ERROR" in line or "WARNING" in line]
    assert started & parents().keys() == set()


def test_a_fresh_database_is_made_ready_and_stays_empty_when_asked(fresh_database):
    port = free_port()
    with running("--port", str(port), "--empty", **fresh_database) as run:
        run.wait_for_line("Ready: ")
        assert "Bringing the database up to date..." in run.lines
        run.wait_for_line("  Ctrl-C")
        said = "\n".join(run.lines)
        assert f"Open first: http://localhost:{port}/  " in said
        assert f"http://localhost:{port}/design  " in said
        assert ask(f"http://localhost:{port}/")[0] == 200
        assert json.loads(ask(f"http://localhost:{port}/healthz")[1])["status"] == "ok"
        with psycopg.connect(fresh_database["DATABASE_URL"]) as server:
            assert server.execute("select count(*) from local_offer_service").fetchone() == (0,)
        assert "with nothing loaded" in said
        assert run.stop(signal.SIGTERM) == 0


@pytest.mark.parametrize("is_loaded", [False, True])
def test_what_to_open_first_says_what_is_there(is_loaded, capsys):
    serving.announce("http://localhost:8000", is_loaded=is_loaded)
    said = capsys.readouterr().out
    assert ("with nothing loaded" in said) is not is_loaded
    assert ("/local-offer/search?q=" in said) is is_loaded


def test_run_stops_while_it_is_getting_ready(fresh_database):
    with running("--port", str(free_port()), **fresh_database) as run:
        run.wait_for_line("Bringing the database up to date...")
        time.sleep(0.3)
        started = descendants(run.process.pid)
        assert run.stop(signal.SIGTERM) == 0
        assert "Ready" not in "\n".join(run.lines)
    time.sleep(0.5)
    assert started & parents().keys() == set()


def test_a_port_in_use_is_told():
    with socket.socket() as mine:
        mine.bind(("127.0.0.1", 0))
        mine.listen()
        port = mine.getsockname()[1]
        ended = wayforward("run", "--port", str(port))
    assert ended.returncode == 1
    assert f"Port {port} is in use by another program." in ended.stderr
    assert "./wayforward run --port" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("port", ["abc", "0", "70000", "-1"])
def test_a_wrong_port_is_told(port):
    ended = wayforward("run", "--port", port)
    assert ended.returncode == 2
    assert "--port" in ended.stderr


def test_an_unknown_host_is_told():
    ended = wayforward("run", "--host", "no.such.host.invalid", "--port", str(free_port()))
    assert ended.returncode == 1
    assert "no such address" in ended.stderr


def test_a_database_that_cannot_be_reached_is_told():
    ended = wayforward(
        "run",
        "--port",
        str(free_port()),
        DATABASE_URL="postgresql://nobody@127.0.0.1:1/nothing?connect_timeout=2",
    )
    assert ended.returncode == 1
    assert "DATABASE_URL names cannot be used" in ended.stderr


def test_an_address_that_is_none_of_a_database_is_told_in_one_line():
    ended = wayforward("run", "--port", str(free_port()), DATABASE_URL="garbage")
    assert ended.returncode == 1
    assert (
        ended.stderr.strip().splitlines()[-1].endswith("postgresql://user:password@host/database")
    )
    assert "Traceback" not in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["run", "--port", "PORT"],
        ["run", "--empty", "--port", "PORT"],
        ["manage", "verify_audit"],
        ["manage", "check_arrangements"],
    ],
)
def test_a_wrong_profile_is_told_in_one_message(words, tmp_path):
    words = [str(free_port()) if word == "PORT" else word for word in words]
    (tmp_path / "authority.toml").write_text("name = \n")
    for profile in (tmp_path, tmp_path / "nowhere"):
        ended = wayforward(*words, ARRANGEMENTS=str(profile))
        assert ended.returncode == 1
        assert re.search(rf"^{re.escape(str(profile))}[^:]*:\d+: .+$", ended.stderr, re.MULTILINE)
        assert "ARRANGEMENTS" in ended.stderr
        assert "Traceback" not in ended.stderr


def test_local_offer_content_that_is_wrong_is_told(fresh_database, tmp_path):
    profile = tmp_path / "profile"
    shutil.copytree(PROFILES / "milton_keynes", profile)
    file = next(profile.rglob("services.json"))
    file.write_text(file.read_text().replace('"name": "', '"nonsense": 1, "name": "', 1))
    ended = wayforward(
        "run", "--port", str(free_port()), ARRANGEMENTS=str(profile), **fresh_database
    )
    assert ended.returncode == 1
    assert "Nothing was loaded." in ended.stderr
    assert "services.json" in ended.stderr
    assert "./wayforward run --empty" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux tells a child of its parent's death"
)
def test_a_launcher_that_is_killed_takes_its_processes_with_it():
    port = free_port()
    with running("--port", str(port)) as run:
        run.wait_for_line("Ready: ")
        started = descendants(run.process.pid)
        assert len(started) >= 3
        run.process.kill()
        until = time.monotonic() + 20
        while started & parents().keys() and time.monotonic() < until:
            time.sleep(0.2)
        assert started & parents().keys() == set()
    with running("--port", str(port)) as again:
        again.wait_for_line("Ready: ")
        assert again.stop(signal.SIGTERM) == 0


def test_a_site_for_the_network_answers_to_this_machines_addresses():
    port = free_port()
    with running("--port", str(port), "--host", "0.0.0.0") as run:
        run.wait_for_line("Ready: ")
        for address in hosts.of_interfaces() if sys.platform == "linux" else []:
            host = f"[{address}]" if ":" in address else address
            asked = urllib.request.Request(
                f"http://127.0.0.1:{port}/design/patterns", headers={"Host": f"{host}:{port}"}
            )
            assert ask(asked)[0] == 200
        with pytest.raises(urllib.error.HTTPError, match="400"):
            ask(
                urllib.request.Request(
                    f"http://127.0.0.1:{port}/", headers={"Host": "somebody-elses.example"}
                )
            )


def test_the_hosts_to_answer_to(monkeypatch):
    monkeypatch.setattr(hosts, "own_addresses", lambda: {"192.0.2.7", "2001:db8::7"})
    monkeypatch.setattr(hosts.socket, "gethostname", lambda: "desk")
    own = {"localhost", "127.0.0.1", "[::1]", "desk"}
    assert hosts.allowed("192.0.2.7") == own | {"192.0.2.7"}
    assert hosts.allowed("::") == own | {"[::]", "192.0.2.7", "[2001:db8::7]"}


def test_help_says_what_allowed_hosts_is_for():
    ended = wayforward("run", "--help")
    assert "ALLOWED_HOSTS=" in ended.stdout
