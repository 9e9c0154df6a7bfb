"""The invented authority's profile, to load or to break, and the postcodes that it needs."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from wayforward.establishments.postcodes import PostcodeRow

TINY = Path(__file__).parents[1] / "arrangements" / "profiles" / "tiny"
POSTCODES = [
    PostcodeRow("ZZ11AA", "E06999001", 400_000, 300_000),
    PostcodeRow("ZZ11AB", "E06999001", 400_200, 300_400),
]


def break_file(profile: Path, name: str, change: Callable[[Any], object]) -> None:
    """Change one JSON file of `profile` by calling `change` with what it holds."""
    path = profile / "local_offer" / f"{name}.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False), encoding="utf-8")
