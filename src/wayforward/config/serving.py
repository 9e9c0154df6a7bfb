"""Serves the site on this machine: the database's tables, the job worker and the web server."""

import argparse
import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import types
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator

from wayforward.config import hosts
from wayforward.config.embedded_postgres import DatabaseUnavailable, EmbeddedPostgres
from wayforward.config.environment import ROOT

LOCAL = {"localhost", "127.0.0.1", "::1"}
SECONDS_TO_ANSWER = 30
SECONDS_TO_STOP = 10
PR_SET_PDEATHSIG = 1  # Linux: the signal that a process gets when the one that started it dies
SECONDS_BETWEEN_LOOKS = 0.5
SECONDS_BETWEEN_KNOCKS = 3.0  # at the embedded database
SHORTEST_PAUSE, LONGEST_PAUSE = 2.0, 30.0  # before the job worker is started again
SECONDS_THAT_PROVE_IT = 60.0  # a worker that ran so long begins again with the shortest pause


class CannotServe(Exception):
    """The site cannot be served; the message says what to do."""


class Stopped(Exception):
    """Somebody pressed Ctrl-C or sent SIGTERM."""


def parse(arguments: list[str]) -> argparse.Namespace:
    """Read the options of `./wayforward run`."""
    parser = argparse.ArgumentParser(
        prog="./wayforward run",
        description=__doc__,
        epilog="The site answers only to names that it knows; any other gets 400. They are "
        "localhost, this machine's name, --host and, on 0.0.0.0 or ::, this machine's addresses. "
        "To use another name, list all of them with commas in the variable ALLOWED_HOSTS: "
        "ALLOWED_HOSTS=send.example.org,localhost ./wayforward run --host 0.0.0.0",
    )
    parser.add_argument("--port", type=port_number, default=8000, help="port, 8000 by default")
    parser.add_argument(
        "--host",
        default="localhost",
        help="address to serve on: localhost, which only "
        "this machine reaches; 0.0.0.0 for every machine of its network",
    )
    parser.add_argument(
        "--empty",
        action="store_true",
        help="load no Local Offer data; what an earlier start loaded stays",
    )
    return parser.parse_args(arguments)


def port_number(text: str) -> int:
    """Return a port from 1 to 65535."""
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port: give a number from 1 to 65535")
    return int(text)


def addresses_of(host: str, port: int) -> list[tuple[int, str]]:
    """Return (family, address) of each address that `host` names on this machine."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as problem:
        raise CannotServe(f"--host {host}: no such address ({problem.strerror}).") from problem
    pairs = {(int(family), str(where[0])) for family, _, _, _, where in found}
    if host == "localhost":  # both 127.0.0.1 and ::1, whatever /etc/hosts says
        pairs |= {(socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")}
    return sorted(pairs)


def bindable(options: argparse.Namespace) -> list[str]:
    """Return the addresses to serve on, as gunicorn writes them; raise if the port is taken."""
    binds = []
    for family, address in addresses_of(options.host, options.port):
        try:
            with socket.socket(family, socket.SOCK_STREAM) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((address, options.port))
        except PermissionError as problem:
            raise CannotServe(
                f"Port {options.port} may not be used by this user. Choose one above 1023: "
                "./wayforward run --port 8001"
            ) from problem
        except OSError as problem:
            if problem.errno in {97, 99, 47, 49}:  # this machine has no such address (IPv6, say)
                continue
            raise CannotServe(
                f"Port {options.port} is in use by another program. Stop it, or choose another "
                f"port: ./wayforward run --port {options.port + 1 if options.port < 65535 else 8000}"
            ) from problem
        binds.append(
            f"[{address}]:{options.port}" if ":" in address else f"{address}:{options.port}"
        )
    if not binds:
        raise CannotServe(f"--host {options.host} is no address of this machine.")
    return binds


def refuse_a_port_in_use(options: argparse.Namespace) -> None:
    """Raise CannotServe before anything is started if the port cannot be had."""
    bindable(options)


@contextlib.contextmanager
def stops_on_signals() -> Iterator[None]:
    """Turn Ctrl-C, SIGTERM and a closed terminal into one orderly stop."""

    def stop(number: int, frame: types.FrameType | None) -> None:
        for again in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(again, signal.SIG_IGN)
        raise Stopped

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    try:
        yield
    except Stopped:
        print("Stopped.", flush=True)


def serve(options: argparse.Namespace, database: EmbeddedPostgres | None = None) -> int:
    """Bring the tables up to date, load the data, start worker and web server, and wait.

    Returns 1 if the web server ends by itself; a signal raises Stopped, and all are ended. A job
    worker that ends, and an embedded `database` that does, are started again.
    """
    if options.host not in LOCAL:
        os.environ.setdefault("ALLOWED_HOSTS", ",".join(sorted(hosts.allowed(options.host))))
    if database is not None and options.host in LOCAL and not options.empty:
        os.environ.setdefault("DEMO", "true")  # a database of our own, seen by this machine alone
    is_loaded = prepare(empty=options.empty)
    worker = JobWorker()
    web: subprocess.Popen[bytes] | None = None
    try:
        worker.start()
        web = start_web_server(bindable(options))
        shown = f"[{options.host}]" if ":" in options.host else options.host
        shown = "localhost" if shown in {"0.0.0.0", "[::]"} else shown  # noqa: S104
        wait_until_it_answers(options, [worker.process, web])
        announce(f"http://{shown}:{options.port}", is_loaded=is_loaded)
        return watch(web, worker, database)
    finally:
        end([process for process in (worker.process, web) if process is not None])


def prepare(*, empty: bool) -> bool:
    """Migrate as the owner if a migration is waiting, then load the Local Offer unless `empty`.

    Returns whether the Local Offer has services: a run before this one may have loaded them.
    """
    import django  # noqa: PLC0415 -- these read the settings, whose variables are set by now
    from django.conf import settings  # noqa: PLC0415 -- as above
    from django.core.management import CommandError, call_command  # noqa: PLC0415 -- as above
    from django.db import connection  # noqa: PLC0415 -- as above

    django.setup()
    from wayforward.config import health  # noqa: PLC0415 -- as above
    from wayforward.local_offer.models import Service  # noqa: PLC0415 -- as above
    from wayforward.web.arranged import arrangements  # noqa: PLC0415 -- as above

    arrangements()  # a wrong profile is told before anything is changed or started
    if health.migrations_waiting():
        print("Bringing the database up to date...", flush=True)
        done = subprocess.run(
            [sys.executable, "manage.py", "migrate", "--verbosity=0"],
            cwd=ROOT,
            env=os.environ | {"AS_OWNER": "true"},
            check=False,
        )
        if done.returncode:
            raise CannotServe("The database could not be brought up to date; see above.")
    if not empty:
        try:
            call_command("load_local_offer", if_changed=True)
        except CommandError as refusal:
            raise CannotServe(
                f"{refusal}\n\nMend what is listed above and run it again, or serve without that "
                "data: ./wayforward run --empty"
            ) from refusal
        if settings.DEMO:
            call_command("make_area", if_none=True)
    is_loaded = Service.objects.exists()
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]
    return is_loaded


def start(*command: str) -> subprocess.Popen[bytes]:
    """Start a management command in a session of its own, so Ctrl-C reaches only us."""
    return subprocess.Popen(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        preexec_fn=ends_with_this_process(),  # noqa: PLW1509 -- one thread; only system calls
    )


def ends_with_this_process() -> Callable[[], None] | None:
    """Return what a child does first, so that it ends when this process is killed (on Linux)."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl
    launcher = os.getpid()

    def ask_for_the_signal() -> None:
        prctl(PR_SET_PDEATHSIG, int(signal.SIGTERM))
        if os.getppid() != launcher:  # it was killed just now
            os._exit(1)

    return ask_for_the_signal


def start_web_server(binds: list[str]) -> subprocess.Popen[bytes]:
    """Start gunicorn on `binds` with two processes of four threads."""
    command = [sys.executable, "-m", "gunicorn", "wayforward.config.wsgi:application"]
    command += ["--worker-class=gthread", "--workers=2", "--threads=4", "--log-level=warning"]
    command += ["--preload"]  # the code is loaded once, then shared: ready a second sooner
    command += ["--no-control-socket"]
    command += ["--limit-request-line=0"]  # RefusalsInWords answers what is too long, with a page
    command += [f"--bind={bind}" for bind in binds]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        preexec_fn=ends_with_this_process(),  # noqa: PLW1509 -- one thread; only system calls
    )


def wait_until_it_answers(
    options: argparse.Namespace, processes: list[subprocess.Popen[bytes] | None]
) -> None:
    """Ask /healthz until it answers; raise CannotServe if a process ends or time runs out."""
    host = addresses_of(options.host, options.port)[0][1]
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    host = f"[{host}]" if ":" in host else host
    address = f"http://{host}:{options.port}/healthz"
    until = time.monotonic() + SECONDS_TO_ANSWER
    while time.monotonic() < until:
        if any(process and process.poll() is not None for process in processes):
            raise CannotServe("The web server or the job worker ended at once; see above.")
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except urllib.error.HTTPError as answer:
            if answer.code == 503:  # answering, but something is not well yet: the page says what
                time.sleep(0.05)
                continue
            raise CannotServe(f"{address} answered {answer.code}.") from answer
        except OSError:
            time.sleep(0.05)
    raise CannotServe(f"The site did not answer within {SECONDS_TO_ANSWER} seconds.")


def announce(address: str, *, is_loaded: bool) -> None:
    """Say that the site is ready and what to open first."""
    print(f"Ready: {address}")
    loaded, empty = "the Local Offer: search for help", "the Local Offer, with nothing loaded"
    what = loaded if is_loaded else empty
    print(f"  Open first: {address}/  {what}")
    if is_loaded:
        print(f"              {address}/local-offer/search?q=my+son+is+deaf")
    if os.environ.get("DEMO") == "true":
        print(f"              {address}/demo  look around as a parent, SENCO, caseworker...")
    print(f"              {address}/design  every component and field, with its code")
    print("  Ctrl-C stops everything.", flush=True)


class JobWorker:
    """The job worker's process; when it ends it is started again, after a pause that grows."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.began = 0.0
        self.pause = SHORTEST_PAUSE
        self.again_at: float | None = None

    def start(self) -> None:
        """Start it now."""
        self.process = start("procrastinate", "worker", "--concurrency=2")
        self.began = time.monotonic()
        self.again_at = None

    def tend(self) -> None:
        """Look after it: say that it ended, or start it again once the pause is over."""
        if self.process is not None and self.process.poll() is None:
            return
        now = time.monotonic()
        if self.again_at is None:
            if now - self.began > SECONDS_THAT_PROVE_IT:
                self.pause = SHORTEST_PAUSE
            say(f"The job worker ended; it is started again in {self.pause:.0f} seconds.")
            self.again_at = now + self.pause
            self.pause = min(2 * self.pause, LONGEST_PAUSE)
        elif now >= self.again_at:
            self.start()


def watch(
    web: subprocess.Popen[bytes], worker: JobWorker, database: EmbeddedPostgres | None
) -> int:
    """Look after worker and database until the web server ends, which it should not; return 1."""
    knock_at = time.monotonic() + SECONDS_BETWEEN_KNOCKS
    while web.poll() is None:
        worker.tend()
        if database is not None and time.monotonic() >= knock_at:
            revive(database)
            knock_at = time.monotonic() + SECONDS_BETWEEN_KNOCKS
        time.sleep(SECONDS_BETWEEN_LOOKS)
    say("The web server ended by itself; stopping.")
    return 1


def revive(database: EmbeddedPostgres) -> None:
    """Start the embedded database again if it has ended, and say so."""
    try:
        if database.revive():
            say("The database had ended; it was started again.")
    except DatabaseUnavailable as problem:
        say(f"The database has ended and does not start; it is tried again.\n{problem}")


def say(message: str) -> None:
    """Tell the person at the terminal what went wrong."""
    print(message, file=sys.stderr, flush=True)


def end(processes: list[subprocess.Popen[bytes]]) -> None:
    """End every process and whatever it started: gently first, then for certain."""
    for process in processes:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
    for process in processes:
        try:
            process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
