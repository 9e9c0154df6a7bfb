"""Shared pieces: the invented profile to break, and the bundled profile's content files."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from wayforward.arrangements.loading import PROFILES

TINY = Path(__file__).parent / "profiles" / "tiny"
NAMES = ("organisations", "services", "schools", "guidance", "places", "taxonomies")


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """Return a copy of the invented profile that a test may break."""
    return shutil.copytree(TINY, tmp_path / "tiny")


@pytest.fixture
def edit(tiny: Path) -> Callable[..., int]:
    """Return a function that replaces text once and returns the line where the new text is."""

    def replace(old: str, new: str, file: str = "arrangements.toml") -> int:
        path = tiny / file
        before, found, after = path.read_text(encoding="utf-8").partition(old)
        assert found, old
        path.write_text(before + new + after, encoding="utf-8")
        return before.count("\n") + 1

    return replace


@pytest.fixture(scope="session")
def content() -> dict[str, Any]:
    """Return the content files of the bundled profile, by name."""
    folder = PROFILES / "milton_keynes" / "local_offer"
    return {
        name: json.loads((folder / f"{name}.json").read_text(encoding="utf-8")) for name in NAMES
    }
