"""The reference page is in step with the schema."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import pytest

from wayforward.arrangements.reading import schema_of
from wayforward.arrangements.reference import described, reference_page
from wayforward.arrangements.schema import Arrangements

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "arrangements.md"


def test_page_is_in_step() -> None:
    assert PAGE.read_text(encoding="utf-8") == reference_page()


def test_every_key_is_described() -> None:
    assert set(schema_of(Arrangements)) <= set(described(Arrangements))
    assert "## Quicklink" in reference_page()


def test_page_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["reference", str(tmp_path / "page.md")])
    monkeypatch.delitem(sys.modules, "wayforward.arrangements.reference")
    runpy.run_module("wayforward.arrangements.reference", run_name="__main__")
    assert (tmp_path / "page.md").read_text(encoding="utf-8") == reference_page()
