"""Read TOML into the frozen dataclasses of a schema, and say everything that is wrong.

The reader goes on after a mistake, so that one run lists them all. It is strict: an unknown
key, a missing key, a wrong type, an empty text and a value that breaks its rule are refused.
"""

from __future__ import annotations

import dataclasses
import re
import tomllib
import types
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from functools import cache
from pathlib import Path as FilePath
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from wayforward.arrangements.rules import Rule
from wayforward.arrangements.toml_lines import LineIndex, Path

_LINE_IN_MESSAGE = re.compile(r"\(at line (\d+)")
_WORDS_FOR_TYPE = {str: "text in quotes", int: "a whole number", bool: "true or false"}
_MUST_DIFFER = ("code", "number", "order", "term")
_IN_QUOTES = "must be a date such as 2026-11-23, without quotes"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong with a file.

    ``line`` counts from 1; ``key`` is dotted, with the place of an entry in square brackets,
    such as ``quicklinks[2].guidance``; ``reason`` is a clause that says what to do or what is
    wrong.
    """

    file: str
    line: int
    key: str
    reason: str

    def __str__(self) -> str:
        """Return ``file:line: key: reason``; without the key if the whole file is wrong."""
        return ": ".join(filter(None, [f"{self.file}:{self.line}", self.key, self.reason]))


class ProfileRefused(ValueError):
    """A profile or vocabulary file is wrong. ``problems`` says where and why."""

    def __init__(self, problems: list[Problem]) -> None:
        """Keep the problems, in order of file and line."""
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A TOML file that could be read, with the line of each key."""

    path: FilePath
    values: dict[str, Any]
    lines: LineIndex

    def problem(
        self, path: Path, reason: str, value: object = None, *, again: bool = False
    ) -> Problem:
        """Return a problem at ``path``; ``value`` finds the line of one entry of a list."""
        line = self.lines.line(path, value, again=again)
        return Problem(str(self.path), line, dotted(path), reason)


def dotted(path: Path) -> str:
    """Return a path as people write it, with entries counted from 1."""
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def read_toml(path: FilePath, problems: list[Problem]) -> TomlFile | None:
    """Read one TOML file; on failure add a problem and return nothing."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        problems.append(Problem(str(path), 1, "", f"cannot be read: {error.strerror}"))
        return None
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problems.append(Problem(str(path), line, "", "is not UTF-8 text: save it as UTF-8"))
        return None
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        problems.append(_syntax_problem(path, text, str(error)))
        return None
    return TomlFile(path, values, LineIndex(text))


def _syntax_problem(path: FilePath, text: str, message: str) -> Problem:
    found = _LINE_IN_MESSAGE.search(message)
    line = int(found[1]) if found else text.rstrip("\n").count("\n") + 1
    written = text.split("\n")[line - 1] if text else ""
    key = written.split("=")[0].strip() if "=" in written else ""
    if "date" in message.lower():
        return Problem(str(path), line, key, "is not a real date: write it as 2026-11-23")
    reason = message.split(" (at ")[0].rstrip(".")
    return Problem(str(path), line, key, f"is not valid TOML: {reason}")


@cache
def schema_of(kind: type) -> dict[str, tuple[Any, bool]]:
    """Return each key that a block may have: its type, and whether it must be there."""
    hints = get_type_hints(kind, include_extras=True)
    return {
        each.name: (
            hints[each.name],
            each.default is dataclasses.MISSING and each.default_factory is dataclasses.MISSING,
        )
        for each in dataclasses.fields(kind)
        if each.metadata.get("file", True)
    }


class Reader:
    """Turns the values of one file into dataclasses, adding to ``problems`` as it goes."""

    def __init__(self, file: TomlFile, problems: list[Problem]) -> None:
        """Read from ``file`` and report to ``problems``."""
        self.file = file
        self.problems = problems

    def refuse(self, path: Path, reason: str, value: object = None, *, again: bool = False) -> None:
        """Note what is wrong at ``path``."""
        self.problems.append(self.file.problem(path, reason, value, again=again))

    def block(self, kind: type, values: object, path: Path) -> Any:
        """Return an instance of ``kind``, or nothing if anything in the block is wrong."""
        if not isinstance(values, dict):
            self.refuse(path, "must be a table of keys")
            return None
        known = schema_of(kind)
        before = len(self.problems)
        for name in values:
            if name not in known:
                self.refuse((*path, name), unknown_key(name, known))
        for name, (_, needed) in known.items():
            if needed and name not in values:
                self.refuse(path, f"the key {name} is missing")
        read = {
            name: self.value(hint, values[name], (*path, name))
            for name, (hint, _) in known.items()
            if name in values
        }
        return kind(**read) if len(self.problems) == before else None

    def value(self, hint: Any, value: object, path: Path) -> Any:
        """Return ``value`` as ``hint`` asks, or nothing after noting what is wrong."""
        if get_origin(hint) is Annotated:
            base, *rules = get_args(hint)
            before = len(self.problems)
            read = self.value(base, value, path)
            for rule in rules:
                if len(self.problems) == before and isinstance(rule, Rule):
                    self._apply(rule, read, path)
            return read
        if get_origin(hint) in {Union, types.UnionType}:
            (base,) = (each for each in get_args(hint) if each is not type(None))
            return self.value(base, value, path)
        if get_origin(hint) is tuple:
            return self._list(get_args(hint)[0], value, path)
        if dataclasses.is_dataclass(hint):
            return self.block(hint, value, path)  # type: ignore[arg-type]  # a class, not an instance
        return self._plain(hint, value, path)

    def _apply(self, rule: Rule, value: Any, path: Path) -> None:
        if not rule.passes(value):
            given = f", not {value!r}" if isinstance(value, str | int) else ""
            self.refuse(path, f"must be {rule.wanted}{given}", value)

    def _list(self, hint: Any, value: object, path: Path) -> tuple[Any, ...]:
        if not isinstance(value, list):
            self.refuse(path, "must be a list in square brackets")
            return ()
        read = tuple(self.value(hint, each, (*path, at)) for at, each in enumerate(value))
        self._refuse_twins(value, path)
        return read

    def _refuse_twins(self, value: list[Any], path: Path) -> None:
        """Refuse the same text, code, number or order twice in one list."""
        seen: set[tuple[str, object]] = set()
        for at, each in enumerate(value):
            named = (
                {key: each[key] for key in _MUST_DIFFER if key in each}
                if isinstance(each, dict)
                else {"": each}
            )
            for key, given in named.items():
                if not isinstance(given, str | int):
                    continue
                if (key, given) in seen and key:
                    self.refuse((*path, at, key), f"{given!r} is there twice")
                elif (key, given) in seen:
                    self.refuse((*path, at), f"{given!r} is there twice", given, again=True)
                seen.add((key, given))

    def _plain(self, hint: Any, value: object, path: Path) -> Any:
        if hint is date:
            if isinstance(value, date) and not isinstance(value, datetime):
                return value
            self.refuse(path, _IN_QUOTES)
            return None
        if not isinstance(value, hint) or (hint is int and isinstance(value, bool)):
            self.refuse(path, f"must be {_WORDS_FOR_TYPE[hint]}", value)
            return None
        if isinstance(value, str) and not value.strip():
            self.refuse(path, "is empty: leave the key out if there is nothing to say")
        return value


def unknown_key(name: str, known: object) -> str:
    """Return the reason for refusing ``name``, with the nearest known key."""
    near = get_close_matches(name, list(known), n=1)  # type: ignore[call-overload]
    return "is not a key that we know" + (f"; did you mean {near[0]}?" if near else "")
