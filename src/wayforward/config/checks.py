"""Everything that can be checked without running a test."""

import os
import subprocess
import sys
import time
from pathlib import Path

from wayforward.config.environment import ROOT

CODE = ["src", "tests", "benchmarks", "bootstrap.py", "manage.py"]
PYTHON = sys.executable
BESIDE = Path(PYTHON).parent  # the tools that have no module to run
PRODUCTION = {
    "HTTPS": "true",
    "ALLOWED_HOSTS": "send.example.gov.uk",
    "SECRET_KEY": "only-to-check-the-settings-" + "abcdefghijklmnop0123456789" * 2,
}

# Each check: what it is for, its command, and the variables it needs.
CHECKS: list[tuple[str, list[str], dict[str, str]]] = [
    ("pinned requirements in step", [PYTHON, "-m", "wayforward.config.pins"], {}),
    ("format", [PYTHON, "-m", "ruff", "format", "--check", "--quiet", *CODE], {}),
    ("lint", [PYTHON, "-m", "ruff", "check", "--quiet", *CODE], {}),
    ("import contracts", [str(BESIDE / "lint-imports"), "--no-logo"], {}),
    ("types", [PYTHON, "-m", "mypy"], {}),
    (
        "templates",
        [PYTHON, "-m", "djlint", "--lint", "--quiet", "--profile=jinja", "--extension=jinja"]
        + ["--ignore=H015", "src/wayforward"],  # H015: where lines break is a matter of taste
        {},
    ),
    ("migrations", [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"], {}),
    (
        "settings for production",
        [PYTHON, "manage.py", "check", "--deploy", "--fail-level=WARNING"],
        PRODUCTION,
    ),
    ("arrangements", [PYTHON, "manage.py", "check_arrangements"], {}),
    ("generated pages in step", [PYTHON, "-m", "wayforward.config.reference", "--check"], {}),
    ("secrets and addresses", [PYTHON, "-m", "wayforward.config.leaks"], {}),
]


def run(arguments: list[str]) -> int:
    """Run every check, or those whose name holds one of `arguments`; show the output of failures."""
    chosen = [
        check
        for check in CHECKS
        if not arguments or any(argument in check[0] for argument in arguments)
    ]
    failed = 0
    for name, command, variables in chosen:
        began = time.monotonic()
        result = subprocess.run(
            command,
            cwd=ROOT,
            env=os.environ | {"DATABASE_POOLED": "false"} | variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        state = "ok" if result.returncode == 0 else "FAILED"
        print(f"{name:<28} {state} ({time.monotonic() - began:.1f} s)", flush=True)
        if result.returncode:
            failed += 1
            print(result.stdout)
    print(f"{len(chosen) - failed} checks passed, {failed} failed")
    return 1 if failed or not chosen else 0


def fix() -> int:
    """Format the code and mend what ruff can mend."""
    mended = subprocess.run(
        [PYTHON, "-m", "ruff", "check", "--fix", "--quiet", *CODE], cwd=ROOT, check=False
    )
    formatted = subprocess.run(
        [PYTHON, "-m", "ruff", "format", "--quiet", *CODE], cwd=ROOT, check=False
    )
    return mended.returncode or formatted.returncode


def write_docs() -> int:
    """Write the generated reference pages again."""
    return subprocess.run(
        [PYTHON, "-m", "wayforward.config.reference"], cwd=ROOT, check=False
    ).returncode
