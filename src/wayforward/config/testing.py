"""Runs the tests, after making sure that there is a real browser for the journeys."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from wayforward.config.environment import ROOT

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC_BROWSERS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
COVERAGE = ROOT / "var" / "coverage"
FULLY_COVERED = ("/statute/", "/plan_quality/", "/permissions.py", "/actions.py", "/actions/")


class BrowserMissing(Exception):
    """There is no browser for the journeys; the message says what to install."""


def ensure_browser() -> str:
    """Return the path of a Chromium or Chrome, installing Debian's when root.

    :raises BrowserMissing: if there is none and none can be installed
    """
    if (found := find_browser()) and has_libatomic():
        return found
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing a browser with apt (chromium, libatomic1)...", flush=True)
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in (
            ["apt-get", "update", "-q"],
            ["apt-get", "install", "-y", "-q", "--no-install-recommends"]
            + ["chromium", "libatomic1"],
        ):
            subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, check=False)
    if (found := find_browser()) and has_libatomic():
        return found
    raise BrowserMissing(
        "The journey tests need a real browser, and none was found.\n"
        "  Debian or Ubuntu:  sudo apt-get install chromium libatomic1\n"
        "  macOS:             brew install --cask google-chrome\n"
        "Or name one: WAYFORWARD_BROWSER=/path/to/chrome ./wayforward test"
    )


def find_browser() -> str | None:
    """Return the first browser named by WAYFORWARD_BROWSER, on the path, or where macOS has it."""
    named = os.environ.get("WAYFORWARD_BROWSER")
    if named and not shutil.which(named):
        raise BrowserMissing(f"WAYFORWARD_BROWSER names {named!r}, which cannot be run.")
    candidates = [shutil.which(name) for name in ([named] if named else BROWSERS)]
    candidates += [path for path in MAC_BROWSERS if Path(path).exists()]
    return next((path for path in candidates if path), None)


def has_libatomic() -> bool:
    """Tell whether the library that Playwright's own Node needs on Debian is there."""
    if sys.platform != "linux" or not shutil.which("dpkg-query"):
        return True
    told = subprocess.run(  # fixed command
        ["dpkg-query", "--show", "--showformat=${Status}", "libatomic1"],
        capture_output=True,
        text=True,
        check=False,
    )
    return "install ok installed" in told.stdout


def run(arguments: list[str], *, browser: str, measure_coverage: bool) -> int:
    """Run pytest on two processes; with the whole suite, also hold the coverage gate."""
    whole = not any(not argument.startswith("-") for argument in arguments)
    measure = measure_coverage and whole and "--no-coverage-gate" not in arguments
    arguments = [argument for argument in arguments if argument != "--no-coverage-gate"]
    environment = os.environ | {
        "WAYFORWARD_BROWSER": browser,
        "COVERAGE_FILE": str(COVERAGE),
        "DOCUMENTS_FOLDER": str(ROOT / "var" / "test-documents"),
        "HTTPS": "false",
        "DATABASE_POOLED": "false",
    }
    command = [sys.executable, "-m", "pytest", "--numprocesses=2", "--dist=loadgroup"]
    if measure:
        command += ["--cov", "--cov-report=", f"--cov-report=json:{COVERAGE}.json"]
    status = subprocess.run(
        [*command, *arguments], cwd=ROOT, env=environment, check=False
    ).returncode
    return status or (coverage_gate() if measure else 0)


def coverage_gate() -> int:
    """Fail, naming file and lines, unless the law, permissions and actions are fully tested."""
    measured = json.loads(Path(f"{COVERAGE}.json").read_text(encoding="utf-8"))["files"]
    gaps = {
        name: found["missing_lines"] + found["missing_branches"]
        for name, found in measured.items()
        if any(part in f"/{name}" for part in FULLY_COVERED)
        and (found["missing_lines"] or found["missing_branches"])
    }
    for name, missing in gaps.items():
        print(f"not fully tested: {name}: {missing}", file=sys.stderr)
    return 1 if gaps else 0


def run_law(arguments: list[str]) -> int:
    """Run the tests of the law alone, without Django or a database."""
    command = [sys.executable, "-m", "pytest", "-p", "no:django", "tests/statute", *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode
