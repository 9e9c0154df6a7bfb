"""Make .venv from the pinned requirements, then run what was asked. Standard library only.

./wayforward run | test | check | fix | bench | manage ...

Everything is installed inside this folder: the installer in .bootstrap, the packages in .venv.
A stamp (a hash of the pins) makes later starts skip the installation.
"""

import hashlib
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
INSTALLER = ROOT / ".bootstrap"
UV_VERSION = "0.13.9"

WORDS = {
    "run": "Install what is needed, start the database, load the Local Offer and serve it.",
    "test": "Set up the test tools and a real browser, then run every test.",
    "law": "Run only the tests of the law (no database, seconds).",
    "journeys": "Run only the browser journeys.",
    "check": "Run the linters, types, import contracts, migrations check and secrets scan.",
    "fix": "Format the code and mend what the linters can mend.",
    "bench": "Measure, one figure at a time: ./wayforward bench local-offer",
    "docs": "Write the generated reference pages again.",
    "manage": "Run a management command: ./wayforward manage verify_audit",
}
NEED_DEVELOPMENT_TOOLS = {"test", "law", "journeys", "check", "fix", "bench", "docs"}


class SetupFailed(Exception):
    """Something could not be installed; the message says what to do."""


def quietly(command, *, doing, **more):
    """Run `command`; show its output only if it fails."""
    result = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, **more
    )
    if result.returncode:
        raise SetupFailed(f"{doing} failed:\n{result.stdout}")


def installer_environment():
    """Return the environment for uv: the machine's certificates, and never another Python."""
    return os.environ | {
        "UV_SYSTEM_CERTS": "true",
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_NO_PROGRESS": "1",
        "UV_LINK_MODE": "copy",
    }


def uv(*arguments, doing):
    """Run the pinned installer, making it first if need be."""
    program = INSTALLER / "bin" / "uv"
    stamp = INSTALLER / f"uv-{UV_VERSION}"
    if not (stamp.exists() and program.exists()):
        print("Setting up the installer...", flush=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(INSTALLER)], check=True)
        quietly(
            [str(INSTALLER / "bin" / "python"), "-m", "pip", "install", "-q", f"uv=={UV_VERSION}"],
            doing="Installing uv",
        )
        stamp.touch()
    quietly([str(program), *arguments], doing=doing, env=installer_environment(), cwd=ROOT)


def install(kind):
    """Make .venv hold what requirements/`kind`.txt pins ("runtime" or "dev"); dev holds both."""
    python = VENV / "bin" / "python"
    pins = ROOT / "requirements" / f"{kind}.txt"
    wanted = hashlib.sha256(pins.read_bytes() + sys.version.encode() + str(ROOT).encode())
    stamp = VENV / f"installed-{kind}"
    other = VENV / f"installed-{'runtime' if kind == 'dev' else 'dev'}"
    if stamp.exists() and stamp.read_text() == wanted.hexdigest() and python.exists():
        return
    if kind == "runtime" and dev_is_current():
        return
    if not python.exists() or moved():
        uv("venv", "--clear", "--python", sys.executable, str(VENV), doing="Making .venv")
    print(f"Installing the {kind} packages...", flush=True)
    # Compiled now, so that starts are quick even where Python may not write what it compiles.
    sync = ("pip", "sync", "--compile-bytecode", "--python", str(python), str(pins))
    uv(*sync, doing="Installing the packages")
    path_file = (
        Path(sysconfig.get_path("purelib", "venv", vars={"base": str(VENV)})) / "wayforward.pth"
    )
    path_file.write_text(f"{ROOT / 'src'}\n", encoding="utf-8")
    stamp.write_text(wanted.hexdigest())
    other.unlink(missing_ok=True)


def dev_is_current():
    """Tell whether .venv already holds the development set, which includes the runtime's."""
    pins = ROOT / "requirements" / "dev.txt"
    wanted = hashlib.sha256(pins.read_bytes() + sys.version.encode() + str(ROOT).encode())
    stamp = VENV / "installed-dev"
    return stamp.exists() and stamp.read_text() == wanted.hexdigest()


def moved():
    """Tell whether .venv was made for another folder: its scripts would point there."""
    activate = VENV / "bin" / "activate"
    return not activate.exists() or str(VENV) not in activate.read_text(encoding="utf-8")


def usage():
    """Return the list of words, one line each."""
    width = max(map(len, WORDS))
    lines = [f"  {word:<{width}}  {meaning}" for word, meaning in WORDS.items()]
    return "\n".join(["Usage: ./wayforward WORD [options]", "", *lines])


def main(arguments):
    """Install for the word asked, then become the launcher in .venv."""
    if not arguments or arguments[0] in {"help", "--help", "-h"}:
        print(usage())
        return 0
    word = arguments[0]
    if word not in WORDS:
        print(f"./wayforward has no word {word!r}.\n\n{usage()}", file=sys.stderr)
        return 2
    try:
        install("dev" if word in NEED_DEVELOPMENT_TOOLS else "runtime")
    except (SetupFailed, OSError, subprocess.CalledProcessError) as refusal:
        print(
            f"{refusal}\n\nNothing was started. Mend the above and run it again.", file=sys.stderr
        )
        return 1
    python = str(VENV / "bin" / "python")
    sys.stdout.flush()
    os.chdir(ROOT)
    return os.execv(python, [python, "-m", "wayforward.config.launcher", *arguments])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
