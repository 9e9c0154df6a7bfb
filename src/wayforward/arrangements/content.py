"""What a profile's quicklinks and papers may point to, read from its content files.

Only names are read here: ids, slugs and codes. The entries themselves belong to the app that
loads them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wayforward.arrangements.reading import Problem

#: Each content file and the key of its list.
FILES = {"services.json": "services", "guidance.json": "pages", "taxonomies.json": "categories"}


@dataclass(frozen=True, slots=True)
class ContentNames:
    """The names in a profile's content: what may be pointed to."""

    #: service id -> its categories
    services: Mapping[str, tuple[str, ...]]
    #: slugs of guidance pages
    guidance: frozenset[str]
    #: codes of categories
    categories: frozenset[str]
    #: codes of audiences
    audiences: frozenset[str]


def read_content_names(folder: Path, problems: list[Problem]) -> ContentNames | None:
    """Read the names from ``folder`` (a profile's local_offer); nothing if a file is wrong."""
    files = {name: _read(folder / name, key, problems) for name, key in FILES.items()}
    if not all(files.values()):
        return None
    try:
        return ContentNames(
            services={
                each["id"]: tuple(each["categories"]) for each in files["services.json"]["services"]
            },
            guidance=frozenset(each["slug"] for each in files["guidance.json"]["pages"]),
            categories=_codes(files["taxonomies.json"], "categories"),
            audiences=_codes(files["taxonomies.json"], "audiences"),
        )
    except (KeyError, TypeError) as error:
        problems.append(Problem(str(folder), 1, "", f"an entry has no {error}"))
        return None


def _codes(taxonomies: dict[str, Any], key: str) -> frozenset[str]:
    return frozenset(each["code"] for each in taxonomies[key])


def _read(path: Path, key: str, problems: list[Problem]) -> dict[str, Any]:
    """Return the whole file, or an empty dictionary after noting what is wrong."""
    try:
        values = json.loads(path.read_bytes().decode("utf-8"))
    except OSError as error:
        problems.append(Problem(str(path), 1, "", f"cannot be read: {error.strerror}"))
        return {}
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        problems.append(Problem(str(path), line, "", "is not UTF-8 text: save it as UTF-8"))
        return {}
    except json.JSONDecodeError as error:
        problems.append(Problem(str(path), error.lineno, "", f"is not valid JSON: {error.msg}"))
        return {}
    if not isinstance(values, dict) or not isinstance(values.get(key), list):
        problems.append(Problem(str(path), 1, key, "must be a list in a JSON object"))
        return {}
    return values
