"""Looks in every tracked file for what must never be committed.

Secrets (by detect-secrets), addresses of package registries, and paths of one person's machine.

    python -m wayforward.config.leaks
"""

import re
import subprocess
import sys
from pathlib import Path

from detect_secrets.core.secrets_collection import SecretsCollection
from detect_secrets.settings import transient_settings

from wayforward.config.environment import ROOT

PLUGINS = [
    {"name": name}
    for name in (
        "AWSKeyDetector",
        "AzureStorageKeyDetector",
        "BasicAuthDetector",
        "GitHubTokenDetector",
        "JwtTokenDetector",
        "PrivateKeyDetector",
        "SlackDetector",
        "StripeDetector",
        "TwilioKeyDetector",
    )
]
ADDRESSES = [
    (re.compile(r'"resolved":\s*"https?://'), "an address that a package came from"),
    (
        re.compile(r"^(--index-url|--extra-index-url|registry\s*=)", re.MULTILINE),
        "a registry's address",
    ),
    (re.compile(r"(?<![\w.])/(home|Users)/[a-z][\w-]*/"), "a path of one machine"),
]
PLACEHOLDERS = {"password"}  # what an example writes where the secret goes
ALLOWED = "leaks: invented"  # on a line that shows an invented secret or path


def tracked() -> list[Path]:
    """Return every text file that git tracks or would track."""
    listed = subprocess.run(  # fixed command
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def found_in(path: Path) -> list[str]:
    """Return one line for each thing in `path` that must not be there."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return []
    name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
    lines = text.splitlines()
    found = []
    for pattern, what in ADDRESSES:
        for match in pattern.finditer(text):
            number = text.count("\n", 0, match.start()) + 1
            if ALLOWED not in lines[number - 1]:
                found.append(f"{name}:{number}: {what}")
    secrets = SecretsCollection()
    with transient_settings({"plugins_used": PLUGINS}):
        secrets.scan_file(str(path))
    for _, secret in secrets:
        shown = secret.secret_value in PLACEHOLDERS or ALLOWED in lines[secret.line_number - 1]
        if not shown:
            found.append(f"{name}:{secret.line_number}: {secret.type}")
    return found


if __name__ == "__main__":
    problems = [line for path in tracked() for line in found_in(path)]
    print("\n".join(problems))
    sys.exit(1 if problems else 0)
