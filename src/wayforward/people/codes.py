"""The codes that children's records hold, with their words, from data/codes.toml."""

import tomllib
from pathlib import Path

_CODES = tomllib.loads((Path(__file__).parent / "data" / "codes.toml").read_text(encoding="utf-8"))

SEXES: dict[str, str] = _CODES["sex"]
ETHNICITIES: dict[str, str] = _CODES["ethnicity"]
UPN_MISSING: dict[str, str] = _CODES["upn_missing"]
NEEDS: dict[str, str] = _CODES["need"]
AREAS: dict[str, str] = _CODES["area"]
CARE: dict[str, str] = _CODES["care"]


def area_of(need: str) -> str:
    """Return the words of the broad area that a type of need belongs to, or nothing."""
    return AREAS.get(_CODES["area_of_need"].get(need, ""), "")
