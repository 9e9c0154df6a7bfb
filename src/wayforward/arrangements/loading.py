"""Load a profile, or list what is wrong with it.

A profile is a folder: any number of ``*.toml`` files, which together hold the keys of
:class:`~wayforward.arrangements.schema.Arrangements`, and a folder ``local_offer`` with the
content as JSON.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from wayforward.arrangements.content import read_content_names
from wayforward.arrangements.law import check_law
from wayforward.arrangements.links import check_across, check_links
from wayforward.arrangements.reading import (
    Problem,
    ProfileRefused,
    Reader,
    TomlFile,
    read_toml,
    schema_of,
    unknown_key,
)
from wayforward.arrangements.retention import check_retention
from wayforward.arrangements.schema import Arrangements
from wayforward.arrangements.standards import check_standards
from wayforward.arrangements.toml_lines import Path as KeyPath

PROFILES = Path(__file__).parent / "profiles"


def bundled_profiles() -> tuple[str, ...]:
    """Return the names of the profiles that come with the package, in order."""
    return tuple(sorted(each.name for each in PROFILES.iterdir() if each.is_dir()))


def load_profile(folder_or_name: Path | str) -> Arrangements:
    """Return the arrangements in a folder, or in the bundled profile of that name.

    :raises ProfileRefused: if anything in it is wrong; ``problems`` lists all of it
    """
    arrangements, problems = _read(profile_folder(folder_or_name))
    if arrangements is None or problems:
        raise ProfileRefused(problems)
    return arrangements


def check_profile(path: Path | str, *, on: date | None = None) -> list[Problem]:
    """Return what is wrong with a profile, in order of file and line; nothing if all is well.

    ``path`` is the folder, the name of a bundled profile, or one of the folder's TOML files;
    ``on`` is today: no fact is of a later day.
    """
    folder = profile_folder(path)
    problems = _read(folder)[1]
    if on is not None:
        files = (read_toml(each, []) for each in sorted(folder.glob("*.toml")))
        problems += [each for file in files if file for each in _days_to_come(file, on)]
    return sorted(problems)


def _days_to_come(file: TomlFile, on: date) -> Iterator[Problem]:
    """Yield each ``as_of`` of a file that is after ``on``, however deep it stands."""

    def look(value: object, path: KeyPath) -> Iterator[Problem]:
        if isinstance(value, dict):
            for key, each in value.items():
                if key == "as_of" and type(each) is date and each > on:
                    yield file.problem((*path, key), f"{each} is still to come")
                yield from look(each, (*path, key))
        elif isinstance(value, list):
            for at, each in enumerate(value):
                yield from look(each, (*path, at))

    yield from look(file.values, ())


def profile_folder(folder_or_name: Path | str) -> Path:
    """Return the folder that a path, one of its TOML files or the name of a bundled profile means."""
    path = Path(folder_or_name)
    if path.is_dir():
        return path
    if path.suffix == ".toml":
        return path.parent
    bundled = PROFILES / str(folder_or_name)
    return bundled if len(path.parts) == 1 and bundled.is_dir() else path


def _read(folder: Path) -> tuple[Arrangements | None, list[Problem]]:
    problems: list[Problem] = []
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        return None, [Problem(str(folder), 1, "", "is not a folder with TOML files in it")]
    files = [file for file in (read_toml(path, problems) for path in paths) if file]
    if len(files) < len(paths):
        return None, problems  # a key may be in the file that could not be read
    values, homes = _merge(files, problems)
    _refuse_missing(values, files[0], problems)
    check_across(values, homes, problems)
    check_law(values, homes, problems)
    check_retention(values, homes, problems)
    check_standards(values, homes, problems)
    content = read_content_names(folder / "local_offer", problems)
    if content:
        check_links(values, homes, content, problems)
    if problems:
        return None, problems
    return Arrangements(**values, folder=folder), problems


def _merge(
    files: list[TomlFile], problems: list[Problem]
) -> tuple[dict[str, Any], dict[str, TomlFile]]:
    """Read every top-level key of every file; a key may stand in one file only."""
    known = schema_of(Arrangements)
    values: dict[str, Any] = {}
    homes: dict[str, TomlFile] = {}
    for file in files:
        reader = Reader(file, problems)
        for name, value in file.values.items():
            if name not in known:
                reader.refuse((name,), unknown_key(name, known))
            elif name in homes:
                reader.refuse((name,), f"is also in {homes[name].path.name}: keep it in one file")
            else:
                homes[name] = file
                values[name] = reader.value(known[name][0], value, (name,))
    return values, homes


def _refuse_missing(values: dict[str, Any], first: TomlFile, problems: list[Problem]) -> None:
    for name, (_, needed) in schema_of(Arrangements).items():
        if needed and name not in values:
            problems.append(Problem(str(first.path), 1, name, f"the block {name} is missing"))
