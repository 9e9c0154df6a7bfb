"""Nothing about one authority, and nothing of Django, is in the code."""

from __future__ import annotations

import re
from pathlib import Path

from wayforward.arrangements import loading, words

PACKAGE = Path(loading.__file__).parent
ONE_AREA = re.compile(r"milton|keynes|\bMK\d?\b|01908|FACT Plus|SENDIAS\b", re.IGNORECASE)


def test_code_knows_no_authority() -> None:
    for path in PACKAGE.glob("*.py"):
        assert ONE_AREA.search(path.read_text(encoding="utf-8")) is None, path.name


def test_shared_words_know_no_authority() -> None:
    named = re.compile(r"milton|keynes|\bMK\d?\b|01908", re.IGNORECASE)
    for path in words.VOCABULARY.glob("*.toml"):
        assert named.search(path.read_text(encoding="utf-8")) is None, path.name


def test_code_uses_no_framework_and_no_clock() -> None:
    for path in PACKAGE.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert re.search(r"import django|from django|\.today\(|\.now\(", text) is None, path.name
