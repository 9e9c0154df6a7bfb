"""Checks that requirements/*.txt pin what pyproject.toml asks for, without asking a registry.

python -m wayforward.config.pins
"""

import re
import sys
import tomllib

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from wayforward.config.environment import ROOT

PIN = re.compile(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)")


def pinned(kind: str) -> dict[str, str]:
    """Return package name to version, as requirements/`kind`.txt pins them."""
    lines = (ROOT / "requirements" / f"{kind}.txt").read_text(encoding="utf-8").splitlines()
    found = (PIN.match(line) for line in lines)
    return {canonicalize_name(match[1]): match[2] for match in found if match}


def out_of_step() -> list[str]:
    """Return one line for each requirement whose pin is missing or does not satisfy it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    runtime, groups = project["project"]["dependencies"], project["dependency-groups"]
    wanted = {"runtime": runtime, "dev": runtime + groups["dev"], "node": groups["node"]}
    problems = []
    for kind, requirements in wanted.items():
        pins = pinned(kind)
        for requirement in map(Requirement, requirements):
            version = pins.get(canonicalize_name(requirement.name))
            if version is None or version not in requirement.specifier:
                problems.append(f"requirements/{kind}.txt: {requirement} is pinned to {version}")
    dev = pinned("dev")
    problems += [
        f"requirements/dev.txt: {name} is {dev.get(name)}, runtime.txt has {version}"
        for name, version in pinned("runtime").items()
        if dev.get(name) != version
    ]
    return problems


if __name__ == "__main__":
    found = out_of_step()
    print("\n".join(found))
    sys.exit(1 if found else 0)
